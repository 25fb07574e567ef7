"""`TagField`: where tags are typed, a comma between two. Enter adds what stands there, Tab completes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from imalink_desktop.catalog.commands.words import on_one_line
from imalink_desktop.ui.inspector.suggesting import KnownTag, suggest
from imalink_desktop.ui.wording import _, number

_UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_BETWEEN = re.compile(r"[,\n\r\u2028\u2029]")
"""What stands between two tags: a list that is pasted may have a line for each."""


class TagField(QLineEdit):
    """It suggests what is known, below itself."""

    added = Signal(object)
    """The paths of one tag or more, to be given in one step."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Add a tag"))
        self.setAccessibleName(_("Add a tag"))
        self._known: Sequence[KnownTag] = ()
        self._has: Sequence[str] = ()
        self._fitting: list[KnownTag] = []
        self._was_typed = False
        self._rows = QStandardItemModel(self)
        self._completer = completer = QCompleter(self._rows, self)
        self._popup = QListView()
        completer.setPopup(self._popup)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        completer.setCompletionRole(Qt.ItemDataRole.UserRole)
        completer.setWidget(self)  # not set for the field, which would write into itself what is picked
        completer.activated.connect(self._take)
        self.textEdited.connect(self._suggest)

    def set_known(self, known: Sequence[KnownTag]) -> None:
        """All tags that there are."""
        self._known = known

    def set_had(self, paths: Sequence[str]) -> None:
        """Those that all photos have already: nobody has to be told of them."""
        self._has = paths

    @property
    def suggested(self) -> list[str]:
        """What is suggested now."""
        return [tag.path for tag in self._fitting]

    def event(self, event: QEvent) -> bool:
        """Tab completes while it can; Esc is ours; undoing is the window's until something is typed."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                if event.key() == Qt.Key.Key_Escape:
                    event.accept()
                    return True
                if not self._was_typed and any(map(event.matches, _UNDOING)):
                    return False
            elif event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self._complete():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter adds, Esc empties, and once more gives the keyboard back."""
        popup = self._popup
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if popup.isVisible() and popup.currentIndex().isValid():
                event.ignore()  # the list hands over what is chosen in it
                return
            popup.hide()
            self._add(_BETWEEN.split(self.text()))
        elif event.key() == Qt.Key.Key_Escape:
            if popup.isVisible() or self.text():
                popup.hide()
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Who comes back begins anew; the list below is no other place."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._was_typed = False

    def _suggest(self, typed: str) -> None:
        self._was_typed = True
        self._fitting = suggest(typed[self._last :], self._known, without=self._has)
        self._rows.clear()
        for tag in self._fitting:
            item = QStandardItem(f"{tag.path.replace('/', ' › ')}   {number(tag.count)}")
            item.setData(tag.path, Qt.ItemDataRole.UserRole)
            item.setData(tag.path, Qt.ItemDataRole.AccessibleTextRole)
            self._rows.appendRow(item)
        if self._fitting:
            self._completer.complete()
        else:
            self._popup.hide()

    def _complete(self) -> bool:
        if not self._fitting or not self.text():
            return False
        chosen = self._popup.currentIndex()
        place = chosen.row() if self._popup.isVisible() and chosen.isValid() else 0
        path = self._fitting[place].path
        if path == self.text()[self._last :]:
            return False
        self.setText(self.text()[: self._last] + path)
        self._popup.hide()
        return True

    @property
    def _last(self) -> int:
        """Where the last tag begins: it is the one that is being typed."""
        text = self.text()
        begin = max((found.end() for found in _BETWEEN.finditer(text)), default=0)
        return begin + len(text[begin:]) - len(text[begin:].lstrip())

    def _take(self, path: str) -> None:
        """One of the list, after those that stand before it."""
        self._add([*_BETWEEN.split(self.text()[: self._last]), path])

    def _add(self, typed: Sequence[str]) -> None:
        if paths := list(dict.fromkeys(path for text in typed if (path := on_one_line(text).strip(" /")))):
            self.clear()
            self._was_typed = False
            self._fitting = []
            self.added.emit(paths)
