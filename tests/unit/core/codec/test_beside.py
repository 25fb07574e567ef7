"""What was found in a file and noted about it travels beside the egg."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.codec import beside_from_json, beside_to_json, dumps, egg_to_json, loads
from imalink_core.errors import NOTES, BadEgg, note
from imalink_core.found import DateSource, Found, Note
from tests.unit.core.codec.nests import EGG, any_json, clean_text

FOUND = Found(
    rating=-1,
    label="Red",
    title="Harbour",
    description="The morning ferry.",
    keywords=("travel/norway", "ferry"),
    creator="A. Photographer",
    copyright="2024",
    taken_at_source=DateSource.EXIF_ORIGINAL,
    taken_at_offset="+02:00",
)

notes = st.lists(st.builds(Note, st.sampled_from(sorted(NOTES)), clean_text), max_size=3).map(tuple)
founds = st.builds(
    Found,
    rating=st.none() | st.integers(-1, 5),
    label=st.none() | clean_text,
    keywords=st.lists(clean_text, max_size=3).map(tuple),
    taken_at_source=st.none() | st.sampled_from(DateSource),
    taken_at_offset=st.sampled_from([None, "+02:00", "-09:30"]),
)


@given(founds, notes)
def test_all_arrives_as_it_left(found: Found, noted: tuple[Note, ...]) -> None:
    assert beside_from_json(loads(dumps(beside_to_json(found, noted)))) == (found, noted)


def test_it_reads_as_the_command_line_shows_it() -> None:
    written: Any = beside_to_json(FOUND, [note("truncated")])
    assert written["found"]["taken_at_source"] == "exif:DateTimeOriginal"
    assert written["found"]["keywords"] == ["travel/norway", "ferry"]
    assert written["notes"] == [{"code": "truncated", "message": NOTES["truncated"]}]


def test_it_may_lie_beside_an_egg() -> None:
    written = {"egg": egg_to_json(EGG), **beside_to_json(FOUND, [])}
    assert beside_from_json(written) == (FOUND, ())


@given(st.sampled_from(["found", "notes"]), any_json)
def test_nothing_but_a_bad_egg_is_ever_raised(key: str, value: object) -> None:
    written = {**beside_to_json(FOUND, [note("truncated")]), key: value}
    with contextlib.suppress(BadEgg):
        beside_from_json(written)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rating", 6),
        ("rating", 2.0),
        ("label", "\0"),
        ("title", 7),
        ("keywords", "ferry"),
        ("keywords", [None]),
        ("taken_at_source", "a guess"),
        ("taken_at_offset", "CEST"),
    ],
)
def test_what_was_found_is_looked_at_closely(key: str, value: object) -> None:
    written: Any = beside_to_json(FOUND, [])
    written["found"][key] = value
    with pytest.raises(BadEgg) as caught:
        beside_from_json(written)
    assert caught.value.where.startswith(f"found.{key}")


@pytest.mark.parametrize(
    "wrong", [{"code": "no such", "message": ""}, {"code": "truncated"}, {}, "truncated"]
)
def test_a_note_has_a_code_from_the_table(wrong: object) -> None:
    with pytest.raises(BadEgg, match=r"notes\[0\]"):
        beside_from_json({"found": {}, "notes": [wrong]})
