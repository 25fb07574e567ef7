"""Positions with gaps: any order can be made, and a small move changes little."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.commands.ordering import GAP, placed

numbers = st.integers(1, 30)
moves = st.lists(st.tuples(st.lists(numbers, unique=True), st.none() | numbers), max_size=60)


def in_order(positions: dict[int, int]) -> dict[int, int]:
    return dict(sorted(positions.items(), key=lambda item: item[1]))


@given(steps=moves)
def test_whatever_is_moved_stands_where_it_was_put(steps: list[tuple[list[int], int | None]]) -> None:
    order: list[int] = []
    positions: dict[int, int] = {}
    for moving, before in steps:
        next_one = before if before in order else None
        first = order.index(next_one) if next_one is not None else len(order)
        ahead = [one for one in order[:first] if one not in moving]
        behind = [one for one in order[first:] if one not in moving]
        order = [*ahead, *moving, *behind]
        positions = in_order(positions | placed(positions, moving, next_one))
        assert list(positions) == order
        assert len(set(positions.values())) == len(order)


def test_one_among_many_is_one_change() -> None:
    many = placed({}, range(50_000))
    assert placed(many, [40_000], before=2) == {40_000: (many[1] + many[2]) // 2}
    assert list(placed(many, [7, 50_000])) == [7, 50_000]


def test_what_stands_there_already_changes_nothing() -> None:
    many = placed({}, range(10))
    assert placed(many, [3, 4], before=5) == {}
    assert placed(many, [3, 4], before=4) == {}
    assert placed(many, range(10)) == {}
    assert placed(many, []) == {}


def test_where_there_is_no_room_all_are_numbered_anew() -> None:
    assert placed({1: 5, 2: 6}, [3], before=2) == {1: GAP, 3: 2 * GAP, 2: 3 * GAP}
    assert placed({1: 0, 2: 0, 3: 0}, [4], before=3) == {1: GAP, 2: 2 * GAP, 4: 3 * GAP, 3: 4 * GAP}


def test_no_position_grows_beyond_bounds() -> None:
    assert placed({1: 2**62}, [2]) == {1: GAP, 2: 2 * GAP}
    assert placed({1: -(2**62)}, [2], before=1) == {2: GAP, 1: 2 * GAP}
