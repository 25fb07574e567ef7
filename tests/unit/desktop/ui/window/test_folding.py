"""A list with its stacks folded: nothing is lost, nothing is shown twice, and places lead back and forth."""

from __future__ import annotations

from array import array
from itertools import chain, pairwise

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.reads.piles import Piles
from imalink_desktop.ui.grid.geometry import Sections
from imalink_desktop.ui.window.folding import Folded, Opened, fold


def stacked(*groups: list[int]) -> Piles:
    """Stacks of places, numbered from 1 on."""
    begins = [0]
    for group in groups:
        begins.append(begins[-1] + len(group))
    numbers = range(1, len(groups) + 1)
    return Piles(array("q", chain(*groups)), array("q", begins), array("q", numbers))


def seen(folded: Folded) -> list[int]:
    return list(folded.photos)


TEN = array("q", range(100, 110))
"""Photos at ten places."""


def test_a_closed_stack_is_one_cell_where_its_top_stands() -> None:
    assert seen(fold(TEN, stacked([5, 2, 8]), Opened())) == [100, 101, 103, 104, 105, 106, 107, 109]


def test_in_an_open_one_all_stand_beside_the_top_in_their_order() -> None:
    opened = Opened(but=frozenset({1}))
    assert seen(fold(TEN, stacked([5, 2, 8], [0, 9]), opened)) == [
        *(100, 101, 103, 104, 105, 102, 108, 106, 107)
    ]


def test_all_open_but_one() -> None:
    opened = Opened(all=True).turned(2)
    assert 1 in opened
    assert 2 not in opened
    assert seen(fold(TEN, stacked([0, 9], [5, 4]), opened)) == [
        *(100, 109, 101, 102, 103, 105, 106, 107, 108)
    ]


def test_sections_keep_their_own_and_count_all_of_theirs() -> None:
    sections = Sections.of([("a", 3), ("b", 1), ("c", 6)])
    folded = fold(TEN, stacked([0, 3, 9]), Opened())
    cut = folded.cut(sections)
    assert cut is not None
    assert list(cut.titles) == ["a", "c"]
    assert [len(cut.span(each)) for each in range(2)] == [3, 5]
    assert [cut.count(each) for each in range(2)] == [3, 6]
    opened = fold(TEN, stacked([0, 3, 9]), Opened(all=True)).cut(sections)
    assert opened is not None
    assert [len(opened.span(each)) for each in range(len(opened.titles))] == [5, 5]


def test_what_keys_leave_alone_is_known() -> None:
    folded = fold(TEN, stacked([5, 2, 8], [0, 9]), Opened(but=frozenset({2})))
    assert folded.closed_among([range(len(folded.photos))]) == [3]
    assert folded.closed_among([range(2)]) == []


@st.composite
def lists(draw: st.DrawFn) -> tuple[int, list[list[int]], Opened]:
    count = draw(st.integers(2, 30))
    places = draw(st.permutations(range(count)))
    ends = sorted(draw(st.sets(st.integers(0, count), max_size=6)))
    groups = [list(places[first:end]) for first, end in pairwise(ends) if end - first > 1]
    numbers = st.sets(st.integers(1, len(groups) + 1))
    return count, groups, Opened(draw(st.booleans()), frozenset(draw(numbers)))


@given(lists(), st.lists(st.integers(1, 8), min_size=1, max_size=30))
def test_nothing_is_lost_and_nothing_is_shown_twice(
    given_list: tuple[int, list[list[int]], Opened], cuts: list[int]
) -> None:
    count, groups, opened = given_list
    photos, piles = array("q", range(1000, 1000 + count)), stacked(*groups)
    folded = fold(photos, piles, opened)
    hidden = [place for number, group in enumerate(groups, 1) if number not in opened for place in group[1:]]
    assert sorted(folded.photos) == [photo for place, photo in enumerate(photos) if place not in hidden]
    for place, photo in enumerate(photos):
        there = folded.photos[folded.seat(place)]
        if place in hidden:
            assert there == next(photos[group[0]] for group in groups if place in group)
        else:
            assert there == photo
    for number, group in enumerate(groups):
        assert folded.pile_at(folded.seat(group[-1])) == number
        cover = folded.cover(number)
        shown = [photos[place] for place in (group if number + 1 in opened else group[:1])]
        assert list(folded.photos[cover : cover + len(shown)]) == shown
    titles = [(str(each), size) for each, size in enumerate(cuts)]
    left = count - sum(cuts)
    if left >= 0:
        cut = folded.cut(Sections.of([*titles, ("rest", left)]))
        assert cut is not None
        assert cut.photos == len(folded.photos)
        assert all(cut.count(each) for each in range(len(cut.titles)))
