"""What the grid paints: the rows and the pictures of photos, as far as they are here already."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from PySide6.QtGui import QPixmap

from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.catalog.reads.rows import Row
from imalink_desktop.jobs.room import Room
from imalink_desktop.ui.grid.facts import Facts
from imalink_desktop.ui.grid.thumbnails import BUDGET, Thumbnails, Wish, room_for


@dataclass(frozen=True, slots=True)
class Sight:
    """What is in sight, and what comes next where the scrolling goes; and the pixels of a picture."""

    visible: Sequence[int] = ()
    ahead: Sequence[int] = ()
    room: tuple[int, int] = (1, 1)
    ratio: float = 1.0
    """Pixels of the screen for one of the window's."""


class Contents(Protocol):
    """Where a grid gets what it paints. Nothing here waits."""

    arrived: Signal[Collection[int]]
    """There is more to paint of these photos."""

    def row(self, photo: int) -> Row | None:
        """What is known of a photo by now."""
        ...

    def picture(self, photo: int) -> QPixmap | None:
        """Its picture, if it is here."""
        ...

    def lacks_picture(self, photo: int) -> bool:
        """Whether there is none to be had."""
        ...

    def look(self, sight: Sight) -> None:
        """Fetch this, and nothing else any more."""
        ...


class LibraryContents:
    """The contents of a catalog: rows first, for they tell whose picture it is, and how it is turned."""

    def __init__(self, room: Room, catalog: Catalog, previews: Previews, *, budget: int = BUDGET) -> None:
        self.arrived = Signal[Collection[int]]("there is more to paint")
        self.lacking = Signal[Collection[int]]("there is no picture of photos in sight")
        self.facts = Facts(room, catalog)
        self.thumbnails = Thumbnails(room, previews, budget=budget)
        self._sight = Sight()
        self.facts.arrived.connect(self._rows_came)
        self.thumbnails.arrived.connect(self._pictures_came)

    def row(self, photo: int) -> Row | None:
        """What is known of a photo by now."""
        return self.facts.get(photo)

    def picture(self, photo: int) -> QPixmap | None:
        """Its picture, if it is here."""
        return self.thumbnails.get(photo)

    def lacks_picture(self, photo: int) -> bool:
        """Whether there is none to be had."""
        return self.thumbnails.lacks(photo)

    def look(self, sight: Sight) -> None:
        """Fetch this, and nothing else any more."""
        self._sight = sight
        self.facts.want([*sight.visible, *sight.ahead])
        self._want_pictures()

    def changed(self, changes: Changes) -> None:
        """Show what a command did; a file that was read brings another picture."""
        self.facts.changed(changes)
        if "image_file" in changes.fields:
            self.thumbnails.renew(changes.photos)

    def close(self) -> None:
        """Ask no more."""
        self.facts.close()
        self.thumbnails.close()

    def _rows_came(self, photos: Collection[int]) -> None:
        self._want_pictures()
        self.arrived.emit(photos)

    def _pictures_came(self, photos: Collection[int]) -> None:
        self.arrived.emit(photos)
        if lacking := [photo for photo in photos if self.thumbnails.lacks(photo)]:
            self.lacking.emit(lacking)

    def _want_pictures(self) -> None:
        wishes = {}
        for photo in chain(self._sight.visible, self._sight.ahead):
            if (row := self.facts.get(photo)) is not None:
                room = room_for(row.width, row.height, self._sight.room)
                wishes[photo] = Wish(row.uid, row.rotation, *room, self._sight.ratio, row.badges.offline)
        self.thumbnails.want(wishes)
