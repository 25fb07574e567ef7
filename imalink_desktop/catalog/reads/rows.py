"""What a cell of the grid shows, for some hundred photos at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from imalink_desktop.catalog.models import Folder, ImageFile, Photo
from imalink_desktop.catalog.reads.asked import is_listed, listing


@dataclass(frozen=True, slots=True)
class Badges:
    """What a photo's files are, and whether they can be reached. A photo of another machine has none."""

    files: int = 0
    pictures: int = 0
    raws: int = 0
    videos: int = 0
    missing: int = 0
    at_hand: int = 0

    @property
    def offline(self) -> bool:
        """Whether there are files, and none of them can be reached now."""
        return self.files > 0 and self.at_hand == 0

    @property
    def is_twin(self) -> bool:
        """Whether it is RAW and picture in one."""
        return self.pictures > 0 and self.raws > 0


@dataclass(frozen=True, slots=True)
class Fold:
    """The stack a photo lies in; those in the trash do not count."""

    id: int
    size: int
    is_cover: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One photo, as far as a cell shows it."""

    id: int
    uid: str
    hothash: str | None
    name: str | None
    shown_at: str | None
    rating: int
    flag: int
    label: str | None
    visibility: int
    format: str | None
    width: int | None
    height: int | None
    rotation: int
    title: str | None
    is_damaged: bool
    is_trashed: bool
    stack: Fold | None
    badges: Badges


_NO_FILES = Badges()
_badges = lru_cache(Badges)  # most photos have the same few
_CELLS: Select[*tuple[Any, ...]] = select(
    Photo.id,
    Photo.uid,
    Photo.hothash,
    Photo.name,
    Photo.shown_at,
    Photo.rating,
    Photo.flag,
    Photo.label,
    Photo.visibility,
    Photo.image_format,
    Photo.width,
    Photo.height,
    Photo.rotation,
    Photo.title,
    Photo.is_valid_image == 0,
    Photo.trashed_at.is_not(None),
    Photo.stack_id,
).where(is_listed(Photo.id.expression))


def _badges_counted() -> Select[*tuple[Any, ...]]:
    there = Folder.drive_id.in_(bindparam("online", expanding=True))
    counted = (
        ImageFile.role.in_(("picture", "edited")),
        ImageFile.role == "raw",
        ImageFile.role == "video",
        ImageFile.state == "missing",
        (ImageFile.state == "present") & there,
    )
    return (
        select(ImageFile.photo_id, func.count(), *(func.count().filter(condition) for condition in counted))
        .join(Folder, Folder.id == ImageFile.folder_id)
        .where(is_listed(ImageFile.photo_id.expression))
        .group_by(ImageFile.photo_id)
    )


def _stacks_counted() -> Select[*tuple[Any, ...]]:
    """The size of each stack and its top; those in the trash do not count."""
    top = aliased(Photo)
    cover = (
        select(top.id)
        .where(top.stack_id == Photo.stack_id, top.trashed_at.is_(None))
        .order_by(func.coalesce(top.stack_position, 0), top.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(Photo.stack_id, func.count(), cover)
        .where(is_listed(Photo.stack_id.expression), Photo.trashed_at.is_(None))
        .group_by(Photo.stack_id)
    )


_BADGES = _badges_counted()
_STACKS = _stacks_counted()


def rows(connection: Connection, ids: Iterable[int], *, online: Collection[int] = ()) -> list[Row]:
    """The cells of these photos, in this order; those that are gone are left out."""
    chosen = list(ids)
    given = listing(chosen)
    found = {row[0]: row for row in connection.execute(_CELLS, given).all()}
    counted = connection.execute(_BADGES, {**given, "online": sorted(online)}).all()
    badges = {row[0]: _badges(*row[1:]) for row in counted}
    folds = _folds(connection, {row[-1] for row in found.values() if row[-1] is not None})
    cells = []
    for number in chosen:
        if (row := found.get(number)) is not None:
            *own, stack = row
            size, cover = folds.get(stack, (0, None))
            fold = None if stack is None else Fold(stack, size, cover == number)
            cell: tuple[Any, ...] = (*own, fold, badges.get(number, _NO_FILES))
            cells.append(Row(*cell))
    return cells


def _folds(connection: Connection, stacks: Collection[int]) -> dict[int, tuple[int, int]]:
    """Of each stack its size and its top."""
    if not stacks:
        return {}
    return {stack: (size, top) for stack, size, top in connection.execute(_STACKS, listing(stacks)).all()}
