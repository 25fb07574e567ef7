"""`Actions`: the table as `QAction`s of a window, told by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from imalink_desktop.base.errors import Bug
from imalink_desktop.ui.actions.table import Group, Row, rows
from imalink_desktop.ui.theme.icons import icon


class Actions(QObject):
    """All actions of a window. Who carries one out says so by `on`; what nobody carries out is disabled."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._rows: dict[str, Row] = {}
        self._actions: dict[str, QAction] = {}
        self._advancing: dict[str, QAction] = {}
        for row in rows():
            self._make(row)

    def __getitem__(self, name: str) -> QAction:
        """The action of this name, for a menu or a tool bar."""
        try:
            return self._actions[name]
        except KeyError:
            raise Bug(f"there is no action {name!r}") from None

    def on(self, name: str, do: Callable[[], object]) -> None:
        """Carry this one out so."""
        action = self[name]
        action.triggered.connect(lambda _checked=False: do())
        self[name].setEnabled(True)

    def on_switch(self, name: str, do: Callable[[bool], object]) -> None:
        """Carry a switch out so."""
        self[name].toggled.connect(do)
        self[name].setEnabled(True)

    def on_decision(self, name: str, do: Callable[[bool], object]) -> None:
        """Carry out a decision; it is told whether to go on to the next photo after it."""
        self[name].triggered.connect(lambda _checked=False: do(self["advance"].isChecked()))
        self[name].setEnabled(True)
        if (advancing := self._advancing.get(name)) is not None:
            advancing.triggered.connect(lambda _checked=False: do(True))
            advancing.setEnabled(True)

    def group(self, group: Group) -> Iterator[QAction]:
        """Those of one menu, in its order."""
        return (self._actions[row.name] for row in self._rows.values() if row.group is group)

    def rows(self) -> Iterator[Row]:
        """The table, for the key list."""
        return iter(self._rows.values())

    def _make(self, row: Row) -> None:
        action = QAction(row.text, self._window)
        action.setObjectName(row.name)
        action.setCheckable(row.is_switch)
        action.setEnabled(False)
        if row.icon is not None:
            action.setIcon(icon(row.icon))
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._window.addAction(action)
        self._rows[row.name], self._actions[row.name] = row, action
        if row.advance:
            self._make_advancing(row)

    def _make_advancing(self, row: Row) -> None:
        action = QAction(row.text, self._window)
        action.setShortcuts([QKeySequence(key) for key in row.advance])
        action.setEnabled(False)
        self._window.addAction(action)
        self._advancing[row.name] = action
