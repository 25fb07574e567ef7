"""In which order photos come. What is unknown comes last, whichever way round; ids decide between equals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, func, or_, select

from imalink_desktop.catalog.models import ImageFile, Photo
from imalink_desktop.catalog.query.columns import Condition

Key: TypeAlias = Sequence[float | str | None]
"""What a photo is sorted by, its id last: the place in the list where the next page goes on."""

_PRIME = 2_147_483_647
"""Below it, the square of a number is still a number to SQLite."""


class By(StrEnum):
    """What photos can be sorted by."""

    TIME = "time"
    RATING = "rating"
    NAME = "name"
    SIZE = "size"
    ADDED = "added"
    RANDOM = "random"


WORDS: Mapping[By, str] = {
    By.TIME: "when they were taken",
    By.RATING: "stars, then time",
    By.NAME: "name of the file",
    By.SIZE: "size of the file",
    By.ADDED: "when they came into the catalog",
    By.RANDOM: "as the dice fell; the same until they are thrown again",
}
"""The sort menu."""


@dataclass(frozen=True, slots=True)
class Sort:
    """An order. `seed` is the throw of the dice for `By.RANDOM`."""

    by: By = By.TIME
    descending: bool = True
    seed: int = 0

    def columns(self) -> list[ColumnElement[Any]]:
        """What a photo is sorted by, its id last; select these to have the `Key` of a page's last row."""
        return [*_columns(self.by, self.seed), Photo.id.expression]

    def order(self) -> list[ColumnElement[Any]]:
        """What to give to `order_by`."""
        *values, number = self.columns()
        if self.descending:
            # SQLite holds the unknown for the least, so here it is last by itself, and an index serves.
            return [*(value.desc() for value in values), number.desc()]
        return [*(value.asc().nulls_last() for value in values), number.asc()]

    def after(self, key: Key) -> Condition:
        """All that comes after this place."""
        so_far: list[Condition] = []
        further: list[Condition] = []
        for column, value in zip(self.columns(), key, strict=True):
            if value is None:
                so_far.append(column.is_(None))
                continue
            beyond = column < value if self.descending else column > value
            further.append(and_(*so_far, or_(beyond, column.is_(None))))
            so_far.append(column == value)
        return or_(*further)


def _columns(by: By, seed: int) -> list[ColumnElement[Any]]:
    match by:
        case By.TIME:
            return [Photo.shown_at.expression]
        case By.RATING:
            return [Photo.rating.expression, Photo.shown_at.expression]
        case By.NAME:
            first = select(func.min(ImageFile.name)).where(ImageFile.photo_id == Photo.id)
            return [first.correlate(Photo).scalar_subquery()]
        case By.SIZE:
            return [Photo.file_size_bytes.expression]
        case By.ADDED:
            return [Photo.added_at.expression]
        case By.RANDOM:
            return [_shuffled(Photo.id.expression, seed)]


def _shuffled(number: ColumnElement[int], seed: int) -> ColumnElement[int]:
    """A number that looks like chance, and is the same each time: two squares, scattered by the seed."""
    first, second = 48_271 + seed % 1_000_003, 69_621 + seed % 999_983
    once = (number * first + seed % _PRIME) % _PRIME
    return (once * once + second * number) % _PRIME
