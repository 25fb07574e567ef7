"""How large a picture is shown, and which part of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.loupe.zoom import (
    FIT,
    LEAST,
    MOST,
    Mode,
    Point,
    Size,
    Zoom,
    panned,
    place,
    seen_size,
    stepped,
    toggled,
    zoomed,
)

sizes = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))
views = st.tuples(st.integers(1, 4000), st.integers(1, 3000))
parts = st.tuples(st.floats(0, 1), st.floats(0, 1))
frees = st.builds(lambda scale, at: Zoom(Mode.FREE, scale, at), st.floats(LEAST, MOST), parts)
zooms = st.one_of(st.just(FIT), frees)


@given(zooms, sizes, views)
def test_no_edge_of_a_large_picture_leaves_the_views_and_a_small_one_is_in_the_middle(
    zoom: Zoom, seen: Size, view: Size
) -> None:
    placed = place(zoom, seen, view)
    for start, side, room in ((placed.left, placed.width, view[0]), (placed.top, placed.height, view[1])):
        if side <= room:
            assert abs((start + side / 2) - room / 2) <= 1
        else:
            assert room - side - 1 <= start <= 1


@given(sizes, views)
def test_what_fits_is_wholly_in_sight(seen: Size, view: Size) -> None:
    fitted = place(FIT, seen, view)
    assert fitted.width <= view[0]
    assert fitted.height <= view[1]


@given(zooms, sizes, views, st.floats(0.001, 100), parts)
def test_zooming_keeps_within_its_bounds(zoom: Zoom, seen: Size, view: Size, scale: float, at: Point) -> None:
    nearer = zoomed(zoom, seen, view, scale, (at[0] * view[0], at[1] * view[1]))
    assert min(LEAST, place(FIT, seen, view).scale) <= nearer.scale <= MOST
    assert nearer.mode is Mode.FREE


@given(frees, st.floats(1, MOST), parts)
def test_the_point_under_the_pointer_stays_there_where_the_edges_allow(
    zoom: Zoom, scale: float, at: Point
) -> None:
    seen, view = (6000, 4000), (800, 600)
    pointer = (at[0] * view[0], at[1] * view[1])
    part = place(zoom, seen, view).part_at(pointer)
    after = place(zoomed(zoom, seen, view, scale, pointer), seen, view)
    for axis, start, side in ((0, after.left, after.width), (1, after.top, after.height)):
        held = abs(start + part[axis] * side - pointer[axis]) <= 2
        at_edge = start >= -1 or start + side <= view[axis] + 1
        assert held or at_edge


def test_a_click_shows_that_point_at_one_to_one_and_another_shows_all_again() -> None:
    seen, view = (6000, 4000), (1200, 800)
    near = toggled(FIT, seen, view, (300, 200))
    placed = place(near, seen, view)
    assert placed.scale == 1
    assert placed.part_at((300, 200)) == pytest.approx((0.25, 0.25), abs=0.001)
    assert toggled(near, seen, view, (0, 0)) == FIT


def test_the_wheel_never_steps_over_one_to_one() -> None:
    seen, view = (6000, 4000), (1200, 800)
    zoom, scales = FIT, []
    for _ in range(40):
        zoom = stepped(zoom, seen, view, 1, (10, 10))
        scales.append(zoom.scale)
    assert 1.0 in scales
    assert scales[-1] == MOST
    back = [zoom := stepped(zoom, seen, view, -1, (10, 10)) for _ in range(40)]
    assert 1.0 in [each.scale for each in back]
    assert back[-1].scale == LEAST


def test_a_dragged_picture_goes_along_with_the_hand_up_to_its_edge() -> None:
    seen, view = (6000, 4000), (1200, 800)
    near = Zoom(Mode.FREE, 1.0)
    before, after = place(near, seen, view), place(panned(near, seen, view, (-100, 50)), seen, view)
    assert (after.left - before.left, after.top - before.top) == (-100, 50)
    assert place(panned(near, seen, view, (9999, 9999)), seen, view).left == 0


def test_the_same_part_of_the_next_photo_is_seen() -> None:
    view = (1000, 800)
    near = zoomed(FIT, (6000, 4000), view, 1.0, (200, 600))
    first, second = place(near, (6000, 4000), view), place(near, (6000, 4000), view)
    assert first == second
    upright = place(near, (4000, 6000), view)
    assert upright.part_at((500, 400)) == pytest.approx(first.part_at((500, 400)), abs=0.001)


def test_what_is_seen_is_as_the_photographer_cut_and_turned_it() -> None:
    assert seen_size((6000, 4000), 0, None) == (6000, 4000)
    assert seen_size((6000, 4000), 90, None) == (4000, 6000)
    assert seen_size((6000, 4000), 270, (0.1, 0.2, 0.5, 0.25)) == (1000, 3000)
