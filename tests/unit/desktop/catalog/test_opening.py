"""Opening a catalog: one writer, tables brought up to date, and a sentence for what cannot be."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.schema import CreateTable

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.engine import APPLICATION_ID
from imalink_desktop.catalog.models import Base

HOLDER = """
import sys
from pathlib import Path
from imalink_desktop.catalog.catalog import Catalog
catalog = Catalog.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_the_steps_lead_to_the_tables_the_models_have(tmp_path: Path) -> None:
    Catalog.open(tmp_path).close()
    migrated = create_engine(f"sqlite:///{tmp_path / 'catalog.db'}")
    made = create_engine("sqlite://")
    Base.metadata.create_all(made)
    ours, theirs = inspect(migrated), inspect(made)
    looks = ("get_columns", "get_indexes", "get_foreign_keys", "get_unique_constraints")
    for table in Base.metadata.sorted_tables:
        for look in looks:
            assert str(getattr(ours, look)(table.name)) == str(getattr(theirs, look)(table.name))
        assert "AUTOINCREMENT" in str(CreateTable(table).compile(made))
    migrated.dispose()
    made.dispose()


def test_the_file_says_whose_it_is_and_survives_a_power_cut(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog, catalog._writing.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("application_id", "journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {
        "application_id": APPLICATION_ID,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
    }


def test_a_catalog_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    Catalog.open(tmp_path).close()
    with sqlite3.connect(tmp_path / "catalog.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(Expected, match="newer ImaLink"):
        Catalog.open(tmp_path)
    with pytest.raises(Expected, match="newer ImaLink"):  # and the lock has been let go of
        Catalog.open(tmp_path)


def test_a_second_program_is_told_who_has_it(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(Expected, match=f"process {holder.pid}"):
            Catalog.open(tmp_path)
    finally:
        holder.kill()
        holder.communicate()
    Catalog.open(tmp_path).close()  # a dead program holds nothing
