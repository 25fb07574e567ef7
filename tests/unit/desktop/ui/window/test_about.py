"""The about box says on whose work the program stands."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.ui.window.about import About
from imalink_desktop.ui.window.licences import Licences


def test_the_licences_are_one_press_away_and_can_be_closed_again(qtbot: QtBot, program: Program) -> None:
    program.actions["about"].trigger()
    (about,) = (
        each for each in QApplication.topLevelWidgets() if isinstance(each, About) and each.isVisible()
    )
    (button,) = (each for each in about.findChildren(QPushButton) if each.text() == "Licences…")
    for _ in range(2):
        button.click()
    (page,) = about.findChildren(Licences)
    assert page.isVisible()
    for work in ("PySide6", "pillow", "SQLAlchemy"):
        assert work.lower() in page.text.toPlainText().lower()
    page.reject()
    qtbot.waitUntil(lambda: about.findChildren(Licences) == [])
    about.reject()
