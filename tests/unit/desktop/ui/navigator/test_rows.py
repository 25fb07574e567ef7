"""How a row of the tree is painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from imalink_desktop.ui.navigator.model import NODE
from imalink_desktop.ui.navigator.nodes import Kind, Node
from imalink_desktop.ui.navigator.rows import RowPainter
from imalink_desktop.ui.theme.space import ROW, SNUG, TIGHT
from imalink_desktop.ui.theme.type import Role, font


def painted(node: Node, width: int) -> QImage:
    model, item, option = QStandardItemModel(), QStandardItem(), QStyleOptionViewItem()
    item.setData(node, NODE)
    model.appendRow(item)
    option.rect = QRect(0, 0, width, ROW)
    image = QImage(width, ROW, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    parent = QWidget()
    RowPainter(parent).paint(painter, option, model.index(0, 0))
    painter.end()
    return image


@pytest.mark.parametrize(("more", "is_said"), [(1, True), (-1, False)])
def test_a_note_is_said_whole_or_not_at_all(qapp: QApplication, more: int, is_said: bool) -> None:
    del qapp
    words, note = "Old drive", "seen 22 Nov 2026"
    wide = QFontMetrics(font()).horizontalAdvance(words)
    wide += QFontMetrics(font(Role.CAPTION)).horizontalAdvance(note)
    width = TIGHT + wide + 2 * SNUG + 1 + more
    with_note = painted(Node("a", Kind.DRIVE, words, note=note), width)
    assert (with_note != painted(Node("a", Kind.DRIVE, words), width)) is is_said
