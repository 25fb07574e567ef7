"""The one table: whoever reads it finds what is needed."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from imalink_desktop.catalog.query import ast
from imalink_desktop.catalog.query.fields import BY_NAME, STATES, TABLE, Field, named
from imalink_desktop.catalog.query.help import help_text
from imalink_desktop.catalog.query.match import matcher
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.searchable import Searchable
from tests.unit.desktop.catalog.query.records import found_by_sql


def test_no_two_fields_share_a_name() -> None:
    assert len(BY_NAME) == sum(1 + len(field.also) for field in TABLE)


def test_names_are_found_in_any_writing() -> None:
    assert named("RATING") is named("stars") is TABLE[0]
    assert named("nothing") is None


@pytest.mark.parametrize("field", TABLE, ids=lambda field: field.name)
def test_each_field_can_be_asked_in_python_and_in_sql(connection: Connection, field: Field) -> None:
    asked = [parse(field.example)] + ([ast.Has(field.name)] if field.optional else [])
    for query in asked:
        assert matcher(query)(Searchable(1, "")) is False
        assert found_by_sql(connection, query) == []


def test_the_help_tells_of_every_field_and_every_state() -> None:
    told = help_text()
    for field in TABLE:
        assert field.example in told
    for state in STATES:
        assert f"is:{state}" in told
    assert max(map(len, told.splitlines())) <= 100
