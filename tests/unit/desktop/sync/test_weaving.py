"""What a collection becomes when both sides say something of it: a table of cases, and what holds always."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.things import Thing, ThingSettled, ThingSides, woven
from imalink_desktop.sync.weaving import merge_things

PHOTOS = st.lists(st.integers(1, 8), unique=True).map(tuple)
WORD = st.sampled_from([None, "a", "b", "c"])
THINGS = st.builds(
    lambda name, text, members: Thing({"name": name or "x", "description": text}, members),
    WORD,
    WORD,
    PHOTOS,
)


def thing(name: str = "Best", text: str | None = None, *members: int) -> Thing:
    return Thing({"name": name, "description": text}, members)


def settled(mine: Thing, base: Thing | None, theirs: Thing, sent: Thing | None = None) -> ThingSettled:
    return merge_things(ThingSides(mine, theirs, base, sent))


@pytest.mark.parametrize(
    ("mine", "base", "theirs", "name", "overruled"),
    [
        ("a", "a", "a", "a", ()),
        ("b", "a", "a", "b", ()),
        ("a", "a", "b", "b", ()),
        ("b", "a", "b", "b", ()),
        ("b", "a", "c", "c", ("name",)),
    ],
)
def test_a_word_is_that_of_whoever_changed_it_and_the_servers_where_both_did(
    mine: str, base: str, theirs: str, name: str, overruled: tuple[str, ...]
) -> None:
    found = settled(thing(mine), thing(base), thing(theirs))
    assert (found.thing.words["name"], found.overruled) == (name, overruled)


@pytest.mark.parametrize(
    ("mine", "base", "theirs", "members"),
    [
        ((1, 2), (1, 2), (1, 2), (1, 2)),
        ((1, 2, 3), (1, 2), (1, 2, 4), (1, 2, 4, 3)),
        ((1,), (1, 2), (1, 2, 3), (1, 3)),
        ((1, 2, 3), (1, 2), (2,), (2, 3)),
        ((2, 1), (1, 2), (1, 2), (2, 1)),
        ((1, 2), (1, 2), (2, 1), (2, 1)),
        ((3, 1, 2), (1, 2, 3), (2, 1, 3), (2, 1, 3)),
        ((1, 2), (1, 2), (1, 5, 2), (1, 5, 2)),
        ((5, 1, 2), (1, 2), (2, 1), (5, 2, 1)),
        ((), (1, 2), (1, 2), ()),
    ],
)
def test_photos_of_both_are_put_together_in_the_order_of_whoever_made_one(
    mine: tuple[int, ...], base: tuple[int, ...], theirs: tuple[int, ...], members: tuple[int, ...]
) -> None:
    found = settled(thing("a", None, *mine), thing("a", None, *base), thing("a", None, *theirs))
    assert found.thing.members == members


def test_who_never_met_fill_each_others_blanks_and_have_the_photos_of_both() -> None:
    found = settled(thing("Best", None, 1, 2), None, thing("best", "Of all", 2, 3))
    assert found == ThingSettled(thing("Best", "Of all", 1, 2, 3))


def test_what_we_sent_and_they_have_is_no_change_of_theirs() -> None:
    before, sent, mine = thing("a", None, 1), thing("b", None, 1, 2), thing("c", None, 1)
    assert settled(mine, before, sent, sent) == ThingSettled(mine)
    assert settled(mine, before, sent).thing.words["name"] == "b"


@given(THINGS, THINGS, THINGS)
def test_what_one_side_alone_did_is_done(mine: Thing, base: Thing, theirs: Thing) -> None:
    assert settled(mine, base, base).thing == mine
    assert settled(base, base, theirs).thing == theirs
    assert settled(mine, base, mine).thing == mine


@given(THINGS, st.none() | THINGS, THINGS)
def test_what_was_settled_is_settled(mine: Thing, base: Thing | None, theirs: Thing) -> None:
    found = settled(mine, base, theirs).thing
    assert settled(found, theirs, theirs) == ThingSettled(found)
    assert len(set(found.members)) == len(found.members)
    if base is not None:
        assert set(found.members) == (
            (set(mine.members) | set(theirs.members))
            - (set(base.members) - set(mine.members))
            - (set(base.members) - set(theirs.members))
        )


@given(PHOTOS, PHOTOS)
def test_what_is_woven_has_all_of_both_and_the_order_of_the_first(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    made = woven(first, second)
    assert sorted(made) == sorted({*first, *second})
    assert [one for one in made if one in first] == list(first)
