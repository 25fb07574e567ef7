"""Which photos stand beside each other, after each key."""

from __future__ import annotations

import pytest

from imalink_desktop.ui.survey.choice import Pair, Several, Way

LIST = (10, 11, 12, 13)


@pytest.mark.parametrize(
    ("at", "way", "then"),
    [
        (0, Way.RIGHT, 1),
        (0, Way.LEFT, 0),
        (0, Way.DOWN, 3),
        (4, Way.UP, 1),
        (4, Way.DOWN, 4),
        (4, Way.RIGHT, 4),
    ],
)
def test_the_arrows_go_from_one_to_the_next_and_not_beyond(at: int, way: Way, then: int) -> None:
    assert Several((1, 2, 3, 4, 5), at).moved(way, columns=3).at == then


def test_a_photo_that_is_left_out_makes_room_and_the_frame_stays_where_it_was() -> None:
    several = Several((1, 2, 3), 1).without(2)
    assert several == Several((1, 3), 1)
    assert Several((1,)).without(1) is None


def test_of_another_list_the_photos_that_are_in_it_stay() -> None:
    there = {1: 0, 3: 1}
    assert Several((1, 2, 3), 2).among((1, 3), there.get) == Several((1, 3), 1)
    assert Several((2,), 0).among((1, 3), there.get) is None


def test_the_candidates_go_by_and_the_best_is_none_of_them() -> None:
    pair = Pair(LIST, best=1, candidate=2)
    assert pair.moved(Way.RIGHT, 1).photos == (11, 13)
    assert pair.moved(Way.LEFT, 1).photos == (11, 10)
    assert pair.moved(Way.RIGHT, 1).moved(Way.RIGHT, 1).photos == (11, 13)
    assert Pair(LIST, best=3, candidate=2).moved(Way.RIGHT, 1).photos == (13, 12)


def test_up_makes_the_candidate_the_best_and_brings_the_next() -> None:
    pair = Pair(LIST, best=0, candidate=1).moved(Way.UP, 1)
    assert (pair.photos, pair.at) == ((11, 12), 1)
    assert Pair(LIST, best=0, candidate=3).moved(Way.UP, 1).photos == (13, 12)


def test_down_has_the_two_change_places() -> None:
    assert Pair(LIST, best=0, candidate=1).moved(Way.DOWN, 1).photos == (11, 10)


def test_a_candidate_that_is_left_out_makes_room_for_the_next_and_the_best_for_the_candidate() -> None:
    pair = Pair(LIST, best=0, candidate=1)
    assert pair.without(11) == Pair(LIST, best=0, candidate=2)
    assert pair.without(10) == Pair(LIST, best=1, candidate=2)


def test_a_pair_is_found_again_in_another_list_or_ends() -> None:
    pair = Pair(LIST, best=0, candidate=1)
    again = pair.among((11, 10), {11: 0, 10: 1}.get)
    assert again is not None
    assert again.photos == (10, 11)
    assert pair.among((11,), {11: 0}.get) is None


def among(pair: Pair, *listed: int) -> tuple[int, ...] | None:
    again = pair.among(listed, {photo: place for place, photo in enumerate(listed)}.get)
    return None if again is None else (*again.photos, again.at)


def test_where_the_candidate_has_gone_the_next_one_stands_there() -> None:
    assert among(Pair(LIST, best=0, candidate=1), 10, 12, 13) == (10, 12, 1)
    assert among(Pair(LIST, best=0, candidate=3), 10, 11, 12) == (10, 12, 1)
    assert among(Pair(LIST, best=2, candidate=1, at=0), 12, 13) == (12, 13, 1)


def test_where_the_best_has_gone_the_candidate_is_the_best() -> None:
    assert among(Pair(LIST, best=0, candidate=1, at=0), 11, 12, 13) == (11, 12, 1)
    assert among(Pair(LIST, best=0, candidate=1), 12, 13) == (12, 13, 1)
    assert among(Pair(LIST, best=0, candidate=1), 13) is None


def test_what_stands_for_both_is_seen_once() -> None:
    again = Pair(LIST, best=0, candidate=1).among((11, 12, 13), {10: 0, 11: 0, 12: 1, 13: 2}.get)
    assert again is not None
    assert again.photos == (11, 12)


def test_a_photo_that_comes_again_stands_where_it_stood_unless_it_was_left_out() -> None:
    without_two = Several((1, 2, 3, 4), 2).among((1, 3, 4), {1: 0, 3: 1, 4: 2}.get)
    assert without_two == Several((1, 3, 4), 1)
    assert without_two is not None
    left = without_two.without(4)
    assert left is not None
    assert left.among((1, 2, 3, 4), {1: 0, 2: 1, 3: 2, 4: 3}.get) == Several((1, 2, 3), 2)
