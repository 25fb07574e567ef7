"""Which language the window speaks: the one that is set, else the system's, else English."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop import language
from imalink_desktop.app.desktop.language import choose_language
from imalink_desktop.base import words
from imalink_desktop.base.words import _
from tests.unit.desktop.base.test_words import GERMAN, compiled


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Path]:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "imalink.mo").write_bytes(compiled(GERMAN))
    monkeypatch.setattr(language, "folder", lambda _name: tmp_path)
    yield tmp_path
    words.use(NullTranslations())
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


def test_a_language_that_is_set_is_spoken_by_our_texts_and_qts_own(
    qtbot: QtBot, qapp: QApplication, shipped: Path
) -> None:
    del shipped
    assert choose_language(qapp, "de") == "de"
    assert _("Undo") == "Rückgängig"
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert "Abbrechen" in [button.text() for button in buttons.buttons()]


def test_as_the_system_does(qapp: QApplication, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del shipped
    german = QLocale("de_AT")
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: german))
    assert choose_language(qapp, "follow") == "de"


def test_english_needs_nothing(qapp: QApplication) -> None:
    assert choose_language(qapp, "en") == "en"
    assert choose_language(qapp, "follow") == "en"
    assert _("Undo") == "Undo"
