"""`Source`: a file on the card, read once from its beginning to its end, and never otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imalink_core.errors import Problem
from imalink_core.original import Original, open_original
from imalink_desktop.importing.scan import Facts


class Source:
    """An open file of the card. Made by `open_source`."""

    def __init__(self, facts: Facts, original: Original | None) -> None:
        self._facts = facts
        self._original = original

    @property
    def times(self) -> tuple[int, int]:
        """When it was last read and last written, for the copy to have the same."""
        if self._original is None:
            return self._facts.mtime_ns, self._facts.mtime_ns
        state = os.fstat(self._original.file.fileno())
        return state.st_atime_ns, state.st_mtime_ns

    def pieces(self) -> Iterator[bytes]:
        """All its bytes; at the end a `Problem` where they are not those of one moment."""
        if self._original is None:
            return
        seen = 0
        for piece in self._original.pieces():
            seen += len(piece)
            yield piece
        if not seen == self._original.size == self._facts.size:
            raise Problem("changing")
        self._original.check_unchanged()


@contextmanager
def open_source(path: Path, facts: Facts) -> Iterator[Source]:
    """Open a file that was met, as an original is opened; an empty one is a file, too."""
    try:
        with open_original(path) as original:
            yield Source(facts, original)
    except Problem as problem:
        if problem.code != "empty" or facts.size:
            raise
    else:
        return
    yield Source(facts, None)
