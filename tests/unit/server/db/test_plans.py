"""One photo is found by a step into an index, also where nothing is known of how full the tables are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from imalink_server.db import filling, photos, words
from imalink_server.db.database import Database
from imalink_server.db.models import Photo
from imalink_server.db.policy import Viewer
from tests.unit.server.asking import Client
from tests.unit.server.cluster import Cluster
from tests.unit.server.conftest import sqlite_copy
from tests.unit.server.db.test_policy import account
from tests.unit.server.sending import PHOTOS, egg, send, somebody

AT = "2026-11-21T09:00:00.000000Z"

STEPS = {
    "SEARCH photo USING INDEX sqlite_autoindex_photo_1 (owner_id=? AND uid=?)",
    "SEARCH photo USING INDEX ix_photo_hothash (hothash=? AND owner_id=?)",
    "SEARCH photo USING INDEX ix_photo_hothash (hothash=?)",
    "SEARCH photo USING COVERING INDEX ix_photo_hothash (hothash=? AND owner_id=?)",
    "SEARCH photo USING COVERING INDEX sqlite_autoindex_photo_1 (owner_id=? AND uid=?)",
    "SEARCH photo USING INTEGER PRIMARY KEY (rowid=?)",
}


@pytest.fixture
def empty(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(sqlite_copy(migrated_file, tmp_path)) as database:
        yield database


@pytest.mark.parametrize("viewer", [Viewer(7), Viewer()])
@pytest.mark.parametrize("key", ["ab" * 32, "12", "a-uid-of-something"])
def test_one_photo_is_found_without_walking_a_library(empty: Database, viewer: Viewer, key: str) -> None:
    asked: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, given: object, *_: object) -> None:
        if " FROM photo" in " ".join(statement.split()):
            asked.append((statement, given))

    with empty.reading() as session:
        event.listen(Engine, "before_cursor_execute", note)
        try:
            photos.find(session, viewer, key)
            if viewer.account_id is not None:
                photos.find_own(session, viewer, key)
                photos.own_ids(session, viewer.account_id, [key, "another-uid"])
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        connection = session.connection()
        for statement, given in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)  # type: ignore[arg-type]
            steps = {row[-1] for row in plan if row[-1].split()[1] == "photo"}
            assert steps
            assert steps <= STEPS


@pytest.mark.parametrize(
    "road", [{"owner_id": 1}, {"owner_id": 1, "trashed": True}, {"owner_id": 1, "levels": [3]}]
)
def test_words_are_asked_of_an_index_alone(
    cluster: Cluster, migrated_name: str, road: dict[str, Any]
) -> None:
    """Of what PostgreSQL has to look at row by row, it would take apart all words anew."""
    with Database.open(cluster.url(migrated_name)) as database, database.reading() as session:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        asked = words.matching(session, ["sea", "gull"], **road)
        made = asked.compile(session.connection().engine)
        plan = session.connection().exec_driver_sql(f"EXPLAIN {made}", made.params)
        steps = [row[0].strip() for row in plan]
    assert sum("Bitmap Index Scan" in step for step in steps) == 1, steps
    assert not any("tsvector" in step for step in steps if step.startswith("Filter")), steps


@pytest.mark.parametrize("text_", [None, "sea"])
def test_facets_are_of_what_was_walked_for_already(client: Client, text_: str | None) -> None:
    me = somebody(client)
    send(me, egg(title="Sea"))

    def times(**asked: object) -> int:
        """How often words, or what is kept of showings, were asked for."""
        noted: list[str] = []
        note: Any = lambda _c, _cursor, statement, *_: noted.append(statement)  # noqa: E731
        event.listen(Engine, "before_cursor_execute", note)
        try:
            assert me.post(f"{PHOTOS}/search", {"text": text_, **asked}).status_code == 200
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return sum("MATCH" in each or "space_member" in each for each in noted)

    assert times(facets=["year", "camera"]) == times() > 0


@pytest.mark.parametrize("most", [filling.MANY - 1, filling.MANY])
def test_a_library_that_has_grown_is_looked_at(empty: Database, most: int) -> None:
    with empty.writing() as session:
        session.add(account(1))
        session.flush()
        session.add(
            Photo(id=most, uid="p", owner_id=1, hothash="", width=1, height=1, created_at=AT, updated_at=AT)
        )
    filling.look(empty)
    with empty.reading() as session:
        known = session.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"))
    assert known == (most >= filling.MANY)
