"""`Caller`: who typed a command that another process does for them: the window, which has the catalog open.

A command knows nothing of it. It asks where the output goes, and which catalog there is, and is told here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from imalink_desktop.base.paths import Paths
    from imalink_desktop.catalog.catalog import Catalog
    from imalink_desktop.catalog.previews import Previews
    from imalink_desktop.importing.darkroom import Wish
    from imalink_desktop.importing.from_card import CopyWish, FromCard
    from imalink_desktop.jobs.ticket import Status
    from imalink_desktop.sync.engine import Outcome
    from imalink_desktop.sync.pulling import Decision


class Stream(Protocol):
    """Where words go: a channel of this process, or a line to another."""

    def write(self, words: str, /) -> object:
        """Say this."""
        ...

    def flush(self) -> object:
        """Have it heard now."""
        ...


@dataclass(frozen=True, slots=True)
class Caller:
    """Where they stand and what they hear; and what the process has open that works for them."""

    out: Stream
    err: Stream
    watched: bool
    """Whether somebody sits at their end."""
    here: Path
    paths: Paths
    catalog: Catalog
    previews: Previews
    sync: Callable[[Decision], tuple[Outcome, tuple[str, ...]]]
    """Has a round of syncing done and waits for what comes of it, and for what the server cannot do."""
    bring: Callable[[Wish, CopyWish | None, Callable[[Status[Any]], None]], FromCard]
    """Has an import done when its turn has come, waits for what comes of it, and shows how far it is."""
    is_gone: Callable[[], bool]
    """Whether nobody waits for it any more; asked from any thread."""


_CALLER: ContextVar[Caller | None] = ContextVar("caller", default=None)


def caller() -> Caller | None:
    """Whom this thread works for; `None` where somebody started this very process."""
    return _CALLER.get()


@contextmanager
def calling(one: Caller) -> Iterator[None]:
    """Work for them in this thread."""
    token = _CALLER.set(one)
    try:
        yield
    finally:
        _CALLER.reset(token)


def out() -> Stream:
    """Where answers go."""
    one = _CALLER.get()
    return sys.stdout if one is None else one.out


def err() -> Stream | None:
    """Where everything else is said, if anybody listens."""
    one = _CALLER.get()
    return sys.stderr if one is None else one.err


def watched() -> bool:
    """Whether somebody watches at a terminal."""
    one = _CALLER.get()
    return one.watched if one is not None else sys.stderr is not None and sys.stderr.isatty()
