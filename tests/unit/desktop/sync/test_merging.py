"""The table of cases: what becomes of a field that one side changed, or both, or nobody knows who."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.sides import NOTHING_SAID, Said, Saying, Sides
from imalink_desktop.sync.merging import merge
from imalink_desktop.sync.values import BLANK


def held(
    field: str,
    base: Saying,
    mine: Saying,
    theirs: Saying,
    sent: tuple[Saying, ...] = (),
    *,
    other_past: bool = False,
    decided_since: bool = False,
    stands: bool = False,
) -> tuple[Saying, bool, bool]:
    """What one field comes to: its value here, whether the server has to be told, whether both are told."""
    settled = merge(
        Sides(
            mine={**NOTHING_SAID, field: mine},
            theirs={**NOTHING_SAID, field: theirs},
            base={**NOTHING_SAID, field: base},
            sent=[{field: value} for value in sent],
            other_past=other_past,
            decided_since=frozenset({field} if decided_since else ()),
            stands=frozenset({field} if stands else ()),
        )
    )
    assert settled.disputed.get(field, (mine, theirs)) == (mine, theirs)
    return settled.said[field], field in settled.waits, field in settled.disputed


@pytest.mark.parametrize(
    ("field", "base", "mine", "theirs", "value", "waits", "disputed"),
    [
        ("rating", 0, 0, 0, 0, False, False),
        ("rating", 0, 5, 0, 5, True, False),
        ("rating", 0, 0, 4, 4, False, False),
        ("rating", 0, 4, 4, 4, False, False),
        ("rating", 3, 5, 4, 4, False, True),
        ("title", None, "Sea", None, "Sea", True, False),
        ("title", "Sea", "Ocean", "Lake", "Lake", False, True),
        ("title", "Sea", None, "Sea", None, True, False),
        ("flag", 1, -1, 0, 0, False, True),
        ("visibility", 3, 0, 3, 0, True, False),
        ("visibility", 0, 0, 3, 3, False, False),
        ("visibility", 1, 3, 0, 0, False, True),
        ("visibility", 1, 0, 3, 0, True, True),
        ("tells_place", 1, 0, 1, 0, True, False),
        ("tells_place", 1, 1, 0, 0, False, False),
        ("tells_names", 0, 0, 1, 1, False, False),
        ("tags", ("a",), ("a", "b"), ("a", "c"), ("a", "b", "c"), True, False),
        ("tags", ("a", "b"), ("a",), ("a", "b", "c"), ("a", "c"), True, False),
        ("tags", ("a", "b"), ("b",), ("a",), (), True, False),
        ("tags", (), ("Sea",), ("sea",), ("Sea",), False, False),
        ("spaces", ("1",), ("1", "2"), ("1", "3"), ("1", "2", "3"), True, False),
        ("spaces", ("1", "2"), ("2",), ("1", "2", "3"), ("2", "3"), True, False),
        ("spaces", ("1",), (), ("1",), (), True, False),
        ("trashed", False, True, False, True, True, False),
        ("trashed", False, False, True, True, False, False),
        ("trashed", True, False, True, False, True, False),
        ("crop", None, "[0, 0, 1, 1]", "[0,0,1,1]", "[0, 0, 1, 1]", False, False),
    ],
)
def test_the_table(
    field: str, base: Saying, mine: Saying, theirs: Saying, value: Saying, waits: bool, disputed: bool
) -> None:
    assert held(field, base, mine, theirs) == (value, waits, disputed)


def test_our_own_word_coming_back_is_nobody_elses_change() -> None:
    assert held("title", "Sea", "Ocean", "Lake", sent=("Lake",)) == ("Ocean", True, False)
    assert held("rating", 0, 0, 5, sent=(5,)) == (0, True, False)


@pytest.mark.parametrize("who", ["mine", "theirs"])
def test_an_edit_speaks_against_the_trash(who: str) -> None:
    binned: Said = {**NOTHING_SAID, "trashed": True}
    edited: Said = {**NOTHING_SAID, "rating": 5}
    mine, theirs = (binned, edited) if who == "theirs" else (edited, binned)
    settled = merge(Sides(mine, theirs, base=NOTHING_SAID))
    assert settled.said["trashed"] is False
    assert settled.said["rating"] == 5
    assert ("trashed" in settled.waits) == (who == "mine")


def test_an_edit_that_the_other_knew_does_not() -> None:
    edited: Said = {**NOTHING_SAID, "rating": 5}
    settled = merge(Sides(edited, {**edited, "trashed": True}, base=NOTHING_SAID, sent=[edited]))
    assert settled.said["trashed"] is True


def test_half_a_place_is_no_place() -> None:
    place = ("corrected_latitude", "corrected_longitude")
    here: Said = {**NOTHING_SAID, **dict(zip(place, (1.0, 2.0), strict=True))}
    there: Said = {**NOTHING_SAID, **dict(zip(place, (1.0, 9.0), strict=True))}
    settled = merge(Sides(here, there, base=NOTHING_SAID))
    assert [settled.said[field] for field in place] == [1.0, 9.0]
    assert settled.disputed == {place[0]: (1.0, 1.0), place[1]: (2.0, 9.0)}


def test_a_server_with_another_past_overrules_nobody_but_is_told() -> None:
    assert held("rating", 5, 5, 3, other_past=True) == (5, True, True)
    assert held("rating", 5, 5, 0, other_past=True) == (5, True, False)
    assert held("rating", 0, 0, 5, other_past=True) == (5, False, False)
    assert held("trashed", True, True, False, other_past=True) == (False, False, False)
    assert held("visibility", 3, 3, 0, other_past=True) == (0, False, True)
    assert held("tells_place", 1, 1, 0, other_past=True) == (0, False, True)
    assert held("tells_names", 1, 0, 1, other_past=True) == (0, True, True)
    assert held("tags", ("a",), ("a",), ("b",), other_past=True) == (("a", "b"), True, False)
    assert held("spaces", ("1",), ("1", "2"), ("2", "3"), other_past=True) == (("2",), True, False)


def test_what_was_decided_twice_meanwhile_is_no_blank_to_write_upon() -> None:
    assert held("visibility", 0, 3, 0, decided_since=True) == (0, False, True)
    assert held("visibility", 0, 3, 0, sent=(0,), decided_since=True) == (3, True, False)
    assert held("visibility", 0, 0, 2, decided_since=True) == (2, False, False)
    assert held("tells_names", 0, 1, 0, decided_since=True) == (0, False, True)
    assert held("spaces", (), ("1",), (), decided_since=True) == ((), False, False)
    assert held("spaces", ("1",), ("1", "2"), (), decided_since=True) == (("2",), True, False)


def test_who_says_that_he_never_changed_what_is_another_was_put_back() -> None:
    assert held("visibility", 0, 0, 3, stands=True) == (0, True, True)
    assert held("visibility", 0, 3, 0, stands=True) == (3, True, False)
    assert held("visibility", 0, 0, 3, sent=(3,), stands=True) == (0, True, False)
    assert held("spaces", (), (), ("1",), stands=True) == ((), True, False)


def test_what_a_server_cannot_keep_is_left_alone() -> None:
    settled = merge(Sides(mine={**NOTHING_SAID, "title": "Sea"}, theirs={"rating": 3}, base=None))
    assert settled.said == {"rating": 3}
    assert settled.waits == frozenset()


def test_both_tables_of_fields_are_one() -> None:
    assert {str(field): value for field, value in BLANK.items()} == NOTHING_SAID


_SAID = st.fixed_dictionaries(
    {
        **{field: st.just(value) for field, value in NOTHING_SAID.items()},
        "rating": st.integers(0, 3),
        "title": st.sampled_from([None, "a", "b"]),
        "visibility": st.integers(0, 3),
        "tells_place": st.integers(0, 1),
        "tags": st.sets(st.sampled_from("abc")).map(lambda tags: tuple(sorted(tags))),
        "spaces": st.sets(st.sampled_from("123")).map(lambda keys: tuple(sorted(keys))),
        "trashed": st.booleans(),
    }
)


@pytest.mark.parametrize(
    ("mine", "theirs", "level", "sent", "elsewhere", "value"),
    [
        (("1", "3"), ("2", "3"), 1, (), False, ("3",)),
        (("1",), (), 1, (), False, ()),
        ((), ("2",), 0, (), False, ("2",)),  # nobody has said anything here yet
        ((), ("2",), 1, (), False, ()),
        ((), ("2",), 0, (), True, ()),
        (("1",), ("2",), 1, (("2",),), False, ("1",)),  # ours, as it went out before
    ],
)
def test_where_nobody_knows_what_was_before_it_is_in_the_spaces_of_both(
    mine: Saying, theirs: Saying, level: int, sent: tuple[Saying, ...], *, elsewhere: bool, value: Saying
) -> None:
    sides = Sides(
        mine={**NOTHING_SAID, "spaces": mine, "visibility": level},
        theirs={**NOTHING_SAID, "spaces": theirs, "visibility": 1},
        base=None,
        sent=[{"spaces": one} for one in sent],
        was_elsewhere=elsewhere,
    )
    settled = merge(sides)
    assert settled.said["spaces"] == value
    assert ("spaces" in settled.waits) == (value != theirs)


@given(base=_SAID, one=_SAID, other=_SAID)
def test_two_who_hear_each_other_through_a_server_agree(base: Said, one: Said, other: Said) -> None:
    """The first sends, the second merges and sends, the first hears that."""
    server = {**base, **merge(Sides(one, base, base)).said}
    second = merge(Sides(other, server, base))
    first = merge(Sides(one, second.said, one))
    assert first.said == second.said
    assert not first.waits


@pytest.mark.parametrize(
    ("mine", "theirs", "sent", "elsewhere", "value", "disputed"),
    [
        (3, 0, (), False, 0, True),
        (0, 3, (), False, 3, False),  # it was never on any server: private is only what it began with
        (0, 3, (), True, 0, True),
        (1, 3, (), False, 1, True),
        (3, 0, (0,), False, 3, False),  # ours, as it went out before
        (3, 3, (), True, 3, False),
    ],
)
def test_where_nobody_knows_what_was_before_a_photo_is_shown_to_the_fewer(
    mine: int, theirs: int, sent: tuple[int, ...], *, elsewhere: bool, value: int, disputed: bool
) -> None:
    sides = Sides(
        mine={**NOTHING_SAID, "visibility": mine},
        theirs={**NOTHING_SAID, "visibility": theirs},
        base=None,
        sent=[{"visibility": one} for one in sent],
        was_elsewhere=elsewhere,
    )
    settled = merge(sides)
    assert settled.said["visibility"] == value
    assert ("visibility" in settled.disputed) == disputed
    assert ("visibility" in settled.waits) == (value != theirs)


@pytest.mark.parametrize(
    ("field", "base", "mine", "theirs", "value", "disputed"),
    [
        ("visibility", 0, 3, 0, 0, True),
        ("visibility", 3, 0, 3, 0, True),
        ("tells_place", 0, 1, 0, 0, True),
        ("title", "Sea", "Ocean", "Sea", "Sea", True),
        ("tags", ("a",), ("b",), ("a", "c"), ("b", "c"), False),
        ("spaces", (), ("1",), (), (), False),
        ("trashed", False, True, False, False, False),
        ("trashed", True, False, True, False, False),
    ],
)
def test_what_waited_in_a_backup_shows_nothing_to_more_people(
    field: str, base: Saying, mine: Saying, theirs: Saying, value: Saying, *, disputed: bool
) -> None:
    sides = Sides(
        mine={**NOTHING_SAID, field: mine},
        theirs={**NOTHING_SAID, field: theirs},
        base={**NOTHING_SAID, field: base},
        doubtful=frozenset([field]),
    )
    settled = merge(sides)
    assert settled.said[field] == value
    assert (field in settled.disputed) == disputed
