"""`Newcomers`: photos that came into the list while somebody looked at it, and that nobody has seen yet.

A photo that has been glanced at may turn out to be a copy of one that is there, and go again. So only those
count of which it is known that they stay.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


class Newcomers:
    """Told of each list and of what comes into sight. New are numbers above the highest there was."""

    def __init__(self) -> None:
        self._photos: array[int] = array("q")
        self._since: int | None = None
        self._newest = 0
        self._seen = bytearray()
        """Of each number above the highest there was."""
        self._stay: array[int] = array("q")
        self._left = 0

    def __len__(self) -> int:
        return self._left

    @property
    def since(self) -> int | None:
        """The highest number there was; nothing where none higher is in the list, or still to be seen."""
        return self._since if self._seen else None

    def settle(self, photos: array[int]) -> None:
        """Of the numbers above `since`, these stay."""
        self._stay = photos
        self._count()

    def take(self, photos: array[int], newest: int, *, is_other: bool) -> None:
        """The list is this now; `newest` is the highest number of any photo. In another list none is new."""
        was_empty = not self._photos
        self._photos, self._newest = photos, newest
        if self._since is None or is_other or was_empty or newest < self._since:
            self.forget()
        elif newest > self._since:
            self._seen.extend(bytes(newest - self._since - len(self._seen)))
            self._count()

    def see(self, photos: Iterable[int]) -> None:
        """These are in sight."""
        if not self._seen or self._since is None:
            return
        for photo in photos:
            if self._since < photo <= self._newest:
                self._seen[photo - self._since - 1] = 1
        self._count()

    def forget(self) -> None:
        """Enough of them: from now on others are new."""
        self._since, self._seen, self._left = self._newest, bytearray(), 0
        self._stay = array("q")

    def first(self) -> int | None:
        """The place of the first of them in the list."""
        return self._end(0)

    def last(self) -> int | None:
        """The place of the last of them."""
        return self._end(-1)

    def _end(self, which: int) -> int | None:
        if not self._left:
            return None
        return int(self._settled()[which])

    def _count(self) -> None:
        unseen = self._unseen()
        self._left = len(self._settled())
        if not len(unseen):
            self.forget()

    def _settled(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The places of those that stay."""
        import numpy as np

        unseen = self._unseen()
        stays = np.isin(_numbers(self._photos)[unseen], _numbers(self._stay))
        settled: np.ndarray[tuple[int], np.dtype[np.int64]] = unseen[stays]
        return settled

    def _unseen(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The places of those that nobody has seen."""
        import numpy as np  # slow to import, and only needed when photos have come

        since = self._since or 0
        photos = _numbers(self._photos)
        places = np.flatnonzero(photos > since)
        seen = np.frombuffer(self._seen, np.uint8) if self._seen else np.zeros(0, np.uint8)
        unseen: np.ndarray[tuple[int], np.dtype[np.int64]] = places[seen[photos[places] - since - 1] == 0]
        return unseen


def _numbers(photos: array[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    import numpy as np

    return np.frombuffer(photos, np.int64) if photos else np.zeros(0, np.int64)
