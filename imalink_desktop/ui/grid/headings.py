"""The headings of sections: a title and how many photos; the one that is under way stays at the top."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from imalink_desktop.ui.grid.geometry import Layout
from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.grid.words import Words
from imalink_desktop.ui.wording import photos

_APART, _ROUND, _CORNER = 10, 8, 4
"""Between title and count; around both, and the corners there, while the mouse is over them."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class HeadingPainter:
    """Paints the headings in sight, over the cells."""

    def __init__(self, look: Look, words: Words, font: QFont) -> None:
        self._words = words
        self._text, self._quiet, self._line = map(QColor, (look.text, look.text_quiet, look.cell_selected))
        self._ground, self._lit = QColor(look.backdrop), QColor(look.cell_selected)
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._plain = QFont(font)
        self._metrics, self._plain_metrics = QFontMetrics(self._bold), QFontMetrics(self._plain)

    def paint(self, painter: QPainter, layout: Layout, top: int, height: int, lit: int | None = None) -> None:
        """Paint those of a page that begins there; one may be below the mouse."""
        if not layout.spacing.heading or not layout.sections.titles:
            return
        current = layout.section_at(top)
        for section in layout.headings(top, top + height):
            if section != current:
                y = layout.heading(section).y - top
                self._heading(painter, layout, section, y, is_stuck=False, is_lit=section == lit)
        place = layout.heading(current).y - top
        y = sticking(layout, current, top)
        self._heading(painter, layout, current, y, is_stuck=place < 0, is_lit=current == lit)

    def _heading(
        self, painter: QPainter, layout: Layout, section: int, y: int, *, is_stuck: bool, is_lit: bool
    ) -> None:
        box = QRect(0, y, layout.width, layout.spacing.heading)
        if is_stuck:
            painter.fillRect(box, self._ground)
            painter.fillRect(0, y + box.height() - 1, layout.width, 1, self._line)
        title = self._words.heading(layout.sections.titles[section])
        count = photos(layout.sections.count(section))
        text = box.adjusted(layout.spacing.margin, 0, -layout.spacing.margin, 0)
        title = self._metrics.elidedText(title, Qt.TextElideMode.ElideRight, text.width())
        wide = self._metrics.horizontalAdvance(title)
        if is_lit:
            whole = wide + _APART + self._plain_metrics.horizontalAdvance(count)
            self._light(painter, QRect(text.left(), y, whole, box.height()))
        painter.setFont(self._bold)
        painter.setPen(self._text)
        painter.drawText(text, _LEFT, title)
        text.setLeft(text.left() + wide + _APART)
        painter.setFont(self._plain)
        painter.setPen(self._quiet)
        painter.drawText(text, _LEFT, count)

    def _light(self, painter: QPainter, words: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._lit)
        painter.drawRoundedRect(words.adjusted(-_ROUND, _ROUND, _ROUND, -_ROUND), _CORNER, _CORNER)
        painter.restore()


def sticking(layout: Layout, section: int, top: int) -> int:
    """Where the heading of the section under way lies on the page: at its top, or pushed out by the next."""
    place = max(0, layout.heading(section).y - top)
    if section + 1 < len(layout.sections.titles):
        place = min(place, layout.heading(section + 1).y - top - layout.spacing.heading)
    return place
