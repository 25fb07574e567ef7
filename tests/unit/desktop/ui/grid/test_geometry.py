"""Where each photo lies, proved against drawing them all one after the other."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.grid.geometry import (
    LARGEST,
    SMALLEST,
    Box,
    Layout,
    Sections,
    Spacing,
    columns_for,
    lay_out,
    zoomed,
)

SPACING = Spacing(margin=12, gap=8, heading=40, after=12)
runs = st.lists(st.tuples(st.text(max_size=3), st.integers(0, 30)), max_size=12)
spacings = st.builds(
    Spacing, st.integers(0, 20), st.integers(0, 12), st.sampled_from([0, 30]), st.integers(0, 20)
)
layouts = st.builds(
    lambda found, width, wish, spacing: lay_out(Sections.of(found), width, wish, spacing),
    runs,
    st.integers(60, 1500),
    st.integers(SMALLEST, LARGEST),
    spacings,
)


def boxes(layout: Layout) -> list[Box]:
    return [layout.box(place) for place in range(layout.sections.photos)]


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@given(layouts)
def test_no_two_cells_overlap_and_none_lies_outside(layout: Layout) -> None:
    cells = boxes(layout) + [layout.heading(each) for each in range(len(layout.sections.titles))]
    cells = [cell for cell in cells if cell.height]
    for number, cell in enumerate(cells):
        assert cell.y >= 0
        assert cell.y + cell.height <= layout.height
        assert not any(overlap(cell, other) for other in cells[number + 1 :])


@given(layouts)
def test_a_point_in_a_cell_leads_to_its_photo(layout: Layout) -> None:
    for place, (x, y, width, height) in enumerate(boxes(layout)):
        corners = [(x, y), (x + width - 1, y + height - 1), (x + width // 2, y + height // 2)]
        assert {layout.index_at(*corner) for corner in corners} == {place}
        assert layout.index_at(x - 1, y) != place
        assert layout.index_at(x, y + height) != place


@given(layouts, st.integers(-50, 9000), st.integers(-10, 1500))
def test_in_sight_is_exactly_what_has_a_part_there(layout: Layout, begin: int, height: int) -> None:
    end = begin + height
    seen = [place for place, box in enumerate(boxes(layout)) if box.y < end and box.y + box.height > begin]
    assert list(layout.visible(begin, end)) == (seen if height > 0 else [])
    titles = [
        section
        for section in range(len(layout.sections.titles))
        for box in [layout.heading(section)]
        if box.height and box.y < end and box.y + box.height > begin
    ]
    if layout.spacing.heading and height > 0:
        assert list(layout.headings(begin, end)) == titles


@given(layouts, st.data())
def test_a_band_holds_exactly_the_cells_it_touches(layout: Layout, data: st.DataObject) -> None:
    left, right = sorted(data.draw(st.tuples(*[st.integers(-20, 1600)] * 2)))
    top, bottom = sorted(data.draw(st.tuples(*[st.integers(-20, 6000)] * 2)))
    band = Box(left, top, right - left, bottom - top)
    touched = [place for place, box in enumerate(boxes(layout)) if overlap(band, box)]
    held = [place for run in layout.inside(left, top, right, bottom) for place in run]
    assert held == (touched if band.width and band.height else [])


@given(layouts)
def test_rows_and_columns_lead_back_to_the_photo(layout: Layout) -> None:
    for place in range(layout.sections.photos):
        row, column = layout.place(place)
        assert layout.in_row(row, column) == place
        assert 0 <= column < layout.columns


@given(layouts, st.integers(-100, 9000))
def test_each_height_belongs_to_the_section_that_began_last(layout: Layout, y: int) -> None:
    tops = [layout.heading(section).y for section in range(len(layout.sections.titles))]
    assert layout.section_at(y) == max([number for number, top in enumerate(tops) if top <= y], default=0)


@pytest.mark.parametrize("width", [400, 777, 1280, 1281, 1282, 1283, 2560])
@pytest.mark.parametrize("wish", [96, 176, 300, 512])
def test_cells_fill_the_width_evenly(width: int, wish: int) -> None:
    layout = lay_out(Sections.of([("", 500)]), width, wish, SPACING)
    row = [layout.box(place) for place in range(layout.columns)]
    assert row[0].x == SPACING.margin
    assert width - SPACING.margin - 1 <= row[-1].x + row[-1].width <= width - SPACING.margin
    gaps = {right.x - left.x - left.width for left, right in pairwise(row)}
    assert gaps <= {SPACING.gap, SPACING.gap + 1}
    assert abs(layout.edge - wish) <= wish * 0.55


@given(st.integers(200, 4000), st.integers(SMALLEST, LARGEST), st.sampled_from([-1, 1]))
def test_each_step_of_the_zoom_is_seen_until_its_end(width: int, size: int, way: int) -> None:
    after = zoomed(width, size, way, SPACING)
    assert SMALLEST <= after <= LARGEST
    before, now = columns_for(width, size, SPACING), columns_for(width, after, SPACING)
    assert now * way <= before * way or before == 1
    if after not in (SMALLEST, LARGEST) and before > 1:
        assert now != before


def test_what_was_counted_is_not_counted_again_for_as_many_columns() -> None:
    sections = Sections.of([("a", 10), ("b", 20)])
    layout = lay_out(sections, 1000, 176, SPACING)
    assert lay_out(sections, 1001, 176, SPACING, layout).rows_above is layout.rows_above
    assert lay_out(sections, 1400, 176, SPACING, layout).rows_above is not layout.rows_above
    assert lay_out(Sections.of([("a", 10)]), 1000, 176, SPACING, layout).height < layout.height


def test_empty_sections_are_none() -> None:
    assert Sections.of([("a", 0), ("b", 2), ("c", 0)]) == Sections(("b",), array("q", [0, 2]))
    assert lay_out(Sections.of([]), 500, 176, SPACING).visible(0, 1000) == range(0)


def test_a_million_photos_in_a_hundred_thousand_sections() -> None:
    sections = Sections.of((str(number), 10) for number in range(100_000))
    layout = lay_out(sections, 1280, LARGEST, SPACING)
    last = layout.box(999_999)
    assert layout.index_at(last.x + 5, last.y + 5) == 999_999
    assert list(layout.visible(last.y, last.y + 1))[-1] == 999_999
    assert layout.section_at(last.y) == 99_999


def test_heights_beyond_what_qt_counts() -> None:
    layout = lay_out(Sections.of([("", 50_000_000)]), 540, LARGEST, SPACING)
    assert layout.columns == 1
    assert layout.height > 2**34
    assert layout.index_at(100, layout.box(49_999_999).y) == 49_999_999
