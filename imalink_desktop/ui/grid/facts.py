"""`Facts`: what cells tell of photos, read in batches as they come into sight, and kept for a while."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial

from imalink_desktop.base.events import Signal
from imalink_desktop.base.workers import Answer, Done
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.reads.rows import Row, rows
from imalink_desktop.jobs.room import Room
from imalink_desktop.ui.grid.orders import Order, Orders

KEPT = 20_000
_BATCH = 120
_NEAR = frozenset({"stack", "image_file", "folder", "drive"})
"""Tables whose change is seen in photos that were not changed themselves."""


@dataclass(frozen=True, slots=True)
class _Wish:
    online: frozenset[int]


class Facts:
    """Rows by photo. What has changed is shown as it was until it has been read again."""

    def __init__(
        self, room: Room, catalog: Catalog, *, online: Collection[int] = (), kept: int = KEPT
    ) -> None:
        self.arrived = Signal[Collection[int]]("what cells tell of photos has come")
        self._kept = kept
        self._online = frozenset(online)
        self._rows: dict[int, Row | None] = {}
        """The one that was wanted last stands last. None for a photo that is not there any more."""
        self._stale: set[int] = set()
        self._wanted: Sequence[int] = ()
        self._foreseen: set[int] = set()
        self._desk = room.desk(partial(_read, catalog), self._take)
        self._orders: Orders[_Wish] = Orders(self._desk, _BATCH)

    def get(self, photo: int) -> Row | None:
        """What is known of a photo by now."""
        return self._rows.get(photo)

    def want(self, photos: Sequence[int]) -> None:
        """Have these read, the first first, and nothing else any more."""
        self._wanted = photos
        known = self._rows
        for photo in photos:
            if photo in known:
                known[photo] = known.pop(photo)
        self._ask()

    def changed(self, changes: Changes) -> None:
        """Read again what a command may have changed."""
        if _NEAR & changes.fields.keys():
            self._age(self._rows)
        else:
            folded = {
                row.stack.id for row in map(self.get, self._touched(changes.photos)) if row and row.stack
            }
            beside = (
                photo for photo, row in self._rows.items() if row and row.stack and row.stack.id in folded
            )
            self._age([*self._touched(changes.photos), *(beside if folded else ())])

    def set_online(self, online: Collection[int]) -> None:
        """These drives are there now."""
        if self._online != frozenset(online):
            self._online = frozenset(online)
            # What is on its way was asked about the drives before.
            self._age([*self._rows, *self._wanted])

    def foresee(self, photos: Collection[int], becoming: Callable[[Row], Row]) -> None:
        """Show what a command is about to do, so that a key is seen at once. `settle` follows in any case."""
        seen = self._touched(photos)
        for photo in seen:
            if row := self._rows[photo]:
                self._rows[photo] = becoming(row)
        self._foreseen.update(seen)
        self.arrived.emit(seen)

    def settle(self, photos: Collection[int]) -> None:
        """The command has ended, well or not: the truth counts again."""
        ended = among(self._foreseen, photos)
        self._foreseen.difference_update(ended)
        self._age(ended)

    def close(self) -> None:
        """Ask no more."""
        self._desk.close()

    def _touched(self, photos: Collection[int]) -> list[int]:
        """Those of them that are known; they may be all of a million."""
        return among(self._rows.keys(), photos)

    def _age(self, photos: Collection[int]) -> None:
        self._stale.update(photos)
        self._ask()

    def _ask(self) -> None:
        # What is known of these is as old as before.
        self._stale.update(photo for photo in self._orders.recall() if photo in self._rows)
        missing = [photo for photo in self._wanted if self._is_missing(photo)]
        self._stale.difference_update(missing)
        self._orders.place(dict.fromkeys(missing, _Wish(self._online)).items())

    def _is_missing(self, photo: int) -> bool:
        return photo in self._stale or (photo not in self._rows and self._orders.pending(photo) is None)

    def _take(self, answer: Answer[Order[_Wish], dict[int, Row]]) -> None:
        found = answer.value if isinstance(answer, Done) else {}
        photos = [photo for photo in self._orders.taken(answer.task) if photo not in self._foreseen]
        for photo in photos:
            self._rows.pop(photo, None)
            self._rows[photo] = found.get(photo)
        while len(self._rows) > max(self._kept, len(self._wanted)):
            oldest = next(iter(self._rows))
            del self._rows[oldest]
            self._stale.discard(oldest)
        self.arrived.emit(photos)


def among(known: AbstractSet[int], photos: Collection[int]) -> list[int]:
    """Those of the known that are among photos, which may be a million: no loop of ours walks them."""
    if len(photos) <= len(known):
        return [photo for photo in photos if photo in known]
    if not isinstance(photos, array):
        there = photos if isinstance(photos, AbstractSet) else frozenset(photos)
        return [photo for photo in known if photo in there]
    import numpy as np

    mine = np.fromiter(known, np.int64, len(known))
    chosen: list[int] = mine[np.isin(mine, np.frombuffer(photos, np.int64))].tolist()
    return chosen


def _read(catalog: Catalog, order: Order[_Wish]) -> dict[int, Row]:
    wish = next(iter(order.wishes.values()))
    with catalog.reading() as connection:
        return {row.id: row for row in rows(connection, order.wishes, online=wish.online)}
