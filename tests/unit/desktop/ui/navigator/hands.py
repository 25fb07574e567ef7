"""Hands on the navigator: clicks, keys, names that are typed, things let go on a row; and its menus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from imalink_desktop.ui.navigator.menus import menu
from imalink_desktop.ui.navigator.navigator import Navigator
from tests.unit.desktop.ui.navigator.conftest import at, node

Key = Qt.Key
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
Opened = Callable[[str], list[str]]


def click(navigator: Navigator, key: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    tree = navigator.tree
    tree.scrollTo(at(navigator, key))
    QTest.mouseClick(tree.viewport(), LEFT, modifiers, tree.visualRect(at(navigator, key)).center())


def go_to(navigator: Navigator, key: str) -> None:
    navigator.tree.setFocus()
    navigator.tree.setCurrentIndex(at(navigator, key))


def press(navigator: Navigator, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(navigator.tree, key, modifiers)


def type_name(navigator: Navigator, name: str) -> None:
    editor = navigator.tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, name)
    QTest.keyClick(editor, Key.Key_Return)


def count_of(navigator: Navigator, key: str) -> int | None:
    return navigator.tree.rows.count_of(at(navigator, key))


def menu_of(navigator: Navigator, key: str) -> dict[str, Callable[[], None]]:
    """The possible lines of the menu of a row."""
    made = menu(navigator.lines(node(navigator, key)), navigator)
    return {action.text(): action.trigger for action in made.actions() if action.isEnabled()}


def drag_onto(navigator: Navigator, data: QMimeData, spot: QPoint) -> None:
    """As a drag from elsewhere in the window comes in, hovers and is let go."""
    viewport, buttons = navigator.tree.viewport(), (LEFT, NONE)
    QApplication.sendEvent(viewport, QDragEnterEvent(spot, COPY, data, *buttons))
    QApplication.sendEvent(viewport, QDragMoveEvent(spot, COPY, data, *buttons))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(spot), COPY, data, *buttons))
