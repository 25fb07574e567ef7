"""Drives and folders of what is met get their numbers in the catalog, once for each."""

from __future__ import annotations

from collections.abc import Iterable

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import drives
from imalink_desktop.importing.placing import Met
from imalink_desktop.importing.volumes import Mounted


class Shelves:
    """The folders of one import."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._drives: dict[str, int] = {}
        self._folders: dict[tuple[str, str], int] = {}

    def folders_of(self, met: Iterable[Met]) -> dict[tuple[str, str], int]:
        """The number of the folder of each, by its volume and path; those that are new are made known."""
        wanted: dict[str, set[str]] = {}
        volumes: dict[str, Mounted] = {}
        for one in met:
            place = folder_of(one)
            if place not in self._folders:
                volumes[place[0]] = one.volume
                wanted.setdefault(place[0], set()).add(place[1])
        for volume, paths in wanted.items():
            self.add(volumes[volume], paths)
        return self._folders

    def add(self, volume: Mounted, paths: Iterable[str]) -> list[int]:
        """Make folders of a volume known and answer their numbers."""
        if volume.volume_id not in self._drives:
            self._drives[volume.volume_id] = drives.see(self._catalog, volume.as_seen)
        made = drives.ensure_folders(self._catalog, self._drives[volume.volume_id], paths)
        self._folders |= {(volume.volume_id, path): number for path, number in made.items()}
        return list(made.values())


def folder_of(met: Met) -> tuple[str, str]:
    """The folder in which something was met."""
    return met.volume.volume_id, met.path.rpartition("/")[0]


def name_of(met: Met) -> str:
    """The name under which the catalog keeps it."""
    return met.path.rpartition("/")[2]
