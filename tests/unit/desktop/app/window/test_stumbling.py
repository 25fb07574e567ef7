"""The program cannot start: a sentence, a next step, and buttons that help."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.app.desktop.start import until_it_starts
from imalink_desktop.app.desktop.stumbling import Stumble
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.preferred import store_of
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.lock import InUse
from imalink_desktop.catalog.models import Photo
from tests.unit.desktop.ui.grid.library import furnish

PHOTOS = 6


@pytest.fixture
def damaged(tmp_path: Path) -> Paths:
    """A catalog with a backup, and then a disk that forgets."""
    paths = Paths.below(tmp_path / "home")
    furnish(paths.data, PHOTOS, previews=0)
    with Catalog.open(paths.data) as catalog:
        catalog.back_up(paths.backups)
    spoil(paths)
    return paths


def spoil(paths: Paths) -> None:
    with paths.catalog.open("r+b") as file:
        file.seek(100)
        file.write(b"\x55" * 9_000)


def trouble_of(paths: Paths) -> Expected:
    """What opening comes to; nothing is left open by it."""
    with pytest.raises(Expected) as caught:
        Program(paths)
    return caught.value


def test_a_damaged_catalog_offers_its_backups(damaged: Paths, qtbot: QtBot) -> None:
    stumble = Stumble(trouble_of(damaged), damaged)
    qtbot.addWidget(stumble)
    assert "damaged" in stumble.words
    assert not stumble.restoring.isHidden()
    assert stumble.restoring.isDefault()


def test_a_backup_is_restored_and_the_program_starts(damaged: Paths, qapp: QApplication) -> None:
    seen: list[int] = []

    def start() -> int:
        with Program(damaged) as program:
            with program.catalog.reading() as look:
                seen.append(len(look.execute(select(Photo.id)).all()))
            return Exit.DONE

    def press() -> None:
        box = qapp.activeModalWidget()
        if isinstance(box, QInputDialog):
            box.accept()
        elif isinstance(box, Stumble):
            QTimer.singleShot(0, press)
            box.restoring.click()

    QTimer.singleShot(0, press)
    assert until_it_starts(start, lambda: False, damaged) == Exit.DONE
    assert seen == [PHOTOS]
    assert len(list(damaged.data.glob("catalog*.db"))) == 2


@pytest.mark.parametrize("left", ["gone", "empty"])
def test_a_catalog_that_is_gone_is_no_first_run(damaged: Paths, qtbot: QtBot, left: str) -> None:
    damaged.catalog.unlink()
    if left == "empty":
        damaged.catalog.write_bytes(b"")
    stumble = Stumble(trouble_of(damaged), damaged)
    qtbot.addWidget(stumble)
    assert "gone" in stumble.words
    assert "damaged" not in stumble.words
    assert not stumble.restoring.isHidden()


def test_who_leaves_has_changed_nothing(damaged: Paths, qapp: QApplication) -> None:
    before = damaged.catalog.read_bytes()

    def start() -> int:
        raise trouble_of(damaged)

    def leave() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, Stumble)
        box.leave.click()

    QTimer.singleShot(0, leave)
    assert until_it_starts(start, lambda: False, damaged) == Exit.COULD_NOT
    assert damaged.catalog.read_bytes() == before


def test_who_starts_beside_one_that_starts_is_heard_by_it_in_a_moment(damaged: Paths) -> None:
    rung: list[int] = []

    def start() -> int:
        raise InUse("This catalog is open in another ImaLink.")

    def ring() -> bool:
        rung.append(1)
        return len(rung) == 3

    assert until_it_starts(start, ring, damaged) == Exit.DONE


def test_without_backups_none_are_offered(tmp_path: Path, qtbot: QtBot) -> None:
    paths = Paths.below(tmp_path / "home")
    furnish(paths.data, PHOTOS, previews=0)
    spoil(paths)
    stumble = Stumble(trouble_of(paths), paths)
    qtbot.addWidget(stumble)
    assert stumble.restoring.isHidden()
    assert stumble.again.isDefault()


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path, qtbot: QtBot) -> None:
    paths = Paths.below(tmp_path)
    paths.data.write_text("a file")
    stumble = Stumble(trouble_of(paths), paths)
    qtbot.addWidget(stumble)
    assert stumble.words.startswith(f"There is a file data in {tmp_path}, where a folder is needed.")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="such a user may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, qtbot: QtBot) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    stumble = Stumble(trouble_of(Paths.below(shut)), Paths.below(shut))
    qtbot.addWidget(stumble)
    assert "Nothing may be written in" in stumble.words


def test_where_the_window_cannot_be_made_the_catalog_is_let_go(tmp_path: Path) -> None:
    paths = Paths.below(tmp_path)
    private = paths.cache
    private.parent.mkdir(exist_ok=True)
    private.write_text("a file where the previews were to lie")
    trouble_of(paths)
    private.unlink()
    with Catalog.open(paths.data):
        pass


def test_settings_that_were_put_aside_are_told_of_in_the_window(tmp_path: Path, qapp: QApplication) -> None:
    del qapp
    paths = Paths.below(tmp_path)
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text("theme = dark = light", encoding="utf-8")
    with Program(paths, store_of(paths)) as program:
        program.show()
        assert "could not be read. It was put aside" in program.window.message.words
    with Program(paths, store_of(paths)) as program:
        program.show()
        assert not program.window.message.words


def test_trying_again_helps_once_the_world_is_mended(tmp_path: Path, qapp: QApplication) -> None:
    asked: list[Expected] = []

    def start() -> int:
        if not asked:
            asked.append(Expected("The disk / is full.", "Make room on it and try again."))
            raise asked[0]
        return Exit.DONE

    def press() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, Stumble)
        box.again.click()

    QTimer.singleShot(0, press)
    assert until_it_starts(start, lambda: False, Paths.below(tmp_path)) == Exit.DONE


def test_its_words_are_plain_text_and_escape_leaves(tmp_path: Path, qtbot: QtBot) -> None:
    stumble = Stumble(Expected("<b>/photos</b> is full."), Paths.below(tmp_path))
    qtbot.addWidget(stumble)
    formats = {label.textFormat() for label in stumble.findChildren(QLabel) if label.text()}
    assert formats == {Qt.TextFormat.PlainText}
    stumble.show()
    QTest.keyClick(stumble, Qt.Key.Key_Escape)
    assert stumble.result() == QDialog.DialogCode.Rejected
