"""Contents for a grid without a catalog: everything is here at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtGui import QColor, QPixmap

from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.reads.rows import Badges, Row
from imalink_desktop.ui.grid.contents import Sight

PLAIN = Row(
    id=1,
    uid="1",
    hothash=None,
    name="1.jpg",
    shown_at=None,
    rating=0,
    flag=0,
    label=None,
    visibility=0,
    format="JPEG",
    width=6000,
    height=4000,
    rotation=0,
    title=None,
    is_damaged=False,
    is_trashed=False,
    stack=None,
    badges=Badges(files=1, pictures=1, at_hand=1),
)
PICTURE = QColor(200, 40, 40)


def pixmap(width: int, height: int, colour: QColor = PICTURE) -> QPixmap:
    """A picture of one colour."""
    made = QPixmap(width, height)
    made.fill(colour)
    return made


class Painted:
    """Every photo is plain and red, and remembers when it was asked for."""

    def __init__(self) -> None:
        self.arrived: Signal[Collection[int]] = Signal("there is more to paint")
        self.sights: list[Sight] = []
        self.painted: list[int] = []

    def row(self, photo: int) -> Row | None:
        self.painted.append(photo)
        return replace(PLAIN, id=photo)

    def picture(self, photo: int) -> QPixmap | None:
        del photo
        return pixmap(60, 40)

    def lacks_picture(self, photo: int) -> bool:
        del photo
        return False

    def look(self, sight: Sight) -> None:
        self.sights.append(sight)
