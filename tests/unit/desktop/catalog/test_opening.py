"""Opening a catalog: one writer, tables brought up to date, and a sentence for what cannot be."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.schema import CreateTable

from imalink_desktop.base.disks import Disk
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog import migrate
from imalink_desktop.catalog.backup import backups, restore
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.deciding import entitle
from imalink_desktop.catalog.engine import APPLICATION_ID
from imalink_desktop.catalog.health import examine
from imalink_desktop.catalog.models import Base, Photo
from imalink_desktop.catalog.places import is_frozen, warnings_about
from imalink_desktop.catalog.trouble import damaged, in_short
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

HOLDER = """
import sys
from pathlib import Path
from imalink_desktop.catalog.catalog import Catalog
catalog = Catalog.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another program that has the catalog open."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"open\n"
    yield program
    program.kill()
    program.communicate()


def change(folder: Path, statement: str) -> None:
    """What another program does to a catalog; afterwards it has no seal."""
    with closing(sqlite3.connect(folder / "catalog.db")) as raw, raw:
        raw.execute(statement)
    (folder / "catalog.db.seal").unlink(missing_ok=True)


def test_the_steps_lead_to_the_tables_the_models_have(tmp_path: Path) -> None:
    Catalog.open(tmp_path).close()
    migrated = create_engine(f"sqlite:///{tmp_path / 'catalog.db'}")
    made = create_engine("sqlite://")
    Base.metadata.create_all(made)
    ours, theirs = inspect(migrated), inspect(made)
    looks = ("get_columns", "get_indexes", "get_foreign_keys", "get_unique_constraints")
    for table in Base.metadata.sorted_tables:
        for look in looks:
            has, should_have = (
                # A column that a later step has added stands behind the others.
                sorted(getattr(tables, look)(table.name), key=lambda one: str(one["name"]))
                for tables in (ours, theirs)
            )
            assert json.dumps(has, default=str) == json.dumps(should_have, default=str)
        assert "AUTOINCREMENT" in str(CreateTable(table).compile(made))
    migrated.dispose()
    made.dispose()


def test_the_file_says_whose_it_is_and_survives_a_power_cut(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog, catalog._access._writing.connect() as connection:
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


def test_a_catalog_of_a_newer_program_can_only_be_looked_at(shelf: Catalog, tmp_path: Path) -> None:
    shelf.close()
    change(tmp_path, "UPDATE alembic_version SET version_num = '9999'")
    content = shelf.path.read_bytes()
    for _ in range(2):  # the second time shows that the lock has been let go of
        with Catalog.open(tmp_path) as catalog:
            assert catalog.notice is not None
            assert "newer ImaLink" in catalog.notice.sentence
            with catalog.reading() as look:
                assert len(look.execute(select(Photo.id)).all()) == 5
            for forbidden in (lambda: entitle(catalog, [1], "x"), catalog.undo, catalog.redo):
                with pytest.raises(Expected, match="newer ImaLink"):
                    forbidden()
    assert shelf.path.read_bytes() == content


def pretend_there_is_a_newer_step(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give this program one more step than it has."""
    steps = ScriptDirectory.from_config(migrate._config())
    sources = [Path(step.path) for step in steps.walk_revisions()]
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    for source in sources:
        for beside in source.parent.glob(f"{source.stem}.*"):
            (versions / beside.name).write_bytes(beside.read_bytes())
    (versions.parent / "env.py").write_bytes((sources[0].parent.parent / "env.py").read_bytes())
    (versions / "v9.py").write_text(
        f'from alembic import op\nrevision = "9999"\ndown_revision = {steps.get_current_head()!r}\n'
        "def upgrade():\n    op.execute('CREATE TABLE novelty (id INTEGER)')\n"
    )
    monkeypatch.setattr(migrate, "_STEPS", versions.parent)


def test_an_older_catalog_is_backed_up_and_brought_up_to_date(
    shelf: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelf.close()
    pretend_there_is_a_newer_step(monkeypatch, tmp_path_factory.mktemp("newer"))
    with pytest.raises(Expected, match="must be brought up to date"):
        Catalog.look(tmp_path)
    with Catalog.open(tmp_path) as catalog, catalog.reading() as look:
        assert catalog.notice is None
        assert look.exec_driver_sql("SELECT count(*) FROM novelty").scalar() == 0
    (made,) = backups(tmp_path / "backups").values()
    with closing(sqlite3.connect(made)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() != [("9999",)]
        assert raw.execute("SELECT count(*) FROM photo").fetchall() == [(5,)]


def test_without_a_backup_nothing_is_brought_up_to_date(
    shelf: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelf.close()
    content = shelf.path.read_bytes()
    pretend_there_is_a_newer_step(monkeypatch, tmp_path_factory.mktemp("newer"))
    (tmp_path / "backups").write_bytes(b"a file where the folder should be")
    with pytest.raises(Expected, match="a file backups"):
        Catalog.open(tmp_path)
    assert shelf.path.read_bytes() == content


def test_a_second_program_is_told_who_has_it(holder: subprocess.Popen[bytes], tmp_path: Path) -> None:
    with pytest.raises(Expected, match=f"process {holder.pid}"):
        Catalog.open(tmp_path)


def test_a_lock_whose_program_was_killed_is_none(holder: subprocess.Popen[bytes], tmp_path: Path) -> None:
    holder.kill()
    holder.wait()
    Catalog.open(tmp_path).close()


def test_who_only_looks_needs_no_lock_and_can_change_nothing(shelf: Catalog, tmp_path: Path) -> None:
    with Catalog.look(tmp_path) as second:
        entitle(shelf, [1], "Harbour")
        with second.reading() as look:
            assert look.execute(select(Photo.title).where(Photo.id == 1)).scalar_one() == "Harbour"
        with pytest.raises(Expected, match="for looking only"):
            entitle(second, [1], "Fjord")


def test_there_may_be_nothing_to_look_at(tmp_path: Path) -> None:
    with pytest.raises(Expected, match="no catalog in"):
        Catalog.look(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("content", [b"", b"not a database" * 400, b"PK\3\4"])
def test_what_is_no_catalog_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "catalog.db").write_bytes(content)
    if content:
        for way_in in (Catalog.open, Catalog.look):
            with pytest.raises(Expected, match="is no catalog"):
                way_in(tmp_path)
        assert (tmp_path / "catalog.db").read_bytes() == content
    else:  # a catalog that was never begun
        Catalog.open(tmp_path).close()


def test_what_belongs_to_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "catalog.db")) as raw, raw:
        raw.execute("CREATE TABLE recipe (id INTEGER)")
    content = (tmp_path / "catalog.db").read_bytes()
    with pytest.raises(Expected, match="no catalog of ImaLink"):
        Catalog.open(tmp_path)
    assert (tmp_path / "catalog.db").read_bytes() == content


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalog.db").mkdir()
    with pytest.raises(Expected, match="a folder where the catalog should be"):
        Catalog.open(tmp_path)


def test_a_log_without_its_catalog_is_not_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "catalog.db-wal").write_bytes(bytes(5000))
    for left in ("gone", "empty"):
        if left == "empty":
            (tmp_path / "catalog.db").write_bytes(b"")
        with pytest.raises(Expected, match="The log of a catalog is there"):
            Catalog.open(tmp_path)
    assert (tmp_path / "catalog.db-wal").stat().st_size == 5000


@pytest.mark.parametrize("beside", ["seal", "backup"])
@pytest.mark.parametrize("left", ["gone", "empty"])
def test_a_catalog_that_was_there_is_not_begun_anew(shelf: Catalog, left: str, beside: str) -> None:
    """Whoever finds an empty library in the place of a full one would think that all is lost."""
    folder = shelf.path.parent
    if beside == "backup":
        shelf.back_up()
    shelf.close()
    for companion in folder.glob("catalog.db-*"):
        companion.unlink()
    shelf.path.unlink()
    if left == "empty":
        shelf.path.write_bytes(b"")
    if beside == "backup":
        (folder / "catalog.db.seal").unlink()
    else:
        shutil.rmtree(folder / "backups", ignore_errors=True)
    for open_it in (Catalog.open, Catalog.look):
        with pytest.raises(Expected, match="gone, or empty"):
            open_it(folder)
    assert examine(folder).findings[0].code == "gone"
    if beside == "backup":
        restore(next(iter(backups(folder / "backups").values())), shelf.path)
        with Catalog.open(folder) as catalog, catalog.reading() as look:
            assert len(look.execute(select(Photo.id)).all()) == 5


def test_a_place_that_is_unfit_is_warned_of() -> None:
    fit = Disk(Path("/"), 10**9, None, None)
    assert warnings_about(fit) == ()
    network, synced = warnings_about(Disk(Path("/"), 10**9, "NFS", "Dropbox"))
    assert "(NFS)" in network.sentence
    assert "Dropbox" in synced.sentence


def test_a_catalog_in_a_synced_folder_works_with_a_warning(tmp_path: Path) -> None:
    with Catalog.open(tmp_path / "Dropbox" / "ImaLink") as catalog:
        assert [warning.sentence[:7] for warning in catalog.warnings] == ["Dropbox"]
        assert catalog.notice is None


LOOKER = """
import ctypes, sys
from pathlib import Path
from imalink_desktop.catalog.backup import back_up
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.health import Severity, examine
from imalink_desktop.catalog.inspection import revision_of, what_is_wrong

if sys.platform == "linux":  # for who may do anything, nothing is read-only
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)())
folder, elsewhere = map(Path, sys.argv[1:])
assert revision_of(folder / "catalog.db")
with Catalog.look(folder) as look, look.reading() as reading:
    assert reading.exec_driver_sql("SELECT count(*) FROM photo").scalar_one() == 5
assert what_is_wrong(folder / "catalog.db") is None
assert examine(folder).worst < Severity.DAMAGE
assert what_is_wrong(back_up(folder / "catalog.db", elsewhere)) is None
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders there cannot be made read-only")
def test_a_catalog_in_a_place_that_can_only_be_read_is_looked_at_and_backed_up(
    shelf: Catalog, tmp_path: Path
) -> None:
    shelf.close()
    here = tmp_path / "locked"
    here.mkdir()
    for end in ("", ".seal"):
        shutil.copy(f"{shelf.path}{end}", here)
    here.chmod(0o555)
    try:
        program = [sys.executable, "-c", LOOKER, str(here), str(tmp_path / "elsewhere")]
        done = subprocess.run(program, capture_output=True, check=False)
    finally:
        here.chmod(0o755)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name must be text")
def test_a_folder_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"Bilder f\xfcr %20 Oma?#")
    with Catalog.open(folder) as catalog:
        made = catalog.back_up()
    assert sorted(path.name for path in tmp_path.iterdir()) == [folder.name]
    with Catalog.look(folder) as look, look.reading() as reading:
        assert reading.execute(select(Photo.id)).all() == []
    restore(made, folder / "catalog.db")


def test_a_full_disk_can_be_looked_at_unless_somebody_writes(
    shelf: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 0))
    assert not is_frozen(shelf.path)
    shelf.close()
    assert is_frozen(shelf.path)
    with Catalog.look(tmp_path) as look, look.reading() as reading:
        assert len(reading.execute(select(Photo.id)).all()) == 5
    assert not shelf.path.with_name("catalog.db-shm").exists()
    shelf.path.with_name("catalog.db-wal").write_bytes(b"work")
    assert not is_frozen(shelf.path)


def test_the_sentence_for_damage_is_short() -> None:
    said = "*** in database main ***\nPage 233: btreeInitPage() returns error code 11\nPage 203: more\n"
    trouble = damaged(Path("catalog.db"), said * 50)
    assert trouble.sentence == (
        "The catalog catalog.db is damaged (Page 233: btreeInitPage() returns error code 11)."
    )
    assert len(in_short("x" * 9999)) == 200
