"""`Thumbnails`: pictures for cells, decoded to the very pixels they take, within a bound of memory.

Workers read a few previews at once and make images of them; only here, in the window's thread, those
become pixmaps. An old picture is shown until the new one is there, so nothing flickers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QTransform

from imalink_core import Problem, decode_preview
from imalink_core.previews.picture import BYTES_PER_PIXEL
from imalink_desktop.base.events import Signal
from imalink_desktop.base.workers import Answer, Done
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.jobs.room import Room
from imalink_desktop.ui.grid.orders import Order, Orders

BUDGET = 192_000_000
_BATCH = 6
_HOT_SIDE = 150


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture: whose, turned how many degrees, and the pixels of the screen it has to fit into."""

    uid: str
    turned: int
    width: int
    height: int
    ratio: float = 1.0
    """Pixels of the screen for one of the window's."""
    is_gray: bool = False
    """As for a photo whose files are not at hand."""


@dataclass(frozen=True, slots=True)
class _Held:
    wish: Wish
    pixmap: QPixmap | None

    @property
    def bytes(self) -> int:
        return 100 if self.pixmap is None else self.pixmap.width() * self.pixmap.height() * 4


class Thumbnails:
    """Pictures by photo; those that were wanted longest ago go first."""

    def __init__(self, room: Room, previews: Previews, *, budget: int = BUDGET) -> None:
        self.arrived = Signal[Collection[int]]("pictures of photos have come")
        self._budget = budget
        self._held: dict[int, _Held] = {}
        self._bytes = 0
        self._stale: set[int] = set()
        self._wanted: Mapping[int, Wish] = {}
        self._desk = room.desk(partial(_read, previews), self._take)
        self._orders: Orders[Wish] = Orders(self._desk, _BATCH)

    @property
    def bytes(self) -> int:
        """How much memory the pictures take."""
        return self._bytes

    def get(self, photo: int) -> QPixmap | None:
        """The picture of a photo, if it is here; perhaps not yet in the size that was wished."""
        held = self._held.get(photo)
        return None if held is None else held.pixmap

    def lacks(self, photo: int) -> bool:
        """Whether it was looked for and there is none."""
        held = self._held.get(photo)
        return held is not None and held.pixmap is None

    def want(self, wishes: Mapping[int, Wish]) -> None:
        """Have these made, the first first, and nothing else any more."""
        self._wanted = wishes
        held = self._held
        for photo in wishes:
            if photo in held:
                held[photo] = held.pop(photo)
        self._ask()

    def renew(self, photos: Collection[int]) -> None:
        """Their previews may have changed: make them again."""
        few, many = sorted((photos, self._held.keys()), key=len)
        self._stale.update(photo for photo in few if photo in many)
        self._stale.update(photo for photo in self._wanted if photo in photos)
        # What is being looked for was begun before they came, and may find nothing.
        self._stale.update(photo for photo in photos if self._orders.pending(photo) is not None)
        self._ask()

    def close(self) -> None:
        """Ask no more."""
        self._desk.close()

    def _ask(self) -> None:
        # These pictures are as old as before.
        self._stale.update(photo for photo in self._orders.recall() if photo in self._held)
        missing = {photo: wish for photo, wish in self._wanted.items() if self._is_missing(photo, wish)}
        self._stale.difference_update(missing)
        # What has no picture at all comes before what is only to be made sharp.
        self._orders.place(sorted(missing.items(), key=lambda item: self.get(item[0]) is not None))

    def _is_missing(self, photo: int, wish: Wish) -> bool:
        if photo in self._stale:
            return True
        held = self._held.get(photo)
        return (held is None or held.wish != wish) and self._orders.pending(photo) != wish

    def _take(self, answer: Answer[Order[Wish], dict[int, QImage]]) -> None:
        found = answer.value if isinstance(answer, Done) else {}
        photos = self._orders.taken(answer.task)
        for photo in photos:
            image = found.get(photo)
            self._let_go(photo)
            held = _Held(answer.task.wishes[photo], None if image is None else QPixmap.fromImage(image))
            self._held[photo] = held
            self._bytes += held.bytes
        self._keep_within(self._budget)
        self.arrived.emit(photos)

    def _keep_within(self, budget: int) -> None:
        """Never lets go of what is wanted now: that would only be made again."""
        while self._bytes > budget:
            oldest = next(iter(self._held))
            if oldest in self._wanted:
                return
            self._let_go(oldest)
            self._stale.discard(oldest)

    def _let_go(self, photo: int) -> None:
        held = self._held.pop(photo, None)
        self._bytes -= held.bytes if held else 0


def _read(previews: Previews, order: Order[Wish]) -> dict[int, QImage]:
    """In a worker: the pictures of some photos, from the preview that fits best and is there."""
    uids = [wish.uid for wish in order.wishes.values()]
    small = all(max(wish.width, wish.height) <= _HOT_SIDE for wish in order.wishes.values())
    first, second = (previews.hot, previews.grid) if small else (previews.grid, previews.hot)
    found = first(uids)
    found |= second(uid for uid in uids if uid not in found)
    made = {photo: decode(found[wish.uid], wish) for photo, wish in order.wishes.items() if wish.uid in found}
    return {photo: image for photo, image in made.items() if image is not None}


def decode(jpeg: bytes, wish: Wish) -> QImage | None:
    """A preview in the size and the turn that are wished; None when it is no picture.

    Not by Qt's reader: on a device of Python's it waits for Python's lock while it holds the one of all its
    readers, and a window that loads an icon at that moment waits the other way round.
    """
    try:
        picture = decode_preview(jpeg)
    except Problem:
        return None
    room = QSize(wish.width, wish.height)
    if wish.turned % 180:
        room.transpose()
    size = QSize(picture.width, picture.height).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    size = size.expandedTo(QSize(1, 1))
    if size.width() != picture.width:
        picture = picture.resized(size.width(), size.height())
    row = picture.width * BYTES_PER_PIXEL
    image = QImage(picture.pixels, picture.width, picture.height, row, QImage.Format.Format_RGB32).copy()
    if wish.turned:
        image = image.transformed(QTransform().rotate(wish.turned))
    if wish.is_gray:
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(wish.ratio)
    return image


def room_for(width: int | None, height: int | None, room: tuple[int, int], most: int = 2) -> tuple[int, int]:
    """The pixels a picture may take: never much more than the photo itself has."""
    side = max(width or 0, height or 0) * most
    return (min(room[0], side), min(room[1], side)) if side else room
