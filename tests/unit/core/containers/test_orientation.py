"""Turning by matrices is turning by EXIF's numbers."""

from __future__ import annotations

import itertools

import pytest

from imalink_core.containers.orientation import (
    LEFT_TO_RIGHT,
    QUARTER_TURN_LEFT,
    TOP_TO_BOTTOM,
    UPRIGHT,
    after,
    orientation_of_matrix,
    upright_size,
)


def test_four_quarter_turns_are_none() -> None:
    turned, seen = UPRIGHT, []
    for _ in range(4):
        turned = after(turned, QUARTER_TURN_LEFT)
        seen.append(orientation_of_matrix(turned))
    assert seen == [8, 3, 6, 1]


def test_turning_then_mirroring_is_not_mirroring_then_turning() -> None:
    assert orientation_of_matrix(after(QUARTER_TURN_LEFT, LEFT_TO_RIGHT)) == 7
    assert orientation_of_matrix(after(LEFT_TO_RIGHT, QUARTER_TURN_LEFT)) == 5


def test_any_two_turnings_together_are_one_of_the_eight() -> None:
    turnings = (QUARTER_TURN_LEFT, LEFT_TO_RIGHT, TOP_TO_BOTTOM, UPRIGHT)
    seen = {orientation_of_matrix(after(after(a, b), c)) for a, b, c in itertools.product(turnings, repeat=3)}
    assert seen == set(range(1, 9))


def test_a_skewed_matrix_is_upright() -> None:
    assert orientation_of_matrix((1, 1, 0, 1)) == 1


@pytest.mark.parametrize(("orientation", "size"), [(1, (3, 2)), (4, (3, 2)), (5, (2, 3)), (8, (2, 3))])
def test_the_size_upright(orientation: int, size: tuple[int, int]) -> None:
    assert upright_size((3, 2), orientation) == size
