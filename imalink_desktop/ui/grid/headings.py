"""The headings of sections: a title and how many photos; the one that is under way stays at the top."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from imalink_desktop.ui.grid.geometry import Layout
from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.grid.words import Words

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class HeadingPainter:
    """Paints the headings in sight, over the cells."""

    def __init__(self, look: Look, words: Words, font: QFont) -> None:
        self._words = words
        self._text, self._quiet, self._line = map(QColor, (look.text, look.text_quiet, look.cell_selected))
        self._ground = QColor(look.backdrop)
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._plain = QFont(font)
        self._metrics = QFontMetrics(self._bold)

    def paint(self, painter: QPainter, layout: Layout, top: int, height: int) -> None:
        """Paint those of a page that begins there."""
        if not layout.spacing.heading or not layout.sections.titles:
            return
        current = layout.section_at(top)
        for section in layout.headings(top, top + height):
            if section != current:
                self._heading(painter, layout, section, layout.heading(section).y - top, is_stuck=False)
        place = layout.heading(current).y - top
        self._heading(painter, layout, current, sticking(layout, current, top), is_stuck=place < 0)

    def _heading(self, painter: QPainter, layout: Layout, section: int, y: int, *, is_stuck: bool) -> None:
        box = QRect(0, y, layout.width, layout.spacing.heading)
        if is_stuck:
            painter.fillRect(box, self._ground)
            painter.fillRect(0, y + box.height() - 1, layout.width, 1, self._line)
        title = self._words.heading(layout.sections.titles[section])
        count = self._words.count(len(layout.sections.span(section)))
        text = box.adjusted(layout.spacing.margin, 0, -layout.spacing.margin, 0)
        painter.setFont(self._bold)
        painter.setPen(self._text)
        title = self._metrics.elidedText(title, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, _LEFT, title)
        text.setLeft(text.left() + self._metrics.horizontalAdvance(title) + 10)
        painter.setFont(self._plain)
        painter.setPen(self._quiet)
        painter.drawText(text, _LEFT, count)


def sticking(layout: Layout, section: int, top: int) -> int:
    """Where the heading of the section under way lies on the page: at its top, or pushed out by the next."""
    place = max(0, layout.heading(section).y - top)
    if section + 1 < len(layout.sections.titles):
        place = min(place, layout.heading(section + 1).y - top - layout.spacing.heading)
    return place
