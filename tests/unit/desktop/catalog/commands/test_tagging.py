"""Tags: a hierarchy without regard to capitals, in which nothing is ever lost by renaming."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import tagging
from imalink_desktop.catalog.models import PhotoTag, Tag
from tests.unit.desktop.catalog.commands.crowd import CROWD, crowded
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]


def tags(catalog: Catalog) -> dict[str, set[int]]:
    """Every tag with the photos that have it."""
    with catalog.reading() as look:
        rows = look.execute(
            select(Tag.path, PhotoTag.photo_id).outerjoin(PhotoTag, PhotoTag.tag_id == Tag.id)
        ).all()
    found: dict[str, set[int]] = {}
    for path, photo in rows:
        found.setdefault(path, set()).update(filter(None, [photo]))
    return found


def test_a_tag_brings_those_above_it(shelf: Catalog) -> None:
    tagging.tag(shelf, [1, 2], add=["travel/norway/oslo"])
    assert tags(shelf) == {"travel": set(), "travel/norway": set(), "travel/norway/oslo": {1, 2}}


def test_capitals_make_no_second_tag(shelf: Catalog) -> None:
    tagging.tag(shelf, [1], add=["Travel"])
    tagging.tag(shelf, [2], add=["TRAVEL", "travel"])
    assert tags(shelf) == {"Travel": {1, 2}}


def test_given_and_taken_in_one_step(shelf: Catalog) -> None:
    tagging.tag(shelf, [1, 2], add=["draft"])
    tagging.tag(shelf, [1, 2, 3], add=["done"], remove=["draft"])
    assert tags(shelf) == {"draft": set(), "done": {1, 2, 3}}
    shelf.undo()
    assert tags(shelf) == {"draft": {1, 2}}


def test_renaming_takes_along_what_is_below(shelf: Catalog) -> None:
    tagging.tag(shelf, [1], add=["travel/norway"])
    tagging.tag(shelf, [2], add=["travels"])
    tagging.rename(shelf, "travel", "journeys/north")
    assert tags(shelf) == {
        "journeys": set(),
        "journeys/north": set(),
        "journeys/north/norway": {1},
        "travels": {2},
    }


def test_renaming_to_a_name_that_is_taken_merges(shelf: Catalog) -> None:
    tagging.tag(shelf, [1, 2], add=["norge/oslo"])
    tagging.tag(shelf, [2, 3], add=["norway/oslo"])
    before = tags(shelf)
    tagging.rename(shelf, "norge", "Norway")
    assert tags(shelf) == {"norway": set(), "norway/oslo": {1, 2, 3}}
    shelf.undo()
    assert tags(shelf) == before


def test_only_the_capitals_of_a_name_can_be_changed(shelf: Catalog) -> None:
    tagging.tag(shelf, [1], add=["travel/norway"])
    tagging.rename(shelf, "travel", "Travel")
    assert tags(shelf) == {"Travel": set(), "Travel/norway": {1}}


def test_a_tag_cannot_be_moved_below_itself(shelf: Catalog) -> None:
    tagging.tag(shelf, [1], add=["travel"])
    with pytest.raises(Expected):
        tagging.rename(shelf, "travel", "travel/old")


def test_forgetting_takes_all_below_and_comes_back(shelf: Catalog) -> None:
    tagging.tag(shelf, [1, 2], add=["travel/norway", "travel/norway/oslo"])
    before = tags(shelf)
    tagging.forget(shelf, "travel")
    assert tags(shelf) == {}
    shelf.undo()
    assert tags(shelf) == before


@pytest.mark.parametrize("empty", ["", " ", "/", " / / ", "\0"])
def test_a_tag_needs_a_name(shelf: Catalog, empty: str) -> None:
    with pytest.raises(Expected):
        tagging.tag(shelf, [1], add=[empty])


def test_what_is_not_there_is_said(shelf: Catalog) -> None:
    with pytest.raises(Expected, match="There is no tag nothing"):
        tagging.rename(shelf, "nothing", "something")


def test_fifty_thousand_photos_are_tagged_and_each_but_one_loses_it(tmp_path: Path) -> None:
    with crowded(tmp_path) as catalog:
        assert tagging.tag(catalog, range(1, CROWD), add=["travel"]).count == CROWD - 1
        assert tagging.tag(catalog, range(1, CROWD + 1), add=["travel"]).count == 1
        assert tagging.tag(catalog, range(1, CROWD), remove=["travel"]).count == CROWD - 1
        assert tags(catalog) == {"travel": {CROWD}}
        catalog.undo()
        assert tags(catalog) == {"travel": set(range(1, CROWD + 1))}


def test_a_photo_is_tagged_without_a_look_at_all_that_have_the_tag(shelf: Catalog) -> None:
    tagging.tag(shelf, [1, 2], add=["travel"])
    with lookups_in("photo_tag") as lookups:
        tagging.tag(shelf, [3], add=["travel"])
        tagging.tag(shelf, [3], remove=["travel"])
    assert lookups
    with shelf.reading() as look:
        for statement, parameters in lookups:
            steps = [row[3] for row in look.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            (step,) = (step for step in steps if "photo_tag" in step)
            assert "photo_id=?" in step or "rowid=?" in step


@contextmanager
def lookups_in(table: str) -> Iterator[list[tuple[str, Any]]]:
    """Every statement that looks something up in a table while this lasts, with its parameters."""
    found: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: object, ___: object, ____: bool) -> None:
        if statement.startswith("SELECT") and f"FROM {table}" in statement:
            found.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_photos_are_counted_and_not_their_tags(shelf: Catalog) -> None:
    assert tagging.tag(shelf, [1, 2], ["sea/north", "hill"]).count == 2


def test_who_tags_no_photo_makes_no_tag(shelf: Catalog) -> None:
    assert tagging.tag(shelf, [4711], ["sea"], ["hill"]).count == 0
    assert tagging.tag(shelf, [], ["sea"]).count == 0
    assert tags(shelf) == {}
    assert shelf.next_undo() is None


def test_a_name_that_grows_shorter_without_capitals_takes_along_what_is_below(shelf: Catalog) -> None:
    tagging.tag(shelf, [1], ["strasse/x"])
    tagging.rename(shelf, "straße", "gasse")
    assert tags(shelf) == {"gasse": set(), "gasse/x": {1}}


def test_the_two_ways_to_write_an_accent_make_no_second_tag(shelf: Catalog) -> None:
    tagging.tag(shelf, [1], ["caf\u00e9/a"])
    tagging.tag(shelf, [2], ["CAFE\u0301/A"])
    assert tags(shelf) == {"caf\u00e9": set(), "caf\u00e9/a": {1, 2}}
    tagging.rename(shelf, "cafe\u0301", "bar")
    assert tags(shelf) == {"bar": set(), "bar/a": {1, 2}}
