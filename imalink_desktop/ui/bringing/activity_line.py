"""`ActivityLine`: what runs, on one line of the status bar with a thin bar below; a click opens the list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from shiboken6 import isValid

from imalink_desktop.jobs.ticket import Phase
from imalink_desktop.ui.bringing.activity import LONG, often
from imalink_desktop.ui.bringing.wording import line
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.plain import one_line, tip
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _, many

_WIDE = 340


class ActivityLine(QAbstractButton):
    """One line for the status bar, with a thin bar below; a click opens the list."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = library.room
        self._part: float | None = None
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(font(Role.CAPTION, counts=True))
        self._soon = often(self, self.look)
        library.room.told.connect(self._hear)
        self.look()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def look(self) -> None:
        """Say how it stands now; of several jobs, of the first that runs."""
        jobs = [one for one in self._room.tickets if one.lane in LONG]
        jobs.sort(key=lambda one: (one.status.phase is not Phase.RUNNING, one.number))
        self.setVisible(bool(jobs))
        if not jobs:
            return
        first, *rest = jobs
        words = line(first.name, first.status)
        if rest:
            words += " · " + many("{n} more", "{n} more", len(rest))
        self._words = one_line(words)
        self._part = None if first.status.progress is None else first.status.progress.part
        self.setAccessibleName(self._words)
        self.setToolTip(tip(_("{what}\nClick to see all that runs").format(what=one_line(first.name))))
        self.update()

    def _hear(self, _told: object) -> None:
        if isValid(self) and not self._soon.isActive():
            self._soon.start()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Always the same, so that nothing beside it jumps."""
        return QSize(_WIDE, space.STATUS)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Words, a bar, and a ring when the keyboard is here."""
        del event
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = self.rect().adjusted(space.SNUG, 0, -space.SNUG, 0)
        hovers = self.underMouse() or self.hasFocus()
        painter.setPen(QColor(palette.text if hovers else palette.text_quiet))
        words = inside.adjusted(0, 0, 0, -space.TIGHT)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(inside.left(), self.height() - 5, inside.width(), 2)
        painter.fillRect(groove, QColor(palette.selection))
        if self._part is not None:
            painter.fillRect(
                QRectF(groove.left(), groove.top(), groove.width() * self._part, 2), QColor(palette.accent)
            )
        if self.hasFocus():
            painter.setPen(QColor(palette.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, space.RADIUS, space.RADIUS)
        painter.end()
