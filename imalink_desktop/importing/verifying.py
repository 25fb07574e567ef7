"""`verify`: read the originals again, and say of each whether it is still what was imported.

Nothing is changed by it, neither a file nor the catalog. A file on a drive that is not there is
offline and nothing else: that is asked again each time a file is not found, since a drive may be
unplugged while we read.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from imalink_core.errors import Problem
from imalink_core.original import open_original
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import _, marked
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.reads.files import Known
from imalink_desktop.catalog.reads.originals import Amount, Original, amount, originals
from imalink_desktop.importing.known import is_same
from imalink_desktop.importing.scan import Facts
from imalink_desktop.importing.volumes import Mounted, all_mounted, answers, place_of

NAMED = 1_000
"""So many files that are not as they were are named in the report; all of them are heard of."""
_PAGE = 1_000
_STEP = 32 << 20
"""Bytes between two reports of one file."""
_WHAT = marked("reading originals again")


class Finding(StrEnum):
    """What an original turned out to be."""

    FINE = "fine"
    CHANGED = "changed"
    """Somebody has edited it since: it has another time, and other bytes."""
    DAMAGED = "damaged"
    """Its time is as before and its bytes are not. No program that means well does so."""
    MISSING = "missing"
    OFFLINE = "offline"
    UNREADABLE = "unreadable"
    UNREAD = "not read yet"
    """The catalog knows no SHA-256 of it, so there is nothing to compare with."""


WRONG = (Finding.DAMAGED, Finding.MISSING, Finding.UNREADABLE)
"""What the photographer has to see to: the file is to be had from a copy, if there is one."""
WORTH_NAMING = (Finding.CHANGED, *WRONG)


@dataclass(frozen=True, slots=True)
class Verified:
    """One original, what it was found to be, and why."""

    file: int
    photo: int
    drive: str
    path: str
    """From the drive's root."""
    place: Path | None
    """Where it is now; None when its drive is not there."""
    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How many originals there are of each finding, and those that are not as they were."""

    counts: Mapping[Finding, int]
    files: tuple[Verified, ...]
    """At most `NAMED` of them."""
    read: int
    """Bytes that were read."""

    @property
    def is_well(self) -> bool:
        """Whether nothing has to be seen to."""
        return not any(self.counts[finding] for finding in WRONG)


Hear: TypeAlias = Callable[[Verified], object]
_Reading: TypeAlias = Generator[int, None, str]
"""Yields how many bytes were read, and returns the SHA-256."""


def verify(
    catalog: Catalog,
    photos: Sequence[int] | None = None,
    hear: Hear = lambda _: None,
    *,
    mounted: Callable[[], Sequence[Mounted]] = all_mounted,
    answering: Callable[[Path], bool] = answers,
) -> Job[VerifyReport]:
    """Read the originals of all photos, or of some, again. `hear` is told of each file in turn."""
    total = _amount(catalog, photos)
    counts: Counter[Finding] = Counter()
    named: list[Verified] = []
    done = read = 0
    yield Progress(_WHAT, 0, total.bytes)
    for page in _pages(catalog, photos):
        drives = _Drives(mounted, answering)
        for original in page:
            verified, bytes_read = yield from _watched(original, drives, done, total.bytes)
            read += bytes_read
            done += original.known.size
            counts[verified.finding] += 1
            if verified.finding in WORTH_NAMING and len(named) < NAMED:
                named.append(verified)
            hear(verified)
        yield Progress(_WHAT, done, max(total.bytes, done))
    return VerifyReport({finding: counts[finding] for finding in Finding}, tuple(named), read)


def _watched(
    original: Original, drives: _Drives, done: int, total: int
) -> Generator[Progress, None, tuple[Verified, int]]:
    """Judge one file, telling how far we are; answer how many bytes of it were read as well."""
    read = 0
    with closing(_judged(original, drives)) as judging:
        while True:
            try:
                read += next(judging)
            except StopIteration as end:
                verified: Verified = end.value
                return verified, read
            yield Progress(_WHAT, done + min(read, original.known.size), total)


def _amount(catalog: Catalog, photos: Sequence[int] | None) -> Amount:
    with catalog.reading() as look:
        if photos is None:
            return amount(look)
        parts = [amount(look, photos=some) for some in _some(photos)]
        return Amount(sum(part.files for part in parts), sum(part.bytes for part in parts))


def _pages(catalog: Catalog, photos: Sequence[int] | None) -> Iterator[list[Original]]:
    """The originals, some at a time: reading them takes hours, and a look at the catalog must be short."""
    for some in [None] if photos is None else _some(photos):
        after = 0
        while True:
            with catalog.reading() as look:
                page = originals(look, photos=some, after=after, limit=_PAGE)
            if not page:
                break
            yield page
            after = page[-1].known.file


def _some(photos: Sequence[int]) -> Iterator[list[int]]:
    for begin in range(0, len(photos), _PAGE):
        yield list(photos[begin : begin + _PAGE])


class _Drives:
    """Which volumes are there, asked anew whenever a file is not to be had."""

    def __init__(self, mounted: Callable[[], Sequence[Mounted]], answering: Callable[[Path], bool]) -> None:
        self._mounted = mounted
        self._answering = answering
        self._silent: dict[Path, bool] = {}
        self._there = tuple(mounted())

    def ask_again(self) -> None:
        """Something is not where it should be: perhaps its drive is not. What was silent once stays so."""
        self._there = tuple(self._mounted())
        self._silent = {root: True for root, silent in self._silent.items() if silent}

    def find(self, known: Known) -> tuple[Mounted, Path] | None:
        """Where the file must be now; None where its drive is not there, or does not answer."""
        for volume in self._there:
            place = place_of(known.volume, known.path, [volume])
            if place is not None and not self._is_silent(volume):
                return volume, place
        return None

    def _is_silent(self, volume: Mounted) -> bool:
        root = volume.mount.root
        if volume.network and root not in self._silent:
            self._silent[root] = not self._answering(root)
        return self._silent.get(root, False)


def _judged(original: Original, drives: _Drives) -> Generator[int, None, Verified]:
    known = original.known
    found = drives.find(known)

    def verified(finding: Finding, reason: str) -> Verified:
        place = found and found[1]
        return Verified(known.file, known.photo, original.drive, known.path, place, finding, reason)

    if found is not None:
        finding, reason = yield from _compared(known, *found)
        if finding not in (Finding.MISSING, Finding.UNREADABLE):
            return verified(finding, reason)
        drives.ask_again()
        if drives.find(known) == found:
            return verified(finding, reason)
        found = None
    return verified(Finding.OFFLINE, _("The drive {drive} is not there.").format(drive=original.drive))


def _compared(known: Known, volume: Mounted, place: Path) -> Generator[int, None, tuple[Finding, str]]:
    try:
        state = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return Finding.MISSING, _("It is not in its place.")
    except (OSError, ValueError) as error:
        return Finding.UNREADABLE, _("It cannot be looked at. ({why})").format(
            why=getattr(error, "strerror", None) or error
        )
    if not stat.S_ISREG(state.st_mode):
        return Finding.MISSING, _("Something that is not an ordinary file is in its place.")
    facts = Facts(known.size, state.st_mtime_ns, None, state.st_dev)
    has_its_time = is_same(known, facts, volume.habits)
    if state.st_size != known.size:
        if has_its_time:
            return (
                Finding.DAMAGED,
                _("It has {now:,} bytes instead of {before:,}, at the same time.").format(
                    now=state.st_size, before=known.size
                ),
            )
        return Finding.CHANGED, _("It was edited since it was imported.")
    if known.sha256 is None:
        return Finding.UNREAD, _("It has not been read whole yet.")
    try:
        sha256 = yield from _read(place)
    except Problem as problem:
        return (Finding.MISSING if problem.code == "missing" else Finding.UNREADABLE), problem.message
    if sha256 == known.sha256:
        return Finding.FINE, _("Every byte is as it was.")
    if has_its_time:
        return Finding.DAMAGED, _("Its size and time are as they were, and its bytes are not.")
    return Finding.CHANGED, _("It was edited since it was imported.")


def _read(place: Path) -> _Reading:
    """The SHA-256 of what lies on the disk, not of what the system remembers of it."""
    digest, since = hashlib.sha256(), 0
    with open_original(place) as original:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(original.file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        for piece in original.pieces():
            digest.update(piece)
            since += len(piece)
            if since >= _STEP:
                yield since
                since = 0
        original.check_unchanged()
    yield since
    return digest.hexdigest()
