"""The key list: every action that has keys, by menu, made of the table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.actions.table import Group, Row
from imalink_desktop.ui.theme.space import DIALOG, SNUG, TIGHT, WIDE
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.window.menus import title_of
from imalink_desktop.ui.wording import _

_COLUMNS: tuple[tuple[Group, ...], ...] = (
    (Group.CULL,),
    (Group.VIEW, Group.GO),
    (Group.EDIT, Group.PHOTO, Group.FILE, Group.HELP),
)


class KeyList(QDialog):
    """One page to look at; Escape closes it."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QVBoxLayout(self)
        page.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        page.setSpacing(WIDE)
        columns = QHBoxLayout()
        columns.setSpacing(2 * DIALOG)
        rows = [row for row in actions.rows() if row.keys]
        for groups in _COLUMNS:
            column = QVBoxLayout()
            for group in groups:
                column.addWidget(_table(title_of(group), [row for row in rows if row.group is group]))
            column.addStretch(1)
            columns.addLayout(column)
        page.addLayout(columns)
        hint = QLabel(_("With Shift, a decision goes on to the next photo."))
        hint.setProperty("quiet", True)
        page.addWidget(hint)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        page.addWidget(buttons)


def _table(title: str, rows: list[Row]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, WIDE)
    grid.setHorizontalSpacing(WIDE)
    grid.setVerticalSpacing(TIGHT)
    heading = QLabel(title)
    heading.setFont(font(Role.HEADING))
    grid.addWidget(heading, 0, 0, 1, 2)
    for place, row in enumerate(rows, 1):
        keys = QLabel("   ".join(QKeySequence(key).toString(_NATIVE) for key in row.keys))
        keys.setProperty("quiet", True)
        keys.setTextFormat(Qt.TextFormat.PlainText)
        keys.setMinimumWidth(10 * SNUG)
        grid.addWidget(keys, place, 0)
        grid.addWidget(QLabel(row.text.rstrip("…")), place, 1)
    grid.setColumnStretch(1, 1)
    return page


_NATIVE = QKeySequence.SequenceFormat.NativeText
