"""The way from the command line to the catalog: to change it, or merely to look.

A library is begun by what brings something into it, and by nothing else: a drive that is unplugged, or
a slip of the keys, must not look like a library in which there is nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from imalink_desktop.app.caller import caller
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.preferred import settings_of
from imalink_desktop.app.telling import tell, tell_of
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths, private_folder
from imalink_desktop.catalog.backup import was_begun
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.inspection import revision_of
from imalink_desktop.catalog.lock import lock_of
from imalink_desktop.catalog.migrate import Age, age_of
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.catalog.reads.drives import drives
from imalink_desktop.catalog.rotation import AtExit, BackupPolicy, Rotation
from imalink_desktop.catalog.trouble import Damaged
from imalink_desktop.importing.volumes import online
from imalink_desktop.settings.schema import Settings

_NO_LIMIT = 2**62


@contextmanager
def to_change(paths: Paths, *, begins: bool = False) -> Iterator[Catalog]:
    """Be the one program that writes the catalog; where there is none, a command that `begins` one does."""
    if (one := caller()) is not None:
        yield _changeable(one.catalog)
        return
    is_new = would_begin(paths)
    if is_new and not begins:
        raise no_library(paths)
    with _opened(paths) as catalog:
        _changeable(catalog)
        if is_new:
            tell(f"A new library was begun in {paths.data}.")
        yield catalog


@contextmanager
def to_look(paths: Paths) -> Iterator[Catalog]:
    """See the catalog as it is, whoever has it open. If it is damaged, this says so, and `answered`."""
    if (one := caller()) is not None:
        _tell_of_damage(one.catalog)
        yield one.catalog
        return
    ensure(paths)
    with Catalog.look(paths.data) as catalog:
        _tell_of_damage(catalog)
        yield catalog


def answered(catalog: Catalog) -> Exit:
    """How a command ends that has said what it saw in the catalog, damaged or not."""
    return Exit.WITH_PROBLEMS if isinstance(catalog.notice, Damaged) else Exit.DONE


@contextmanager
def or_an_empty_one(paths: Paths) -> Iterator[Paths]:
    """Where there is no library, an empty one for a moment: for who merely asks what would be."""
    if caller() is not None or has_library(paths):
        yield paths
        return
    with TemporaryDirectory() as folder:
        passing = Paths.below(Path(folder))
        with Catalog.open(private_folder(passing.data)):
            pass
        yield passing


def has_library(paths: Paths) -> bool:
    """Whether anything tells that a library has been begun there, however it is now."""
    try:
        names = {entry.name for entry in os.scandir(paths.data)}
    except (FileNotFoundError, NotADirectoryError):
        return False
    begun = any(name.startswith("catalog.") for name in names - {lock_of(paths.catalog).name})
    return begun or was_begun(paths.catalog, paths.backups)


def would_begin(paths: Paths) -> bool:
    """Whether a command that begins a library would begin one now."""
    return caller() is None and not has_library(paths)


def no_library(paths: Paths) -> Expected:
    """The sentence for a place where none has been begun."""
    return Expected(
        f"There is no library in {paths.data}.",
        "Plug in its drive, or look how the folder is written; “imalink import” begins a new one.",
    )


def ensure(paths: Paths) -> None:
    """Refuse where there is no library; bring an older one up to date."""
    if not has_library(paths):
        raise no_library(paths)
    if age_of(revision_of(paths.catalog)) in (Age.NEW, Age.OLDER):
        with _opened(paths):
            pass


def drives_there(catalog: Catalog) -> set[int]:
    """The numbers of the drives that are there now."""
    with catalog.reading() as look:
        known = drives(look)
    there = online(drive.volume_id for drive in known)
    return {drive.id for drive in known if drive.volume_id in there}


@contextmanager
def previews_of(paths: Paths, settings: Settings) -> Iterator[Previews]:
    """The previews of the catalog, which may be thrown away at any time."""
    if (one := caller()) is not None:
        yield one.previews
        return
    with Previews.open(private_folder(paths.cache), cold_budget=cold_budget(settings)) as previews:
        yield previews


def cold_budget(settings: Settings) -> int:
    """How many bytes large previews may take."""
    return settings.catalog.preview_gigabytes * 10**9 or _NO_LIMIT


def backup_policy(paths: Paths, settings: Settings) -> BackupPolicy:
    """When backups are made and how many are kept, as the user has set it."""
    kept = settings.catalog
    rotation = Rotation(kept.daily_backups, kept.weekly_backups, kept.monthly_backups)
    return BackupPolicy(paths.backups, AtExit.DAILY, rotation)


@contextmanager
def _opened(paths: Paths) -> Iterator[Catalog]:
    settings = settings_of(paths)
    catalog = Catalog.open(
        private_folder(paths.data),
        steps_kept=settings.catalog.undo_steps,
        backups=backup_policy(paths, settings),
    )
    try:
        for warning in catalog.warnings:
            tell_of(warning)
        yield catalog
    except Expected as why:
        _closed(catalog, why)
        raise
    except BaseException:
        _closed(catalog)
        raise
    _closed(catalog)


def _closed(catalog: Catalog, told: Expected | None = None) -> None:
    """Tell why there is no backup, unless just that is told anyway."""
    trouble = catalog.close()
    if trouble is not None and (told is None or told.sentence != trouble.sentence):
        tell_of(trouble)


def _tell_of_damage(catalog: Catalog) -> None:
    if isinstance(catalog.notice, Damaged):
        tell_of(catalog.notice)


def _changeable(catalog: Catalog) -> Catalog:
    if catalog.notice is not None:
        raise catalog.notice
    return catalog
