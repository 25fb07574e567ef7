"""Backups: whole copies of `catalog.db`, proved sound before they count, and put back with care.

A copy is taken while the program works on, checked, sealed, and only then given its name. A
catalog that is damaged itself is never copied over the hope of a good backup: the old
ones stay as they are.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from imalink_desktop.base.atomic import sync_folder
from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import private_folder
from imalink_desktop.catalog.inspection import look_into, what_is_wrong
from imalink_desktop.catalog.lock import CatalogLock
from imalink_desktop.catalog.rotation import Rotation, to_keep
from imalink_desktop.catalog.seal import measured, seal_of, write_seal
from imalink_desktop.catalog.trouble import in_words, is_damage

_NAME = re.compile(r"catalog (\d{4}-\d\d-\d\d) (\d\d)\.(\d\d)\.(\d\d)\.db")
_COMPANIONS = ("-wal", "-shm", ".seal")
_HALF_MADE = ("", "-journal", "-wal", "-shm")


def back_up(catalog: Path, folder: Path, *, clock: Clock = now, rotation: Rotation = Rotation()) -> Path:  # noqa: B008
    """Make a backup, prove it, and let go of those that are no longer needed."""
    at = clock().astimezone(UTC).replace(microsecond=0)
    name = folder / f"catalog {at:%Y-%m-%d %H.%M.%S}.db"
    beside = name.with_suffix(".part")
    private_folder(folder)
    try:
        _forget(beside)
        _copy(catalog, beside)
        _sync(beside)
        write_seal(name, measured(beside))
        beside.replace(name)
        sync_folder(folder)
    except OSError as error:
        raise disk_trouble(error, name) from error
    finally:
        with suppress(OSError):
            _forget(beside)
    _rotate(folder, rotation, at)
    return name


def backups(folder: Path) -> dict[datetime, Path]:
    """All backups of a folder, newest first."""
    found = {moment: path for path in folder.glob("catalog *.db") if (moment := _moment(path)) is not None}
    return dict(sorted(found.items(), reverse=True))


def restore(backup: Path, catalog: Path, *, clock: Clock = now) -> Path | None:
    """Put a backup in the catalog's place; answer where the old one was laid aside, if there was one.

    Nobody may have the catalog open. The backup itself stays where it is. The previews may be out of
    step with it afterwards, which does no harm: they are found by content, and made again where
    they are missing.
    """
    if trouble := what_is_wrong(backup):
        raise Expected(f"This backup cannot be used: {trouble}", "Choose another one.")
    private_folder(catalog.parent)
    try:
        lock = CatalogLock(catalog.with_suffix(".lock"))
        try:
            beside = _restoring(catalog)
            _forget(beside)
            _copy(backup, beside, "WAL")
            _sync(beside)
            aside = _lay_aside(catalog, clock)
            _put_in_place(beside, catalog)
        finally:
            lock.release()
    except OSError as error:
        raise disk_trouble(error, catalog) from error
    return aside


def finish_restoring(catalog: Path) -> None:
    """Go on where a restoring was cut off after the old catalog was laid aside. Under the lock only."""
    beside = _restoring(catalog)
    if not catalog.exists() and beside.exists() and what_is_wrong(beside) is None:
        _put_in_place(beside, catalog)


def _restoring(catalog: Path) -> Path:
    return catalog.with_suffix(".restoring")


def _put_in_place(beside: Path, catalog: Path) -> None:
    seal = measured(beside)
    beside.replace(catalog)
    sync_folder(catalog.parent)
    write_seal(catalog, seal)


def _copy(source: Path, target: Path, mode: str = "DELETE") -> None:
    """Copy a catalog as it is at this moment, while others may be writing; and prove the copy."""
    try:
        with closing(look_into(source)) as here, closing(sqlite3.connect(target)) as there:
            # In one go, so that it is one moment: between two bites a writer would make it begin anew.
            here.backup(there, pages=-1)
            # A backup is one file, without companions that somebody could forget to take along.
            there.execute(f"PRAGMA journal_mode = {mode}")
    except sqlite3.Error as error:
        if is_damage(error):
            raise Expected(f"The catalog is damaged ({error}).", "Restore a backup.") from error
        raise in_words(error, target) or OSError(None, str(error)) from error
    if trouble := what_is_wrong(target):
        raise Expected(f"The catalog could not be backed up: {trouble}", "Restore an older backup.")


def _lay_aside(catalog: Path, clock: Clock) -> Path | None:
    if not catalog.exists():
        return None
    aside = catalog.with_name(f"{catalog.stem} before {clock().astimezone(UTC):%Y-%m-%d %H.%M.%S}.db")
    # The companions first: a log without its file is harmless, a file without its log has lost work.
    for companion in _COMPANIONS:
        there = catalog.with_name(catalog.name + companion)
        if there.exists():
            there.replace(aside.with_name(aside.name + companion))
    catalog.replace(aside)
    sync_folder(catalog.parent)
    return aside


def _rotate(folder: Path, rotation: Rotation, just_made: datetime) -> None:
    there = backups(folder)
    for moment in there.keys() - to_keep(there.keys(), rotation, now=just_made):
        with suppress(OSError):  # it will be tried again after the next backup
            there[moment].unlink()
            seal_of(there[moment]).unlink(missing_ok=True)


def _forget(half_made: Path) -> None:
    for end in _HALF_MADE:
        half_made.with_name(half_made.name + end).unlink(missing_ok=True)


def _moment(path: Path) -> datetime | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        return datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}:{match[4]}+00:00")
    except ValueError:
        return None


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
