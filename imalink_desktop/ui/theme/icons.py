"""The icons: one table of names, drawn in one manner, tinted with the palette the moment they are painted.

Each is an SVG on a grid of 24 with a line of 1.5, in `currentColor` only. It is drawn anew for every
size and every screen, never scaled; small ones get a slightly heavier line. A change of theme needs
no new icons: the next paint takes the new colours.

What an icon fills takes the inside of its token, where that has one; a shape of class `inside` is filled
only then.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import ClassVar, Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from imalink_desktop.base.errors import Bug
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.palette import Ink, Palette
from imalink_resources import text

_TABLE = """
timeline calendar undated histogram clock
photos folder folder-offline drive drive-offline card import upload trash
tag collection saved-search search filter sort sort-up sort-down
grid loupe compare survey full-screen filmstrip panel-left panel-right panel-bottom
star star-empty flag unflag reject label
lock group people globe shield person eye eye-off
stack burst bracket raw raw-jpeg live video play
undo redo rotate-left rotate-right zoom-in zoom-out zoom-fit zoom-100
sync sync-off cloud-check pause resume cancel
info warning error help check close more plus minus pencil copy reveal external
chevron-up chevron-down chevron-left chevron-right
settings keyboard pin map-pin camera lens moon sun
"""

NAMES: Final = tuple(_TABLE.split())
"""Every icon there is; `icons/NAME.svg` among the resources."""

_LINE: Final = 1.5
"""How thick lines are: on the grid of 24, and at least in dots of the screen, but for the smallest icons."""
_SOLID: Final = 'fill="currentColor"'
_INSIDE: Final = 'class="inside"'


def icon(name: str, tint: str = "icon", on: str | None = None) -> QIcon:
    """An icon of the table. `tint` is a token of the palette, such as `star`; `on` is one for when it is on.

    Without a tint it brightens under the mouse and in a selection. Trees call an open branch "on", so
    only what can be switched is given an `on`.
    """
    if name not in NAMES:
        raise Bug(f"there is no icon named {name!r}")
    tints = Tints(tint, on or tint)
    for token in (tints.off, tints.on):
        current().colour(token)  # a wrong word is found here, and not while painting
    return QIcon(_Engine(name, tints))


@lru_cache(maxsize=2048)
def drawing(name: str, line: str, dots: int, fill: str = "") -> QImage:
    """An icon of so many dots a side, for whoever paints many at once; kept, so ask as often as you like."""
    least = max(1.25, min(_LINE, 0.075 * dots))
    width = max(_LINE, least * 24 / dots)
    source = _source(name).replace('stroke-width="1.5"', f'stroke-width="{width:.3f}"', 1)
    if fill and fill != line:
        source = source.replace(_SOLID, f'fill="{fill}"').replace(_INSIDE, f'fill="{fill}"')
    return _rendered(source.replace("currentColor", line), dots)


def paint(painter: QPainter, rect: QRect, name: str, line: str, fill: str = "") -> None:
    """Paint an icon into the middle of a place, a dot for each dot of the screen.

    Without a fill of its own it is all of one colour; with `*palette.ink(token)` it is as its token is.
    """
    scale = painter.deviceTransform().m11()
    dots = max(1, round(min(rect.width(), rect.height()) * scale))
    place = QRectF(0, 0, dots / scale, dots / scale)
    place.moveCenter(QRectF(rect).center())
    painter.drawImage(place, drawing(name, line, dots, fill))


def app_icon() -> QIcon:
    """The program's own icon, in the sizes that window systems ask for."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256, 512):
        made.addPixmap(QPixmap.fromImage(app_image(side)))
    return made


def app_image(side: int) -> QImage:
    """The program's icon as a picture; packages are given it as PNG."""
    return _rendered(text("imalink.svg"), side)


@dataclass(frozen=True, slots=True)
class Tints:
    """The tokens an icon is tinted with, switched off and on."""

    off: str = "icon"
    on: str = "icon"

    def ink(self, palette: Palette, mode: QIcon.Mode, state: QIcon.State) -> Ink:
        """What the icon is drawn with in a state."""
        if mode is QIcon.Mode.Disabled:
            return palette.ink("text_off")
        tint = self.on if state is QIcon.State.On else self.off
        bright = tint == "icon" and mode is not QIcon.Mode.Normal
        return palette.ink("text" if bright else tint)


@cache
def _source(name: str) -> str:
    return text(f"icons/{name}.svg")


def _rendered(source: str, side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


class _Engine(QIconEngine):
    """One icon, in the colours of the hour."""

    _clones: ClassVar[list[_Engine]] = []
    # Qt takes a clone without holding it, so somebody must. It asks for one only when an icon is changed,
    # which ours are not.

    def __init__(self, name: str, tints: Tints) -> None:
        super().__init__()
        self._name = name
        self._tints = tints

    def clone(self) -> QIconEngine:
        copy = _Engine(self._name, self._tints)
        self._clones.append(copy)
        return copy

    def key(self) -> str:
        return "imalink"

    def iconName(self) -> str:  # noqa: N802
        return self._name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, rect, self._name, *self._tints.ink(current(), mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: N802
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        dots = max(1, round(min(size.width(), size.height()) * scale))
        ink = self._tints.ink(current(), mode, state)
        drawn = drawing(self._name, ink.line, dots, ink.fill)
        whole = QSize(max(dots, round(size.width() * scale)), max(dots, round(size.height() * scale)))
        if whole == drawn.size():
            made = QPixmap.fromImage(drawn)
        else:  # who asks for more than a square wants room around it
            made = QPixmap(whole)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.drawImage((whole.width() - dots) // 2, (whole.height() - dots) // 2, drawn)
            painter.end()
        made.setDevicePixelRatio(scale)
        return made
