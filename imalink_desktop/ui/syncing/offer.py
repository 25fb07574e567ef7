"""`Offer`: one of two values, whole, with what the other has not marked in it, and a button that takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout

from imalink_desktop.ui.pieces import button, label
from imalink_desktop.ui.syncing.differing import Span
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import PADDING, SNUG, TIGHT
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _, many


class Offer(QFrame):
    """Stands beside the other one. The button is where the keyboard goes; the value scrolls."""

    def __init__(
        self, key: str, where: str, take: Callable[[], object], take_all: Callable[[], object]
    ) -> None:
        super().__init__()
        self._where = where
        self._text = ""
        self._spans: tuple[Span, ...] = ()
        self.setProperty("floating", True)
        self.heading, self.now = label(where, role=Role.HEADING), label(quiet=True)
        self.now.setWordWrap(False)
        self.value = QPlainTextEdit()
        self.value.setReadOnly(True)
        self.value.setFrameShape(QFrame.Shape.NoFrame)
        self.value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take = button(_("{key}   Take this").format(key=key), take)
        self.take.setAutoDefault(True)
        self.take_all = button("", take_all, _("One step, which can be undone as one"))
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, SNUG, PADDING, PADDING)
        column.setSpacing(TIGHT)
        for each in (self.heading, self.now):
            column.addWidget(each)
        column.addWidget(self.value, 1)
        column.addSpacing(TIGHT)
        column.addWidget(self.take)
        column.addWidget(self.take_all)

    @property
    def text(self) -> str:
        """The value, as it can be read."""
        return self._text

    @property
    def marked(self) -> list[str]:
        """What is marked in it."""
        return [self.text[begin:end] for begin, end in self._spans]

    def tell(self, value: str, spans: Sequence[Span], *, is_now: bool, alike: int) -> None:
        """Offer this; `alike` ones could be decided the same way."""
        self._text, self._spans = value, tuple(spans)
        self.value.setPlainText("")  # with it the marks of the last one go
        self.value.setCurrentCharFormat(QTextCharFormat())
        self.value.setPlainText(value)
        self._mark()
        self.now.setText(_("The photo has this now") if is_now else "")
        self.take.setAccessibleName(f"{self._where}: {value}")
        self.take_all.setText(many("For all {n} of these", "For all {n} of these", alike))
        self.take_all.setAccessibleName(f"{self._where}: {self.take_all.text()}")
        self.take_all.setVisible(alike > 1)

    def enable(self, *, is_enabled: bool) -> None:
        """Whether it can be taken."""
        for each in (self.take, self.take_all):
            each.setEnabled(is_enabled)

    def scroll_by(self, by: int) -> None:
        """So many lines further down, or up."""
        bar = self.value.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.singleStep())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The theme may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._spans:
            self._mark()

    def _mark(self) -> None:
        palette, look = current(), QTextCharFormat()
        look.setBackground(QColor(palette.selection))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(QColor(palette.accent))
        for begin, end in self._spans:
            cursor = QTextCursor(self.value.document())
            cursor.setPosition(_place(self._text, begin))
            cursor.setPosition(_place(self._text, end), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(look)
        seen = QTextCursor(self.value.document())
        seen.setPosition(_place(self._text, self._spans[0][0]) if self._spans else 0)
        self.value.setTextCursor(seen)
        self.value.ensureCursorVisible()


def _place(text: str, place: int) -> int:
    """Where that is for Qt, which counts some signs twice."""
    return len(text[:place].encode("utf-16-le")) // 2
