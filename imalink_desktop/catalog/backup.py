"""Backups: whole copies of `catalog.db`, proved sound before they count, and put back with care.

A copy is taken while the program works on, checked, and only then given its name. A
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
from urllib.parse import quote

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.engine import APPLICATION_ID
from imalink_desktop.catalog.lock import CatalogLock
from imalink_desktop.catalog.rotation import Rotation, to_keep

_NAME = re.compile(r"catalog (\d{4}-\d\d-\d\d) (\d\d)\.(\d\d)\.(\d\d)\.db")
_PAGES_AT_ONCE = 2000
_COMPANIONS = ("-wal", "-shm")


def back_up(catalog: Path, folder: Path, *, clock: Clock = now, rotation: Rotation = Rotation()) -> Path:  # noqa: B008
    """Make a backup, prove it, and let go of those that are no longer needed."""
    at = clock().astimezone(UTC)
    name = folder / f"catalog {at:%Y-%m-%d %H.%M.%S}.db"
    beside = name.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _copy(catalog, beside)
        _sync(beside)
        beside.replace(name)
    except OSError as error:
        raise disk_trouble(error, folder) from error
    finally:
        with suppress(OSError):
            beside.unlink()
    _rotate(folder, rotation)
    return name


def backups(folder: Path) -> dict[datetime, Path]:
    """All backups of a folder, newest first."""
    found = {moment: path for path in folder.glob("catalog *.db") if (moment := _moment(path)) is not None}
    return dict(sorted(found.items(), reverse=True))


def restore(backup: Path, catalog: Path, *, clock: Clock = now) -> Path | None:
    """Put a backup in the catalog's place; answer where the old one was laid aside, if there was one.

    Nobody may have the catalog open. The backup itself stays where it is.
    """
    if trouble := what_is_wrong(backup):
        raise Expected(f"This backup cannot be used: {trouble}", "Choose another one.")
    lock = CatalogLock(catalog.with_suffix(".lock"))
    try:
        beside = catalog.with_suffix(".restoring")
        with suppress(OSError):
            beside.unlink()
        _copy(backup, beside)
        _sync(beside)
        aside = _lay_aside(catalog, clock)
        beside.replace(catalog)
    except OSError as error:
        raise disk_trouble(error, catalog.parent) from error
    finally:
        lock.release()
    return aside


def what_is_wrong(catalog: Path, *, thoroughly: bool = True) -> str | None:
    """A sentence on what is wrong with a catalog file; `None` when it is sound and ours."""
    if not catalog.is_file():
        return "there is no such file."
    try:
        with closing(_look_into(catalog)) as connection:
            check = "integrity_check" if thoroughly else "quick_check"
            found = [row[0] for row in connection.execute(f"PRAGMA {check}(3)")]
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            orphans = connection.execute("PRAGMA foreign_key_check").fetchone() if thoroughly else None
    except UnicodeDecodeError:  # what SQLite has to say quotes the damage itself
        return "the file is damaged."
    except sqlite3.DatabaseError as error:
        return f"the file is damaged ({error})."
    if found != ["ok"]:
        return f"the file is damaged ({found[0]})."
    if not ours:
        return "this is not a catalog of ImaLink."
    return None if orphans is None else f"a row of {orphans[0]} refers to one that is not there."


def _copy(source: Path, target: Path) -> None:
    """Copy a catalog as it is at this moment, while others may be writing; and prove the copy."""
    try:
        with closing(_look_into(source)) as here, closing(sqlite3.connect(target)) as there:
            here.backup(there, pages=_PAGES_AT_ONCE)
            # One file, without companions that somebody could forget to take along.
            there.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise OSError(None, str(error)) from error
    except sqlite3.DatabaseError as error:
        raise Expected(f"The catalog is damaged ({error}).", "Restore a backup.") from error
    if trouble := what_is_wrong(target):
        raise Expected(f"The catalog could not be backed up: {trouble}", "Restore an older backup.")


def _look_into(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    # The words of a damaged file may be no text at all.
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return connection


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
    return aside


def _rotate(folder: Path, rotation: Rotation) -> None:
    there = backups(folder)
    for moment in there.keys() - to_keep(there.keys(), rotation):
        with suppress(OSError):  # it will be tried again after the next backup
            there[moment].unlink()


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
