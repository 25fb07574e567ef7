"""What goes first, what goes together, and what goes later."""

from __future__ import annotations

from dataclasses import replace

from imalink_desktop.catalog.reads.waiting import Waiting
from imalink_desktop.catalog.things import ThingKind
from imalink_desktop.sync.planning import Change, Cold, Eggs, Later, Needless, plan, travels
from imalink_desktop.sync.values import Field
from tests.unit.desktop.sync.simulation.line import ABILITIES


def waits(row: int, photo: int, field: str, urgency: int = 1, key: str | None = "k") -> Waiting:
    return Waiting(row, photo, f"u{photo}", field, urgency, 0, None if key is None else f"s{photo}", "1")


def test_less_visibility_goes_before_anything_else_of_the_same_photo() -> None:
    steps = plan([waits(1, 1, "visibility", 0), waits(2, 1, "title"), waits(3, 2, "rating")], ABILITIES)
    assert [(step.photo, set(step.fields)) for step in steps if isinstance(step, Change)] == [
        (1, {Field.VISIBILITY}),
        (1, {Field.TITLE}),
        (2, {Field.RATING}),
    ]


def test_what_is_told_no_more_goes_with_less_visibility() -> None:
    hidden, silent, titled = waits(1, 1, "visibility", 0), waits(2, 1, "tells_place", 0), waits(3, 1, "title")
    steps = plan([hidden, silent, titled], ABILITIES)
    assert [set(step.fields) for step in steps if isinstance(step, Change)] == [
        {Field.VISIBILITY, Field.TELLS_PLACE},
        {Field.TITLE},
    ]


def test_the_edits_of_a_photo_go_together_and_whole_where_the_server_wants_that() -> None:
    (step,) = plan([waits(1, 1, "rating"), waits(2, 1, "rotation")], ABILITIES)
    assert isinstance(step, Change)
    assert step.rows == (1, 2)
    assert step.fields == {Field.RATING, Field.ROTATION, Field.CROP, Field.EXPOSURE_ADJUST}


def test_eggs_go_in_batches_in_their_order() -> None:
    steps = plan([waits(row, row, "egg", 2, key=None) for row in (3, 2, 1)], ABILITIES)
    assert steps == [Eggs(((3, 3), (2, 2))), Eggs(((1, 1),))]


def test_a_new_photo_that_is_to_be_hidden_is_sent_at_once() -> None:
    hidden, egg = waits(5, 1, "visibility", 0, key=None), waits(2, 1, "egg", 2, key=None)
    assert plan([hidden, egg], ABILITIES) == [Eggs(((1, 5),)), Later((2,))]


def test_edits_of_a_photo_that_the_server_does_not_know_go_with_its_egg() -> None:
    assert plan([waits(1, 1, "rating", key=None)], ABILITIES) == [Later((1,))]


def test_large_previews_go_last_and_what_is_known_needs_no_egg() -> None:
    steps = plan([waits(1, 1, "egg", 2), waits(2, 2, "coldpreview", 3), waits(3, 3, "title")], ABILITIES)
    assert [type(step) for step in steps] == [Change, Cold, Needless]


def test_what_a_server_cannot_keep_does_not_travel() -> None:
    nothing: frozenset[ThingKind] = frozenset()
    small = replace(ABILITIES, fields=frozenset({Field.RATING}), has_coldpreviews=False, things=nothing)
    assert travels(small) == {"rating", "egg", "files"}
    assert "coldpreview" in travels(ABILITIES)
