"""Drives, known by the volume's id whatever it is called and wherever it is mounted; folders on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.words import file_name, writable
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.models import Drive, Folder


@dataclass(frozen=True, slots=True)
class Volume:
    """A drive as the system tells of it at this moment."""

    volume_id: str
    label: str
    mount: str | None = None


def see(catalog: Catalog, volume: Volume, *, clock: Clock = now) -> int:
    """Note that a drive is there, under which name and where; answer its number."""
    drive = 0

    def work(writer: Writer) -> None:
        nonlocal drive
        known = writer.read(select(Drive.id).where(Drive.volume_id == volume.volume_id))
        seen = {
            "label": writable(volume.label),
            "last_mount": volume.mount and writable(volume.mount),
            "last_seen_at": clock().isoformat(),
        }
        if known:
            drive = int(known[0][0])
            writer.set(Drive, [drive], **seen)
        else:
            (drive,) = writer.insert(Drive, [{"volume_id": volume.volume_id, **seen}])

    catalog.transact(Op.SEE_DRIVE, work, by_machine=True)
    return drive


def ensure_folders(catalog: Catalog, drive: int, paths: Iterable[str]) -> dict[str, int]:
    """The numbers of folders on a drive, by their paths as given; made known where they are new.

    A path begins at the drive's root, which is the empty one, with `/` between the names.
    """
    asked = {path: _clean(path) for path in paths}
    numbers: dict[str, int] = {}

    def work(writer: Writer) -> None:
        wanted = sorted(set(asked.values()))
        numbers.update(_there(writer, drive, wanted))
        new = [path for path in wanted if path not in numbers]
        made = writer.insert(Folder, [{"drive_id": drive, "path": path} for path in new])
        numbers.update(zip(new, made, strict=True))

    catalog.transact(Op.ADD_FOLDERS, work, by_machine=True)
    return {path: numbers[clean] for path, clean in asked.items()}


def mark(
    catalog: Catalog,
    folders: Iterable[int],
    *,
    source: bool | None = None,
    watched: bool | None = None,
    by_machine: bool = False,
) -> Changes:
    """Say whether folders are sources of photos, and whether to watch them for new ones.

    An import says it by itself of what was dropped: undoing that is undoing the import.
    """
    said = {"is_source": source, "is_watched": watched}
    marks = {field: int(value) for field, value in said.items() if value is not None}
    chosen = list(folders)
    return catalog.transact(
        Op.MARK_FOLDER, lambda writer: writer.set(Folder, chosen, **marks), by_machine=by_machine
    )


def _clean(path: str) -> str:
    """A folder's path as it is kept."""
    return "/".join(file_name(name) for name in path.split("/") if name)


def _there(writer: Writer, drive: int, paths: Iterable[str]) -> dict[str, int]:
    """Those of these paths that are known on a drive, with their numbers."""
    there = one_of(table_of(Folder).c.path, list(paths))
    rows = writer.read(select(Folder.path, Folder.id).where(Folder.drive_id == drive, there))
    return {path: int(folder) for path, folder in rows}
