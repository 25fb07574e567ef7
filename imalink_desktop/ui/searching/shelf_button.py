"""`ShelfButton`: a shelf by its mark, with how many photos lie on it; pressed, only those are shown."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from imalink_desktop.ui.theme.icons import paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import CONTROL, MARK, RADIUS, STEP, TIGHT
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import number

_MARK = MARK + STEP // 2
_EDGE = STEP + STEP // 2
_DIGITS = 3
"""So many places are kept, so that counts that grow by one push nothing aside."""


class ShelfButton(QAbstractButton):
    """`sign` stands before the icon, such as the number of stars."""

    def __init__(self, sign: str, symbol: str, tint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._symbol, self._tint = sign, symbol, tint
        self._count: int | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def count(self) -> int | None:
        """What it says; nothing until it has been counted."""
        return self._count

    def show_count(self, count: int) -> None:
        """So many photos lie there."""
        wide = len(number(count)) != len(self._words)
        self._count = count
        if wide:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as others below
        """As wide as the count that is expected."""
        return QSize(self._mark_width + TIGHT + self._count_width + 2 * _EDGE, CONTROL)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same: nothing of it can be left out."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        del event
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = (
            palette.selection if self.isChecked() else palette.button_hover if self.underMouse() else None
        )
        painter.setPen(QColor(palette.focus) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if ground is None else QColor(ground))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        inner = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        is_empty = self._count == 0 and not self.isChecked()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(palette.text_off if is_empty else palette.text))
        painter.setFont(font(Role.BODY, counts=True))
        painter.drawText(inner, middle, self._sign)
        left = inner.left() + self._mark_width - _MARK
        place = QRect(left, (self.height() - _MARK) // 2, _MARK, _MARK)
        paint(painter, place, self._symbol, *palette.ink("text_off" if is_empty else self._tint))
        painter.setPen(QColor(palette.text_off if is_empty else palette.text_quiet))
        painter.drawText(inner.adjusted(self._mark_width + TIGHT, 0, 0, 0), middle, self._words)
        painter.end()

    @property
    def _words(self) -> str:
        return "" if self._count is None else number(self._count)

    @property
    def _mark_width(self) -> int:
        sign = QFontMetrics(font(Role.BODY, counts=True)).horizontalAdvance(self._sign)
        return _MARK + (sign + 1 if self._sign else 0)

    @property
    def _count_width(self) -> int:
        metrics = QFontMetrics(font(Role.BODY, counts=True))
        return max(metrics.horizontalAdvance(self._words), metrics.horizontalAdvance("0" * _DIGITS))
