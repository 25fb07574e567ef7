"""`Chip`: a tag that photos have: the way to it in quiet words, how many have it, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from imalink_desktop.ui.plain import tip
from imalink_desktop.ui.theme.icons import paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import MARK, RADIUS, ROW, SNUG, TIGHT
from imalink_desktop.ui.wording import _, many, number

_SLACK = 3
"""Letters are not whole dots wide."""
_BETWEEN = " › "


class Chip(QWidget):
    """It is given another tag rather than made anew, so that nothing flickers while photos go by."""

    removed = Signal(str)
    spread = Signal(str)
    """All photos are to have it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = ""
        self._above, self._leaf, self._count = "", "", ""
        self._can_spread = self._can_remove = False
        self._under: str = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def tell(self, path: str, count: int, total: int) -> None:
        """A tag that so many of the photos have."""
        some = count < total
        self._show(path, number(count) if some else "", can_spread=some, can_remove=True)
        told = (
            many("{count} of {n} photo", "{count} of {n} photos", total, count=number(count)) if some else ""
        )
        keys = _("Delete takes it away, Enter gives it to all") if some else _("Delete takes it away")
        self.setToolTip(tip("\n".join(filter(None, (path, told, keys)))))
        self.setAccessibleName(path)
        self.setAccessibleDescription(told)

    def offer(self, path: str) -> None:
        """A tag that was used lately."""
        self._show(path, "", can_spread=True, can_remove=False)
        self.setToolTip(tip(_("Give {tag}").format(tag=path)))
        self.setAccessibleName(self.toolTip())

    def sizeHint(self) -> QSize:  # noqa: N802
        """All of its words."""
        words = self.fontMetrics().horizontalAdvance(self._above + self._leaf)
        count = self.fontMetrics().horizontalAdvance(self._count) + TIGHT if self._count else 0
        marks = (MARK + TIGHT) * (self._can_spread + self._can_remove)
        return QSize(words + count + marks + 2 * SNUG + _SLACK, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        del event
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette.focus if self.hasFocus() else palette.edge))
        ground = palette.button_hover if self.underMouse() else palette.button
        painter.setBrush(QColor(ground) if self._can_remove else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        self._paint_words(painter)
        for name, box in (("plus", self._spreading()), ("close", self._removing())):
            if not box.isEmpty():
                paint(painter, box, name, palette.text if self._under == name else palette.text_quiet)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Light up what would be hit."""
        under = self._at(event)
        if under != self._under:
            self._under = under
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ours: what lies below is not meant."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Do what was hit. What is only offered can be hit anywhere."""
        hit = self._at(event)
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(
            event.position().toPoint()
        ):
            return
        if hit == "close":
            self.removed.emit(self.path)
        elif hit == "plus" or not self._can_remove:
            self.spread.emit(self.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete takes the tag away, Enter gives it to all."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._can_remove:
            self.removed.emit(self.path)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._can_spread:
            self.spread.emit(self.path)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Keys of the window that mean something here are ours while we have the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = (Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in ours:
                event.accept()
                return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Nothing is lit."""
        del event
        self._under = ""
        self.update()

    def enterEvent(self, event: QEvent) -> None:  # noqa: N802
        """It brightens."""
        del event
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Its edge lights up."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """And no more."""
        super().focusOutEvent(event)
        self.update()

    def _show(self, path: str, count: str, *, can_spread: bool, can_remove: bool) -> None:
        above, slash, leaf = path.rpartition("/")
        before = (self.path, self._count, self._can_spread, self._can_remove)
        self.path, self._leaf, self._count = path, leaf, count
        self._above = above.replace("/", _BETWEEN) + _BETWEEN if slash else ""
        self._can_spread, self._can_remove = can_spread, can_remove
        if before != (path, count, can_spread, can_remove):
            self.updateGeometry()
            self.update()

    def _paint_words(self, painter: QPainter) -> None:
        """Where there is no room, the way to the tag is cut before the tag is."""
        palette, metrics = current(), self.fontMetrics()
        count = metrics.horizontalAdvance(self._count) + TIGHT if self._count else 0
        marks = (MARK + TIGHT) * (self._can_spread + self._can_remove)
        room = self.width() - 2 * SNUG - marks - count
        leaf = metrics.elidedText(self._leaf, Qt.TextElideMode.ElideMiddle, room)
        left = room - metrics.horizontalAdvance(leaf)
        above = metrics.elidedText(self._above, Qt.TextElideMode.ElideLeft, left) if self._above else ""
        x = SNUG
        quiet = QColor(palette.text_quiet)
        for text, colour in ((above, quiet), (leaf, QColor(palette.text)), (self._count, quiet)):
            if text is self._count and text:
                x += TIGHT
            painter.setPen(colour)
            width = metrics.horizontalAdvance(text)
            painter.drawText(QRect(x, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            x += width

    def _removing(self) -> QRect:
        return self._mark(0) if self._can_remove else QRect()

    def _spreading(self) -> QRect:
        return self._mark(int(self._can_remove)) if self._can_spread else QRect()

    def _mark(self, place: int) -> QRect:
        x = self.width() - TIGHT - (place + 1) * (MARK + TIGHT) + TIGHT
        return QRect(x - TIGHT // 2, (self.height() - MARK) // 2, MARK, MARK)

    def _at(self, event: QMouseEvent) -> str:
        where = event.position().toPoint()
        for name, box in (("plus", self._spreading()), ("close", self._removing())):
            if not box.isEmpty() and box.adjusted(-2, -ROW, 2, ROW).contains(where):
                return name
        return ""
