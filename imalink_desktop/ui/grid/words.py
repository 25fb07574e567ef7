"""What the grid says that whoever makes the window may say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from imalink_desktop.ui.wording import _, number


@dataclass(frozen=True, slots=True)
class Words:
    """In the photographer's language."""

    name: str = "Photos"
    """How a screen reader calls the grid."""
    heading: Callable[[str], str] = str
    """A section's title in words, such as a day's."""
    heading_tip: str = "Click to select these photos"


def place_in_words(place: int, photos: int, chosen: int) -> str:
    """Where the frame is, counted from one, of how many; and how many are chosen."""
    told = _("Photo {at} of {n}, {chosen} selected") if chosen else _("Photo {at} of {n}")
    return told.format(at=number(place), n=number(photos), chosen=number(chosen))
