"""The steps make the tables that the models describe, in both databases, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from imalink_server.base.errors import Expected
from imalink_server.db import migrate
from imalink_server.db.database import Database
from imalink_server.db.models import Base

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
        f"{kind} {name}": sorted(part.strip(" \t,") for part in str(sql).splitlines())
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
