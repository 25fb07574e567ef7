"""`Watch`: chosen folders, watched by the system where it can be had, else by looking now and then.

    with Watch(folders, tell) as watch:
        every second or so:
            import_again(watch.due())

The threads are watchdog's and only put down what they hear. Everything else is done by whoever asks
what is due: it looks at a few files and, now and then, at many, so a job does it rather than the window.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.log import logger
from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.volumes import Mounted, all_mounted, answers
from imalink_desktop.importing.watching import notices
from imalink_desktop.importing.watching.happened import Happened, Kind, Sieve
from imalink_desktop.importing.watching.rest import Look, Rest
from imalink_desktop.importing.watching.root import Root, identity, outermost, whereabouts
from imalink_desktop.importing.watching.rounds import Rounds
from imalink_desktop.importing.watching.system import Ears, System

LOOKED_FOR = 2.0
"""Seconds after which we look again whether a watched folder is there, and is still the same one."""
MOST_HEARD = 20_000
"""Events that wait to be asked for; of more, only that there were more is kept."""

log = logger(__name__)


class Watch:
    """Watches folders from `start` to `stop`. `due` is asked by one caller at a time.

    A folder that begins to be seen, at the start or when its drive is back, is due as a whole: nobody
    knows what happened before.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        tell: Callable[[Expected], object] = lambda _: None,
        *,
        own: Path | None = None,
        leave_out: LeaveOut = LeaveOut.HIDDEN,
        clock: Callable[[], float] = time.monotonic,
        mounted: Callable[[], Sequence[Mounted]] = all_mounted,
        answering: Callable[[Path], bool] = answers,
    ) -> None:
        """`tell` hears, in `due`, once of each folder that is only looked at now and then, and why.

        `own` is the folder in which the program keeps its data; what happens there is our own doing.
        """
        self._folders = outermost(folders)
        self._roots: list[Root] = []
        self._tell = tell
        self._leave_out = leave_out
        self._clock = clock
        self._mounted = mounted
        self._answering = answering
        self._sieve = Sieve(leave_out, own and Path(os.path.realpath(own)))
        self._rest = Rest(_look)
        self._heard: deque[Happened] = deque(maxlen=MOST_HEARD)
        self._full: deque[Path] = deque(maxlen=1_000)
        self._lost = False
        self._is_on = False
        self._system: System | None = None
        self._notices: dict[Path, Expected] = {}

    @property
    def notices(self) -> tuple[Expected, ...]:
        """Why some folders are only looked at now and then."""
        return tuple(self._notices.values())

    def start(self) -> Self:
        """Begin; the folders themselves are seen to when `due` is first asked."""
        if self._is_on:
            return self
        self._is_on, self._lost = True, False
        self._roots, self._rest = [Root(folder) for folder in self._folders], Rest(_look)
        self._heard.clear()
        self._full.clear()
        try:
            self._system = System(Ears(self._hear, self._lose, self._full.append))
        except OSError as error:
            log.info("the system does not watch", reason=error.strerror)
        return self

    def stop(self) -> None:
        """Watch no more. What was due and not asked for is forgotten."""
        self._is_on = False
        system, self._system = self._system, None
        if system is not None:
            system.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def due(self) -> tuple[Path, ...]:
        """Folders to import again now. Each is told once, until something happens there again."""
        for root in self._roots:
            self._see_to(root)
        self._sort_out()
        if not self._is_on:
            return ()
        there = (self._still_there(folder) for folder in self._rest.due(self._clock()))
        return outermost(folder for folder in there if folder is not None)

    def _see_to(self, root: Root) -> None:
        now = self._clock()
        if not self._is_on:
            return
        if now >= root.next_look and not (root.wire and root.identity):
            root.next_look = now + LOOKED_FOR
            if root.identity is not None and identity(root.real) != root.identity:
                self._lose_sight(root)
            if root.identity is None:
                self._catch_sight(root)
        if root.rounds is not None and root.rounds.is_time:
            self._go_round(root, root.rounds)

    def _catch_sight(self, root: Root) -> None:
        """Begin to see a folder, if it is there."""
        root.real, root.wire = whereabouts(root.named, self._mounted())
        if root.wire and not self._answering(root.real):
            root.next_look = self._clock() + LOOKED_FOR * 10
            return
        root.identity = identity(root.real)
        if root.identity is None:
            return
        if root.wire:
            self._by_rounds(root, notices.beyond(root.named, root.wire))
        elif not self._by_the_system(root):
            self._by_rounds(root, notices.no_more(root.named))
        self._note(root.real, root.real, Kind.TOUCHED, is_folder=True)

    def _by_the_system(self, root: Root) -> bool:
        if self._system is None:
            return False
        try:
            root.watch = self._system.watch(root.real)
        except OSError as error:
            log.info("a folder cannot be watched", folder=str(root.real), reason=error.strerror)
            return False
        return True

    def _by_rounds(self, root: Root, why: Expected) -> None:
        root.rounds = Rounds(root.real, self._leave_out, self._clock)
        if root.named not in self._notices:
            self._notices[root.named] = why
            self._tell(why)

    def _lose_sight(self, root: Root) -> None:
        """Its drive is unplugged, or another one is in its place: nothing is known of it until it is back."""
        watch, root.watch = root.watch, None
        if watch is not None and self._system is not None:
            with suppress(KeyError, OSError):  # a watch of a folder that is gone may have ended by itself
                self._system.leave(watch)
        root.identity = root.rounds = None
        self._rest.forget(root.real)

    def _go_round(self, root: Root, rounds: Rounds) -> None:
        if root.wire and rounds.is_between and not self._is_at_hand(root):
            self._lose_sight(root)
            return
        for changed in rounds.step():
            self._note(root.real, changed.folder, Kind.TOUCHED, is_folder=True)
            for path in changed.newest:
                self._note(root.real, path, Kind.TOUCHED)

    def _is_at_hand(self, root: Root) -> bool:
        return self._answering(root.real) and identity(root.real) == root.identity

    def _note(self, root: Path, path: Path, kind: Kind, *, is_folder: bool = False) -> None:
        if self._sieve.passes(root, path, is_folder=is_folder):
            self._rest.note(Happened(root, path, kind, self._clock(), is_folder))

    def _sort_out(self) -> None:
        """What the system's threads have put down since we were asked last."""
        while self._full:
            self._give_back(self._full.popleft())
        while self._heard:
            happened = self._heard.popleft()
            if happened.path == happened.root and happened.kind is Kind.GONE:
                self._look_anew(happened.root)
            else:
                self._rest.note(happened)
        if self._lost:
            self._lost = False
            for root in self._roots:
                if root.watch is not None:
                    self._note(root.real, root.real, Kind.TOUCHED, is_folder=True)

    def _look_anew(self, folder: Path) -> None:
        """A watched folder is gone. The one that may lie in its place by now is not watched yet."""
        for root in self._roots:
            if root.real == folder:
                self._lose_sight(root)
                root.next_look = self._clock()

    def _give_back(self, folder: Path) -> None:
        """The system watches no more folders. One of which it leaves out some is looked at as a whole."""
        for root in self._roots:
            if root.watch is not None and folder.is_relative_to(root.real):
                with suppress(KeyError, OSError):
                    if self._system is not None:
                        self._system.leave(root.watch)
                root.watch = None
                self._by_rounds(root, notices.no_more(root.named))
                self._note(root.real, root.real, Kind.TOUCHED, is_folder=True)

    def _still_there(self, folder: Path) -> Path | None:
        """The folder, or what is left above it; None where the watched folder itself is gone."""
        root = next((root.real for root in self._roots if folder.is_relative_to(root.real)), None)
        while root is not None and folder.is_relative_to(root):
            if identity(folder) is not None:
                return folder
            folder = folder.parent
        return None

    def _hear(self, path: Path, kind: Kind, is_folder: bool) -> None:
        """In a thread of the system's: put it down, if anybody wants to know."""
        for root in self._roots:
            if self._sieve.passes(root.real, path, is_folder=is_folder):
                if len(self._heard) == MOST_HEARD:
                    self._lost = True
                self._heard.append(Happened(root.real, path, kind, self._clock(), is_folder))

    def _lose(self) -> None:
        self._lost = True


def _look(path: Path) -> Look:
    try:
        state = path.lstat()
    except (OSError, ValueError):
        return None
    return state.st_size, state.st_mtime_ns
