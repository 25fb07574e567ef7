"""Files that were glanced at come into the catalog: as new photos, or beside the files of known ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import uuid4

from sqlalchemy import select

from imalink_core import Found, Metadata
from imalink_core.pairing import Role
from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.chosen import photos_there
from imalink_desktop.catalog.commands.facts import Gear, facts
from imalink_desktop.catalog.commands.opinions import IN_THE_FILE, Opinion, hear, take_over
from imalink_desktop.catalog.commands.sessions import FileFate, author_of, write_fates
from imalink_desktop.catalog.commands.words import file_name
from imalink_desktop.catalog.journal import Writer, among, chunks, one_of, table_of
from imalink_desktop.catalog.models import Fate, Folder, ImageFile, Photo, Reading
from imalink_desktop.catalog.touched import Row, Value


@dataclass(frozen=True, slots=True)
class ArrivingFile:
    """A file as it was found. `path` is how the import's report names it."""

    folder: int
    name: str
    size: int
    mtime_ns: int
    inode: int | None
    format: str
    role: Role
    path: str

    @property
    def place(self) -> Place:
        """Where it lies."""
        return self.folder, file_name(self.name)

    def row(self, photo: int, *, leads: bool) -> Row:
        """As it is kept. In a sidecar there is nothing to hatch."""
        to_hatch = self.role not in (Role.SIDECAR, Role.OTHER)
        return {
            "photo_id": photo,
            "folder_id": self.folder,
            "name": self.place[1],
            "size": self.size,
            "mtime_ns": self.mtime_ns,
            "inode": self.inode,
            "format": self.format,
            "role": self.role.value,
            "leads": int(leads),
            "reading": (Reading.GLANCED if to_hatch else Reading.HATCHED).value,
        }


@dataclass(frozen=True, slots=True)
class Arrival:
    """One photo: its files, the one that stands for it first, and what that one says of itself.

    `beside` is what stands in its sidecars; it is believed before what stands in the file. `joins` is the
    photo to which the files come, if one is known, and `uid` what it is to be called if it is new.
    """

    files: tuple[ArrivingFile, ...]
    metadata: Metadata = field(default_factory=Metadata)
    found: Found = field(default_factory=Found)
    beside: tuple[Opinion, ...] = ()
    joins: int | None = None
    uid: str = field(default_factory=lambda: str(uuid4()))

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        """All that is told of it, the best first."""
        return (*self.beside, Opinion(IN_THE_FILE, self.found))


Place: TypeAlias = tuple[int, str]
"""A folder, and a name in it."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of arrivals: the photo of each, and of each of their files by its place."""

    changes: Changes
    photos: tuple[int, ...]
    files: dict[Place, int]


def register(
    catalog: Catalog, session: int, arrivals: Sequence[Arrival], *, clock: Clock = now
) -> Registered:
    """Make photos of files that have been glanced at, in one transaction, and account for each file.

    What lies in a place that the catalog knows is left as it is. Where that is so for a part of a
    photo's files, the others join them.
    """
    added_at = clock().isoformat()
    photos: list[int] = []
    places: dict[Place, int] = {}

    def work(writer: Writer) -> None:
        author = author_of(writer, session)
        known = files_at(writer, [file.place for arrival in arrivals for file in arrival.files])
        homes = [_home(arrival, known) for arrival in arrivals]
        joined = {arrival.joins for arrival in arrivals if arrival.joins is not None}
        if len(photos_there(writer, joined)) < len(joined):
            raise Expected(_("A photo has left the catalog meanwhile."), _("Import it once more."))
        new = [arrival for arrival, home in zip(arrivals, homes, strict=True) if home is None]
        gear = Gear(writer, [arrival.metadata for arrival in new])
        came = {"session_id": session, "author_id": author, "added_at": added_at}
        made = writer.insert(Photo, [_photo(arrival, gear) | came for arrival in new])
        _hear_all(writer, dict(zip(made, new, strict=True)), author)
        news = [(home, arrival) for home, arrival in zip(homes, arrivals, strict=True) if home is not None]
        take_over(writer, {home: hear(arrival.beside) for home, arrival in news})
        numbers = iter(made)
        photos.extend(next(numbers) if home is None else home for home in homes)
        places.update(_lay(writer, session, arrivals, photos, known))

    changes = catalog.transact(Op.REGISTER, work, by_machine=True)
    return Registered(changes, tuple(photos), places)


def files_at(writer: Writer, places: Sequence[Place]) -> dict[Place, tuple[int, int]]:
    """Those of these places where the catalog knows a file: the file, and its photo."""
    if len(set(places)) != len(places):
        raise Bug("a file comes twice at once")
    table = table_of(ImageFile)
    wanted = set(places)
    found: dict[Place, tuple[int, int]] = {}
    by_folder: dict[int, list[str]] = {}
    for folder, name in places:
        by_folder.setdefault(folder, []).append(name)
    columns = select(table.c.folder_id, table.c.name, table.c.id, table.c.photo_id)
    for folder, names in by_folder.items():
        there = columns.where(table.c.folder_id == folder, one_of(table.c.name, names))
        found |= {(where, name): (file, photo) for where, name, file, photo in writer.read(there)}
    return {place: rows for place, rows in found.items() if place in wanted}


def _add_files(
    writer: Writer, photos: Sequence[int], files: Sequence[ArrivingFile], leads: Sequence[bool]
) -> list[int]:
    """Put files to their photos and answer their numbers."""
    folders = {file.folder for file in files}
    if len(writer.read(select(Folder.id).where(among(table_of(Folder), list(folders))))) < len(folders):
        raise Expected(_("A folder has left the catalog meanwhile."), _("Import it once more."))
    rows = [file.row(photo, leads=first) for file, photo, first in zip(files, photos, leads, strict=True)]
    return writer.insert(ImageFile, rows)


def _home(arrival: Arrival, known: dict[Place, tuple[int, int]]) -> int | None:
    """The photo that has some of these files already."""
    if not arrival.files:
        raise Bug("a photo has no file")
    there = (known[file.place][1] for file in arrival.files if file.place in known)
    return next(there, arrival.joins)


def _photo(arrival: Arrival, gear: Gear) -> dict[str, Value]:
    lead = arrival.files[0]
    return {
        "uid": arrival.uid,
        "name": lead.place[1],
        "image_format": lead.format,
        "file_size_bytes": lead.size,
        **facts(arrival.metadata, arrival.found),
        **gear.of(arrival.metadata),
    }


def _hear_all(writer: Writer, arrivals: dict[int, Arrival], author: int | None) -> None:
    """What is told of new photos. Whom a photo names as its author comes before the import's."""
    heard = {photo: hear(arrival.opinions) for photo, arrival in arrivals.items()}
    signed = [photo for photo, told in heard.items() if "author_id" in told]
    if author is not None:
        writer.set(Photo, signed, author_id=None)
    take_over(writer, heard)
    if author is not None:
        nameless = Photo.author_id.is_(None)
        for chunk in chunks(signed):
            rows = writer.read(select(Photo.id).where(one_of(table_of(Photo).c.id, chunk), nameless))
            writer.set(Photo, [row[0] for row in rows], author_id=author)


def _lay(
    writer: Writer,
    session: int,
    arrivals: Sequence[Arrival],
    photos: Sequence[int],
    known: dict[Place, tuple[int, int]],
) -> dict[Place, int]:
    """The files to their photos, with their fates."""
    new: list[tuple[int, ArrivingFile, bool]] = []
    fates: list[FileFate] = []
    for photo, arrival in zip(photos, arrivals, strict=True):
        unknown = arrival.joins is None and not any(file.place in known for file in arrival.files)
        for number, file in enumerate(arrival.files):
            if file.place in known:
                fates.append(FileFate(file.path, Fate.UNCHANGED, photo=known[file.place][1]))
            else:
                new.append((photo, file, unknown and number == 0))
    ids = _add_files(writer, [p for p, _, _ in new], [f for _, f, _ in new], [first for _, _, first in new])
    fates += [
        FileFate(file.path, Fate.IMPORTED, photo=photo, file=number)
        for (photo, file, _), number in zip(new, ids, strict=True)
    ]
    write_fates(writer, session, fates)
    return {place: rows[0] for place, rows in known.items()} | {
        file.place: number for (_, file, _), number in zip(new, ids, strict=True)
    }
