"""`Sources`: the folders and files of an import, to add to and to take from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from imalink_desktop.base.names import kept_path
from imalink_desktop.ui.bringing.wording import named, short
from imalink_desktop.ui.plain import one_line, tip
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.wording import _, many

Choose: TypeAlias = Callable[[QWidget, str], Path | None]
"""Has somebody choose a folder: over which widget, and under which title."""
_LISTED = 200
"""Of thousands of files that were dropped, so many are listed by name."""


def choose_folder(over: QWidget, title: str) -> Path | None:
    """Ask with the system's own dialog."""
    chosen = QFileDialog.getExistingDirectory(over, title)
    return Path(chosen) if chosen else None


class Sources(QWidget):
    """A list with two buttons below it."""

    changed = Signal()

    def __init__(self, choose: Choose = choose_folder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choose = choose
        self._paths: list[Path] = []
        self._list = QListWidget()
        self._list.setAccessibleName(_("What is imported"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        add, self._remove = (
            QPushButton(icon("plus"), _("Add a folder…")),
            QPushButton(icon("minus"), _("Remove")),
        )
        for button in (add, self._remove):
            button.setAutoDefault(False)
        self._remove.setShortcut(Qt.Key.Key_Delete)
        self._remove.setToolTip(_("Take it from the list (Del)"))
        add.clicked.connect(self._ask)
        self._remove.clicked.connect(self._take_off)
        self._list.itemSelectionChanged.connect(self._enable)
        buttons = QHBoxLayout()
        buttons.setSpacing(space.SNUG)
        buttons.addWidget(add)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.SNUG)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
        self._enable()

    @property
    def paths(self) -> tuple[Path, ...]:
        """All of them."""
        return tuple(self._paths)

    def add(self, paths: Iterable[Path]) -> None:
        """Add these; what is there already stays once."""
        new = list(dict.fromkeys(path for path in paths if path not in self._paths))
        if new:
            self._paths += new
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        self._list.clear()
        for path in self._paths[:_LISTED]:
            text = one_line(short(kept_path(path)))
            item = QListWidgetItem(icon("folder" if path.suffix == "" else "photos"), text)
            item.setToolTip(tip(text))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, one_line(kept_path(Path(named(path)))))
            self._list.addItem(item)
        if (rest := len(self._paths) - _LISTED) > 0:
            more = QListWidgetItem(many("and {n} more", "and {n} more", rest))
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(more)
        self._enable()

    def _enable(self) -> None:
        self._remove.setEnabled(bool(self._list.selectedItems()))

    def _ask(self) -> None:
        if (chosen := self._choose(self, _("Import a folder"))) is not None:
            self.add([chosen])

    def _take_off(self) -> None:
        rows = {index.row() for index in self._list.selectedIndexes()}
        if rows:
            self._paths = [path for row, path in enumerate(self._paths) if row not in rows]
            self._show()
            self.changed.emit()
