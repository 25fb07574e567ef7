"""Photos that come while somebody looks elsewhere."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.grid.newcomers import Newcomers


def newcomers(*lists: list[int]) -> Newcomers:
    made, newest = Newcomers(), 0
    for photos in lists:
        newest = max([newest, *photos])
        made.take(array("q", photos), newest, is_other=False)
        made.settle(array("q", photos))
    return made


def test_what_was_there_is_not_new_and_what_comes_is() -> None:
    new = newcomers([3, 2, 1], [5, 3, 4, 2, 1])
    assert (len(new), new.first(), new.last()) == (2, 0, 2)


def test_what_has_been_seen_is_new_no_more() -> None:
    new = newcomers([3, 2, 1], [5, 4, 3, 2, 1])
    new.see([4, 3])
    assert (len(new), new.first()) == (1, 0)
    new.see([5])
    assert (len(new), new.first()) == (0, None)


def test_the_first_photos_of_an_empty_list_are_not_new() -> None:
    assert len(newcomers([], [2, 1])) == 0


def test_of_another_list_nothing_is_new() -> None:
    new = newcomers([1], [2, 1])
    new.take(array("q", [5, 4]), 5, is_other=True)
    assert len(new) == 0


def test_a_photo_that_comes_back_is_not_new() -> None:
    new = Newcomers()
    new.take(array("q", [3, 1]), 3, is_other=False)
    new.take(array("q", [3, 2, 1]), 3, is_other=False)
    assert len(new) == 0


def test_clicked_away_they_stay_away_and_later_ones_are_new() -> None:
    new = newcomers([1], [2, 1])
    new.forget()
    assert len(new) == 0
    new.take(array("q", [3, 2, 1]), 3, is_other=False)
    new.settle(array("q", [3]))
    assert (len(new), new.first()) == (1, 0)


def test_only_those_count_that_stay() -> None:
    new = newcomers([1])
    new.take(array("q", [4, 3, 2, 1]), 4, is_other=False)
    assert (len(new), new.first(), new.since) == (0, None, 1)
    new.settle(array("q", [3]))
    assert (len(new), new.first(), new.last()) == (1, 1, 1)
    new.take(array("q", [3, 1]), 4, is_other=False)  # the others were copies
    assert (len(new), new.first()) == (1, 0)


@given(st.lists(st.tuples(st.integers(0, 4), st.sets(st.integers(1, 20)))))
def test_new_are_those_that_came_and_were_not_seen(steps: list[tuple[int, set[int]]]) -> None:
    new, photos, unseen = Newcomers(), [1], set[int]()
    new.take(array("q", photos), 1, is_other=False)
    for come, seen in steps:
        arrived = range(len(photos) + 1, len(photos) + 1 + come)
        photos += arrived
        unseen |= set(arrived)
        new.take(array("q", photos[::-1]), len(photos), is_other=False)
        new.settle(array("q", photos))
        looked_at = [photo for photo in photos if photo in seen]
        new.see(looked_at)
        unseen -= set(looked_at)
        assert len(new) == len(unseen)
        assert new.first() == (len(photos) - max(unseen) if unseen else None)
