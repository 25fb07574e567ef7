"""Keeping a search under a name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from imalink_desktop.base.errors import Trouble
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands.remembering import save
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.pieces import label
from imalink_desktop.ui.plain import tip
from imalink_desktop.ui.searching.floating import Floating
from imalink_desktop.ui.searching.keys import PRESSING, OwnKeys
from imalink_desktop.ui.theme import style
from imalink_desktop.ui.theme.space import PADDING, SNUG, STEP, TIGHT
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _

_WIDTH = 85 * STEP


class SaveSearch(Floating):
    """A field for the name. It stays open when the name is taken, and says so."""

    def __init__(self, library: Library, query: str, sort: Sort, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._library, self._query, self._sort = library, query, sort
        title = label(_("Save this search"), role=Role.HEADING)
        asked = label(query, quiet=True)
        asked.setToolTip(tip(query))
        self._name = QLineEdit(self)
        self._name.setPlaceholderText(_("Name"))
        self._name.setAccessibleName(_("Name of the saved search"))
        self._name.textChanged.connect(self._changed)
        self._name.returnPressed.connect(self._save)
        self._button = QPushButton(_("Save"), self)
        self._button.setEnabled(False)
        style.primary(self._button)
        self._button.clicked.connect(self._save)
        self._trouble = label()
        self._trouble.hide()
        OwnKeys((*PRESSING, Qt.Key.Key_Escape), self).give(self._name, self._button)
        row = QHBoxLayout()
        row.setSpacing(SNUG)
        row.addWidget(self._name, 1)
        row.addWidget(self._button)
        layout = self.column
        layout.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        layout.setSpacing(SNUG)
        layout.addWidget(title)
        layout.addWidget(asked)
        layout.addLayout(row)
        layout.addWidget(self._trouble)

    def open_below(self, button: QWidget) -> None:
        """Open under a button, with its right edge there."""
        self.fit(_WIDTH)
        corner = button.mapToGlobal(QPoint(button.width() - _WIDTH, button.height() + TIGHT))
        screen = button.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - _WIDTH)))
        self.move(corner)
        self.show()
        self._name.setFocus()

    def _changed(self, name: str) -> None:
        self._button.setEnabled(bool(name.strip()))
        self._trouble.hide()
        style.mark_wrong(self._name, is_wrong=False)
        self.fit(_WIDTH)

    def _save(self) -> None:
        if self._button.isEnabled():
            self._button.setEnabled(False)
            self._library.do(
                partial(save, name=self._name.text(), query=self._query, sort=self._sort),
                then=self._saved,
                failed=self._failed,
            )

    def _saved(self, changes: Changes | None) -> None:
        del changes
        if isValid(self):
            self.close()

    def _failed(self, trouble: Trouble) -> None:
        if not isValid(self) or not self.isVisible():
            self._library.trouble.emit(trouble)
            return
        self._trouble.setText(str(trouble))
        self._trouble.show()
        style.mark_wrong(self._name, is_wrong=True)
        self._button.setEnabled(True)
        self.fit(_WIDTH)
        self._name.setFocus()
        self._name.selectAll()
