"""The same bytes in several places: one photo, and how often it is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from imalink_desktop.catalog.journal import one_of
from imalink_desktop.catalog.models import Drive, Folder, ImageFile


@dataclass(frozen=True, slots=True)
class Place:
    """Where a copy lies."""

    file_id: int
    photo_id: int
    drive_id: int
    drive: str
    path: str
    state: str


@dataclass(frozen=True, slots=True)
class Copies:
    """The same bytes in several places."""

    sha256: str
    size: int
    places: tuple[Place, ...]


def copies(connection: Connection, *, after: str = "", limit: int = 200) -> list[Copies]:
    """Files whose very bytes lie in several places, by their hash; a page begins after a hash."""
    twice = (
        select(ImageFile.sha256, ImageFile.size)
        .where(ImageFile.sha256 > after)
        .group_by(ImageFile.sha256, ImageFile.size)
        .having(func.count() > 1)
        .order_by(ImageFile.sha256, ImageFile.size)
        .limit(limit)
    )
    found = [(str(sha256), size) for sha256, size in connection.execute(twice)]
    places = _places(connection, [sha256 for sha256, _ in found])
    return [Copies(sha256, size, tuple(places[sha256, size])) for sha256, size in found]


def copies_of(connection: Connection, photo: int) -> list[Copies]:
    """The files of a photo that lie in several places."""
    mine = select(ImageFile.sha256).where(ImageFile.photo_id == photo, ImageFile.sha256.is_not(None))
    places = _places(connection, sorted(set(connection.execute(mine).scalars()), key=str))
    return [
        Copies(sha256, size, tuple(lying))
        for (sha256, size), lying in sorted(places.items())
        if len(lying) > 1 and any(place.photo_id == photo for place in lying)
    ]


def _places(connection: Connection, hashes: Sequence[str | None]) -> Mapping[tuple[str, int], list[Place]]:
    rows = (
        select(
            ImageFile.sha256,
            ImageFile.size,
            ImageFile.id,
            ImageFile.photo_id,
            Drive.id,
            Drive.label,
            Folder.path,
            ImageFile.name,
            ImageFile.state,
        )
        .join(Folder, Folder.id == ImageFile.folder_id)
        .join(Drive, Drive.id == Folder.drive_id)
        .where(one_of(ImageFile.sha256.expression, hashes))
        .order_by(ImageFile.id)
    )
    found: defaultdict[tuple[str, int], list[Place]] = defaultdict(list)
    for sha256, size, file, photo, drive, label, folder, name, state in connection.execute(rows):
        path = "/".join(filter(None, (folder.strip("/"), name)))
        found[str(sha256), size].append(Place(file, photo, drive, label, path, state))
    return found
