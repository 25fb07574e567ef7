"""A small field for a date, which says while it is typed what has been understood."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from imalink_desktop.ui.pieces import label
from imalink_desktop.ui.scrubber import wording
from imalink_desktop.ui.scrubber.dates import Stretch
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import PADDING, SNUG, STEP, TIGHT
from imalink_desktop.ui.theme.style import mark_wrong
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _

_WIDTH = 70 * STEP


class GoToDate(QFrame):
    """Enter goes, Escape closes."""

    wanted = Signal(object)
    """The first and the last day of what was typed."""

    def __init__(self, meant: Callable[[str], Stretch | None], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("floating", True)
        self._meant = meant
        title = label(_("Go to a date"), role=Role.HEADING)
        self._field = QLineEdit(self)
        self._field.addAction(icon("calendar", "text_quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self._field.setPlaceholderText(_("June 2024, 2024-06-15, yesterday"))
        self._field.setAccessibleName(_("Date"))
        self._field.textChanged.connect(self._changed)
        self._told = label(quiet=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        layout.setSpacing(SNUG)
        for part in (title, self._field, self._told):
            layout.addWidget(part)
        self._layout = layout
        self._say("")

    def open_over(self, anchor: QWidget) -> None:
        """Open in the middle, above the strip."""
        self._fit()
        corner = anchor.mapToGlobal(QPoint((anchor.width() - _WIDTH) // 2, -self.height() - TIGHT))
        screen = anchor.screen().availableGeometry()
        corner.setY(max(screen.top() + PADDING, corner.y()))
        self.move(corner)
        self.show()
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        stretch = self._meant(self._field.text())
        if stretch is not None:
            self.wanted.emit(stretch)
            self.close()
        else:
            self._say(
                _("This is not a date. Write it like 2024-06-15, June 2024 or 1 June 2024."), wrong=True
            )

    def _changed(self, text: str) -> None:
        stretch = self._meant(text)
        self._say("" if stretch is None else wording.span(*stretch))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._told.setText(words or _("Enter goes to the nearest photo."))
        mark_wrong(self._field, is_wrong=wrong)
        self._fit()

    def _fit(self) -> None:
        """As high as the words need, and upwards from where it stands."""
        bottom, height = self.y() + self.height(), self._layout.totalHeightForWidth(_WIDTH)
        self.setFixedSize(_WIDTH, height)
        if self.isVisible():
            self.move(self.x(), bottom - height)
