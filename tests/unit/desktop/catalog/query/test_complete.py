"""What is offered while somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.query.complete import Completion, complete
from imalink_desktop.catalog.query.fields import TABLE
from tests.unit.desktop.catalog.query.questions import scribbles

THERE = {"camera": ["EOS R5", "X100V"], "tag": ["travel/norway", "norway", "Østlandet"]}


def offered(text: str) -> list[str]:
    """What the text would be after each of the offers."""
    return [text[: each.start] + each.text + text[each.end :] for each in complete(text, len(text), THERE)]


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("rat", ["rating:"]),
        ("x -(ISO", ["x -(iso:"]),
        ("keyw", ["tag:"]),
        ("visibility:p", ["visibility:private", "visibility:public", "visibility:space"]),
        ("flag:pi", ["flag:pick"]),
        ("tells:", ["tells:place", "tells:names"]),
        ("is:un", ["is:unrated", "is:undated"]),
        ("has:gp", ["has:gps"]),
        ("camera:r5", ['camera:"EOS R5"']),
        ('camera:"eo', ['camera:"EOS R5"']),
        ("tag:nor", ["tag:norway", "tag:travel/norway"]),
        ("tag:ost", ["tag:Østlandet"]),
        ("nothing:x", []),
        ("zzz", []),
        ('"in quotes', []),
    ],
)
def test_what_is_typed_and_what_is_offered(typed: str, after: list[str]) -> None:
    assert offered(typed) == after


def test_what_stands_behind_the_cursor_is_left_alone() -> None:
    assert complete("rat iso:3", 3) == [Completion(0, 3, "rating:", "stars")]


def test_an_empty_place_offers_every_field() -> None:
    assert offered("") == [f"{field.name}:" for field in TABLE]


@given(scribbles, st.integers(0, 60))
def test_every_text_can_be_completed(text: str, cursor: int) -> None:
    for each in complete(text, min(cursor, len(text)), THERE):
        assert 0 <= each.start <= each.end <= len(text)
