"""`examine`: what is wrong with a catalog, or may become so, in words; it changes nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.disks import Disk, disk_of
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _, many, marked
from imalink_desktop.catalog import history, kept
from imalink_desktop.catalog.backup import backups, was_begun
from imalink_desktop.catalog.engine import reading_engine
from imalink_desktop.catalog.inspection import log_name, log_size, revision_of, what_is_wrong
from imalink_desktop.catalog.lock import is_held
from imalink_desktop.catalog.migrate import Age, age_of, newer
from imalink_desktop.catalog.models import Image, Photo, Step
from imalink_desktop.catalog.places import (
    catalog_in,
    is_for_reading_only,
    is_frozen,
    is_full,
    only_readable,
    warnings_about,
)
from imalink_desktop.catalog.previews.lacking import how_many_lack
from imalink_desktop.catalog.rotation import BackupPolicy
from imalink_desktop.catalog.seal import measured, read_seal
from imalink_desktop.catalog.touched import unpack
from imalink_desktop.catalog.trouble import (
    bring_back,
    catalog_is_gone,
    how_to_restore,
    in_words,
    is_damage,
    log_not_as_left,
    not_as_left,
)

_OLD_BACKUP = timedelta(days=14)
_NUMBERS_NAMED = 5
_COUNT_ANEW = marked("“imalink doctor --recount” counts anew.")
_ROOM_WANTED = 512 << 20


class Severity(IntEnum):
    """How bad it is."""

    FINE = 0
    NOTE = 1
    WARNING = 2
    DAMAGE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what was seen."""

    code: str
    severity: Severity
    sentence: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found, the worst first."""

    findings: tuple[Finding, ...]

    @property
    def worst(self) -> Severity:
        """How bad the worst of it is."""
        return max((finding.severity for finding in self.findings), default=Severity.FINE)


def examine(
    folder: Path,
    *,
    cache: Path | None = None,
    backup_policy: BackupPolicy = BackupPolicy(),  # noqa: B008
    clock: Clock = now,
) -> Report:
    """Look at the catalog of a folder from all sides, whether or not a program has it open.

    With the folder of its previews, tell how many are lacking.
    """
    path = catalog_in(folder)
    kept = backup_policy.folder_of(path)
    findings = [*_place(path), *_file(path, kept, cache), *_backups(kept, clock)]
    return Report(tuple(sorted(findings, key=lambda finding: -finding.severity)))


def _place(path: Path) -> Iterator[Finding]:
    disk = disk_of(path)
    for warning in warnings_about(disk):
        yield Finding("unfit place", Severity.WARNING, warning.sentence, warning.next_step)
    if (wanted := _room_wanted(path)) and disk.free is not None and disk.free < wanted:
        yield Finding("little room", Severity.WARNING, _little_room(disk), _("Make room on it."))
    if path.exists() and is_for_reading_only(path):
        yield _as(Severity.WARNING, "read only", only_readable(path))


def _file(path: Path, kept: Path, cache: Path | None) -> Iterator[Finding]:
    try:
        age = age_of(revision_of(path))
    except Expected as trouble:
        yield _unreadable(trouble, path)
        return
    if age is Age.NEW and was_begun(path, kept):
        yield _as(Severity.DAMAGE, "gone", catalog_is_gone(path))
        return
    if age is Age.NEW:
        yield Finding(
            "no catalog", Severity.NOTE, _("There is no catalog in {path} yet.").format(path=path.parent)
        )
        return
    if age is Age.NEWER:
        yield _as(Severity.WARNING, "newer", newer())
    if age is Age.OLDER:
        yield Finding(
            "older", Severity.NOTE, _("An older ImaLink made this catalog. Opening it brings it up to date.")
        )
    yield from _seal(path)
    try:
        trouble_found = what_is_wrong(path, whatever_its_seal=True)
    except Expected as trouble:
        yield _unreadable(trouble, path)
        return
    if trouble_found:
        yield Finding(
            "damaged",
            Severity.DAMAGE,
            _("The catalog cannot be trusted: {why}").format(why=trouble_found),
            how_to_restore(),
        )
    else:
        yield Finding("sound", Severity.FINE, _("The tables of {path} are sound.").format(path=path))
        if age is Age.SAME:
            yield from _tables(path, cache)


def _seal(path: Path) -> Iterator[Finding]:
    """Whether the file is as it was left. Of one that is in use, the program that uses it sees to that."""
    if is_held(path):
        yield Finding("in use", Severity.NOTE, _("A program has the catalog open, and watches over it."))
        return
    seal = read_seal(path)
    if log_size(path) and not (seal and seal.log):
        yield Finding(
            "cut off",
            Severity.NOTE,
            _("ImaLink was cut off the last time. What was done until then is safe."),
        )
    if seal is None:
        yield Finding(
            "no seal",
            Severity.NOTE,
            _("The catalog has no checksum now. ImaLink makes one when it closes it the next time."),
        )
    elif not seal.is_true_of(measured(path)):
        yield _as(Severity.DAMAGE, "broken seal", not_as_left())
    elif seal.log and seal.log != log_name(path):
        yield _as(Severity.DAMAGE, "lost log", log_not_as_left())
    else:
        yield Finding("sealed", Severity.FINE, _("Every byte of the catalog is as ImaLink left it."))


def _tables(path: Path, cache: Path | None) -> Iterator[Finding]:
    engine = reading_engine(path, frozen=is_frozen(path))
    try:
        with engine.begin() as connection:
            yield from _journal(connection)
            yield from _numbers(connection)
            if cache is not None:
                yield _previews(connection, cache)
    except DBAPIError as error:
        trouble = in_words(error.orig, path)
        if trouble is None:
            raise
        yield _unreadable(trouble, path)
    finally:
        engine.dispose()


def _journal(connection: Connection) -> Iterator[Finding]:
    """Whether every step can be taken back, and they stand in their order."""
    newest_done = select(func.max(Step.id)).where(Step.state == history.DONE).scalar_subquery()
    early = select(func.count()).where(Step.state == history.UNDONE, Step.id < newest_done)
    unknown = select(func.count()).where(Step.state.not_in([history.DONE, history.UNDONE, history.MACHINE]))
    images = connection.execute(select(Image.table_name, Image.kind, Image.field, Image.packed))
    illegible = sum(not _is_legible(*image) for image in images)
    amiss = int(connection.execute(early).scalar_one()) + int(connection.execute(unknown).scalar_one())
    if amiss or illegible:
        sentence = _("The history is not in order: {n} of its entries cannot be taken back.").format(
            n=amiss + illegible
        )
        yield Finding("journal", Severity.DAMAGE, sentence, how_to_restore())
    else:
        yield Finding("journal", Severity.FINE, _("Every step of the history can be taken back."))


def _numbers(connection: Connection) -> Iterator[Finding]:
    """Whether what the timeline and the facets show is what counting says."""
    wrong = list(kept.drift(connection))
    for sentence in wrong[:_NUMBERS_NAMED]:
        yield Finding("count", Severity.WARNING, _("A count is wrong.") + " " + sentence, _(_COUNT_ANEW))
    if not wrong:
        yield Finding("count", Severity.FINE, _("The counts of the timeline and of the filters are right."))


def _previews(connection: Connection, cache: Path) -> Finding:
    """Whether there is something to be seen of every photo."""
    uids = connection.execute(select(Photo.uid).where(Photo.trashed_at.is_(None))).scalars()
    if lack := how_many_lack(cache, uids):
        return Finding(
            "no preview",
            Severity.NOTE,
            many("{n} photo has no preview.", "{n} photos have no preview.", lack),
            _(
                "Open the window and leave it open: it makes them as soon as their drives are connected."
                " Those of another computer come with the next sync."
            ),
        )
    return Finding("previews", Severity.FINE, _("Every photo has its preview."))


def _is_legible(table: str, kind: str, field: str | None, packed: bytes) -> bool:
    try:
        unpack(table, kind, field, packed)
    except (ValueError, TypeError, zlib.error):
        return False
    return True


def _backups(folder: Path, clock: Clock) -> Iterator[Finding]:
    there = backups(folder)
    if not there:
        yield Finding(
            "no backup",
            Severity.NOTE,
            _("There is no backup in {folder}.").format(folder=folder),
            _("“imalink backup” makes one."),
        )
        return
    for path in there.values():
        try:
            wrong = what_is_wrong(path)
        except Expected as trouble:
            yield _as(Severity.WARNING, "unread backup", trouble)
            continue
        if wrong:
            yield Finding(
                "bad backup",
                Severity.WARNING,
                _("The backup {name} is of no use: {why}").format(name=path.name, why=wrong),
                _("Delete it."),
            )
    age = clock() - next(iter(there))
    if age > _OLD_BACKUP:
        yield Finding(
            "old backup",
            Severity.NOTE,
            many("The newest backup is {n} day old.", "The newest backup is {n} days old.", age.days),
            _("“imalink backup” makes one."),
        )
    elif age < -timedelta(days=1):
        sentence = _("The newest backup is of a day that is yet to come.")
        yield Finding(
            "clock", Severity.NOTE, sentence, _("Look whether the clock of this computer is right.")
        )
    else:
        yield Finding(
            "backups",
            Severity.FINE,
            many(
                "{n} backup can be found in {folder}.",
                "{n} backups can be found in {folder}.",
                len(there),
                folder=folder,
            ),
        )


def _room_wanted(path: Path) -> int:
    """Room for the log and one more backup."""
    try:
        return max(_ROOM_WANTED, 2 * path.stat().st_size)
    except OSError:
        return _ROOM_WANTED


def _little_room(disk: Disk) -> str:
    return _("The disk {disk} is nearly full: {megabytes} MB are left.").format(
        disk=disk.name, megabytes=(disk.free or 0) >> 20
    )


def _unreadable(trouble: Expected, path: Path) -> Finding:
    """What cannot be read is damaged; unless the disk is so full that SQLite cannot even look."""
    if is_full(path) and not is_damage(trouble.__cause__):
        return _as(Severity.WARNING, "full disk", trouble)
    return _as(Severity.DAMAGE, "unreadable", trouble)


def _as(severity: Severity, code: str, trouble: Expected) -> Finding:
    """The doctor sends nobody to the doctor."""
    return Finding(
        code, severity, trouble.sentence, trouble.next_step.replace(bring_back(), how_to_restore())
    )
