"""Cells for photos that share a view."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from imalink_desktop.ui.survey.arranging import arrange

shapes = st.lists(st.none() | st.tuples(st.integers(1, 9000), st.integers(1, 9000)), min_size=1, max_size=12)


@given(shapes, st.integers(200, 3000), st.integers(200, 3000), st.integers(0, 12))
def test_every_photo_has_a_cell_in_the_view_and_none_lies_on_another(
    shapes: list[tuple[int, int] | None], width: int, height: int, gap: int
) -> None:
    found = arrange(shapes, (width, height), gap)
    assert len(found.cells) == len(shapes)
    assert len({(cell.width(), cell.height()) for cell in found.cells}) == 1
    assert all(QRect(0, 0, width, height).contains(cell) for cell in found.cells)
    assert not any(one.intersects(other) for one, other in combinations(found.cells, 2))
    for at, cell in enumerate(found.cells):
        assert found.at(cell.center().x(), cell.center().y()) == at


def test_two_that_stand_are_put_side_by_side_and_two_that_lie_below_each_other() -> None:
    assert arrange([(2000, 3000)] * 2, (900, 600), 8).columns == 2
    assert arrange([(3000, 1000)] * 2, (900, 600), 8).columns == 1


def test_a_last_row_that_is_not_full_stands_in_the_middle() -> None:
    first, second, last = arrange([(3, 2)] * 3, (600, 400), 0).cells
    assert (first.left(), second.left(), last.left()) == (0, 300, 150)


def test_without_photos_there_are_no_cells() -> None:
    assert arrange([], (600, 400), 8).cells == ()
