"""The histogram: how the light of one picture lies between black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from imalink_core import Picture, Problem, decode_preview
from imalink_core.previews.picture import BYTES_PER_PIXEL
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import RADIUS
from imalink_desktop.ui.wording import _

BINS: Final = 64
_STEP = 2
"""Bits of a value that make no step."""
_HEIGHT = 64
_TINTS = ("label_red", "label_green", "label_blue")


@dataclass(frozen=True, slots=True)
class Light:
    """Red, green and blue: for each of `BINS` steps from black to white, how many of the most, 0 to 1."""

    channels: tuple[tuple[float, ...], ...]


def light_of(previews: Previews, uid: str) -> Light | None:
    """Count the light of a photo's preview; `None` where there is no preview."""
    jpeg = previews.grid([uid]).get(uid) or previews.hot([uid]).get(uid)
    if jpeg is None:
        return None
    try:
        picture = decode_preview(jpeg)
    except Problem:
        return None
    return _counted(picture)


def _counted(picture: Picture) -> Light:
    """Lesser heights are lifted, and what is all black or white does not press the rest down."""
    import numpy as np  # slow to import, and only needed once something is chosen

    pixels = np.frombuffer(picture.pixels, np.uint8).reshape(-1, BYTES_PER_PIXEL)
    blue, green, red = (np.bincount(pixels[:, place] >> _STEP, minlength=BINS) for place in range(3))
    counted = np.sqrt(np.stack([red, green, blue]))
    most = max(float(counted[:, 1:-1].max()), 1.0)
    return Light(tuple(tuple(row) for row in np.minimum(counted / most, 1.0).tolist()))


class Histogram(QWidget):
    """Paints it; nothing while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.light: Light | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Histogram"))
        self.setToolTip(_("How the light lies between black and white, in the preview"))

    def tell(self, light: Light | None) -> None:
        """Show this one."""
        self.light = light
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as there is room."""
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the three colours over each other."""
        del event
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette.edge))
        painter.setBrush(QColor(palette.field))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.light is not None:
            box.adjust(1.5, 3, -1.5, -1)
            plus = QPainter.CompositionMode.CompositionMode_Plus
            multiply = QPainter.CompositionMode.CompositionMode_Multiply
            painter.setCompositionMode(plus if palette.is_dark else multiply)
            for token, steps in zip(_TINTS, self.light.channels, strict=True):
                colour = QColor(palette.colour(token))
                painter.setPen(colour)
                colour.setAlpha(90)
                painter.setBrush(colour)
                painter.drawPolygon(_outline(steps, box))
        painter.end()


def _outline(steps: Sequence[float], box: QRectF) -> QPolygonF:
    across = box.width() / (len(steps) - 1)
    points = [
        QPointF(box.left() + place * across, box.bottom() - share * box.height())
        for place, share in enumerate(steps)
    ]
    return QPolygonF([box.bottomLeft(), *points, box.bottomRight()])
