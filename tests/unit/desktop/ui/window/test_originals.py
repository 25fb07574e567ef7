"""What is done with the files themselves: of how many, and what is said of those that are not there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Drive, Folder, ImageFile, Photo
from imalink_desktop.catalog.touched import Row
from imalink_desktop.importing.volumes import spot_of
from tests.unit.desktop.ui.grid.library import uid

PHOTOS = 58


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files of all photos lie, on a drive that is here."""
    folder = tmp_path.resolve() / "photos"
    folder.mkdir()
    for number in range(1, PHOTOS + 1):
        (folder / f"{number}.jpg").touch()
    return folder


@pytest.fixture
def program(opened: Callable[[Paths], Program], folder: Path, tmp_path: Path) -> Program:
    paths = Paths.below(tmp_path / "home")
    spot = spot_of(folder)

    def fill(writer: Writer) -> None:
        numbers = range(1, PHOTOS + 1)
        seen = "2024-08-01T12:00:00"
        photos: list[Row] = [
            {"uid": uid(n), "name": f"{n}.jpg", "hothash": f"{n:064}", "added_at": seen} for n in numbers
        ]
        writer.insert(Photo, photos)
        writer.insert(Drive, [{"volume_id": spot.volume.volume_id, "label": "Here", "last_mount": "/"}])
        writer.insert(Folder, [{"drive_id": 1, "path": spot.path}])
        file: Row = {"folder_id": 1, "size": 0, "mtime_ns": 1, "format": "JPEG", "role": "main"}
        writer.insert(ImageFile, [{**file, "photo_id": n, "name": f"{n}.jpg"} for n in numbers])

    with Catalog.open(paths.data) as catalog:
        catalog.transact(Op.REGISTER, fill, by_machine=True)
    return opened(paths)


def test_the_paths_of_all_that_are_chosen_are_copied(qtbot: QtBot, program: Program, folder: Path) -> None:
    program.centre.grid.choose(program.centre.grid.selection.everything(PHOTOS))
    program.actions["copy path"].trigger()
    qtbot.waitUntil(lambda: program.window.status.said == f"{PHOTOS} paths were copied.")
    copied = QGuiApplication.clipboard().text().split("\n")
    assert sorted(copied) == sorted(map(str, folder.iterdir()))


@pytest.mark.skipif(os.name == "nt", reason="the file manager there is not asked by bus")
def test_where_only_some_are_shown_it_is_said(
    qtbot: QtBot, program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = tmp_path / "asked"
    _stand_in(tmp_path / "bin", f'sleep 0.2; echo "$6" > "{asked}.new"; mv "{asked}.new" "{asked}"')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    program.centre.grid.choose(program.centre.grid.selection.everything(PHOTOS))
    program.actions["reveal"].trigger()
    assert program.window.status.said == f"Only the first 20 of {PHOTOS}."
    qtbot.waitUntil(asked.exists)
    assert asked.read_text().count(folder.as_uri()) == 20


def test_a_file_that_is_gone_from_its_drive_is_not_a_drive_that_is_gone(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    for file in folder.iterdir():
        file.unlink()
    told: list[str] = []
    program.library.trouble.connect(lambda trouble: told.append(str(trouble)))
    program.actions["copy path"].trigger()
    qtbot.waitUntil(lambda: bool(told))
    assert "no longer where it was" in told[0]
    assert "Connect" not in told[0]


def _stand_in(folder: Path, script: str) -> None:
    """A `dbus-send` for which a file manager takes a while."""
    folder.mkdir()
    program = folder / "dbus-send"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
