"""Every setting of a page has words and a field; what is set is kept on OK, and nothing is on Cancel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.base.clock import now
from imalink_desktop.base.errors import Trouble
from imalink_desktop.settings.schema import entries
from imalink_desktop.settings.store import Store
from imalink_desktop.ui.preferences.dialog import Preferences
from imalink_desktop.ui.preferences.words import pages, told


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "settings.toml", now)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def opened(parent: QWidget, store: Store, troubles: list[Trouble] | None = None) -> Preferences:
    dialog = Preferences(store, ([] if troubles is None else troubles).append, parent)
    dialog.show()
    return dialog


def test_every_setting_of_a_page_has_words_and_no_word_is_left_over() -> None:
    keys = {entry.key for entry in entries() if entry.page in pages()}
    assert told().keys() == keys


def test_what_is_set_is_kept_on_ok(parent: QWidget, store: Store) -> None:
    dialog = opened(parent, store)
    theme, hidden, steps = (
        dialog.findChild(QComboBox, "general.theme"),
        dialog.findChild(QCheckBox, "importing.skip_hidden"),
        dialog.findChild(QSpinBox, "catalog.undo_steps"),
    )
    assert theme is not None
    assert hidden is not None
    assert steps is not None
    theme.setCurrentIndex(theme.findData("light"))
    hidden.setChecked(False)
    steps.setValue(50)
    dialog._keep()
    kept = store.settings
    assert (kept.general.theme, kept.importing.skip_hidden, kept.catalog.undo_steps) == ("light", False, 50)


def test_what_was_set_elsewhere_meanwhile_stays(parent: QWidget, store: Store) -> None:
    dialog = opened(parent, store)
    settings = store.settings
    store.save(replace(settings, importing=replace(settings.importing, start_at_once=True)))
    steps = dialog.findChild(QSpinBox, "catalog.undo_steps")
    assert steps is not None
    steps.setValue(50)
    dialog._keep()
    assert store.settings.importing.start_at_once
    assert store.settings.catalog.undo_steps == 50


def test_cancel_keeps_nothing(parent: QWidget, store: Store) -> None:
    dialog = opened(parent, store)
    steps = dialog.findChild(QSpinBox, "catalog.undo_steps")
    assert steps is not None
    steps.setValue(50)
    dialog.reject()
    assert store.settings.catalog.undo_steps == 1_000


def test_what_cannot_be_kept_is_told_and_stays_typed(parent: QWidget, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    store = Store(tmp_path / "under" / "a", now)
    (tmp_path / "under").write_text("a file where a folder should be")
    troubles: list[Trouble] = []
    dialog = opened(parent, store, troubles)
    dialog._keep()
    assert len(troubles) == 1
    assert dialog.isVisible()
    dialog.reject()
