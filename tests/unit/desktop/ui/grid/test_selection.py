"""What is chosen, proved against plain sets."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.grid.selection import Selection, find, survivor, united, without

PLACES = 30
places = st.integers(0, PLACES - 1)
deeds = st.lists(
    st.tuples(st.sampled_from(["only", "toggled", "moved", "extended", "adding"]), places), max_size=12
)
ranges = st.lists(st.tuples(places, places).map(lambda ends: range(min(ends), max(ends))), max_size=6)


def after(deeds: list[tuple[str, int]]) -> Selection:
    selection = Selection()
    for deed, place in deeds:
        if deed == "adding":
            selection = selection.extended(place, adding=True)
        else:
            selection = getattr(selection, deed)(place)
    return selection


def flat(runs: tuple[range, ...]) -> list[int]:
    return [place for run in runs for place in run]


@given(deeds)
def test_runs_are_in_order_apart_and_agree_with_everything_else(deeds: list[tuple[str, int]]) -> None:
    selection = after(deeds)
    chosen = flat(selection.runs)
    assert chosen == sorted(set(chosen))
    assert all(
        left.stop < right.start for left, right in zip(selection.runs, selection.runs[1:], strict=False)
    )
    assert [place for place in range(PLACES) if place in selection] == chosen
    assert len(selection) == len(chosen)
    assert list(selection.photos(array("q", range(PLACES)))) == list(selection.places())


@given(ranges, ranges)
def test_runs_unite_and_part_like_sets(some: list[range], others: list[range]) -> None:
    one, other = united(some, ()), united(others, ())
    assert set(flat(united(one, other))) == set(flat(one)) | set(flat(other))
    assert set(flat(without(one, other))) == set(flat(one)) - set(flat(other))


def test_shift_stretches_from_where_it_began_and_shrinks_again() -> None:
    selection = Selection().only(5).extended(9)
    assert selection.runs == (range(5, 10),)
    assert selection.extended(7).runs == (range(5, 8),)
    assert selection.extended(2).runs == (range(2, 6),)
    assert selection.extended(2).target == 2


def test_ctrl_adds_and_takes_away() -> None:
    selection = Selection().only(5).toggled(8).toggled(9)
    assert selection.runs == (range(5, 6), range(8, 10))
    assert selection.toggled(8).runs == (range(5, 6), range(9, 10))


def test_ctrl_and_shift_stretch_beside_what_was_chosen() -> None:
    selection = Selection().only(2).toggled(8).extended(11, adding=True)
    assert selection.runs == (range(2, 3), range(8, 12))
    assert selection.extended(6, adding=True).runs == (range(2, 3), range(6, 9))
    assert selection.extended(6).runs == (range(6, 9),)


def test_a_key_hits_what_is_chosen_else_the_target() -> None:
    assert list(Selection().places()) == []
    alone = Selection().only(3).nothing()
    assert (list(alone.places()), alone.target) == ([3], 3)
    aside = Selection().only(3).extended(6).moved(9)
    assert (list(aside.places()), aside.target) == ([3, 4, 5, 6], 9)


def test_all_of_a_million_is_one_run() -> None:
    everything = Selection().only(7).everything(1_000_000)
    assert everything.runs == (range(1_000_000),)
    assert everything.target == 7
    assert len(everything) == 1_000_000
    assert 999_999 in everything


@given(
    st.lists(st.integers(1, 60), unique=True, min_size=1, max_size=PLACES),
    st.lists(st.integers(1, 60), unique=True, max_size=PLACES),
    deeds,
)
def test_what_is_chosen_is_found_again_in_another_list(
    old: list[int], new: list[int], deeds: list[tuple[str, int]]
) -> None:
    before, now = array("q", old), array("q", new)
    selection = after([(deed, place % len(old)) for deed, place in deeds])
    carried = selection.carried(before, now)
    chosen = {old[place] for place in flat(selection.runs)}
    assert {new[place] for place in flat(carried.runs)} == chosen & set(new)
    if selection.target is None or not new:
        assert carried.target is None
    elif old[selection.target] in new:
        assert carried.target is not None
        assert new[carried.target] == old[selection.target]


def test_where_the_target_has_gone_the_one_after_it_has_the_frame() -> None:
    before = array("q", [10, 20, 30, 40])
    selection = Selection().only(1)
    assert selection.carried(before, array("q", [10, 30, 40])).target == 1
    assert selection.carried(before, array("q", [10])).target == 0
    assert selection.carried(before, array("q", [99])).target is None
    assert selection.carried(before, array("q")) == Selection()


@given(st.lists(st.integers(1, 40), unique=True), st.integers(1, 40), st.integers(0, 50))
def test_a_photo_is_found_wherever_it_lies(photos: list[int], photo: int, near: int) -> None:
    assert find(array("q", photos), photo, near=near) == (photos.index(photo) if photo in photos else None)


@given(st.lists(places, unique=True), st.lists(places, unique=True), places)
def test_of_those_that_stay_the_next_one_is_taken(old: list[int], new: list[int], near: int) -> None:
    stay = [place for place, photo in enumerate(old) if photo in new]
    later = [place for place in stay if place >= near]
    expected = (later[0] if later else stay[-1]) if stay else None
    assert survivor(array("q", old), array("q", new), near=near) == expected


@given(
    st.lists(st.integers(1, 60), unique=True, min_size=1, max_size=PLACES),
    st.lists(st.integers(1, 60), unique=True, min_size=1, max_size=PLACES),
    deeds,
    st.lists(places, max_size=2),
)
def test_in_another_list_too_a_frame_within_what_is_chosen_is_on_what_a_key_hits(
    old: list[int], new: list[int], deeds: list[tuple[str, int]], rather: list[int]
) -> None:
    selection = after([(deed, place % len(old)) for deed, place in deeds])
    seats = [place for place in rather if place < len(new)]
    carried = selection.carried(array("q", old), array("q", new), seats)
    if selection.target is not None and selection.target in selection and carried.target is not None:
        assert carried.target in carried.places()
    if not selection.runs and seats:
        assert carried.target == seats[0]


def test_several_stay_chosen_where_the_frame_walks_within_them() -> None:
    several = Selection().only(3).extended(5)
    assert several.walked(4).runs == several.runs
    assert several.walked(7) == Selection().only(7)
    assert Selection().only(3).moved(5).walked(3) == Selection().only(3)


@given(st.sets(st.integers(0, 30), min_size=1), st.integers(0, 30), st.integers(-5, 5).filter(bool))
def test_what_is_chosen_is_walked_through_to_its_ends(chosen: set[int], place: int, by: int) -> None:
    selection = Selection(united((range(each, each + 1) for each in chosen), ()))
    onward = sorted(each for each in chosen if each > place)
    back = sorted((each for each in chosen if each < place), reverse=True)
    way = onward if by > 0 else back
    if way:
        assert selection.along(place, by) == way[min(abs(by), len(way)) - 1]
    else:
        assert selection.along(place, by) == (max(chosen) if by > 0 else min(chosen))
