"""Orders: what is unknown comes last, no two photos ever change places, and pages join."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import Connection

from imalink_desktop.catalog.query import select
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.searchable import Searchable, SearchableFile
from imalink_desktop.catalog.query.sort import WORDS, By, Key, Sort
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
        photo = Searchable(
            number, f"2024-02-0{number % 3 + 1}", moment, rating=number % 3, flag=number % 3 - 1
        )
        photo = replace(photo, file_size_bytes=None if number == 4 else number * 7 % 5)
        if name:
            photo = replace(photo, files=(SearchableFile(name, f"{number}", 1, "Blue", "JPEG"),))
        shelf.put(photo)
        made.append(photo)
    return made


def ids(connection: Connection, sort: Sort) -> list[int]:
    return list(select.ids(connection, EVERYTHING, sort))


@pytest.mark.parametrize(
    ("by", "descending", "order"),
    [
        (By.TIME, True, [6, 4, 1, 3, 5, 2]),
        (By.TIME, False, [3, 1, 4, 6, 2, 5]),
        (By.RATING, True, [5, 2, 4, 1, 6, 3]),
        (By.RATING, False, [3, 6, 1, 4, 2, 5]),
        (By.FLAG, True, [5, 2, 4, 1, 6, 3]),
        (By.FLAG, False, [3, 6, 1, 4, 2, 5]),
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
@pytest.mark.parametrize(("size", "steps"), [(1, 20), (2, 1), (4, 2)])
@pytest.mark.usefixtures("photos")
def test_pages_join_without_a_gap(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, by: By, descending: bool, size: int, steps: int
) -> None:
    monkeypatch.setattr(select, "STEPS", [steps] * 3)
    sort = Sort(by, descending, seed=7)
    seen: list[int] = []
    after: Key | None = None
    while True:
        found = select.page(connection, EVERYTHING, sort, after=after, limit=size)
        seen += found.ids
        after = found.next
        if after is None:
            break
    assert seen == ids(connection, sort)
    assert len(seen) == len(_MOMENTS)


@pytest.mark.parametrize("by", By)
@pytest.mark.usefixtures("photos")
def test_seconds_come_in_the_order_of_the_list_and_the_undated_have_none(
    connection: Connection, by: By
) -> None:
    numbers, seconds = select.timed(connection, EVERYTHING, Sort(by))
    assert list(numbers) == ids(connection, Sort(by))
    for number, second in zip(numbers, seconds, strict=True):
        moment = _MOMENTS[number - 1]
        expected = None if moment is None else datetime.fromisoformat(f"{moment}+00:00").timestamp()
        assert second == (select.UNDATED if expected is None else expected)
    assert select.newest(connection) == max(numbers)


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
