"""What is understood, what is refused, and where."""

from __future__ import annotations

import pytest
from hypothesis import given

from imalink_desktop.catalog.query.ast import (
    EVERYTHING,
    Compare,
    Has,
    Is,
    Mode,
    Near,
    Not,
    Query,
    Text,
    Under,
    bounds,
    leaves,
)
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.fields import TABLE, Field
from imalink_desktop.catalog.query.parse import MOST_BRACKETS, MOST_PARTS, MOST_SIGNS, parse
from imalink_desktop.catalog.query.unparse import unparse
from tests.unit.desktop.catalog.query.questions import queries, scribbles


def refused(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", EVERYTHING),
        ("  ", EVERYTHING),
        ("sunset", Text("sunset")),
        ('"midnight sun"', Text("midnight sun", Mode.WHOLE)),
        ('camera:"EOS R5"', Text("EOS R5", Mode.WHOLE, "camera")),
        ("camera:r5", Text("r5", Mode.BEGINS, "camera")),
        ("title=Sun", Text("Sun", Mode.ALL, "title")),
        ("file:DSC_01*", Text("DSC_01", Mode.BEGINS, "file")),
        ('file:"DSC 01*"', Text("DSC 01", Mode.BEGINS, "file")),
        ("*371*", Text("371", Mode.PART)),
        ("*371", Text("371", Mode.PART)),
        ("file:*371*", Text("371", Mode.PART, "file")),
        ('"*midnight su*"', Text("midnight su", Mode.PART)),
        ('title:"say ""hi"" now"', Text('say "hi" now', Mode.WHOLE, "title")),
        ("tag:travel/norway", Under("tag", "travel/norway")),
        ("tag=travel", Under("tag", "travel", exactly=True)),
        ("-tag:private", Not(Under("tag", "private"))),
        ("tag!=private", Not(Under("tag", "private"))),
        ("near:59.91,10.75,5km", Near(59.91, 10.75, 5.0)),
        ("gps:-10,20.5,300m", Near(-10.0, 20.5, 0.3)),
        ("is:RAW", Is("raw")),
        ("has:gps", Has("gps")),
        ("has:near", Has("gps")),
        ("Keyword:x", Under("tag", "x")),
        ("tag: x", Under("tag", "x")),
        ("\u2212tag:private", Not(Under("tag", "private"))),
        ("\u2013tag:private", Not(Under("tag", "private"))),
        ("not tag:private", Not(Under("tag", "private"))),
        ("camera:\u201cEOS R5\u201d", Text("EOS R5", Mode.WHOLE, "camera")),
        ("\u200btag:x", Under("tag", "x")),
        ("tag\uff1ax", Under("tag", "x")),
        ("well - x", parse("well x")),
        ("http://x", None),
        ("12:30", Text("12:30")),
    ],
)
def test_what_is_written_and_what_it_means(text: str, query: Query | None) -> None:
    if query is None:
        refused(text)
    else:
        assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a AND b", "a b"),
        ("a OR (b c)", "a OR b c"),
        ("(a OR b) c", "(a OR b) c"),
        ("NOT (a b)", "-(a b)"),
        ("NOT NOT a", "a"),
        ("((a)) (b c)", "a b c"),
        ("rating >= 4", "rating>=4"),
        ("stars>=04", "rating>=4"),
        ("rating!=3", "-rating:3"),
        ("f:f/2,80", "f:2.8"),
        ("focal:35mm..", "focal:35mm.."),
        ("year:2024-6", "taken:2024-06"),
        ("taken:..2024-06-01T9", "taken:..2024-06-01T09"),
        ("visibility>=SPACE", "visibility>=space"),
        ("flag:rejected", "flag:reject"),
        ("label:Grey", "label:gray"),
        ("size>10MB", "size>10mb"),
        ("shutter:1/250s", "shutter:1/250"),
        ("exposure<0,50s", "shutter<0.5"),
        ("format:CR3", "format:cr3"),
        ("*37", "*37*"),
    ],
)
def test_each_query_has_one_plain_writing(text: str, plain: str) -> None:
    assert unparse(parse(text)) == plain


@pytest.mark.parametrize(
    ("typing", "meant"), [('"midnight su', '"midnight su"'), ("(a OR (b", "a OR b"), ('tag:"a', "tag:a")]
)
def test_who_is_still_typing_is_understood(typing: str, meant: str) -> None:
    assert parse(typing) == parse(meant)


@pytest.mark.parametrize(
    ("text", "culprit", "suggestion"),
    [
        ("a ratting>4", "ratting", "Did you mean rating?"),
        ("visibility:pubic", "pubic", "Did you mean public?"),
        ("is:rwa", "rwa", "Did you mean raw?"),
        ("has:titel", "titel", "Did you mean title?"),
        ("x iso:3200..800", "3200..800", "Did you mean iso:800..3200?"),
        ("label:gren", "gren", "Did you mean green?"),
        ("taken:2024-13", "2024-13", "For instance taken:2024-06..2024-08"),
        ("taken:2023-02-29", "2023-02-29", "For instance taken:2024-06..2024-08"),
        ("near:91,0,5", "91,0,5", "For instance near:59.91,10.75,5km"),
        ("focal:inf", "inf", "For instance focal<35"),
        ("iso:²", "²", "For instance iso:800..3200"),
        ("camera<x", "camera<", 'For instance camera:"EOS R5"'),
        ("a tag:", "tag:", "For instance tag:travel/norway"),
        ('title:"!!"', "!!", ""),
        ("*a*", "*a*", ""),
        ("shutter:1/0", "1/0", "For instance shutter:1/250..1/60"),
        ("a b) c", ")", ""),
        ("a () b", ")", ""),
        ("OR b", "OR", ""),
        ("a OR", "", ""),
        ("rating:9", "9", "For instance rating>=4"),
        ("rating:3..7", "3..7", "For instance rating>=4"),
        ("-", "-", "* alone finds everything."),
        ("! OR --", "! OR --", "* alone finds everything."),
    ],
)
def test_an_error_shows_where_and_what_to_try(text: str, culprit: str, suggestion: str) -> None:
    error = refused(text)
    assert text[error.position : error.position + error.length] == culprit
    assert error.suggestion == suggestion
    assert error.message


def test_a_query_has_bounds() -> None:
    for text in (
        "a" * (MOST_SIGNS + 1),
        "a " * (MOST_PARTS + 1),
        "a-" * 100,
        "(" * (MOST_BRACKETS + 1) + "a",
    ):
        refused(text)
    assert parse("(" * MOST_BRACKETS + "a") == Text("a")


def test_nesting_that_says_something_has_a_bound_too() -> None:
    text = "a"
    for _ in range(20):
        text = f"(b OR (c {text}))"
    refused(text)


@pytest.mark.parametrize("field", TABLE, ids=lambda field: field.name)
def test_the_example_of_each_field_is_understood(field: Field) -> None:

    assert len(list(leaves(parse(field.example)))) == 1


@given(queries)
def test_what_is_written_down_is_understood_again(query: Query) -> None:
    assert parse(unparse(query)) == query


@pytest.mark.parametrize("text", ['title ">5*"', 'tag ":x*" y', '"-a*"', '"OR*"', '"rating:4*"', "-* a OR *"])
def test_words_that_look_like_signs_stay_words(text: str) -> None:
    query = parse(text)
    assert parse(unparse(query)) == query


@given(scribbles)
def test_any_text_is_a_query_or_an_error_within_it(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        place = (error.position, error.position + error.length)
    else:
        place = (0, 0)
        assert parse(unparse(query)) == query
    assert 0 <= place[0] <= place[1] <= len(text)


def test_or_is_or_however_it_is_written() -> None:
    assert parse("camera:canon or camera:nikon") == parse("camera:canon OR camera:nikon")
    assert parse('salt "or" pepper') != parse("salt or pepper")


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("width>6000", 6001, 6000),
        ("width>=6000", 6000, 5999),
        ("width:4000", 4000, 4016),
        ("size>10MB", 10_000_001, 10_000_000),
        ("f:2.8", 2.799999, 2.9),
    ],
)
def test_pixels_and_bytes_are_exact_and_apertures_as_cameras_round(
    text: str, inside: float, outside: float
) -> None:
    asked = parse(text)
    assert isinstance(asked, Compare)
    low, high = bounds(asked)

    def lies_in(value: float) -> bool:
        return (low is None or float(low) <= value) and (high is None or value < float(high))

    assert lies_in(inside)
    assert not lies_in(outside)


def test_signs_between_words_ask_for_nothing() -> None:
    assert parse("Oslo - Bergen") == parse("Oslo Bergen")
    assert parse("*") == EVERYTHING
