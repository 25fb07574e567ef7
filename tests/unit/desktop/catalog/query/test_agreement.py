"""The heart of it: Python and SQL find the same photos, and no user writes SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import BindParameter, Connection, event
from sqlalchemy.sql import visitors

from imalink_desktop.catalog.query import parts
from imalink_desktop.catalog.query import select as selecting
from imalink_desktop.catalog.query.ast import Is, Query, leaves
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.fields import TABLE, Field
from imalink_desktop.catalog.query.kinds import Path, Words
from imalink_desktop.catalog.query.match import matcher
from imalink_desktop.catalog.query.parse import MOST_LEVELS, MOST_PARTS, parse
from imalink_desktop.catalog.query.searchable import Searchable
from imalink_desktop.catalog.query.select import count, page, photos
from imalink_desktop.catalog.query.sort import Sort
from tests.unit.desktop.catalog.query.questions import queries, scribbles
from tests.unit.desktop.catalog.query.records import Shelf, catalogs, found_by_sql

hostile = st.text("xyzæ東%_'\";)(*:-\\ ", max_size=20) | st.sampled_from(
    ["' OR 1=1 --", "NEAR(a b)", "^x", "}:y"]
)
# The empty catalog is made once for each test; what an example puts in, it takes back.
_often = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@contextmanager
def limits(few: int, most: int, steps: int) -> Iterator[None]:
    """Let a handful of photos be too many for a list, as a hundred thousand are otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "FEW", few)
        patch.setattr(parts, "MOST", most)
        patch.setattr(selecting, "STEPS", [steps] * 3)
        yield


def heard(text: str) -> Query | QueryError:
    """What comes of any text: one of the two, and nothing else."""
    try:
        return parse(text)
    except QueryError as error:
        return error


def statements(connection: Connection, query: Query) -> list[tuple[str, object]]:
    """Everything that SQLite is told for a query, and the values beside it."""
    spoken: list[tuple[str, object]] = []

    def hear(_connection: object, _cursor: object, words: str, values: object, *_: object) -> None:
        spoken.append((words, values))

    event.listen(connection, "before_cursor_execute", hear)
    try:
        page(connection, query, Sort(), limit=1)
        count(connection, query)
    finally:
        event.remove(connection, "before_cursor_execute", hear)
    return spoken


def assert_agree(
    connection: Connection, records: list[Searchable], queries: list[Query], online: list[int]
) -> None:
    with connection.begin_nested() as attempt:
        shelf = Shelf(connection)
        for one in records:
            shelf.put(one)
        for query in queries:
            fits = matcher(query, online)
            trash = any(leaf == Is("trashed") for leaf in leaves(query))
            by_python = [one.id for one in records if (trash or not one.trashed_at) and fits(one)]
            assert found_by_sql(connection, query, online) == by_python, query
            assert count(connection, query, online=online) == len(by_python), query
            first = page(connection, query, Sort(), limit=9, online=online)
            assert sorted(first.ids) == by_python, query
        attempt.rollback()


@pytest.mark.parametrize(("few", "most", "steps"), [(100, 100, 9), (0, 1, 1), (0, 2, 0)])
@_often
@given(catalogs, st.lists(queries, min_size=1, max_size=8), st.sampled_from([[], [1], [1, 2]]))
def test_python_and_sql_find_the_same_whatever_leads(
    connection: Connection,
    few: int,
    most: int,
    steps: int,
    records: list[Searchable],
    asked: list[Query],
    online: list[int],
) -> None:
    with limits(few, most, steps):
        assert_agree(connection, records, asked, online)


@_often
@given(catalogs, st.lists(scribbles, min_size=1, max_size=8))
def test_whatever_is_typed_python_and_sql_find_the_same(
    connection: Connection, records: list[Searchable], typed: list[str]
) -> None:
    understood = [query for text in typed if not isinstance(query := heard(text), QueryError)]
    assert_agree(connection, records, understood, [1])


@_often
@given(hostile, st.sampled_from([field for field in TABLE if isinstance(field.kind, Words | Path)]))
def test_what_a_user_writes_is_never_sql(connection: Connection, text: str, field: Field) -> None:
    quoted = '"zq' + text.replace('"', '""') + '"'
    for asked in (
        quoted,
        f"zq{text}",
        f"{field.name}:{quoted}",
        f"{field.name}={quoted}",
        f"-{field.name}:{quoted}",
    ):
        query = heard(asked)
        if not isinstance(query, QueryError):
            spoken = statements(connection, query)
            assert not any("zq" in words.lower() for words, _ in spoken)
            assert any("zq" in repr(values).lower() for _, values in spoken)


@_often
@given(queries)
def test_statements_hold_only_our_words_and_bound_parameters(connection: Connection, query: Query) -> None:
    for part in visitors.iterate(photos(connection, query, Sort())):
        assert not (isinstance(part, BindParameter) and part.literal_execute)
    for words, _ in statements(connection, query):
        assert not set(words.replace("'present'", "").replace('"conflict"', "")) & set("'\"\\;%")


def test_the_longest_and_the_deepest_query_can_be_asked(connection: Connection) -> None:
    for text in ("a " * MOST_PARTS, " OR ".join(["rating:1"] * MOST_PARTS), "(" * 100 + "a" + ")" * 100):
        assert found_by_sql(connection, parse(text)) == []
    deep = "tag:a"
    for level in range(MOST_LEVELS - 2):
        deep = (
            f"-({deep} file:b)"
            if level % 3 == 0
            else f"({deep} OR iso:3)"
            if level % 3 == 1
            else f"({deep} c)"
        )
        found_by_sql(connection, parse(deep))
