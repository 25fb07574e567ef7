"""Bytes that were made a moment ago, for who asks for them again: so many at most, the latest asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable


class Remembered:
    """A bounded memory, for many threads."""

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._known: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        """What was made of this, if it is still known."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def put(self, key: Hashable, made: bytes) -> None:
        """Remember it, and forget what nobody has asked for longest."""
        with self._lock:
            self._held += len(made) - len(self._known.pop(key, b""))
            self._known[key] = made
            while self._held > self._most:
                self._held -= len(self._known.popitem(last=False)[1])
