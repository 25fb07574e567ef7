"""The steps make the tables that the models describe, in both databases, and can be taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from imalink_server.base.errors import Expected
from imalink_server.db import migrate
from imalink_server.db.database import Database
from imalink_server.db.models import Account, Base, Photo
from tests.unit.server.db.test_policy import AT, account

_SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
_POSTGRES = {
    "columns": """
        SELECT table_name, column_name, data_type, is_nullable, collation_name, generation_expression,
               column_default
        FROM information_schema.columns WHERE table_schema = 'public'
    """,
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    """,
}


def described(connection: Connection) -> dict[str, list[str]]:
    """All tables, indexes and constraints, in the database's own words; the order of columns is free."""
    if connection.dialect.name == "postgresql":
        return {
            what: sorted(
                str(tuple(row)) for row in connection.execute(text(asked)) if row[0] != "alembic_version"
            )
            for what, asked in _POSTGRES.items()
        }
    return {
        f"{kind} {name}": sorted(part.strip() for part in re.split(r"[,\n]", str(sql)) if part.strip())
        for kind, name, sql in connection.execute(text(_SQLITE))
        if name != "alembic_version"
    }


def test_steps_and_models_agree(empty_url: str) -> None:
    with Database.open(empty_url) as database:
        migrate.up(database)
        with database.migrating() as connection:
            by_steps = described(connection)
        migrate.down(database, "base")
        with database.migrating() as connection:
            Base.metadata.create_all(connection)
            by_models = described(connection)
    assert len(str(by_models)) > 5000
    assert by_steps == by_models


def test_every_step_can_be_taken_back_and_again(empty_url: str) -> None:
    with Database.open(empty_url) as database:
        migrate.up(database)
        steps = [step.revision for step in migrate.history(database)]
        with database.migrating() as connection:
            whole = described(connection)
        for back_to in [*steps[-2::-1], "base"]:
            migrate.down(database, back_to)
            taken = [step.revision for step in migrate.history(database) if step.taken]
            assert taken == (steps[: steps.index(back_to) + 1] if back_to != "base" else [])
        with database.migrating() as connection:
            assert not any(described(connection).values())
        migrate.up(database)
        with database.migrating() as connection:
            assert described(connection) == whole


def test_of_older_photos_it_may_have_been_their_latest_version(empty_url: str) -> None:
    """Which decided who sees them: whoever knows an earlier one is asked rather than overruled."""
    with Database.open(empty_url) as database:
        migrate.up(database)
        with database.writing() as session:
            session.add(account(1))
            session.flush()
            known = session.scalars(select(Account.id)).one()
            row = {"owner_id": known, "created_at": AT, "updated_at": AT, "width": 1, "height": 1}
            session.add_all(Photo(uid=f"photo {n}", hothash="0", version=n, **row) for n in (1, 7))
        migrate.down(database, "0012")
        migrate.up(database)
        with database.reading() as session:
            asked = select(Photo.version, Photo.visibility_since, Photo.spaces_since).order_by(Photo.version)
            assert [tuple(row) for row in session.execute(asked)] == [(1, 1, 1), (7, 7, 7)]


def test_a_second_start_changes_nothing(database: Database) -> None:
    with database.migrating() as connection:
        before = described(connection)
    migrate.up(database)
    with database.migrating() as connection:
        assert described(connection) == before


def test_a_step_that_nobody_knows_is_refused(database: Database) -> None:
    with pytest.raises(Expected, match="no step"):
        migrate.down(database, "0815")


def test_a_newer_database_is_left_alone(database: Database) -> None:
    with database.migrating() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Expected, match="newer ImaLink"):
        migrate.up(database)


def test_a_step_that_fails_leaves_nothing_behind(
    empty_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    steps = tmp_path / "migrations"
    (steps / "versions").mkdir(parents=True)
    for name in ("env.py", "versions/v0001_accounts.py"):
        (steps / name).write_text((migrate._STEPS / name).read_text())
    (steps / "versions" / "v0002_wrong.py").write_text(
        'from alembic import op\nrevision = "0002"\ndown_revision = "0001"\n'
        'def upgrade():\n    op.drop_table("device")\n    raise RuntimeError("this step is wrong")\n'
    )
    monkeypatch.setattr(migrate, "_STEPS", steps)
    with Database.open(empty_url) as database:
        with pytest.raises(RuntimeError, match="this step is wrong"):
            migrate.up(database)
        with database.migrating() as connection:
            assert not any(described(connection).values())
