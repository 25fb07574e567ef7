"""What can be clicked together is taken out of a query and put back, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.decisions import LABELS, MOST_STARS, Flag, Visibility
from imalink_desktop.catalog.query.ast import EVERYTHING, Operator, Query
from imalink_desktop.catalog.query.match import matcher
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.searchable import Searchable, SearchableFile
from imalink_desktop.catalog.query.unparse import unparse
from imalink_desktop.ui.searching.filters import (
    NO_LABEL,
    NOTHING,
    PAIR,
    RAW,
    SYNC,
    VIDEO,
    Filters,
    Stars,
    Thing,
    asked_name,
    dated,
    joined,
    split,
)

RESTS = tuple(
    map(
        parse,
        (
            "",
            "sun",
            "sun -moon",
            "tag:travel OR tag:family",
            "visibility>=space",
            "-flag:reject",
            "camera:canon lens:50",
            "taken:2024-06..2024-08 iso>=800",
            "rating:1..3",
            "(rating>=4 OR sun)",
        ),
    )
)
stars = st.builds(
    Stars, st.sampled_from([Operator.IS, Operator.AT_LEAST, Operator.AT_MOST]), st.integers(0, MOST_STARS)
).filter(lambda each: each != Stars(Operator.AT_LEAST, 0))
filters = st.builds(
    Filters,
    stars=st.none() | stars,
    flags=st.frozensets(st.sampled_from(Flag)),
    labels=st.frozensets(st.sampled_from([*LABELS, NO_LABEL])),
    kinds=st.frozensets(st.sampled_from([RAW, VIDEO, PAIR, "JPEG", "HEIC"])),
    cameras=st.frozensets(st.sampled_from(["Canon EOS R5", "Nikon Z 8", "fp"])),
    lenses=st.frozensets(st.sampled_from(["RF24-70mm F2.8 L", 'Objektiv "groß"'])),
    levels=st.frozensets(st.sampled_from(Visibility)),
    sync=st.frozensets(st.sampled_from(SYNC)),
)


@given(filters, st.sampled_from(RESTS))
def test_what_is_put_into_a_query_is_found_in_it(chosen: Filters, rest: Query) -> None:
    assert split(joined(chosen, rest)) == (chosen, rest)


@given(filters, st.sampled_from(RESTS))
def test_filters_survive_being_written_down(chosen: Filters, rest: Query) -> None:
    assert split(parse(unparse(joined(chosen, rest)))) == (chosen, rest)


def photo(rating: int, flag: int, label: str | None, formats: tuple[str, ...]) -> Searchable:
    files = tuple(SearchableFile(f"a.{name}", "p", 1, "Here", name) for name in formats)
    return Searchable(
        1, "2024-01-01", rating=rating, flag=flag, label=label, image_format=formats[0], files=files
    )


@given(
    st.sampled_from(
        (
            "rating>=2 rating<=4 flag:pick flag:none",
            "is:raw format:jpeg sun",
            "is:raw is:video",
            "format:jpeg is:raw is:raw",
            "label:red OR -has:label",
            "flag:pick OR rating:5",
            "rating>=0",
            "is:unrated",
        )
    ),
    st.builds(
        photo,
        st.integers(0, 5),
        st.integers(-1, 1),
        st.sampled_from([None, "red", "blue"]),
        st.sampled_from([("JPEG",), ("NEF",), ("JPEG", "NEF"), ("MP4",)]),
    ),
)
def test_what_is_taken_apart_finds_the_same_photos(text: str, some: Searchable) -> None:
    query = parse(text)
    assert matcher(query)(some) == matcher(joined(*split(query)))(some)


@pytest.mark.parametrize(
    ("text", "filter_text", "rest"),
    [
        ("rating>=4 sun", "rating>=4", "sun"),
        ("sun rating>=2 rating<=4", "rating>=2", "sun rating<=4"),
        ("flag:none OR flag:pick", "(flag:pick OR flag:none)", ""),
        ("flag:pick OR rating:5", "", "flag:pick OR rating:5"),
        ("is:unrated", "rating:0", ""),
        ("rating>=0", "", "rating>=0"),
        ("format:jpeg cat is:raw", "is:raw format:jpeg", "cat"),
        ('camera="EOS R5" camera:canon', 'camera="EOS R5"', "camera:canon"),
        ("-flag:reject visibility>=space", "", "-flag:reject visibility>=space"),
    ],
)
def test_what_filters_cannot_say_stays(text: str, filter_text: str, rest: str) -> None:
    found, left = split(parse(text))
    assert joined(found, EVERYTHING) == parse(filter_text)
    assert left == parse(rest)


def test_without_one_thing_the_others_stay() -> None:
    chosen = Filters(stars=Stars(Operator.IS, 3), flags=frozenset({Flag.PICKED}))
    assert chosen.without(Thing.STARS) == Filters(flags=frozenset({Flag.PICKED}))
    assert chosen.without(Thing.STARS).without(Thing.FLAGS) == NOTHING


def test_days_replace_the_days_before_and_nothing_else() -> None:
    query = parse("sun taken:2019 rating>=3 taken>=2018-02")
    assert dated(query, "2024-06-01", "2024-06-30") == parse("sun rating>=3 taken:2024-06-01..2024-06-30")
    assert dated(EVERYTHING, "2024-06-01", "2024-06-01") == parse("taken:2024-06-01")


def test_a_name_without_a_word_cannot_be_asked_for() -> None:
    assert asked_name("camera", "–") is None
    assert asked_name("camera", "EOS R5") == "EOS R5"
