"""Backups by hand: where they go, and that none is lost for another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.identity import identity_of
from tests.unit.desktop.app.conftest import Run


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another library."""
    folder = tmp_path / "other"
    with Catalog.open(Paths.below(folder).data):
        pass
    return folder


def test_two_libraries_keep_their_backups_in_one_folder(
    run: Run, library: Path, other: Path, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    made = {}
    for one in (library, other, library, other):
        code, out, _ = run("--data-dir", one, "backup", "--to", drive, "--json")
        assert (code, json.loads(out)["removed"]) == (0, [])
        made[Path(json.loads(out)["backup"])] = identity_of(Paths.below(one).catalog)
    assert {path: path.stem.split()[-1] for path in drive.glob("*.db")} == made
    assert len(set(made.values())) == 2
    _, out, _ = run("--data-dir", library, "backup", "--list", "--to", drive)
    assert [line.endswith("(of another library)") for line in out.splitlines()] == [True, False, True, False]


def test_a_backup_made_before_a_mistake_is_there_after_the_next(run: Run, library: Path) -> None:
    run("--data-dir", library, "edit", "1", "--title", "Harbour")
    before = Path(json.loads(run("--data-dir", library, "backup", "--json")[1])["backup"])
    run("--data-dir", library, "edit", "1", "--title", "Oh no")
    run("--data-dir", library, "backup")
    assert str(before) in run("--data-dir", library, "restore")[1]
    assert run("--data-dir", library, "restore", before)[0] == 0
    (first,) = json.loads(run("--data-dir", library, "list", "title:Harbour", "--json")[1])["photos"]
    assert first["id"] == 1


def test_a_backup_is_called_by_its_name_in_the_list(run: Run, library: Path) -> None:
    made = Path(json.loads(run("--data-dir", library, "backup", "--json")[1])["backup"])
    code, out, _ = run("--data-dir", library, "restore", made.name, "--json")
    assert (code, json.loads(out)["restored"]) == (0, str(made))
    code, _, beside = run("--data-dir", library, "restore", "no such name.db")
    assert code == 3
    assert "there is no such file" in beside


def test_the_drive_of_the_backups_must_be_there(run: Run, library: Path, tmp_path: Path) -> None:
    unplugged = tmp_path / "media" / "backup"
    for words in (("backup", "--to", unplugged), ("backup", "--list", "--to", unplugged)):
        code, out, err = run("--data-dir", library, *words)
        assert (code, out) == (3, "")
        assert err.startswith(f"There is no folder {unplugged}. Plug in its drive")
    assert not unplugged.parent.exists()


def test_the_latest_backup_is_of_this_library(run: Run, library: Path, other: Path) -> None:
    run("--data-dir", library, "backup")
    run("--data-dir", other, "backup", "--to", Paths.below(library).backups)
    assert run("--data-dir", library, "restore", "latest")[0] == 0
    assert json.loads(run("--data-dir", library, "list", "--json")[1])["total"] == 5
