"""Backups: whole copies of `catalog.db`, proved sound before they count, and put back with care.

A copy is taken while the program works on, checked, sealed, and only then given its name. A
catalog that is damaged itself is never copied over the hope of a good backup: the old
ones stay as they are.
"""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from imalink_desktop.base.atomic import sync_folder, write_atomically
from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.paths import private_folder
from imalink_desktop.catalog.inspection import is_as_sealed, log_size, look_into, what_is_wrong
from imalink_desktop.catalog.lock import CatalogLock
from imalink_desktop.catalog.places import moving
from imalink_desktop.catalog.rotation import Rotation, to_keep
from imalink_desktop.catalog.seal import measured, seal_of, write_seal
from imalink_desktop.catalog.trouble import in_short, in_words, is_damage, not_as_left

_NAME = re.compile(r"catalog (\d{4}-\d\d-\d\d) (\d\d)\.(\d\d)\.(\d\d)\.db")
_COMPANIONS = ("-wal", "-shm", ".seal")
_HALF_MADE = ("", "-journal", "-wal", "-shm")
_ABANDONED = 3600
"""Seconds after which nobody can be at work on half a backup any more."""


def back_up(catalog: Path, folder: Path, *, clock: Clock = now, rotation: Rotation = Rotation()) -> Path:  # noqa: B008
    """Make a backup, prove it, and let go of those that are no longer needed."""
    private_folder(folder)
    try:
        _clear_away(folder)
        at, beside = _begun(folder, clock().astimezone(UTC).replace(microsecond=0))
        name = beside.with_suffix(".db")
        try:
            _copy(catalog, beside)
            _sync(beside)
            write_seal(name, measured(beside))
            beside.replace(name)
            sync_folder(folder)
        finally:
            with suppress(OSError):
                _forget(beside)
    except OSError as error:
        raise disk_trouble(error, folder / "catalog.db") from error
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
            finish_restoring(catalog)
            beside = _restoring(catalog)
            _copy(backup, beside, "WAL")
            _sync(beside)
            aside = _aside(catalog, clock)
            write_atomically(moving(catalog), aside.name.encode("utf-8"))
            was_there = _move(catalog, aside)
        finally:
            lock.release()
    except OSError as error:
        raise disk_trouble(error, catalog) from error
    return aside if was_there else None


def finish_restoring(catalog: Path) -> None:
    """Go on where a restoring was cut off between its moves; forget one that had not come to them.

    Under the lock only.
    """
    beside, to = _restoring(catalog), moving(catalog)
    if to.exists():
        _move(catalog, catalog.with_name(to.read_text("utf-8")))
    elif catalog.exists() or not beside.exists() or log_size(catalog) or what_is_wrong(beside):
        _forget(beside)
    else:
        _put_in_place(beside, catalog)


def _restoring(catalog: Path) -> Path:
    return catalog.with_suffix(".restoring")


def _move(catalog: Path, aside: Path) -> bool:
    """Lay the old one aside and put the restored one in its place; can be gone on with after any move.

    The catalog goes first, so that nobody opens it without its log. Answers whether there was one.
    """
    if _restoring(catalog).exists():
        for companion in ("", *_COMPANIONS):
            there = catalog.with_name(catalog.name + companion)
            if there.exists():
                there.replace(aside.with_name(aside.name + companion))
                sync_folder(catalog.parent)
        _put_in_place(_restoring(catalog), catalog)
    _forget(_restoring(catalog))
    moving(catalog).unlink()
    sync_folder(catalog.parent)
    return aside.exists()


def _put_in_place(beside: Path, catalog: Path) -> None:
    seal = measured(beside)
    beside.replace(catalog)
    sync_folder(catalog.parent)
    write_seal(catalog, seal)


def _copy(source: Path, target: Path, mode: str = "DELETE") -> None:
    """Copy a catalog as it is at this moment, while others may be writing; and prove the copy."""
    if not is_as_sealed(source):
        raise not_as_left()
    try:
        with closing(look_into(source)) as here, closing(sqlite3.connect(target)) as there:
            # In one go, so that it is one moment: between two bites a writer would make it begin anew.
            here.backup(there, pages=-1)
            # A backup is one file, without companions that somebody could forget to take along.
            there.execute(f"PRAGMA journal_mode = {mode}")
    except sqlite3.Error as error:
        if is_damage(error):
            raise Expected(
                f"The catalog is damaged ({in_short(str(error))}).", "Restore a backup."
            ) from error
        raise in_words(error, target) or OSError(None, str(error)) from error
    if trouble := what_is_wrong(target):
        raise Expected(f"The catalog could not be backed up: {trouble}", "Restore an older backup.")


def _aside(catalog: Path, clock: Clock) -> Path:
    """A name for the old catalog that is free, for its companions too."""
    stem = f"{catalog.stem} before {clock().astimezone(UTC):%Y-%m-%d %H.%M.%S}"
    for number in itertools.count(1):
        aside = catalog.with_name(f"{stem}.db" if number == 1 else f"{stem} {number}.db")
        if not any(os.path.lexists(f"{aside}{companion}") for companion in ("", *_COMPANIONS)):
            return aside
    raise Bug("There is always one more number")


def _begun(folder: Path, at: datetime) -> tuple[datetime, Path]:
    """Begin a backup under the name of a moment that is nobody else's."""
    while True:
        name = folder / f"catalog {at:%Y-%m-%d %H.%M.%S}.db"
        beside = name.with_suffix(".part")
        with suppress(FileExistsError):
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            if not name.exists():
                return at, beside
            beside.unlink()
        at += timedelta(seconds=1)


def _clear_away(folder: Path) -> None:
    """Remove what a backup that was killed left behind; one that is being made is written to all the time."""
    for part in folder.glob("catalog *.part"):
        with suppress(OSError):
            if abs(time.time() - part.stat().st_mtime) > _ABANDONED:
                _forget(part)


def _rotate(folder: Path, rotation: Rotation, just_made: datetime) -> None:
    there = backups(folder)
    kept = to_keep(there.keys(), rotation, now=just_made)
    for moment in there.keys() - kept - {just_made}:
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
