"""Where the arrows lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.grid.geometry import Sections, Spacing, lay_out
from imalink_desktop.ui.grid.steps import Step, step

# Four columns: 0-3, 4-6 | 7 | 8-11, 12-15, 16-17
LAYOUT = lay_out(Sections.of([("a", 7), ("b", 1), ("c", 10)]), 4 * 108 + 16, 100, Spacing())


@pytest.mark.parametrize(
    ("way", "begin", "end"),
    [
        (Step.RIGHT, 3, 4),
        (Step.RIGHT, 17, 17),
        (Step.LEFT, 7, 6),
        (Step.LEFT, 0, 0),
        (Step.DOWN, 1, 5),
        (Step.DOWN, 3, 6),
        (Step.DOWN, 5, 7),
        (Step.DOWN, 17, 17),
        (Step.UP, 2, 2),
        (Step.UP, 9, 7),
        (Step.FIRST, 9, 0),
        (Step.LAST, 9, 17),
        (Step.PAGE_DOWN, 1, 17),
        (Step.PAGE_UP, 14, 2),
    ],
)
def test_a_step(way: Step, begin: int, end: int) -> None:
    assert LAYOUT.columns == 4
    assert step(LAYOUT, way, begin, LAYOUT.place(begin)[1], 5_000) == end


def test_a_column_is_kept_through_short_rows() -> None:
    place, column = 2, 2
    for expected in (6, 7, 10, 14, 17):
        place = step(LAYOUT, Step.DOWN, place, column, 500)
        assert place == expected
    for expected in (14, 10, 7, 6, 2):
        place = step(LAYOUT, Step.UP, place, column, 500)
        assert place == expected


@given(st.sampled_from(Step), st.integers(0, 17), st.integers(0, 3), st.integers(0, 2000))
def test_every_step_stays_in_the_list(way: Step, place: int, column: int, page: int) -> None:
    assert 0 <= step(LAYOUT, way, place, column, page) <= 17


def test_a_page_is_a_whole_number_of_rows() -> None:
    page = LAYOUT.pitch * 2 + 60
    assert step(LAYOUT, Step.PAGE_DOWN, 8, 0, page) == 16
