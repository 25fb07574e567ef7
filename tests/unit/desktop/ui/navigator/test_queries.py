"""The queries of the rows, and the rows of a query."""

from __future__ import annotations

import pytest

from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.query.ast import EVERYTHING, Query, all_of
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.unparse import unparse
from imalink_desktop.ui.navigator.queries import (
    of_drive,
    of_flag,
    of_folder,
    of_moment,
    of_path,
    of_session,
    of_stars,
    rows_of,
    sign_of,
)

ROWS = {
    "taken:2024": of_moment("2024"),
    "taken:2024-06-15t10": of_moment("2024-06-15T10"),
    "session:12": of_session(12),
    "rating:0": of_stars(0),
    "flag:reject": of_flag(Flag.REJECTED),
    'drive="Blue disk"': of_drive("Blue disk"),
    "drive=Blue folder:2024/trip": of_folder("Blue", "2024/trip", is_last=False),
    "tag:travel/norway": of_path("tag", "travel/norway", is_last=True),
    'collection="best of"': of_path("collection", "Best of", is_last=False),
}


@pytest.mark.parametrize("typed", ROWS)
def test_a_query_that_somebody_typed_means_the_same_row(typed: str) -> None:
    assert sign_of(parse(typed)) == sign_of(ROWS[typed])


@pytest.mark.parametrize("query", ROWS.values(), ids=str)
def test_the_query_of_a_row_can_be_written_down(query: Query) -> None:
    assert sign_of(parse(unparse(query))) == sign_of(query)


def test_the_last_year_of_all_has_a_query_too() -> None:
    assert sign_of(of_moment("9999"))


def test_a_row_that_says_all_comes_before_rows_that_say_a_part() -> None:
    folder, drive, tag = (
        sign_of(each)
        for each in (
            of_folder("Blue", "2024", is_last=True),
            of_drive("Blue"),
            of_path("tag", "zoo", is_last=True),
        )
    )
    known = [drive, folder, tag]
    assert rows_of(folder, known) == [folder]
    assert set(rows_of(folder | tag, known)) == {folder, tag}
    assert rows_of(drive | sign_of(of_stars(3)), known) == [drive]
    assert rows_of(sign_of(of_stars(3)), known) == []


def test_everything_is_a_row_of_its_own_and_part_of_no_other() -> None:
    everything, zoo = sign_of(EVERYTHING), sign_of(of_path("tag", "zoo", is_last=True))
    assert rows_of(everything, [everything, zoo]) == [everything]
    assert rows_of(sign_of(parse("sunset")), [everything, zoo]) == []


def test_a_query_of_very_many_parts_is_not_puzzled_over() -> None:
    many = all_of([of_stars(0), *(of_session(number) for number in range(100))])
    assert rows_of(sign_of(many), [sign_of(of_stars(0))]) == []
