"""In which order photos come. What is unknown comes last, whichever way round; ids decide between equals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, collate, literal, or_, tuple_

from imalink_desktop.base.words import marked
from imalink_desktop.catalog.decisions import MOST_STARS, Flag
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.columns import Condition

Stretch: TypeAlias = Callable[[Select[Any]], Select[Any]]
"""A part of the order: it picks its photos of a selection, and puts them in order."""

Key: TypeAlias = Sequence[float | str | None]
"""What a photo is sorted by, its id last: the place in the list where the next page goes on."""

_PRIME = 2_147_483_647
"""Below it, the square of a number is still a number to SQLite."""


class By(StrEnum):
    """What photos can be sorted by."""

    TIME = "time"
    RATING = "rating"
    FLAG = "flag"
    NAME = "name"
    SIZE = "size"
    ADDED = "added"
    RANDOM = "random"


WORDS: Mapping[By, str] = marked(
    {
        By.TIME: "when they were taken",
        By.RATING: "stars, then time",
        By.FLAG: "flag, then time",
        By.NAME: "name of the file",
        By.SIZE: "size of the file",
        By.ADDED: "when they came into the catalog",
        By.RANDOM: "as the dice fell; the same until they are thrown again",
    }
)
"""The sort menu."""


_SHELVES: Mapping[By, Sequence[int]] = {
    By.RATING: range(MOST_STARS, -1, -1),
    By.FLAG: sorted(map(int, Flag), reverse=True),
}
"""What photos share in an order that has shelves, the most first."""


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

    def stretches(self, after: Key | None, *, in_one: bool) -> Iterator[Stretch]:
        """The order from a place on, in stretches to whose beginnings an index leads.

        Nothing can be compared with the unknown, so that is a stretch of its own; and so is each
        shelf of stars or flags, since the unknown comes last in each. `in_one` is for few photos, which
        SQLite sorts.
        """
        if in_one or self.by is By.RANDOM:
            beyond = [] if after is None else [self.after(after)]
            yield _ordered(beyond, self.order())
        elif (shelves := _SHELVES.get(self.by)) is None:
            yield from self._known_and_not([], after)
        else:
            column, first = self.columns()[0], after[0] if after else None
            for shelf in shelves if self.descending else reversed(shelves):
                if shelf == first:
                    yield from self._known_and_not([column == shelf], after)
                elif not isinstance(first, int | float) or (shelf < first) == self.descending:
                    yield from self._known_and_not([column == shelf], None)

    def _known_and_not(self, where: list[Condition], after: Key | None) -> Iterator[Stretch]:
        *_, value, number = self.columns()
        *_, reached, last = (None, None) if after is None else after
        if after is None:
            yield _ordered([*where, value.is_not(None)], self._along(value, number))
        elif reached is not None:
            beyond = self._beyond(tuple_(value, number), tuple_(literal(reached), literal(last)))
            yield _ordered([*where, beyond], self._along(value, number))
        if self.by is not By.ADDED:
            further = [self._beyond(number, literal(last))] if after and reached is None else []
            yield _ordered([*where, value.is_(None), *further], self._along(number))

    def _along(self, *columns: ColumnElement[Any]) -> list[ColumnElement[Any]]:
        return [column.desc() if self.descending else column.asc() for column in columns]

    def _beyond(self, column: ColumnElement[Any], value: ColumnElement[Any]) -> Condition:
        return column < value if self.descending else column > value

    def up_to(self, key: Key) -> Condition:
        """What of this place's stretch does not come after it."""
        *_, value, number = self.columns()
        *_, reached, last = key
        if reached is None:
            return ~self._beyond(number, literal(last))
        here, there = tuple_(value, number), tuple_(literal(reached), literal(last))
        return here >= there if self.descending else here <= there

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


def _ordered(where: list[Condition], order: list[ColumnElement[Any]]) -> Stretch:
    return lambda found: found.where(*where).order_by(*order)


def _columns(by: By, seed: int) -> list[ColumnElement[Any]]:
    match by:
        case By.TIME:
            return [Photo.shown_at.expression]
        case By.RATING:
            return [Photo.rating.expression, Photo.shown_at.expression]
        case By.FLAG:
            return [Photo.flag.expression, Photo.shown_at.expression]
        case By.NAME:
            return [collate(Photo.name.expression, "NOCASE")]
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
