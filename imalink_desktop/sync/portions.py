"""Large previews on their way, gathered into portions: as much as may go in one request, and one at least.

Nobody takes a large preview for another's word: so none is noted before it goes, what went is noted some at a
time, and what was not noted when the program ended goes once more and changes nothing.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

from imalink_desktop.base.words import _
from imalink_desktop.sync.planning import Cold
from imalink_desktop.sync.store import Store
from imalink_desktop.sync.transport import Ambiguous, Unreachable
from imalink_desktop.sync.values import Busy, Overtaken, Refused, Remote, ServerTrouble, SignInNeeded

_AT_ONCE = 50
"""Large previews of one request, those that are looked up together, and those that are noted as sent."""

_NOT_ITS_FAULT = (Unreachable, Busy, SignInNeeded)
"""It would have gone no better with a smaller portion."""

_Waiting: TypeAlias = tuple[Cold, bytes]


@dataclass(slots=True)
class Portions:
    """Those that go next."""

    store: Store
    remote: Remote
    refuse: Callable[[Sequence[int], Refused], None]
    _coming: deque[Cold] = field(default_factory=deque)
    """Those that have not been read: however many they are, only as many are as go at once."""
    _files: Mapping[str, Path] = field(default_factory=dict)
    _looked_up: set[str] = field(default_factory=set)
    _waiting: list[_Waiting] = field(default_factory=list)
    _gone: list[int] = field(default_factory=list)
    _versions: dict[str, str] = field(default_factory=dict)
    """Which photos have by what has gone."""
    _life: str = field(default_factory=lambda: uuid4().hex)
    """A portion of another day is another request, even where rows and previews are the same."""
    _alone: bool = False
    """A portion came to nothing: for now each goes by itself, so that one bad one costs no other anything."""

    def gather(self, step: Cold) -> None:
        """Let one wait."""
        self._coming.append(step)

    @property
    def is_empty(self) -> bool:
        """Whether none wait."""
        return not self._waiting and not self._coming

    def send(self) -> None:
        """Send one portion. Whatever is at fault with it is found when each of it goes alone."""
        portion = self._next()
        if not portion:
            return
        try:
            self._put(portion)
        except (Ambiguous, Unreachable, ServerTrouble) as trouble:
            if len(portion) == 1 or isinstance(trouble, _NOT_ITS_FAULT):
                self.note()
                raise
            self._alone = True
        else:
            del self._waiting[: len(portion)]
            if len(self._gone) >= _AT_ONCE:
                self.note()

    def note(self) -> None:
        """Note what went."""
        gone, self._gone = self._gone, []
        versions, self._versions = self._versions, {}
        if gone or versions:
            self.store.large_went(gone, versions)

    def _next(self) -> list[_Waiting]:
        """As many as go at once, and one at least; no more are read than it takes to know that."""
        most = 0 if self._alone else self.remote.cold_portion
        count = size = 0
        while count < _AT_ONCE and (count < len(self._waiting) or self._read_on()):
            size += len(self._waiting[count][1])
            if count and size > most:
                break
            count += 1
        return self._waiting[:count]

    def _read_on(self) -> bool:
        """Read the next one that is still to be had; answers whether there is one."""
        while self._coming:
            if self._coming[0].uid not in self._looked_up:
                self._looked_up = {step.uid for step in islice(self._coming, _AT_ONCE)}
                self._files = self.store.coldpreviews(self._looked_up)
            step = self._coming.popleft()
            with suppress(KeyError, OSError):  # it was evicted, maybe a moment ago
                self._waiting.append((step, self._files[step.uid].read_bytes()))
                return True
            self._gone.append(step.row)
        return False

    def _put(self, portion: Sequence[_Waiting]) -> None:
        name = hashlib.sha256(f"cold {self._life}".encode())
        for step, jpeg in portion:
            name.update(f"\n{step.row} {step.key} ".encode() + hashlib.sha256(jpeg).digest())
        previews = [(step.key, jpeg) for step, jpeg in portion]
        outcomes = self.remote.put_coldpreviews(previews, name.hexdigest()[:40])
        for (step, _jpeg), outcome in zip(portion, outcomes, strict=True):
            if isinstance(outcome, Refused):
                self.store.goes_out({step.row: {}})  # which counts the try
                self.refuse([step.row], outcome)
            elif isinstance(outcome, Overtaken):
                self._is_missed(step)
            else:
                self._gone.append(step.row)
                if outcome.version is not None and self.remote.abilities.has_feed:
                    self._versions[step.key] = outcome.version

    def _is_missed(self, step: Cold) -> None:
        """The server has no such photo. It waits: the feed tells why, or the server has another past."""
        self.store.goes_out({step.row: {}})
        why = _("The server does not have this photo.")
        self.refuse([step.row], Refused("GONE", why, for_ever=False))
        version = self.store.version(step.key)
        if version is not None and self.remote.abilities.has_feed:
            self.store.must_tell(step.key, version)
