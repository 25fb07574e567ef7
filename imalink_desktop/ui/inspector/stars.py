"""`Stars`: a rating to click, to drag over and to type; of many photos, each star as full as it is true."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from imalink_desktop.catalog.decisions import MOST_STARS
from imalink_desktop.ui.theme.icons import paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import CONTROL, ICON, RADIUS, TIGHT
from imalink_desktop.ui.wording import _, many, some_of_photos

_LEAST, _HALF = 0.2, 0.5
"""How strong a star is that few photos have, and how much stronger one that most have."""


class Stars(QWidget):
    """It tells what was chosen and does not change by itself."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[int, int] = {}
        self._under: int | None = None
        self._is_dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Rating"))

    def tell(self, counts: Mapping[int, int]) -> None:
        """Show these ratings: how many photos have how many stars."""
        self._counts = counts
        total, keys = sum(counts.values()), _("Keys 0 to 5")
        told = [f"{in_words(stars)}: {some_of_photos(counts[stars], total)}" for stars in sorted(counts)]
        said = ", ".join(told) if len(counts) > 1 else in_words(self.value or 0)
        self.setAccessibleName(_("Rating: {stars}").format(stars=said))
        self.setAccessibleDescription(said)
        self.setToolTip("\n".join([*told, keys]) if len(counts) > 1 else keys)
        self.update()

    @property
    def value(self) -> int | None:
        """What all have; nothing where they differ."""
        return next(iter(self._counts)) if len(self._counts) == 1 else None

    def share(self, star: int) -> float:
        """In how many parts of the photos this star is given."""
        total = sum(self._counts.values())
        return sum(count for stars, count in self._counts.items() if stars >= star) / total if total else 0.0

    def sizeHint(self) -> QSize:  # noqa: N802
        """Five stars and the ring of focus."""
        return QSize(MOST_STARS * (ICON + TIGHT) + TIGHT, CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the stars."""
        del event
        palette = current()
        painter = QPainter(self)
        for star in range(1, MOST_STARS + 1):
            box = self._box(star)
            share = self.share(star) if self._under is None else float(star <= self._under)
            if share < 1:
                paint(painter, box, "star-empty", palette.star_empty)
            if share > 0:
                painter.setOpacity(1.0 if share == 1 else _LEAST + _HALF * share)
                paint(painter, box, "star", *palette.ink("star"))
                painter.setOpacity(1.0)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(palette.focus)))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin to choose."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_dragged = True
            self._hover(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show what would be chosen."""
        self._hover(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose; a click on the rating that is there takes it away."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_dragged and self._under is not None:
            self._is_dragged = False
            wanted = 0 if self._under == self.value else self._under
            self._under = None
            self._choose(wanted)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show what is."""
        del event
        self._under = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows give one more or less, figures as many."""
        key, now = event.key(), self.value or 0
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_0 + MOST_STARS:
            self._choose(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._choose(min(now + 1, MOST_STARS))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._choose(max(now - 1, 0))
        else:
            event.ignore()

    def focusInEvent(self, event: object) -> None:  # noqa: N802
        """The ring appears."""
        del event
        self.update()

    def focusOutEvent(self, event: object) -> None:  # noqa: N802
        """The ring goes."""
        del event
        self.update()

    def _hover(self, event: QMouseEvent) -> None:
        place = event.position().toPoint().x()
        under = max(0, min(MOST_STARS, (place - TIGHT) // (ICON + TIGHT) + 1)) if place >= TIGHT else 0
        if under != self._under:
            self._under = under
            self.update()

    def _choose(self, stars: int) -> None:
        self.tell({stars: sum(self._counts.values()) or 1})
        self.chosen.emit(stars)

    def _box(self, star: int) -> QRect:
        return QRect(TIGHT + (star - 1) * (ICON + TIGHT), (self.height() - ICON) // 2, ICON, ICON)


def in_words(stars: int) -> str:
    """A rating."""
    return many("{n} star", "{n} stars", stars) if stars else _("No stars")
