"""Opening a catalog: lock, look at what is there, check, back up, bring up to date; each step may say no."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from imalink_desktop.base.clock import Clock
from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import private_folder
from imalink_desktop.base.progress import run_here
from imalink_desktop.catalog.access import Access
from imalink_desktop.catalog.backup import back_up, was_begun
from imalink_desktop.catalog.bad_mark import is_marked
from imalink_desktop.catalog.doubting import doubt
from imalink_desktop.catalog.guard import CHECKED_AT_ONCE, Guard
from imalink_desktop.catalog.inspection import is_as_sealed, revision_of, writes_ahead
from imalink_desktop.catalog.migrate import Age, age_of, migrate, newer
from imalink_desktop.catalog.places import (
    catalog_in,
    is_for_reading_only,
    no_catalog,
    only_looking,
    only_readable,
    too_old,
)
from imalink_desktop.catalog.query import text_index
from imalink_desktop.catalog.rotation import BackupPolicy
from imalink_desktop.catalog.trouble import catalog_is_gone, found_damaged, not_as_left


def open_for_writing(folder: Path, backups: BackupPolicy, clock: Clock) -> Access:
    """Open or begin the catalog of a folder; where it cannot be written, look at it and say why."""
    path = catalog_in(folder)
    kept = backups.folder_of(path)
    if not folder.is_dir():
        private_folder(folder)
    if is_for_reading_only(path):
        return _open_to_look(path, kept, only_readable(path))
    try:
        guard = Guard(path)
    except OSError as error:
        raise disk_trouble(error, path) from error
    try:
        age = _age_of_ours(path, kept)
        if age is not Age.NEWER:
            _check(guard)
        if age is Age.OLDER:
            back_up(path, kept, clock=clock, rotation=backups.rotation)
    except BaseException:
        guard.let_go(seal=False)
        raise
    if age is Age.NEWER:
        guard.let_go(seal=False)
        return _open_to_look(path, kept, newer())
    access = Access(path, guard)
    if age is not Age.SAME:
        _make_tables(access)
    _settle_in(access)
    return access


def open_for_looking(folder: Path) -> Access:
    """Look at the catalog of a folder, without a lock, whatever others do with it."""
    path = catalog_in(folder)
    return _open_to_look(path, BackupPolicy().folder_of(path), only_looking())


def _open_to_look(path: Path, backups: Path, notice: Expected) -> Access:
    age = _age_of_ours(path, backups)
    if age is Age.NEW:
        raise no_catalog(path)
    if age is Age.OLDER:
        raise too_old(path)
    if path.stat().st_size <= CHECKED_AT_ONCE and not is_as_sealed(path):
        notice = not_as_left()
    elif is_marked(path):
        notice = found_damaged(path)
    return Access(path, None, newer() if age is Age.NEWER else notice)


def _age_of_ours(path: Path, backups: Path) -> Age:
    """Where a catalog has been, an empty one is never begun in its place."""
    age = age_of(revision_of(path))
    if age is Age.NEW and was_begun(path, backups):
        raise catalog_is_gone(path)
    return age


def _check(guard: Guard) -> None:
    """Check what takes a moment, what looks amiss, and what has no log yet: it is written to at once."""
    if not guard.checked and (
        guard.size <= CHECKED_AT_ONCE or guard.log_is_amiss or not writes_ahead(guard.path)
    ):
        trouble = run_here(guard.check())
        if trouble is not None:
            raise trouble


def _settle_in(access: Access) -> None:
    """Of a catalog that was just put back, note that its servers may know better by now."""
    mark = "PRAGMA user_version"
    try:
        with access.reading() as connection:
            minutes = connection.exec_driver_sql(mark).scalar_one()
        if not minutes:
            return
        with access.writing() as connection:
            doubt(connection, datetime.fromtimestamp(minutes * 60, UTC))
            connection.exec_driver_sql(f"{mark} = 0")
    except BaseException:
        access.close()
        raise


def _make_tables(access: Access) -> None:
    """Make the tables of a new catalog, or bring those of an older one up to date."""
    try:
        with access.writing() as connection:
            migrate(connection)
            text_index.settle(connection)
    except BaseException:
        access.close()
        raise
