"""Files come to a photo, leave it, move, go missing, change. The originals are touched by none of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.arriving import ArrivingFile, Place, add_files, files_at
from imalink_desktop.catalog.commands.chosen import photos_there
from imalink_desktop.catalog.commands.discarding import forget_files
from imalink_desktop.catalog.commands.drives import clean_folder, folders_at
from imalink_desktop.catalog.commands.leading import lead_anew, leads
from imalink_desktop.catalog.commands.sessions import Fate, FileFate, write_fates
from imalink_desktop.catalog.commands.words import file_name
from imalink_desktop.catalog.journal import Writer, among, chunks, one_of, table_of
from imalink_desktop.catalog.models import Folder, ImageFile, Photo, Reading


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


def attach(
    catalog: Catalog, photo: int, files: Sequence[ArrivingFile], *, session: int | None = None
) -> Changes:
    """Put files to a photo: the RAW beside a JPEG, a sidecar, a copy.

    In an import it is part of that, else a step of its own.
    """

    def work(writer: Writer) -> None:
        if not photos_there(writer, [photo]):
            raise Expected(f"There is no photo {photo}.")
        if taken := files_at(writer, [file.place for file in files]):
            _, name = next(iter(taken))
            raise Expected(f"{name} belongs to a photo already.", "Detach it there first.")
        alone = not leads(writer, [photo])
        first = [alone and number == 0 for number in range(len(files))]
        made = add_files(writer, [photo] * len(files), files, first)
        if session is not None:
            fates = [
                FileFate(file.path, Fate.IMPORTED, photo=photo, file=number)
                for file, number in zip(files, made, strict=True)
            ]
            write_fates(writer, session, fates)

    return catalog.transact(Op.ATTACH, work, by_machine=session is not None)


def detach(catalog: Catalog, files: Iterable[int]) -> Changes:
    """Take files from their photos, as if they had not been imported. The last one stays."""
    chosen = list(dict.fromkeys(files))

    def work(writer: Writer) -> None:
        lost: dict[int, str | None] = {}
        going: list[int] = []
        for chunk in chunks(chosen):
            rows = writer.read(
                select(ImageFile.id, ImageFile.photo_id, ImageFile.sha256).where(
                    among(table_of(ImageFile), chunk)
                )
            )
            first = leads(writer, [photo for _, photo, _ in rows])
            lost |= {photo: sha256 for file, photo, sha256 in rows if first[photo] == file}
            going += [file for file, _, _ in rows]
            own = one_of(table_of(ImageFile).c.photo_id, [photo for _, photo, _ in rows])
            others = select(ImageFile.photo_id).where(own, ~among(table_of(ImageFile), chosen)).distinct()
            if {photo for _, photo, _ in rows} - {photo for (photo,) in writer.read(others)}:
                raise Expected("A photo keeps at least one file.", "Discard the photo instead.")
        forget_files(writer, going)
        lead_anew(writer, lost)

    return catalog.transact(Op.DETACH, work)


def relocate(catalog: Catalog, moves: Mapping[int, Place]) -> Changes:
    """Note that files lie in another folder or have another name by now."""
    places = {file: (folder, file_name(name)) for file, (folder, name) in moves.items()}
    return catalog.transact(Op.RELOCATE, lambda writer: _relocate(writer, places), by_machine=True)


def move_folder(catalog: Catalog, folder: int, *, drive: int, path: str) -> Changes:
    """Note that a folder, with all below it, lies elsewhere or is called otherwise by now.

    Where the catalog knows a folder in that place already, the two become one.
    """
    target = clean_folder(path)

    def work(writer: Writer) -> None:
        found = writer.read(select(Folder.drive_id, Folder.path).where(Folder.id == folder))
        if not found:
            raise Expected(f"There is no folder {folder}.")
        was_on, old = found[0]
        family = _family(writer, was_on, old)
        # Down the tree the deepest goes first, up the tree the highest: so none meets its own family.
        for number, here in sorted(family, key=lambda one: len(one[1]), reverse=len(target) > len(old)):
            _move_one(writer, number, drive, clean_folder(target + "/" + here[len(old) :]))

    return catalog.transact(Op.RELOCATE, work, by_machine=True)


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
    for (_, name), (file, _) in files_at(writer, list(moving.values())).items():
        if file not in moving:
            raise Expected(f"There is a file {name} in that place already.")
    writer.set_each(ImageFile, "name", {file: f"/{file}" for file in moving})
    writer.set_each(ImageFile, "folder_id", {file: folder for file, (folder, _) in moving.items()})
    writer.set_each(ImageFile, "name", {file: name for file, (_, name) in moving.items()})
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


def _family(writer: Writer, drive: int, path: str) -> list[tuple[int, str]]:
    """A folder and all below it, with their paths."""
    begins = func.substr(Folder.path, 1, len(path) + 1) == path + "/"
    below = begins | (Folder.path == path) if path else Folder.path.is_not(None)
    rows = writer.read(select(Folder.id, Folder.path).where(Folder.drive_id == drive, below))
    return [(int(number), here) for number, here in rows]


def _move_one(writer: Writer, folder: int, drive: int, path: str) -> None:
    known = folders_at(writer, drive, [path]).get(path)
    if known in (None, folder):
        # Column by column: between the two, it must not stand in the place of another.
        writer.set(Folder, [folder], path=f"\0{folder}")
        writer.set(Folder, [folder], drive_id=drive)
        writer.set(Folder, [folder], path=path)
        return
    rows = writer.read(select(ImageFile.id, ImageFile.name).where(ImageFile.folder_id == folder))
    _relocate(writer, {file: (int(known or 0), name) for file, name in rows})
    for mark in ("is_source", "is_watched"):
        if writer.read(select(Folder.id).where(Folder.id == folder, table_of(Folder).c[mark] == 1)):
            writer.set(Folder, [known or 0], **{mark: 1})
    writer.delete(Folder, [folder])
