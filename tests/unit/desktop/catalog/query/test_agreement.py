"""The heart of it: Python and SQL find the same photos, and no user writes SQL."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import BindParameter, Connection, TextClause, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import visitors

from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.ast import Query
from imalink_desktop.catalog.query.compile import condition
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.fields import TABLE, Field
from imalink_desktop.catalog.query.kinds import Path, Words
from imalink_desktop.catalog.query.match import matcher
from imalink_desktop.catalog.query.parse import MOST_LEVELS, MOST_PARTS, parse
from imalink_desktop.catalog.query.searchable import Searchable
from tests.unit.desktop.catalog.query.questions import queries, scribbles
from tests.unit.desktop.catalog.query.records import Shelf, catalogs, found_by_sql

hostile = st.text("xyzæ東%_'\";)(*:-\\ ", max_size=20) | st.sampled_from(
    ["' OR 1=1 --", "NEAR(a b)", "^x", "}:y"]
)
# The empty catalog is made once for each test; what an example puts in, it takes back.
_often = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def heard(text: str) -> Query | QueryError:
    """What comes of any text: one of the two, and nothing else."""
    try:
        return parse(text)
    except QueryError as error:
        return error


def assert_agree(
    connection: Connection, photos: list[Searchable], queries: list[Query], online: list[int]
) -> None:
    with connection.begin_nested() as attempt:
        shelf = Shelf(connection)
        for photo in photos:
            shelf.put(photo)
        for query in queries:
            fits = matcher(query, online)
            by_python = [photo.id for photo in photos if fits(photo)]
            assert found_by_sql(connection, query, online) == by_python, query
        attempt.rollback()


@_often
@given(catalogs, st.lists(queries, min_size=1, max_size=8), st.sampled_from([[], [1], [1, 2]]))
def test_python_and_sql_find_the_same(
    connection: Connection, photos: list[Searchable], asked: list[Query], online: list[int]
) -> None:
    assert_agree(connection, photos, asked, online)


@_often
@given(catalogs, st.lists(scribbles, min_size=1, max_size=8))
def test_whatever_is_typed_python_and_sql_find_the_same(
    connection: Connection, photos: list[Searchable], typed: list[str]
) -> None:
    understood = [query for text in typed if not isinstance(query := heard(text), QueryError)]
    assert_agree(connection, photos, understood, [1])


@given(hostile, st.sampled_from([field for field in TABLE if isinstance(field.kind, Words | Path)]))
def test_what_a_user_writes_is_never_sql(text: str, field: Field) -> None:
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
            compiled = select(Photo.id).where(condition(query)).compile(dialect=sqlite.dialect())
            assert "zq" not in str(compiled).lower()
            assert "zq" in repr(compiled.params).lower()


@given(queries)
def test_a_statement_holds_only_our_words_and_bound_parameters(query: Query) -> None:
    statement = select(Photo.id).where(condition(query))
    for part in visitors.iterate(statement):
        assert not isinstance(part, TextClause)
        assert not (isinstance(part, BindParameter) and part.literal_execute)
    assert not set(str(statement.compile(dialect=sqlite.dialect()))) & set("'\"\\;%")


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
