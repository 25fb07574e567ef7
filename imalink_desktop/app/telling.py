"""Saying something to whoever started us, if there is anybody who listens."""

from __future__ import annotations

from imalink_desktop.app.caller import err, watched
from imalink_desktop.base.errors import Expected


def tell(words: str, end: str = "\n") -> None:
    """Say it beside the output. A closed or full channel is no reason to stop the work."""
    if (stream := err()) is not None:
        try:
            print(words, end=end, file=stream, flush=True)
        except OSError:
            return


def on_one_line(words: str) -> str:
    """The words, without what would move the cursor or end the line: names of files may hold anything."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in words)


def tell_of(trouble: Expected) -> None:
    """Say what stands in the way, and what to do about it."""
    tell(str(trouble))


def is_watched() -> bool:
    """Whether somebody watches us work, at a terminal."""
    return watched()
