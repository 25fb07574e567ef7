"""Queries for the tests: built from the grammar, written by hand, and nonsense."""

from __future__ import annotations

from hypothesis import reject
from hypothesis import strategies as st

from imalink_desktop.catalog.decisions import VISIBILITIES
from imalink_desktop.catalog.query.ast import Query, all_of, any_of, none_of
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.fields import BY_NAME, STATES, TABLE
from imalink_desktop.catalog.query.kinds import (
    Choice,
    Code,
    Duration,
    Known,
    Moment,
    Path,
    Place,
    State,
    Words,
)
from imalink_desktop.catalog.query.parse import parse
from tests.unit.desktop.catalog.query.records import PATHS, TEXTS

_fit = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
_sayings = (
    st.sampled_from(TEXTS)
    | st.sampled_from(
        ["eos r", "drop table", "123", "DSC_01*", "50mm", "tå*", "*os r*", "*23*", "*東京", "*rom*", "*0 *"]
    )
    | _fit
)
_moments = st.sampled_from(
    [
        "2024",
        "2024-06",
        "2024-06-15",
        "2024-6-15T14",
        "2024-06-15T14:30",
        "2024-06-15T14:30:05",
        "0001",
        "9998-12",
        "1999",
    ]
)
_numbers = st.sampled_from(["0", "1", "3", "4", "12", "800", "3200", "4000"])
_reals = st.sampled_from(["0", "1.4", "2.8", "2,8", "24", "35", "50", "1000000"])
_places = st.sampled_from(
    [
        "59.91,10.75,5km",
        "59.9,10.7,1m",
        "0,180,300",
        "-90,0,1km",
        "90,0,20000",
        "0,-179.99,5km",
        "59.93,10.78,99999km",
    ]
)


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


_quoted = _sayings.map(_quote)


def _value(name: str) -> st.SearchStrategy[str]:
    match BY_NAME[name].kind:
        case Moment():
            return _moments
        case Choice() as kind:
            return st.sampled_from(sorted(kind.options))
        case Code():
            return st.sampled_from(["jpeg", "NEF", "mov", "x1"])
        case Duration():
            return st.sampled_from(["1/250", "1/60", "0.5s", "0", "30", "1/3"])
        case Words():
            return _quoted | st.sampled_from(
                ["r5", "EOS", "tromso", "dsc_01*", "blue", "wedding", "x", "*lue", "*sc_01*"]
            )
        case Path():
            return st.sampled_from(PATHS).map(_quote)
        case Place():
            return _places
        case State():
            return st.sampled_from(sorted(STATES))
        case Known():
            return st.sampled_from([field.name for field in TABLE if field.optional])
        case _:
            return _numbers if name in ("rating", "iso", "session") else _reals


@st.composite
def _term(draw: st.DrawFn) -> str:
    field = draw(st.sampled_from(TABLE))
    name = draw(st.sampled_from([field.name, *field.also]))
    sign = draw(st.sampled_from(field.operators))
    value = draw(_value(field.name))
    if sign == "..":
        return f"{name}:{draw(st.sampled_from([value, '']))}..{draw(_value(field.name))}"
    return f"{name}{sign}{value}"


_leaf_texts = (
    _term()
    | _quoted
    | st.sampled_from(
        ["tromso", "canon", "eos", "*", "Tromsø", "norway", "dsc_0", "東", "r", "*anon", "*01*", "*or*"]
    )
)


@st.composite
def _leaves(draw: st.DrawFn) -> Query:
    try:
        return parse(draw(_leaf_texts))
    except QueryError:
        reject()


queries: st.SearchStrategy[Query] = st.recursive(
    _leaves(),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(all_of),
        st.lists(inner, min_size=1, max_size=4).map(any_of),
        inner.map(none_of),
    ),
    max_leaves=8,
)
"""Queries with everything in them."""

_snippets = st.sampled_from(
    [
        *(
            "(",
            ")",
            '"',
            "-",
            " ",
            "AND",
            "OR",
            "NOT",
            ":",
            ">=",
            "..",
            "*",
            "rating",
            "tag:",
            "taken:2024",
            "near:",
        ),
        *(
            "';--",
            "%",
            "_",
            "\\",
            "\0",
            "\ud800",
            "NEAR(",
            "^",
            "{title}",
            "iso:99999999999999999999",
            "“",
            "f:1/0",
        ),
        *(str(each) for each in VISIBILITIES),
    ]
)
scribbles: st.SearchStrategy[str] = st.text(max_size=40) | st.lists(
    _snippets | st.text(max_size=3), max_size=25
).map("".join)
"""What a cat on the keyboard, or somebody with bad intentions, might type."""
