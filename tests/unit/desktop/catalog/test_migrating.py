"""Bringing older catalogs up to date: after a backup, all at once, and nothing lost when it is cut off."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog import kept, migrate
from imalink_desktop.catalog.backup import backups
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.engine import CATALOG, writing_engine
from imalink_desktop.catalog.inspection import revision_of, what_is_wrong
from imalink_desktop.catalog.query.parse import parse
from tests.unit.desktop.catalog.query.records import found_by_sql

SHIPPED = Path(__file__).parent / "shipped"
STEPS = ScriptDirectory.from_config(migrate._config())
REVISIONS = [step.revision for step in STEPS.walk_revisions()]

NEXT_STEP = """
from alembic import op
import os, sys

revision = "9999"
down_revision = "{head}"


def upgrade():
    op.get_bind().exec_driver_sql("ALTER TABLE photo ADD COLUMN mood TEXT")
    op.get_bind().exec_driver_sql("UPDATE photo SET mood = 'calm'")
    if os.environ.get("CUT_OFF"):
        os.kill(os.getpid(), 9)
    if os.environ.get("FAIL"):
        raise RuntimeError("this step is wrong")
"""
OPENER = """
import sys
from pathlib import Path
from imalink_desktop.catalog import migrate
from imalink_desktop.catalog.catalog import Catalog

migrate._STEPS = Path(sys.argv[2])
Catalog.open(Path(sys.argv[1])).close()
"""


@pytest.fixture
def later_program(tmp_path: Path) -> Path:
    """The steps of a program that knows one more."""
    steps = copytree(migrate._STEPS, tmp_path / "migrations")
    (steps / "versions" / "v9999_mood.py").write_text(NEXT_STEP.format(head=STEPS.get_current_head()))
    return steps


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A catalog of today's, with the photos of a shipped one."""
    return made_by(REVISIONS[0], tmp_path / "library")


def made_by(revision: str, folder: Path) -> Path:
    """A catalog as the program of this revision left it, with some of everything in it."""
    folder.mkdir()
    engine = writing_engine(folder / "catalog.db", CATALOG)
    with engine.begin() as connection:
        migrate.migrate(connection, to=revision)
        for statement in (SHIPPED / f"{revision}.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)
        kept.settle(connection)
    engine.dispose()
    return folder


def decisions(catalog: Catalog) -> list[tuple[object, ...]]:
    with catalog.reading() as look:
        columns = "uid, title, rating, flag, label, visibility, corrected_at, trashed_at"
        return [tuple(row) for row in look.execute(text(f"SELECT {columns} FROM photo ORDER BY id"))]  # noqa: S608


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_schema_that_was_shipped_is_brought_up_to_date(tmp_path: Path, revision: str) -> None:
    folder = made_by(revision, tmp_path / "library")
    with Catalog.open(folder) as catalog:
        assert decisions(catalog) == [
            ("uid-1", "Harbour", 5, 1, "red", 3, None, None),
            ("uid-2", None, 0, -1, None, 0, "2024-06-15T16:30:00", None),
            ("uid-3", "Ænes", 0, 0, None, 1, None, "2024-08-01T12:00:00+00:00"),
        ]
        with catalog.reading() as look:
            assert list(kept.drift(look)) == []
            found = "SELECT rowid FROM photo_text WHERE photo_text MATCH 'norway'"
            assert look.execute(text(found)).scalars().all() == [1]
    assert what_is_wrong(folder / "catalog.db") is None


def test_photos_that_came_from_elsewhere_before_are_found_by_name(tmp_path: Path) -> None:
    folder = made_by("0009", tmp_path / "library")
    with closing(sqlite3.connect(folder / "catalog.db")) as raw, raw:
        raw.execute("UPDATE photo SET name = 'DSC_0003.NEF' WHERE id = 2")
    with Catalog.open(folder) as catalog, catalog.reading() as look:
        assert found_by_sql(look, parse("file:DSC_0003")) == [2]
        assert found_by_sql(look, parse("*sc_00*")) == [2]


def test_the_files_tell_without_alembic_which_step_is_the_last() -> None:
    assert migrate._newest() == STEPS.get_current_head()


def test_a_catalog_of_today_opens_without_alembic(library: Path) -> None:
    opened = "from imalink_desktop.catalog.catalog import Catalog; Catalog.open(Path(sys.argv[1])).close()"
    words = f"import sys; from pathlib import Path; {opened}; sys.exit('alembic' in sys.modules)"
    Catalog.open(library).close()
    assert subprocess.run([sys.executable, "-c", words, str(library)], check=False).returncode == 0


def test_before_a_step_there_is_a_backup(
    later_program: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Catalog.open(library) as catalog:
        before = decisions(catalog)
    monkeypatch.setattr(migrate, "_STEPS", later_program)
    with Catalog.open(library) as catalog:
        assert decisions(catalog) == before
    assert revision_of(library / "catalog.db") == "9999"
    (backup,) = backups(library / "backups").values()
    assert revision_of(backup) == REVISIONS[0]


def test_a_step_that_is_cut_off_has_not_been(later_program: Path, library: Path) -> None:
    with Catalog.open(library) as catalog:
        before = decisions(catalog)
    killed = subprocess.run(
        [sys.executable, "-c", OPENER, library, later_program], env={"CUT_OFF": "1"}, check=False
    )
    assert killed.returncode == -9
    assert revision_of(library / "catalog.db") == REVISIONS[0]
    with Catalog.open(library) as catalog:
        assert decisions(catalog) == before
    subprocess.run([sys.executable, "-c", OPENER, library, later_program], env={}, check=True)
    assert revision_of(library / "catalog.db") == "9999"


def test_a_step_that_fails_leaves_everything_as_it_was(
    later_program: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIL", "1")
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "_STEPS", later_program)
        with pytest.raises(RuntimeError, match="this step is wrong"):
            Catalog.open(library)
    assert revision_of(library / "catalog.db") == REVISIONS[0]
    Catalog.open(library).close()


def test_who_only_looks_is_told_that_it_must_be_brought_up_to_date(
    later_program: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "_STEPS", later_program)
    with pytest.raises(Expected, match="older ImaLink"):
        Catalog.look(library)


def test_what_a_later_program_made_is_looked_at_and_not_changed(
    later_program: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "_STEPS", later_program)
        with Catalog.open(library) as catalog:
            before = decisions(catalog)
    with Catalog.open(library) as catalog:
        assert catalog.notice is not None
        assert "newer ImaLink" in catalog.notice.sentence
        assert decisions(catalog) == before
    with closing(sqlite3.connect(library / "catalog.db")) as raw:
        assert raw.execute("SELECT DISTINCT mood FROM photo").fetchall() == [("calm",)]
