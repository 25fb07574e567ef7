"""Dialogs are there once, and what comes while one is open goes into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Drive
from imalink_desktop.importing.from_card import CopyWish
from imalink_desktop.ui.bringing.copied import CopiedDialog
from imalink_desktop.ui.bringing.dialog import ImportDialog
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.bringing.problems import ProblemsDialog
from imalink_desktop.ui.preferences.dialog import Preferences
from imalink_desktop.ui.window.about import About
from tests.unit.desktop.importing.studio import picture


def _open(kind: type[QDialog]) -> list[QDialog]:
    there = QApplication.topLevelWidgets()
    return [widget for widget in there if isinstance(widget, kind) and widget.isVisible()]


@pytest.mark.parametrize(("name", "kind"), [("settings", Preferences), ("about", About)])
def test_who_asks_twice_sees_the_one_that_is_open(
    qtbot: QtBot, program: Program, name: str, kind: type[QDialog]
) -> None:
    for _ in range(2):
        program.actions[name].trigger()
    (dialog,) = _open(kind)
    dialog.reject()
    qtbot.waitUntil(lambda: not _open(kind))
    program.actions[name].trigger()
    (again,) = _open(kind)
    again.reject()


def test_paths_that_come_while_it_is_asked_go_into_the_same_dialog(program: Program, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        program.bring_in([tmp_path / name])
    (dialog,) = _open(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert dialog.errand.sources == (tmp_path / "one", tmp_path / "two")
    dialog.reject()
    program.bring_in([tmp_path / "two"])
    (other,) = _open(ImportDialog)
    assert isinstance(other, ImportDialog)
    assert other.errand.sources == (tmp_path / "two",)
    other.reject()


def test_an_empty_folder_is_said_to_be_empty(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "empty"
    folder.mkdir()
    program.importer.bring(Errand((folder,)))
    qtbot.waitUntil(lambda: "nothing to import" in program.window.message.words, timeout=20_000)
    assert str(folder) in program.window.message.words


def test_where_a_card_was_the_card_is_missed(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "card"
    folder.mkdir()

    def see(writer: Writer) -> None:
        writer.insert(Drive, [{"volume_id": "card", "label": "EOS_DIGITAL", "last_mount": str(folder)}])

    program.catalog.transact(Op.SEE_DRIVE, see, by_machine=True)
    program.importer.bring(Errand((folder,)))
    qtbot.waitUntil(lambda: "EOS_DIGITAL is not connected" in program.window.message.words, timeout=20_000)


def test_copies_are_offered_the_place_they_went_to_the_last_time(
    opened: Callable[[Paths], Program], paths: Paths, qtbot: QtBot, tmp_path: Path
) -> None:
    card, copies = tmp_path / "card", tmp_path / "copies"
    card.mkdir()
    copies.mkdir()
    program = opened(paths)
    program.bring_in([card])
    (dialog,) = _open(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog._copying._folder.setText(str(copies))
    dialog._copying._on.setChecked(True)
    qtbot.waitUntil(dialog._go.isEnabled)
    dialog.accept()
    qtbot.waitUntil(lambda: program.importer.at is None, timeout=20_000)
    program.close()
    program = opened(paths)
    program.bring_in([card])
    (again,) = _open(ImportDialog)
    assert isinstance(again, ImportDialog)
    assert again._copying._folder.text() == str(copies)
    assert again.errand.copying is None  # nobody has said so this time
    again.reject()


def test_what_could_not_be_copied_is_shown_at_once(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    card, copies = tmp_path.resolve() / "card", tmp_path.resolve() / "copies"
    card.mkdir()
    copies.mkdir()
    (card / "one.jpg").write_bytes(picture(1))
    (card / "lost.jpg").symlink_to(tmp_path / "nowhere")
    program.importer.bring(Errand((card,), copying=CopyWish(copies)))
    qtbot.waitUntil(lambda: bool(_open(CopiedDialog)), timeout=20_000)
    assert program.window.message.words == (
        "1 file was copied and read back. Others were not: do not format the card."
    )
    (dialog,) = _open(CopiedDialog)
    dialog.reject()


def test_of_a_card_that_was_copied_well_the_message_speaks(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    card, copies = tmp_path.resolve() / "card", tmp_path.resolve() / "copies"
    card.mkdir()
    copies.mkdir()
    (card / "one.jpg").write_bytes(picture(1))
    program.importer.bring(Errand((card,), copying=CopyWish(copies)))
    qtbot.waitUntil(lambda: bool(program.window.message.words), timeout=20_000)
    assert program.window.message.words == (
        "1 file was copied and read back. 1 photo was imported. Do not format the card yet."
    )
    assert not _open(CopiedDialog)
    program.window.message._do()
    (dialog,) = _open(CopiedDialog)
    dialog.reject()
    program.importer.bring(Errand((card,), copying=CopyWish(copies)))
    qtbot.waitUntil(
        lambda: "1 was there already. Nothing new" in program.window.message.words, timeout=20_000
    )


def test_problems_that_were_put_aside_stay_so_after_a_restart(
    opened: Callable[[Paths], Program], paths: Paths, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "card").mkdir()
    (tmp_path / "card" / "empty.jpg").touch()
    program = opened(paths)
    program.importer.bring(Errand((tmp_path / "card",)))
    qtbot.waitUntil(lambda: "could not be read" in program.window.message.words, timeout=20_000)
    program.imports.show_problems()
    (dialog,) = _open(ProblemsDialog)
    assert isinstance(dialog, ProblemsDialog)
    qtbot.waitUntil(lambda: len(dialog._lines.things) == 1)
    dialog._table.choose([0])
    dialog._put.click()
    program.close()
    program = opened(paths)
    program.close()  # also when nobody has looked at them meanwhile
    program = opened(paths)
    program.imports.show_problems()
    (again,) = _open(ProblemsDialog)
    assert isinstance(again, ProblemsDialog)
    qtbot.waitUntil(again._all.isVisible)
    assert not again._lines.things
    again.reject()
