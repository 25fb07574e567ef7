"""Orders: what is unknown comes last, no two photos ever change places, and pages join."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, select

from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.searchable import Searchable, SearchableFile
from imalink_desktop.catalog.query.sort import WORDS, By, Sort
from tests.unit.desktop.catalog.query.records import Shelf

_MOMENTS = (
    "2024-01-01T00:00:00",
    None,
    "2023-01-01T00:00:00",
    "2024-01-01T00:00:00",
    None,
    "2025-01-01T00:00:00",
)
_NAMES = ("b.jpg", "a.jpg", None, "c.jpg", "b.jpg", None)


@pytest.fixture
def photos(connection: Connection) -> list[Searchable]:
    shelf = Shelf(connection)
    made = []
    for number, (moment, name) in enumerate(zip(_MOMENTS, _NAMES, strict=True), 1):
        photo = Searchable(number, f"2024-02-0{number % 3 + 1}", moment, rating=number % 3)
        photo = replace(photo, file_size_bytes=None if number == 4 else number * 7 % 5)
        if name:
            photo = replace(photo, files=(SearchableFile(name, f"{number}", 1, "Blue", "JPEG"),))
        shelf.put(photo)
        made.append(photo)
    return made


def ids(connection: Connection, sort: Sort) -> list[int]:
    return list(connection.execute(select(Photo.id).order_by(*sort.order())).scalars())


@pytest.mark.parametrize(
    ("by", "descending", "order"),
    [
        (By.TIME, True, [6, 4, 1, 3, 5, 2]),
        (By.TIME, False, [3, 1, 4, 6, 2, 5]),
        (By.RATING, True, [5, 2, 4, 1, 6, 3]),
        (By.NAME, False, [2, 1, 5, 4, 3, 6]),
        (By.SIZE, True, [2, 6, 1, 3, 5, 4]),
        (By.ADDED, True, [5, 2, 4, 1, 6, 3]),
    ],
)
@pytest.mark.usefixtures("photos")
def test_the_unknown_comes_last_and_ids_decide(
    connection: Connection, by: By, descending: bool, order: list[int]
) -> None:
    assert ids(connection, Sort(by, descending)) == order


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("size", [1, 2, 4])
@pytest.mark.usefixtures("photos")
def test_pages_join_without_a_gap(connection: Connection, by: By, descending: bool, size: int) -> None:
    sort = Sort(by, descending, seed=7)
    seen: list[int] = []
    page = select(*sort.columns()).order_by(*sort.order()).limit(size)
    rows = connection.execute(page).all()
    while rows:
        seen += [row[-1] for row in rows]
        rows = connection.execute(page.where(sort.after(tuple(rows[-1])))).all()
    assert seen == ids(connection, sort)


def test_a_throw_of_dice_stays_until_the_next(connection: Connection) -> None:
    shelf = Shelf(connection)
    for number in range(1, 60):
        shelf.put(Searchable(number, "2024"))
    first, second = (ids(connection, Sort(By.RANDOM, seed=seed)) for seed in (1, 2))
    assert first == ids(connection, Sort(By.RANDOM, seed=1))
    assert sorted(first) == sorted(second) == list(range(1, 60))
    assert first != second
    assert first not in (sorted(first), sorted(first, reverse=True))


def test_every_order_has_words() -> None:
    assert WORDS.keys() == set(By)
