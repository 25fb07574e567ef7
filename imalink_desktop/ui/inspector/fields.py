"""Fields for words: Enter and leaving say them, Esc takes them back, and what somebody types is not lost.

Undoing is the window's. In a field that somebody has typed in it is the field's until he leaves it, also when
there is nothing left to undo there: a key held too long must not run on into what was decided before.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from imalink_desktop.catalog.commands.words import on_one_line
from imalink_desktop.ui.inspector.drafts import Draft
from imalink_desktop.ui.plain import tip
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import SNUG

_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
_LINES = 3


class LineField(QLineEdit):
    """One line."""

    said = Signal(str, object)
    """The words, and the photos they were typed for."""
    left = Signal()
    """The keyboard may go back to the photos."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._draft = Draft()
        self._take = QAction(icon("close", "text_quiet"), "", self)
        self._take.triggered.connect(self._take_all)
        self.addAction(self._take, QLineEdit.ActionPosition.TrailingPosition)
        self._take.setVisible(False)
        self._was_typed = False
        self.textEdited.connect(self._note_typing)

    def tell(self, draft: Draft, placeholder: str, taking: str = "") -> None:
        """Show this, unless somebody types for the same photos; `taking` offers to take it from all."""
        if self.isModified():
            if list(draft.photos) == list(self._draft.photos):
                return
            self.say()
        self._draft = draft
        if self.text() != draft.text:
            self.setText(draft.text)
            self.setCursorPosition(0)
        self.setModified(False)
        self.setPlaceholderText(placeholder)
        self._take.setVisible(bool(taking))
        self._take.setToolTip(tip(taking))

    def say(self) -> None:
        """Have the photos be given what was typed."""
        wanted = self._draft.wanted(on_one_line(self.text())) if self.isModified() else None
        if wanted is None:
            self.restore()
            return
        self._draft = Draft(wanted, photos=self._draft.photos)
        self.restore()
        self.said.emit(wanted, self._draft.photos)

    def restore(self) -> None:
        """Show again what is."""
        if self.text() != self._draft.text:
            self.setText(self._draft.text)
        self.setModified(False)

    def event(self, event: QEvent) -> bool:
        """Esc is ours while we have the keyboard; undoing is the window's unless somebody types."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return _claims(event, self._was_typed, super().event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter says it, Esc takes it back; either gives the keyboard back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.say()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.restore()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Leaving says it."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.say()
            self._was_typed = False

    def _note_typing(self) -> None:
        self._was_typed = True

    def _take_all(self) -> None:
        photos = self._draft.photos
        self._draft = Draft(photos=photos)
        self.restore()
        self._take.setVisible(False)
        self.said.emit("", photos)


class TextField(QPlainTextEdit):
    """Some lines."""

    said = Signal(str, object)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._draft = Draft()
        self._was_typed = False
        self.document().modificationChanged.connect(self._note_typing)
        self.document().setDocumentMargin(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 2 * SNUG)

    def tell(self, draft: Draft, placeholder: str) -> None:
        """Show this, unless somebody types for the same photos."""
        if self._is_typed:
            if list(draft.photos) == list(self._draft.photos):
                return
            self.say()
        self._draft = draft
        self.restore()
        self.setPlaceholderText(placeholder)

    def say(self) -> None:
        """Have the photos be given what was typed."""
        wanted = self._draft.wanted(self.toPlainText()) if self._is_typed else None
        if wanted is None:
            self.restore()
            return
        self._draft = Draft(wanted, photos=self._draft.photos)
        self.restore()
        self.said.emit(wanted, self._draft.photos)

    def restore(self) -> None:
        """Show again what is."""
        if self.toPlainText() != self._draft.text:
            self.setPlainText(self._draft.text)
        self.document().setModified(False)

    def event(self, event: QEvent) -> bool:
        """Esc is ours while we have the keyboard; undoing is the window's unless somebody types."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return _claims(event, self._was_typed, super().event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter says it, with Shift it begins a line; Esc takes it back."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.say()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.restore()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Leaving says it."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.say()
            self._was_typed = False

    def _note_typing(self, is_typed: bool) -> None:
        self._was_typed = self._was_typed or is_typed

    @property
    def _is_typed(self) -> bool:
        return self.document().isModified()


def _claims(event: QKeyEvent, is_typed: bool, otherwise: Callable[[QEvent], bool]) -> bool:
    if event.key() == Qt.Key.Key_Escape:
        event.accept()
        return True
    undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    return False if undoes and not is_typed else otherwise(event)
