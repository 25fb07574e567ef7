"""Files that are known move, go missing, change, are replaced. The originals are touched by none of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.arriving import Place, files_at
from imalink_desktop.catalog.commands.discarding import forget_files
from imalink_desktop.catalog.commands.leading import lead_anew, leads
from imalink_desktop.catalog.commands.words import file_name
from imalink_desktop.catalog.journal import Writer, among, chunks, table_of
from imalink_desktop.catalog.models import ImageFile, Photo, Reading


class FileState(StrEnum):
    """Whether a file is where it was. One on a drive that is not there keeps its state."""

    PRESENT = "present"
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Seen:
    """How a file looks by now that is no longer as it was."""

    size: int
    mtime_ns: int
    inode: int | None = None


def relocate(catalog: Catalog, moves: Mapping[int, Place]) -> Changes:
    """Note that files lie in another folder or have another name by now."""
    places = {file: (folder, file_name(name)) for file, (folder, name) in moves.items()}
    return catalog.transact(Op.RELOCATE, lambda writer: _relocate(writer, places), by_machine=True)


def note(catalog: Catalog, files: Iterable[int], state: FileState) -> Changes:
    """Note of files that they are where they were, or are not, or cannot be read."""
    chosen = list(files)
    return catalog.transact(
        Op.SEE_FILES, lambda writer: writer.set(ImageFile, chosen, state=state.value), by_machine=True
    )


def changed(catalog: Catalog, seen: Mapping[int, Seen]) -> Changes:
    """Note that files are not as they were: they will be read again, as new versions of the same photos.

    Their SHA-256 stays that of what was read, until then.
    """
    now = dict(seen)

    def work(writer: Writer) -> None:
        writer.set_each(ImageFile, "size", {file: one.size for file, one in now.items()})
        writer.set_each(ImageFile, "mtime_ns", {file: one.mtime_ns for file, one in now.items()})
        writer.set_each(ImageFile, "inode", {file: one.inode for file, one in now.items()})
        writer.set(ImageFile, now, reading=Reading.GLANCED.value, state=FileState.PRESENT.value)

    return catalog.transact(Op.SEE_FILES, work, by_machine=True)


def replaced(catalog: Catalog, files: Iterable[int]) -> Changes:
    """Note that other pictures lie where these files lay, as on a card that is used again.

    What was said of the old pictures stays with them: with their other files, or with none at hand.
    """
    chosen = list(files)

    def work(writer: Writer) -> None:
        lost: dict[int, str | None] = {}
        for chunk in chunks(chosen):
            there = among(table_of(ImageFile), chunk)
            rows = writer.read(select(ImageFile.id, ImageFile.photo_id, ImageFile.sha256).where(there))
            first = leads(writer, [photo for _, photo, _ in rows])
            lost |= {photo: sha256 for file, photo, sha256 in rows if first[photo] == file}
            forget_files(writer, [file for file, _, _ in rows])
        lead_anew(writer, lost)

    return catalog.transact(Op.SEE_FILES, work, by_machine=True)


def _relocate(writer: Writer, places: Mapping[int, Place]) -> None:
    """By way of names that no file can have, so that files may even swap places."""
    files = table_of(ImageFile)
    there: dict[int, Place] = {}
    for chunk in chunks(places):
        rows = writer.read(select(files.c.id, files.c.folder_id, files.c.name).where(among(files, chunk)))
        there |= {file: (folder, name) for file, folder, name in rows}
    moving = {file: places[file] for file, here in there.items() if here != places[file]}
    for (_folder, name), taken in files_at(writer, list(moving.values())).items():
        if taken[0] not in moving:
            raise Expected(_("There is a file {name} in that place already.").format(name=name))
    writer.set_each(ImageFile, "name", {file: f"/{file}" for file in moving})
    writer.set_each(ImageFile, "folder_id", {file: place[0] for file, place in moving.items()})
    writer.set_each(ImageFile, "name", {file: place[1] for file, place in moving.items()})
    writer.set(ImageFile, moving, state=FileState.PRESENT.value)
    renamed = {file: name for file, (_, name) in moving.items() if there[file][1] != name}
    for chunk in chunks(renamed):
        photos = dict(
            map(tuple, writer.read(select(files.c.id, files.c.photo_id).where(among(files, chunk))))
        )
        first = set(leads(writer, photos.values()).values())
        writer.set_each(
            Photo, "name", {photo: renamed[file] for file, photo in photos.items() if file in first}
        )
