"""The doctor: what is wrong with a catalog, or may become so, in words; and nothing is changed by asking."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.deciding import entitle
from imalink_desktop.catalog.health import Report, Severity, examine
from imalink_desktop.catalog.query import functions
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


def codes(report: Report, at_least: Severity = Severity.FINE) -> set[str]:
    return {finding.code for finding in report.findings if finding.severity >= at_least}


def edit(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "catalog.db")) as raw, raw:
        functions.install(raw)
        raw.execute(statement)


def test_a_sound_catalog_has_nothing_worse_than_a_note(shelf: Catalog, tmp_path: Path) -> None:
    entitle(shelf, [1], "Harbour")
    shelf.back_up()
    shelf.close()
    report = examine(tmp_path)
    assert codes(report) >= {"sound", "sealed", "journal", "backups"}
    assert codes(report, Severity.DAMAGE) == set()
    assert all(finding.sentence.endswith(".") for finding in report.findings)


def test_an_open_catalog_can_be_examined_and_goes_on(shelf: Catalog, tmp_path: Path) -> None:
    assert codes(examine(tmp_path)) >= {"sound", "in use"}
    entitle(shelf, [1], "Harbour")
    assert shelf.notice is None


def test_there_may_be_no_catalog_yet(tmp_path: Path) -> None:
    report = examine(tmp_path)
    assert codes(report) == {"no catalog", "no backup"} | (codes(report) & {"little room"})
    assert list(tmp_path.iterdir()) == []


def test_the_worst_comes_first(shelf: Catalog, tmp_path: Path) -> None:
    shelf.close()
    edit(tmp_path, "UPDATE photo SET title = 'x'")
    report = examine(tmp_path)
    assert report.findings[0].code == "broken seal"
    assert report.worst is Severity.DAMAGE
    assert "--trust" in report.findings[0].next_step
    assert "sound" in codes(report)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("INSERT INTO photo_tag (photo_id, tag_id) VALUES (1, 77)", "damaged"),
        ("PRAGMA application_id = 5", "unreadable"),
        ("UPDATE alembic_version SET version_num = '9999'", "newer"),
        ("DELETE FROM alembic_version", "unreadable"),
        ("UPDATE image SET packed = x'00'", "journal"),
        ("UPDATE step SET state = 'lost'", "journal"),
        ("UPDATE step SET state = 'undone' WHERE id = (SELECT min(id) FROM step)", "journal"),
    ],
)
def test_what_is_wrong_inside_is_found(shelf: Catalog, tmp_path: Path, statement: str, code: str) -> None:
    entitle(shelf, [1], "Harbour")
    entitle(shelf, [2], "Fjord")
    shelf.close()
    edit(tmp_path, statement)
    assert code in codes(examine(tmp_path), Severity.WARNING)


def test_a_program_that_was_cut_off_is_told_of(shelf: Catalog, tmp_path: Path) -> None:
    entitle(shelf, [1], "Harbour")
    left = tmp_path / "left"
    left.mkdir()
    for name in ("catalog.db", "catalog.db-wal"):
        (left / name).write_bytes((tmp_path / name).read_bytes())
    assert codes(examine(left)) >= {"cut off", "no seal", "sound"}


def test_backups_are_looked_at_too(shelf: Catalog, tmp_path: Path) -> None:
    made = shelf.back_up()
    assert "old backup" in codes(examine(tmp_path, clock=lambda: datetime.now(UTC) + timedelta(days=30)))
    assert "clock" in codes(examine(tmp_path, clock=lambda: NOON))
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    made.write_bytes(content)
    assert "bad backup" in codes(examine(tmp_path), Severity.WARNING)


def test_an_unfit_place_is_told(tmp_path: Path) -> None:
    Catalog.open(tmp_path / "OneDrive").close()
    assert "unfit place" in codes(examine(tmp_path / "OneDrive"), Severity.WARNING)


def test_the_doctor_sends_nobody_to_the_doctor(shelf: Catalog, tmp_path: Path) -> None:
    shelf.close()
    content = bytearray(shelf.path.read_bytes())
    content[4096:12288] = bytes(8192)
    for broken in (bytes(content), b"no catalog" * 999):
        shelf.path.write_bytes(broken)
        report = examine(tmp_path)
        assert report.worst is Severity.DAMAGE
        for finding in report.findings:
            assert "doctor” tells more" not in finding.next_step
            assert "\n" not in finding.sentence
            assert len(finding.sentence) < 400


def test_a_full_disk_is_no_damage(shelf: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.close()

    def no_room(_: Path) -> sqlite3.Connection:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 0))
    monkeypatch.setattr("imalink_desktop.catalog.inspection.look_into", no_room)
    assert codes(examine(tmp_path), Severity.DAMAGE) == set()
    assert "full disk" in codes(examine(tmp_path), Severity.WARNING)
