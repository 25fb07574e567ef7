"""Guessing is limited by counting what failed: by account and address together, by address, and by account.

Success costs nothing and is not counted. The first limit leaves the owner of an account alone that somebody
else tries; the last only bites when many addresses try one account. Nobody is locked out for long.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from imalink_server.base.clock import Clock
from imalink_server.base.errors import Code, Refused
from imalink_server.security.peers import counted_as

_HERE = parse("10/5 minutes")
_ADDRESS = parse("100/5 minutes")
_ACCOUNT = parse("1000/1 hour")
_STRIPES = 64


class Attempts:
    """What failed lately."""

    def __init__(self, counters: Storage, clock: Clock) -> None:
        self._limiter = FixedWindowRateLimiter(counters)
        self._clock = clock
        self._stripes = tuple(threading.Lock() for _ in range(_STRIPES))

    @contextmanager
    def attempt(self, name: str, address: str) -> Iterator[None]:
        """Let a folded name be tried from an address; counted as failed when it ends with a refusal.

        Who tries the same name twice at once waits, or a hundred guesses would come in before one counts.
        """
        address = counted_as(address)
        with self._stripes[hash((name, address)) % _STRIPES]:
            self._check(name, address)
            try:
                yield
            except Refused:
                for limit, *whom in _limits(name, address):
                    self._limiter.hit(limit, *whom)
                raise

    def _check(self, name: str, address: str) -> None:
        for limit, *whom in _limits(name, address):
            if not self._limiter.test(limit, *whom):
                ends = self._limiter.get_window_stats(limit, *whom).reset_time
                wait = max(1, math.ceil(ends - self._clock().timestamp()))
                minutes = math.ceil(wait / 60)
                raise Refused(
                    Code.TOO_MANY_ATTEMPTS,
                    f"Too many failed attempts. Try again in {minutes} minute{'s' if minutes > 1 else ''}.",
                    {"retry_after": wait},
                )


def _limits(name: str, address: str) -> Iterator[tuple[RateLimitItem, str, str]]:
    yield _HERE, f"account {name}", f"address {address}"
    yield _ADDRESS, "any", f"address {address}"
    yield _ACCOUNT, f"account {name}", "any"
