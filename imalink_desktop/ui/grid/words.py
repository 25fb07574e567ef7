"""What the grid says. Plain functions, so that whoever makes the window can hand over others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _heading(title: str) -> str:
    return title


def _count(photos: int) -> str:
    return "1 photo" if photos == 1 else f"{photos:,} photos"


def _place(place: int, photos: int, chosen: int) -> str:
    also = f", {chosen:,} selected" if chosen else ""
    return f"Photo {place:,} of {photos:,}{also}"


@dataclass(frozen=True, slots=True)
class Words:
    """In the photographer's language."""

    name: str = "Photos"
    """How a screen reader calls the grid."""
    heading: Callable[[str], str] = _heading
    """A section's title in words, such as a day's."""
    count: Callable[[int], str] = _count
    place: Callable[[int, int, int], str] = _place
    """Where the target is: place, of how many, and how many are chosen."""
