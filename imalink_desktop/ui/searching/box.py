"""The search box: the language of the catalog, helped along while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from imalink_desktop.catalog.query.ast import Query
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.searching.below import Below
from imalink_desktop.ui.searching.history import History
from imalink_desktop.ui.searching.keys import OwnKeys
from imalink_desktop.ui.searching.suggesting import Known, Suggestion, put, suggestions
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.style import mark_wrong
from imalink_desktop.ui.wording import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OURS = frozenset({*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down})


class SearchBox(QLineEdit):
    """Enter asks and leaves, Escape leaves. Down goes into what is suggested, Up to what was asked before."""

    asked = Signal(object)
    """A `Query` that was typed, and the text as it was typed."""
    left = Signal()
    """The keyboard may go back to the photos."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = History()
        self._known: Known = {}
        self._offered: list[Suggestion] = []
        self._before = ""
        self._below = Below(self)
        self._below.picked.connect(self._take)
        self._mark: tuple[int, int] | None = None
        self.addAction(
            QAction(icon("search", "text_quiet"), "", self), QLineEdit.ActionPosition.LeadingPosition
        )
        self._clear = QAction(icon("close", "text_quiet"), "", self)
        self._clear.setToolTip(_("Search for nothing"))
        self._clear.triggered.connect(self._empty)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self.setPlaceholderText(_("Search: words, tag:travel, taken:2024-06"))
        self.setAccessibleName(_("Search"))
        self.setToolTip(_("Search (Ctrl+F)"))
        OwnKeys(_OURS, self).give(self)
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._changed)

    @property
    def below(self) -> Below:
        """What opens under it."""
        return self._below

    def asks(self) -> Query | None:
        """What stands in it, if that can be understood."""
        try:
            return parse(self.text())
        except QueryError:
            return None

    def show_text(self, text: str) -> None:
        """Show what is asked now, unless somebody is typing something else."""
        if self.text() == self._before or not self.hasFocus():
            self.setText(text)
        self._before = text

    def show_known(self, known: Known) -> None:
        """Suggest these values from now on."""
        self._known = known
        if self._below.offers and self._below.row is None:
            self._offer()

    def put_in(self, words: str) -> None:
        """Add an example to what stands there, with its value ready to be typed over."""
        text = self.text().rstrip()
        self.setText(f"{text} {words}" if text else words)
        self.setFocus()
        begin = len(self.text()) - len(words)
        value = next((at + 1 for at, sign in enumerate(words) if sign in ":=<>"), 0)
        while 0 < value < len(words) and words[value] in "=<>":
            value += 1
        self.setSelection(begin + value, len(words) - value)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802 - Qt's name, as others below
        """Tab takes the suggestion that the keys are at; else it goes on to the next control."""
        row = self._below.row
        if not is_next or row is None:
            return super().focusNextPrevChild(is_next)
        self._take(row)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter, Escape, Up and Down."""
        deeds: Mapping[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self._escape,
            Qt.Key.Key_Down: self._go_down,
            Qt.Key.Key_Up: self._go_up,
            **dict.fromkeys(_ENTER, self._enter),
        }
        deed = deeds.get(event.key())
        if deed is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            deed()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Nothing stays open over the photos."""
        super().focusOutEvent(event)
        self._below.hide()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nothing stays open alone."""
        super().hideEvent(event)
        self._below.hide()

    def _enter(self) -> None:
        row = self._below.row
        if row is not None:
            self._take(row)
        elif self._ask():
            self.left.emit()

    def _ask(self) -> bool:
        """Ask what stands there; whether it could be understood."""
        text = self.text()
        try:
            query = parse(text)
        except QueryError as error:
            self._complain(error)
            return False
        self._below.hide()
        self.history.add(text)
        self._before = text
        self.asked.emit((query, text))
        return True

    def _escape(self) -> None:
        """One step out: close what is open, then put back what is shown, then leave."""
        if self._below.isVisible():
            self._below.hide()
            return
        self.history.stop()
        self.setText(self._before)
        self.left.emit()

    def _empty(self) -> None:
        self.clear()
        self.setFocus()
        self._ask()

    def _go_down(self) -> None:
        if self._below.offers:
            self._below.step(1)
        elif (text := self.history.newer()) is not None:
            self.setText(text)
        else:
            self._offer()
            self._below.step(1)

    def _go_up(self) -> None:
        if self._below.row is not None:
            self._below.step(-1)
        elif (text := self.history.older(self.text())) is not None:
            self.setText(text)
            self._below.hide()

    def _typed(self) -> None:
        self.history.stop()
        before = self.text()[: self.cursorPosition()]
        if before.strip() and not before[-1:].isspace():
            self._offer()
        else:
            self._below.hide()

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._unmark()

    def _offer(self) -> None:
        self._offered = suggestions(self.text(), self.cursorPosition(), self._known)
        self._below.offer(self._offered)

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._offered):
            return
        taken = self._offered[row]
        text, cursor = put(self.text(), taken)
        self.setText(text)
        self.setCursorPosition(cursor)
        self._below.hide()
        if taken.goes_on:
            self._offer()

    def _complain(self, error: QueryError) -> None:
        length = len(self.text())
        begin = max(0, min(error.position, length - 1))
        self._underline(begin, max(1, min(error.length, length - begin)))
        self._below.explain(error)
        self.setAccessibleDescription(str(error))

    def _unmark(self) -> None:
        if self._mark is not None:
            self._underline(0, 0)
            self.setAccessibleDescription("")

    def _underline(self, begin: int, length: int) -> None:
        """Draw a wavy line under some signs, in the way that Qt has for keyboards of other scripts."""
        self._mark = (begin, length) if length else None
        attributes = []
        if length:
            drawn = QTextCharFormat()
            drawn.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            drawn.setUnderlineColor(QColor(current().error))
            kind = QInputMethodEvent.AttributeType.TextFormat
            attributes.append(QInputMethodEvent.Attribute(kind, begin - self.cursorPosition(), length, drawn))
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))
        mark_wrong(self, is_wrong=bool(length))
