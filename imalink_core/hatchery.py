"""The hatchery: where files become eggs, in the calling thread or in a helper process.

An ordinary JPEG, PNG, WebP, GIF or BMP is decoded in the calling thread. RAW, HEIC,
AVIF, TIFF and video go to a helper process with limits of its own, and so does a file
whose first try found it damaged or endless: it may yet be saved in part, and if it kills
the helper it has cost nothing but itself.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Self, TypeVar

from imalink_core.decode.buffers import Buffers, keep_freed_memory
from imalink_core.decode.raster import Tools
from imalink_core.egg import PhotoEgg
from imalink_core.errors import Problem, note
from imalink_core.hatching import Hatched, Order, Reading, hatch_here, picture_here, read
from imalink_core.isolation.keeper import Keeper
from imalink_core.limits import DEFAULT_LIMITS, Limits
from imalink_core.original import Original, open_original
from imalink_core.previews.picture import BYTES_PER_PIXEL, Picture

_WORTH_A_SECOND_TRY = ("damaged", "too_slow")
"""Problems of the first try that a helper process may solve: it reads tolerantly, and can be ended."""

_USUAL = Order()

T = TypeVar("T")


class Hatchery:
    """Hatches files for any number of threads, within one budget of memory. Close it, or use `with`.

    It asks the C library to keep some freed memory, for the whole program: see `buffers`.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        keep_freed_memory()
        self._tools = Tools(limits=limits, buffers=Buffers(limits.kept_bytes))
        self._keeper = Keeper(limits)
        self._budget = _Budget(limits.decoding_bytes)

    def hatch(self, path: str | os.PathLike[str], order: Order = _USUAL, *, alone: bool = False) -> Hatched:
        """Hatch one file, or raise the `Problem` that stands in the way.

        `alone` has it decoded in a helper process whatever its format, as befits a
        file that was being hatched when the program died.
        """
        with open_original(path) as original:
            reading = read(original, self._tools.limits)
            with self._budget.spend(reading.bytes_needed):
                if alone or reading.format.isolated:
                    return self._in_helper(original, order)
                hatched = self._here(lambda: hatch_here(original, reading, order, self._tools))
                if hatched is not None:
                    return hatched
                original.forget()
                hatched = self._in_helper(original, order)
            return replace(hatched, notes=(*hatched.notes, note("second_try")))

    def picture(self, path: str | os.PathLike[str], side: int | None = None) -> Picture:
        """Decode one file to be looked at, whole or fitted into a square; or raise the `Problem`.

        Upright and in sRGB, as the previews are, and by the same roads.
        """
        with open_original(path) as original:
            reading = read(original, self._tools.limits)
            with self._budget.spend(reading.bytes_needed + _copied(reading, side)):
                if reading.format.isolated:
                    return self._keeper.picture(original.path, side)
                picture = self._here(lambda: picture_here(original, reading, side, self._tools))
                if picture is not None:
                    return picture
                original.forget()
                picture = self._keeper.picture(original.path, side)
            return replace(picture, notes=(*picture.notes, note("second_try")))

    def close(self) -> None:
        """End the helper processes."""
        self._keeper.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _here(self, work: Callable[[], T]) -> T | None:
        """Decode in this thread; None for what a helper may yet save."""
        try:
            return work()
        except Problem as problem:
            if problem.code not in _WORTH_A_SECOND_TRY:
                raise
            return None
        finally:
            self._tools.buffers.give_back()

    def _in_helper(self, original: Original, order: Order) -> Hatched:
        """The hash is made here: of a long video it takes longer than a helper may."""
        hatched = self._keeper.hatch(original.path, order)
        if order.sha256:
            hatched = replace(hatched, sha256=original.sha256())
        original.check_unchanged()
        if hatched.egg.file_size_bytes != original.size:
            raise Problem("changing")
        return hatched


def _copied(reading: Reading, side: int | None) -> int:
    """The memory that the pixels take which are handed out, as far as the file's own word goes."""
    whole = (reading.parts.width or 0) * (reading.parts.height or 0)
    return BYTES_PER_PIXEL * (whole if side is None else min(whole, side * side))


class _Budget:
    """Memory for decoding, shared by all threads; who comes first is served first."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._left = total
        self._turn = threading.Lock()
        self._room = threading.Condition()

    @contextmanager
    def spend(self, wanted: int) -> Iterator[None]:
        """Hold a share while decoding; wait for it while others hold too much."""
        share = min(wanted, self._total)
        with self._turn, self._room:
            self._room.wait_for(lambda: self._left >= share)
            self._left -= share
        try:
            yield
        finally:
            with self._room:
                self._left += share
                self._room.notify_all()


def hatch(path: str | os.PathLike[str], cold: int | None = 1920) -> PhotoEgg:
    """Turn one file into an egg. For many files keep a `Hatchery`."""
    with Hatchery() as hatchery:
        return hatchery.hatch(path, Order(cold=cold)).egg
