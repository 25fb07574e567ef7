"""What the loupe says: its sentences, in one place."""

from __future__ import annotations

from imalink_desktop.catalog.reads.shown import Lying, Shown
from imalink_desktop.ui.loupe.shots import Origin

GONE = "This photo is not in the library any more."
NOT_YET = "The picture has not been read yet."
READING = "Reading the picture …"
EMPTY = "No photo is chosen."

_ORIGINS = {Origin.PREVIEW: "Preview", Origin.CAMERA: "Camera’s preview", Origin.ORIGINAL: "Original"}


def away(file: Lying | None) -> str:
    """Why the original cannot be opened, of the file that stands for the photo."""
    if file is None:
        return "The original is on another computer."
    match file.state:
        case "missing":
            return "The original is not where it was."
        case "present":
            return f"The drive “{file.drive}” is not connected."
        case _:
            return "The original cannot be read."


def mark(why: str) -> str:
    """In the corner of a preview with which one has to do."""
    return f"Preview  ·  {why.rstrip('.')}"


def title(facts: Shown) -> str:
    """The name of a photo on one line, whatever is in it."""
    return " ".join((facts.name or facts.title or f"Photo {facts.id}").split())


def number(at: int, total: int) -> str:
    """Which photo of how many."""
    return f"{at + 1:,} / {total:,}"


def percent(scale: float) -> str:
    """How large."""
    return f"{scale * 100:.0f} %"


def when(facts: Shown) -> str:
    """The moment, on the clock of the place."""
    return "" if facts.shown_at is None else facts.shown_at[:16].replace("T", "  ")


def taking(facts: Shown) -> str:
    """How it was taken: what is known of it."""
    how = facts.taking
    parts = (
        None if how.exposure_time is None else f"{how.exposure_time} s",
        None if how.f_number is None else f"ƒ/{how.f_number:g}",
        None if how.iso is None else f"ISO {how.iso}",
        None if how.focal_length is None else f"{how.focal_length:g} mm",
    )
    return "  ·  ".join(part for part in (facts.camera, *parts) if part)


def pixels(size: tuple[int, int], origin: Origin) -> str:
    """How large the photo is, and what is seen of it."""
    return f"{size[0]:,} × {size[1]:,}  ·  {_ORIGINS[origin]}"


def spoken(facts: Shown, at: int, total: int) -> str:
    """For those who hear the window."""
    stars = f"{facts.rating} stars" if facts.rating else "no stars"
    flag = {1: ", picked", -1: ", rejected"}.get(facts.flag, "")
    label = f", {facts.label} label" if facts.label else ""
    return f"{title(facts)}, {number(at, total)}, {stars}{flag}{label}"
