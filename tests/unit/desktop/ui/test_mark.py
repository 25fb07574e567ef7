"""An icon that stands by itself, and a word before a field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.pieces import field_label
from imalink_desktop.ui.theme.icons import drawing
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.palette import DARK, LIGHT, Palette
from imalink_desktop.ui.theme.style import apply


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    was = current()
    yield qapp
    apply(qapp, "dark" if was.is_dark else "light")


def seen(mark: Mark, scale: float = 1.0) -> QImage:
    image = QImage(mark.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.transparent)
    mark.render(image, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    image.setDevicePixelRatio(1)
    return image


def drawn(palette: Palette, side: int) -> QImage:
    ink = palette.ink("warning")
    return drawing("warning", ink.line, side, ink.fill)


def test_a_mark_goes_with_the_theme_and_the_screen(app: QApplication, qtbot: QtBot) -> None:
    apply(app, "dark")
    mark = Mark("warning", "warning")
    qtbot.addWidget(mark)
    assert seen(mark) == drawn(DARK, 16)
    apply(app, "light")
    assert seen(mark) == drawn(LIGHT, 16)
    assert seen(mark, 2.0) == drawn(LIGHT, 32)


def test_a_mark_takes_another_icon(app: QApplication, qtbot: QtBot) -> None:
    apply(app, "dark")
    mark = Mark(side=16)
    qtbot.addWidget(mark)
    assert seen(mark).pixelColor(8, 14).alpha() == 0
    mark.wear("warning", "warning")
    assert seen(mark) == drawn(DARK, 16)


def test_a_word_stands_level_with_its_field(app: QApplication, qtbot: QtBot) -> None:
    apply(app, "dark")
    page, field, name = QWidget(), QLineEdit(), field_label("Name")
    QFormLayout(page).addRow(name, field)
    qtbot.addWidget(page)
    page.show()
    assert abs(name.geometry().center().y() - field.geometry().center().y()) <= 1
