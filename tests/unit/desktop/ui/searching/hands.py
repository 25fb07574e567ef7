"""Hands on the bar: asking, opening, clicking."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from imalink_desktop.ui.searching.bar import SearchBar
from imalink_desktop.ui.searching.floating import Floating
from tests.unit.desktop.ui.searching.conftest import Desk

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def ask(bar: SearchBar, text: str) -> None:
    bar.box.setFocus()
    bar.box.selectAll()
    QTest.keyClicks(bar.box, text)
    QTest.keyClick(bar.box, Key.Key_Return)


def open_filters(desk: Desk) -> None:
    desk.actions["filter bar"].setChecked(True)
    desk.settle()


def named(parent: QWidget, name: str) -> QToolButton:
    return next(each for each in parent.findChildren(QToolButton) if each.accessibleName() == name)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


def floating(kind: type[Floating], parent: QWidget) -> Floating:
    return next(each for each in parent.findChildren(kind) if each.isVisible())
