"""A line of a menu about several photos: ticked where all of them have it, else with how many do."""

from __future__ import annotations

from imalink_desktop.ui.wording import some_of

_CHECKED = "\N{CHECK MARK}"


def marked_line(words: str, count: int, total: int) -> str:
    """The words, and at the right end how it stands with the photos."""
    return f"{words}\t{_CHECKED if count == total else some_of(count, total)}" if count else words
