"""What the box suggests."""

from __future__ import annotations

import pytest

from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.searching.suggesting import Suggestion, put, suggestions

KNOWN = {
    "tag": {"travel/norway": 12, "New York": 3, 'the "best"': 2, "norwegian": 40},
    "camera": {"Canon EOS R5": 7},
    "rating": {"0": 5, "4": 2},
    "flag": {"pick": 3},
    "session": {"Card of June": 9},
}


def offered(text: str) -> list[tuple[str, str]]:
    return [(each.title, each.words) for each in suggestions(text, len(text), KNOWN)]


def test_the_beginning_of_a_name_brings_the_fields_with_words() -> None:
    assert ("rating:", "stars") in offered("ra")


def test_a_field_brings_its_values_with_counts() -> None:
    assert offered("camera:") == [("Canon EOS R5", "7 photos")]
    assert offered("rating>=") == [("0", "5 photos"), ("4", "2 photos")]
    assert ("pick", "3 photos") in offered("flag:")
    assert ("reject", "0 photos") in offered("flag:")


def test_a_camera_is_shown_as_it_is_said_and_asked_for_as_it_is_written() -> None:
    known = {"camera": {"NIKON CORPORATION NIKON D850": 3}}
    for text, shown in (("camera:d8", "Nikon D850"), ("nik", "camera:Nikon D850")):
        (offer,) = (each for each in suggestions(text, len(text), known) if "D850" in each.title)
        assert (offer.title, offer.words) == (shown, "3 photos")
        assert "NIKON CORPORATION NIKON D850" in put(text, offer)[0]


def test_states_bring_what_they_mean() -> None:
    assert offered("is:tras") == [("trashed", "it is in the trash")]


def test_a_word_brings_what_is_called_so_the_most_frequent_first() -> None:
    assert offered("norw") == [("tag:norwegian", "40 photos"), ("tag:travel/norway", "12 photos")]
    assert offered("n")[0][0] != "tag:norwegian"


def test_imports_are_asked_for_by_number_so_no_name_is_suggested() -> None:
    assert offered("session:") == []


def test_what_stands_there_whole_is_not_suggested_again() -> None:
    assert offered("is:raw") == []


@pytest.mark.parametrize("text", ["yor", "bes", "cano", "tag:new", 'tag:"the', "sun -norw", "camera:eos"])
def test_every_suggestion_makes_a_query(text: str) -> None:
    for each in suggestions(text, len(text), KNOWN):
        made, cursor = put(text, each)
        parse(made if not each.goes_on else f"{made}x")
        assert cursor == len(made)


def test_a_value_is_followed_by_a_blank_and_what_comes_after_stays() -> None:
    assert put("sun fla moon", Suggestion(4, 7, "flag:", "flag:")) == ("sun flag: moon", 9)
    assert put("flag:pi", Suggestion(5, 7, "pick", "pick")) == ("flag:pick ", 10)
    assert put("flag:pi sun", Suggestion(5, 7, "pick", "pick")) == ("flag:pick sun", 9)
