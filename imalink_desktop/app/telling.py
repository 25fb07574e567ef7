"""Saying something to whoever started us, if there is anybody who listens."""

from __future__ import annotations

import sys


def tell(words: str, end: str = "\n") -> None:
    """Say it beside the output. A closed or full channel is no reason to stop the work."""
    if sys.stderr is not None:
        try:
            print(words, end=end, file=sys.stderr, flush=True)
        except OSError:
            return


def is_watched() -> bool:
    """Whether somebody watches us work, at a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()
