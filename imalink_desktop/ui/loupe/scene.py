"""`Scene`: all that is to be painted at one moment, as a value; and the painting of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from imalink_desktop.catalog.reads.shown import Shown
from imalink_desktop.ui.loupe import wording
from imalink_desktop.ui.loupe.ahead import Sharpness
from imalink_desktop.ui.loupe.look import Look
from imalink_desktop.ui.loupe.overlay import Said, Words, paint_overlay
from imalink_desktop.ui.loupe.painting import best_layer, paint_picture
from imalink_desktop.ui.loupe.pictures import Pictures
from imalink_desktop.ui.loupe.shots import Shot
from imalink_desktop.ui.loupe.zoom import FIT, Mode, Placed, Size, Zoom, place, seen_size
from imalink_desktop.ui.wording import _

_USUAL_PREVIEW = 1920
_UNKNOWN = (3000, 2000)
_SHORT, _JUST_SHORT = 1.25, 1.02
"""A preview that has to be enlarged more is not sharp enough: for who rests, for who looks closely."""

_PLACEHOLDER = 0.6
"""How much of the view the place of a missing picture takes."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A photo with what is there of it; the sharpest picture first."""

    photo: int
    at: int
    total: int
    facts: Shown | None
    shots: Sequence[Shot] = ()
    why_nothing: str | None = None
    why_not_sharper: str | None = None
    zoom: Zoom = FIT
    words: Words = Words.SHORT

    @classmethod
    def of(cls, pictures: Pictures, photo: int, at: int, total: int, zoom: Zoom, words: Words) -> Scene:
        """A photo with what is there of it at this moment."""
        return cls(
            photo,
            at,
            total,
            pictures.facts(photo),
            pictures.shots(photo),
            pictures.why_nothing(photo),
            pictures.why_not_sharper(photo),
            zoom,
            words,
        )

    @property
    def size(self) -> Size | None:
        """The upright photo's, as well as it is known."""
        if self.shots:
            return self.shots[0].size
        return None if self.facts is None else self.facts.size

    @property
    def seen(self) -> Size | None:
        """The size of what is seen of it, as it is turned and cut."""
        if self.facts is None or self.size is None:
            return None
        return seen_size(self.size, self.facts.rotation, self.facts.crop)

    def placed(self, view: Size) -> Placed | None:
        """Where the picture lies."""
        return None if self.seen is None else place(self.zoom, self.seen, view)

    def is_short(self, view: Size) -> bool:
        """Whether the preview, which may yet come, is too small: the original would be sharper."""
        placed, closely = self.placed(view), self.zoom.mode is not Mode.FIT
        if placed is None or self.size is None:
            return closely and self.why_nothing is None
        preview = next((shot for shot in self.shots if shot.sharpness is Sharpness.SCREEN), None)
        if preview is not None and preview.is_whole:
            return False
        has = _USUAL_PREVIEW / max(self.size) if preview is None else preview.layers[0].size[0] / self.size[0]
        return placed.scale > has * (_JUST_SHORT if closely else _SHORT)

    @property
    def has_original(self) -> bool:
        """Whether the original is there."""
        return any(shot.sharpness is Sharpness.WHOLE for shot in self.shots)

    @property
    def mark(self) -> str | None:
        """Why one has to do with a preview."""
        if not self.shots or self.has_original or self.why_not_sharper is None:
            return None
        return wording.mark(self.why_not_sharper)


def paint_scene(painter: QPainter, room: QRect, view: Size, scene: Scene, look: Look, font: QFont) -> None:
    """Paint a photo into a room; `view` is the room in pixels of the screen."""
    placed, shot = scene.placed(view), None
    if scene.facts is not None and placed is not None and scene.shots:
        turned = scene.facts.rotation % 180
        across = 1.0 if scene.facts.crop is None else scene.facts.crop[2]
        width = (placed.height if turned else placed.width) / across
        if (best := best_layer(scene.shots, width)) is not None:
            shot, layer = best
            paint_picture(painter, layer, scene.facts, placed, view)
    if shot is None:
        _paint_placeholder(painter, room, scene, look)
    if scene.facts is not None:
        scale = placed.scale if placed and shot else None
        said = Said(scene.facts, shot, scene.at, scene.total, scale, scene.words, scene.mark)
        paint_overlay(painter, room, said, look, font)


def paint_words(painter: QPainter, room: QRect, words: str, look: Look) -> None:
    """A quiet sentence in the middle."""
    inner = room.adjusted(*(sign * 4 * look.step for sign in (1, 1, -1, -1)))
    painter.setPen(QColor(look.text_quiet))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)


def _paint_placeholder(painter: QPainter, room: QRect, scene: Scene, look: Look) -> None:
    """A quiet plate with the photo's proportions, and the reason."""
    size = QSize(*(scene.seen or _UNKNOWN))
    size.scale(room.size() * _PLACEHOLDER, Qt.AspectRatioMode.KeepAspectRatio)
    plate = QRect(0, 0, size.width(), size.height())
    plate.moveCenter(room.center())
    painter.fillRect(plate, QColor(look.placeholder))
    paint_words(painter, plate, scene.why_nothing or _(wording.READING), look)
