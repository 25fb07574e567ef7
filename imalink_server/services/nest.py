"""The nest: files that were sent become eggs here, so many at a time and beside all other work.

Whoever sends files here is a stranger, so each is decoded in a helper process of the engine's, whatever its
format: what crashes there, or takes too long, has cost nothing but itself. A file has no name on
our disk, so nothing of it is left, however the program ends.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self

from imalink_core import Hatched, Hatchery, Order, Problem
from imalink_server.base.errors import Code, Refused

_WAITING = 4
"""For each that is being hatched so many may wait, or be on their way here."""
_RETRY_AFTER = 5

_NO_PICTURE = ("empty", "not_a_file", "unknown", "unsupported")


class Nest:
    """Hatches what was sent. Close it, or use `with`."""

    def __init__(self, at_once: int) -> None:
        self._hatchery = Hatchery()
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="nest")
        self._places = threading.BoundedSemaphore(at_once * (1 + _WAITING))

    @contextmanager
    def place(self) -> Iterator[None]:
        """Have a place, before anything is taken from whoever sends; refused where all are taken."""
        if not self._places.acquire(blocking=False):
            raise Refused(
                Code.UNAVAILABLE, "Too many pictures at once. Try again soon.", {"retry_after": _RETRY_AFTER}
            )
        try:
            yield
        finally:
            self._places.release()

    def begin(self, file: BinaryIO, order: Order) -> Future[Hatched]:
        """Hatch a file as soon as there is a hand free; it has to stay open until then."""
        return self._threads.submit(self._hatch, file, order)

    def _hatch(self, file: BinaryIO, order: Order) -> Hatched:
        try:
            with _path_to(file) as path:
                return self._hatchery.hatch(path, order, alone=True)
        except Problem as problem:
            raise refused(problem) from problem

    def close(self) -> None:
        """End what is being hatched."""
        self._hatchery.close()
        self._threads.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def refused(problem: Problem) -> Refused:
    """The engine's word for what is wrong, for whoever sent the file."""
    code = Code.NOT_A_PICTURE if problem.code in _NO_PICTURE else Code.INVALID_FILE_FORMAT
    return Refused(code, problem.message, {"problem": problem.code})


def too_slow() -> Refused:
    """The answer when our patience has ended."""
    return refused(Problem("too_slow"))


@contextmanager
def _path_to(file: BinaryIO) -> Iterator[Path]:
    """A path by which helper processes find a file that has no name; elsewhere than on Linux, a copy's."""
    file.flush()
    open_here = Path(f"/proc/{os.getpid()}/fd")
    if open_here.is_dir():
        yield open_here / str(file.fileno())
        return
    with tempfile.TemporaryDirectory(prefix="imalink-nest-") as folder:
        copy = Path(folder) / "sent"
        file.seek(0)
        with copy.open("xb") as to:
            shutil.copyfileobj(file, to)
        yield copy
