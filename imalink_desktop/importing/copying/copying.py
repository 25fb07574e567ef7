"""Copy mode: every file of a card is written to one or two folders, read back from there, and compared.

The card is only read. A copy gets its name when it is proved, and takes it from no other file. What lies
there already, under this name or another, is not written again, and proved all the same. What goes wrong
with one file is told of that file, and the others go on.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from imalink_core.errors import Problem
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import Job
from imalink_desktop.base.words import _, marked
from imalink_desktop.importing.copying.arranging import OnCard, Parcel, Sent, arrange
from imalink_desktop.importing.copying.checking import check_room, drives_of
from imalink_desktop.importing.copying.destination import Attempt, Destination
from imalink_desktop.importing.copying.earlier import Earlier, EarlierCopies
from imalink_desktop.importing.copying.meter import Meter
from imalink_desktop.importing.copying.part import pieces_on_disk
from imalink_desktop.importing.copying.report import Copy, CopyReport, Fate, FileFate
from imalink_desktop.importing.copying.source import open_source
from imalink_desktop.importing.copying.template import DEFAULT, Template
from imalink_desktop.importing.left_out import AGAIN, THE_SYSTEM
from imalink_desktop.importing.unplugged import Unplugged
from imalink_desktop.importing.volumes import Mounted, all_mounted

_NOT_WANTED = marked("You chose to leave it on the card.")
_EXCUSED = (THE_SYSTEM.code, AGAIN.code)


def copy(
    wanted: Iterable[OnCard],
    destination: Path,
    backup: Path | None = None,
    *,
    sources: Sequence[Path],
    template: Template | None = None,
    title: str = "",
    first_number: int = 1,
    mounted: Sequence[Mounted] | None = None,
    mounted_now: Callable[[], Sequence[Mounted]] = all_mounted,
    earlier: EarlierCopies | None = None,
) -> Job[CopyReport]:
    """Copy what the walk through the sources met; progress is in bytes.

    Hand over everything that was met, also what cannot be read and what was skipped: the report accounts
    for it, and calls no card safe to format on which something was left. `Expected` before the first
    byte where it cannot be begun; later, trouble is told in the report. `mounted` is what was there before
    the walk: which drive was pulled out since is seen by that.
    """
    met = list(wanted)
    mounted = all_mounted() if mounted is None else mounted
    roots = [destination] if backup is None else [destination, backup]
    drives = drives_of(sources, roots, mounted)
    parcels = arrange(met, title, first_number)
    template = template or Template.parse(DEFAULT)
    with ExitStack() as held:
        places = [
            held.enter_context(Destination(root, volume))
            for root, volume in zip(roots, drives.volumes, strict=True)
        ]
        sizes = ((sent.path, sent.size) for parcel in parcels for sent in parcel.files)
        meter = Meter(sizes, len(places))
        unplugged = Unplugged(mounted, mounted_now)
        copying = _Copying(places, template, meter, earlier or EarlierCopies(), unplugged)
        check_room((place.root, copying.needed(parcels, place)) for place in places)
        for parcel in parcels:
            yield from copying.send(parcel)
        stopped = next((str(place.full) for place in places if place.full), None)
    told = [copying.fates.get(one.candidate.path) or _fate_of(one, unplugged) for one in met]
    return CopyReport(
        tuple(told), drives.card, drives.is_whole_card, drives.in_memory, drives.warnings, stopped
    )


class _Copying:
    """One copying: where to, under which names, and what became of the files so far."""

    def __init__(
        self,
        places: Sequence[Destination],
        template: Template,
        meter: Meter,
        earlier: EarlierCopies,
        unplugged: Unplugged,
    ) -> None:
        self.fates: dict[Path, FileFate] = {}
        self._places = places
        self._template = template
        self._meter = meter
        self._earlier = earlier
        self._unplugged = unplugged
        self._of_originals: dict[Path, str] = {}
        self._of_copies: dict[Path, str] = {}

    def needed(self, parcels: Iterable[Parcel], place: Destination) -> int:
        """How many bytes will be written, as far as sizes tell what is there already."""
        total = 0
        for parcel in parcels:
            earlier = self._earlier.of(parcel)
            for sent in parcel.files:
                others = (place.path_of(one.place) for one in earlier[sent.path])
                targets = (self._target(sent, place), *others)
                if not any(_seems_there(target, sent) for target in targets):
                    total += sent.size
        return total

    def send(self, parcel: Parcel) -> Job[None]:
        """Copy the files of one photo under one number, unless there is no room left anywhere."""
        if all(place.full for place in self._places):
            return
        if self._unplugged.has(parcel.files[0].path):
            self.fates |= {sent.path: FileFate(sent.path, Fate.AWAY, sent.size) for sent in parcel.files}
            return
        again, attempts = yield from self._find_number(parcel)
        for sent in parcel.files:
            if all(place.full for place in self._places):
                return
            self.fates[sent.path] = yield from self._copy(sent, attempts[sent.path], again)
            yield self._meter.ended(sent.path)

    def _find_number(self, parcel: Parcel) -> Job[tuple[int, dict[Path, list[Attempt]]]]:
        """The first number under which every name is free everywhere, or held by the very same bytes.

        What lies there under another name needs none.
        """
        found: dict[tuple[Path, Destination], Attempt] = {}
        earlier = self._earlier.of(parcel)
        for sent in parcel.files:
            for place in self._places:
                attempt = yield from self._find_earlier(sent, place, earlier[sent.path])
                if attempt is not None:
                    found[sent.path, place] = attempt
        again = 1
        while True:
            attempts = {
                sent.path: [
                    found.get((sent.path, place)) or Attempt(place, self._target(sent, place, again))
                    for place in self._places
                ]
                for sent in parcel.files
            }
            if not (yield from self._is_any_taken(parcel, attempts)):
                return again, attempts
            again += 1

    def _find_earlier(
        self, sent: Sent, place: Destination, earlier: Sequence[Earlier]
    ) -> Job[Attempt | None]:
        """The very same bytes in one of these places; best under the name that they would get now."""
        wanted = self._target(sent, place)
        targets = ((place.path_of(one.place), one.sha256) for one in earlier)
        for target, sha256 in sorted(targets, key=lambda each: each[0] != wanted):
            with suppress(OSError, Expected, Problem):  # which is told of when it is to be copied
                place.check(target)
                if not _seems_there(target, sent):
                    continue
                if sha256 not in (None, (yield from self._of_original(sent))):
                    continue
                if (yield from self._of_copy(sent, target)) == self._of_originals[sent.path]:
                    return Attempt(place, target, was_there=True)
        return None

    def _is_any_taken(self, parcel: Parcel, attempts: Mapping[Path, list[Attempt]]) -> Job[bool]:
        for sent in parcel.files:
            for attempt in attempts[sent.path]:
                if not attempt.was_there and (yield from self._is_taken(sent, attempt)):
                    return True
        return False

    def _target(self, sent: Sent, place: Destination, again: int = 1) -> Path:
        return place.path_of(self._template.place(sent.facts, again))

    def _is_taken(self, sent: Sent, attempt: Attempt) -> Job[bool]:
        """Whether something else has the name. Where the same bytes have it, the attempt is told so."""
        with attempt.noting():
            attempt.destination.check(attempt.target)
        if attempt.trouble is not None:
            return False
        if not os.path.lexists(attempt.target):
            return False
        if not _seems_there(attempt.target, sent):
            return True
        try:
            original = yield from self._of_original(sent)
        except Problem:
            return False  # which is told of when it is to be copied
        try:
            attempt.was_there = (yield from self._of_copy(sent, attempt.target)) == original
        except OSError:
            return True
        return not attempt.was_there

    def _of_original(self, sent: Sent) -> Job[str]:
        """The SHA-256 of a file on the card; it is read for that once."""
        if sent.path not in self._of_originals:
            with open_source(sent.path, sent.seen) as source:
                self._of_originals[sent.path] = yield from self._hashed(sent.path, source.pieces())
        return self._of_originals[sent.path]

    def _of_copy(self, sent: Sent, target: Path) -> Job[str]:
        """The SHA-256 of what has lain in a destination, as the disk has it."""
        if target not in self._of_copies:
            self._of_copies[target] = yield from self._hashed(sent.path, pieces_on_disk(target))
        return self._of_copies[target]

    def _copy(self, sent: Sent, attempts: Sequence[Attempt], again: int) -> Job[FileFate]:
        """Bring one file to every destination that does not have it, and say what came of it."""
        new = [attempt for attempt in attempts if not attempt.was_there]
        try:
            for attempt in new:
                attempt.begin()
            if any(attempt.is_under_way for attempt in new):
                yield from self._write(sent, new)
            for attempt in new:
                if attempt.is_under_way:
                    yield from self._prove(sent, attempt)
            for attempt in new:
                if attempt.is_under_way:
                    self._land(sent, attempt, again)
        except Problem as problem:
            if self._unplugged.explains(sent.path, problem):
                return FileFate(sent.path, Fate.AWAY, sent.size)
            return FileFate(sent.path, Fate.FAILED, sent.size, reason=problem.message)
        finally:
            for attempt in new:
                attempt.end()
        return self._fate(sent, attempts)

    def _write(self, sent: Sent, attempts: Sequence[Attempt]) -> Job[None]:
        """Read the original once and write it to all that are under way."""
        under_way = [attempt for attempt in attempts if attempt.is_under_way]
        digest = hashlib.sha256()
        with open_source(sent.path, sent.seen) as source:
            for piece in source.pieces():
                digest.update(piece)
                for attempt in under_way:
                    attempt.write(piece)
                under_way = [attempt for attempt in under_way if attempt.is_under_way]
                if not under_way:
                    return
                yield self._meter.seen(sent.path, len(piece))
            for attempt in under_way:
                attempt.settle(source.times)
        if self._of_originals.setdefault(sent.path, digest.hexdigest()) != digest.hexdigest():
            raise Problem("changing")

    def _prove(self, sent: Sent, attempt: Attempt) -> Job[None]:
        """Read a copy back from its disk and compare it with what was read from the card."""
        found = ""
        with attempt.noting():
            found = yield from self._hashed(sent.path, attempt.read_back())
        if attempt.trouble is None and found != self._of_originals[sent.path]:
            attempt.trouble = Expected(
                _("What was written to {root} came back as something else.").format(
                    root=attempt.destination.root
                ),
                _("Have that disk checked, and copy the file again."),
            )

    def _land(self, sent: Sent, attempt: Attempt, again: int) -> None:
        """Give a proved copy its name, or the next one where somebody was faster."""
        while not attempt.land():
            again += 1
            attempt.target = self._target(sent, attempt.destination, again)
        self._of_copies[attempt.target] = self._of_originals[sent.path]

    def _hashed(self, path: Path, pieces: Iterator[bytes]) -> Job[str]:
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
            yield self._meter.seen(path, len(piece))
        return digest.hexdigest()

    def _fate(self, sent: Sent, attempts: Sequence[Attempt]) -> FileFate:
        good = [attempt for attempt in attempts if attempt.trouble is None]
        copies = tuple(Copy(each.target, each.destination.volume, each.was_there) for each in good)
        # Of a full disk the report tells once. One sentence is enough where both have the same trouble.
        own = [each for each in attempts if each.trouble not in (None, each.destination.full)]
        reasons = dict.fromkeys(str(each.trouble) for each in own)
        if len(good) == len(attempts):
            fate = Fate.THERE_ALREADY if all(each.was_there for each in good) else Fate.COPIED
        elif good:
            fate = Fate.PARTLY
        else:
            fate = Fate.FAILED if own else Fate.NOT_REACHED
        sha256 = self._of_originals.get(sent.path)
        return FileFate(sent.path, fate, sent.size, sha256, copies, " ".join(reasons))


def _seems_there(target: Path, sent: Sent) -> bool:
    """Whether a file of that size lies there."""
    try:
        state = target.lstat()
    except OSError:
        return False
    return stat.S_ISREG(state.st_mode) and state.st_size == sent.size


def _fate_of(one: OnCard, unplugged: Unplugged) -> FileFate:
    """What became of something that was not copied at all."""
    candidate, size = one.candidate, one.candidate.facts.size if one.candidate.facts else 0
    if candidate.skipped is not None:
        fate = Fate.SYSTEM if candidate.skipped.code in _EXCUSED else Fate.LEFT
        reason = candidate.skipped.message
    elif candidate.problem is not None and unplugged.explains(candidate.path, candidate.problem):
        fate, reason = Fate.AWAY, ""
    elif candidate.problem is not None:
        fate, reason = Fate.FAILED, candidate.problem.message
    elif not one.is_wanted:
        fate, reason = Fate.LEFT, _NOT_WANTED
    else:
        fate, reason = Fate.NOT_REACHED, ""  # why is told once: `stopped`
    return FileFate(candidate.path, fate, size, reason=reason, is_folder=candidate.is_folder)
