"""The way from the command line to the catalog: to change it, or merely to look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from imalink_desktop.app.telling import tell, tell_of
from imalink_desktop.base.clock import now
from imalink_desktop.base.paths import Paths, private_folder
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.inspection import revision_of
from imalink_desktop.catalog.migrate import Age, age_of
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.catalog.reads.drives import drives
from imalink_desktop.catalog.rotation import AtExit, BackupPolicy, Rotation
from imalink_desktop.catalog.trouble import not_as_left
from imalink_desktop.importing.volumes import online
from imalink_desktop.settings.schema import Settings
from imalink_desktop.settings.store import Store

_NO_LIMIT = 2**62


@contextmanager
def to_change(paths: Paths) -> Iterator[Catalog]:
    """Be the one program that writes the catalog; begin one where there is none."""
    with _opened(paths) as catalog:
        if catalog.notice is not None:
            tell_of(catalog.notice)
        yield catalog


@contextmanager
def to_look(paths: Paths) -> Iterator[Catalog]:
    """See the catalog as it is, whoever has it open. One that is not there yet is begun, and is empty."""
    ensure(paths)
    with Catalog.look(paths.data) as catalog:
        if catalog.notice is not None and catalog.notice.sentence == not_as_left().sentence:
            tell_of(catalog.notice)
        yield catalog


def ensure(paths: Paths) -> None:
    """Begin the catalog that is not there yet, or bring an older one up to date."""
    if age_of(revision_of(paths.catalog)) in (Age.NEW, Age.OLDER):
        with _opened(paths):
            pass


def drives_there(catalog: Catalog) -> set[int]:
    """The numbers of the drives that are there now."""
    with catalog.reading() as look:
        known = drives(look)
    there = online(drive.volume_id for drive in known)
    return {drive.id for drive in known if drive.volume_id in there}


def previews_of(paths: Paths, settings: Settings) -> Previews:
    """The previews of the catalog, which may be thrown away at any time."""
    return Previews.open(private_folder(paths.cache), cold_budget=cold_budget(settings))


def cold_budget(settings: Settings) -> int:
    """How many bytes large previews may take."""
    return settings.catalog.preview_gigabytes * 10**9 or _NO_LIMIT


def backup_policy(paths: Paths, settings: Settings) -> BackupPolicy:
    """When backups are made and how many are kept, as the user has set it."""
    kept = settings.catalog
    rotation = Rotation(kept.daily_backups, kept.weekly_backups, kept.monthly_backups)
    return BackupPolicy(paths.backups, AtExit.DAILY, rotation)


def settings_of(paths: Paths) -> Settings:
    """What the user has set."""
    store = Store(paths.settings, now)
    for note in store.notes:
        tell(note.message)
    return store.settings


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
    finally:
        trouble = catalog.close()
        if trouble is not None:
            tell_of(trouble)
