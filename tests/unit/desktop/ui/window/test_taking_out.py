"""In a collection one key takes photos out of it; elsewhere it does nothing."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.commands import collecting
from imalink_desktop.catalog.query.ast import Under
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.window.menus import photo_menu
from imalink_desktop.ui.window.taking_out import collection_in
from tests.unit.desktop.ui.window.settling import settle

BEST = [20, 21, 22, 23]


@pytest.fixture
def best(qtbot: QtBot, program: Program) -> Program:
    """A program that shows a collection."""
    collecting.create(program.catalog, "Best")
    collecting.add(program.catalog, 1, BEST)
    program.stage.show(parse("collection:best"))
    qtbot.waitUntil(lambda: sorted(program.stage.shown.photos) == BEST)
    settle(qtbot, program)
    return program


def test_backspace_takes_out_what_has_the_frame_and_undo_brings_it_back(qtbot: QtBot, best: Program) -> None:
    best.centre.show_photo(21)
    QTest.keyClick(best.centre.grid, Qt.Key.Key_Backspace)
    assert 21 not in best.stage.shown.photos  # at once: the next key hits what is left
    assert best.stage.current != 21
    settle(qtbot, best)
    assert sorted(best.stage.shown.photos) == [20, 22, 23]
    assert best.window.status.said == "1 photo taken from a collection"
    best.actions["undo"].trigger()
    qtbot.waitUntil(lambda: sorted(best.stage.shown.photos) == BEST)
    qtbot.waitUntil(lambda: best.stage.current == 21)
    best.stage.show(parse(""))
    qtbot.waitUntil(lambda: len(best.stage.shown.photos) == 40)


def test_it_is_offered_only_in_a_collection(qtbot: QtBot, best: Program) -> None:
    menu = photo_menu(best.actions, best.window)
    qtbot.addWidget(menu)
    offered = partial(best.actions["take out"].isEnabled)
    assert offered()
    assert best.actions["take out"] in menu.actions()
    best.stage.show(parse(""))
    qtbot.waitUntil(lambda: len(best.stage.shown.photos) == 40)
    assert not offered()
    QTest.keyClick(best.centre.grid, Qt.Key.Key_Backspace)
    settle(qtbot, best)
    assert len(best.stage.shown.photos) == 40


def test_the_keyboard_in_the_tree_takes_nothing_out(qtbot: QtBot, best: Program) -> None:
    best._navigator.tree.setFocus()
    QTest.keyClick(best._navigator.tree, Qt.Key.Key_Backspace)
    settle(qtbot, best)
    assert sorted(best.stage.shown.photos) == BEST


def test_a_part_of_a_collection_is_one_too() -> None:
    assert collection_in(parse("collection:a/b rating>=4")) == Under("collection", "a/b")
    for text in ("", "-collection:a", "collection:a collection:b", "collection:a OR collection:b", "tag:a"):
        assert collection_in(parse(text)) is None, text
