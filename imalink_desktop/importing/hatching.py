"""The second of the two speeds: files are read whole, what somebody looks at first, then the newest.

What is being read is marked in the catalog. A file over which the program died is tried once more,
alone and in a process of its own, and once again if it died then too; after that it is set aside.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count

from imalink_core import Order, Problem
from imalink_core.original import open_original
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import marked
from imalink_desktop.base.workers import Answer, Crew, Failed
from imalink_desktop.catalog.commands import hatched
from imalink_desktop.catalog.commands.hatched import Laid
from imalink_desktop.catalog.models import Reading
from imalink_desktop.catalog.previews import Preview
from imalink_desktop.catalog.reads.unhatched import Unhatched, how_many_unhatched, unhatched
from imalink_desktop.importing.darkroom import Darkroom
from imalink_desktop.importing.unplugged import SIGNS
from imalink_desktop.importing.volumes import online, place_of

READING = marked("reading photos")

GRID_SIDE = 512
_MARKED = 16
"""Files that are marked as being read: if the program dies, so many are suspected."""
_TOGETHER = 16
_SOON = 0.5
"""What has been read is written down when there are so many files, or after so many seconds."""
_NEXT_TRY = {Reading.HATCHING: Reading.ALONE, Reading.ALONE: Reading.LAST_TRY}
_SET_ASIDE = Problem.told(
    "crashed", marked("The program died over this file again and again; it was set aside.")
)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a file gave, or why it gave nothing."""

    file: Unhatched
    laid: Laid | None = None
    preview: Preview | None = field(default=None, repr=False)
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """What could not be read for now: files on drives that are not there."""

    waiting: int
    away: frozenset[str]


class Hatching:
    """Reads what is waiting: of one import, or all."""

    def __init__(self, darkroom: Darkroom, session: int | None = None) -> None:
        self._darkroom = darkroom
        self._catalog = darkroom.catalog
        self._session = session
        self._mounted = tuple(darkroom.mounted())
        self._away: set[str] = set()
        self._begun: dict[int, Unhatched] = {}
        self._asked: tuple[int, ...] = ()
        self._before_their_turn: set[int] = set()
        self._turns = count()
        self._done = 0
        self._total = 0

    def run(self) -> Job[Rest]:
        """Read until nothing is left that can be read."""
        with self._catalog.reading() as look:
            self._total = how_many_unhatched(look, self._session)
        try:
            with self._darkroom.workers.crew(self._read) as crew:
                while waiting := deque(self._page(alone=False)):
                    yield from self._read_all(waiting, crew)
                while suspects := self._page(alone=True):
                    yield from self._read_alone(suspects, crew)
        finally:
            with suppress(Expected):  # what cannot be put back now is read alone the next time
                hatched.put_back(self._catalog, self._begun)
        with self._catalog.reading() as look:
            return Rest(how_many_unhatched(look, self._session), frozenset(self._away))

    def _page(self, *, alone: bool) -> list[Unhatched]:
        with self._catalog.reading() as look:
            return unhatched(look, session=self._session, away=self._away, alone=alone)

    def _read_all(self, waiting: deque[Unhatched], crew: Crew[Unhatched, Read]) -> Job[None]:
        answers: list[Answer[Unhatched, Read]] = []
        written = time.monotonic()
        while waiting or crew.left:
            if len(self._begun) <= _MARKED // 2:
                self._begin(self._next(waiting, crew), Reading.HATCHING, crew)
            answers += crew.collect(_SOON / 2)
            late = time.monotonic() - written > _SOON
            if len(answers) >= _TOGETHER or late or not (crew.left or waiting):
                self._write(answers)
                answers, written = [], time.monotonic()
            yield self._progress()
        self._write(answers)

    def _read_alone(self, suspects: Iterable[Unhatched], crew: Crew[Unhatched, Read]) -> Job[None]:
        """One after the other, and in a process of its own: if the program dies now, there is one suspect."""
        for file in suspects:
            if file.volume in self._away:
                continue
            if file.reading not in _NEXT_TRY:
                self._write_down([Read(file, problem=_SET_ASIDE)])
            else:
                self._begin([file], _NEXT_TRY[file.reading], crew)
                for answers in crew.answers():
                    self._write(answers)
                    yield self._progress()
            yield self._progress()

    def _next(self, waiting: deque[Unhatched], crew: Crew[Unhatched, Read]) -> list[Unhatched]:
        """What to read next."""
        chosen = {file.file: file for file in self._looked_at()}
        if chosen:
            crew.prefer(chosen)
            self._before_their_turn |= chosen.keys()
        while waiting and len(chosen) < _MARKED // 2:
            file = waiting.popleft()
            if file.file not in self._before_their_turn and file.volume not in self._away:
                chosen.setdefault(file.file, file)
        return list(chosen.values())

    def _looked_at(self) -> Sequence[Unhatched]:
        """What somebody has just begun to look at."""
        wanted = tuple(self._darkroom.wanted())
        if wanted == self._asked:
            return ()
        self._asked = wanted
        with self._catalog.reading() as look:
            return unhatched(look, session=self._session, photos=wanted, away=self._away, alone=False)

    def _begin(self, files: Sequence[Unhatched], reading: Reading, crew: Crew[Unhatched, Read]) -> None:
        if not files:
            return
        hatched.begin(self._catalog, [file.file for file in files], reading)
        self._begun |= {file.file: file for file in files}
        for file in files:
            crew.submit(file.file, file, rank=-next(self._turns))  # a crew would begin with the last

    def _read(self, file: Unhatched) -> Read:
        """In a worker: read one file. What stands in the way is an answer too."""
        path = place_of(file.volume, file.path, self._mounted)
        if path is None:
            return Read(file, problem=Problem("missing"))
        try:
            if not file.leads:  # only its photo's first file is shown
                with open_original(path) as original:
                    sha256 = original.sha256()
                    original.check_unchanged()
                return Read(file, Laid(file.file, sha256))
            order = Order(self._darkroom.cold_side, GRID_SIDE, sha256=True)
            made = self._darkroom.hatchery.hatch(path, order, alone=file.reading is not Reading.GLANCED)
        except Problem as problem:
            return Read(file, problem=problem)
        egg = made.egg
        if egg.coldpreview is not None:
            self._darkroom.previews.put_cold(file.uid, egg.coldpreview)
        rebuilt = file.sent_as not in (None, egg.hothash)
        preview = Preview(file.uid, egg.hotpreview, made.gridpreview, rebuilt)
        return Read(
            file, Laid(file.file, made.sha256 or "", replace(egg, coldpreview=None), made.found), preview
        )

    def _write(self, answers: Iterable[Answer[Unhatched, Read]]) -> None:
        read: list[Read] = []
        for answer in answers:
            if isinstance(answer, Failed):
                raise answer.error
            read.append(answer.value)
        self._write_down(read)

    def _write_down(self, read: Sequence[Read]) -> None:
        """Previews before the catalog, which names them."""
        read = [one for one in read if not self._is_away(one)]
        self._darkroom.previews.put(one.preview for one in read if one.preview is not None)
        if laid := [one.laid for one in read if one.laid is not None]:
            hatched.hatched(self._catalog, laid, clock=self._darkroom.clock)
        if problems := {one.file.file: one.problem for one in read if one.problem is not None}:
            hatched.failed(self._catalog, problems)
        for one in read:
            self._begun.pop(one.file.file, None)
        self._done += len(read)

    def _is_away(self, read: Read) -> bool:
        """Whether a file is not to be had because its drive has gone; the others there will not be either."""
        if read.problem is None or read.problem.code not in SIGNS:
            return False
        volume = read.file.volume
        if volume not in self._away and not online([volume], self._darkroom.mounted()):
            self._away.add(volume)
        if volume in self._away:
            hatched.put_back(self._catalog, [read.file.file])
            self._begun.pop(read.file.file, None)
        return volume in self._away

    def _progress(self) -> Progress:
        return Progress(READING, self._done, max(self._total, self._done))
