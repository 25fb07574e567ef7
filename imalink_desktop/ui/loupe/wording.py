"""What the loupe says: its sentences, in one place."""

from __future__ import annotations

from imalink_core.metadata.names import as_said
from imalink_desktop.catalog.reads.shown import Lying, Shown
from imalink_desktop.ui.loupe.shots import Origin
from imalink_desktop.ui.wording import _, many, marked

GONE = marked("This photo is not in the library any more.")
NOT_YET = marked("The picture has not been read yet.")
CHANGED = marked("The file was changed since the import.")
READING = marked("Reading the picture …")
EMPTY = marked("No photo is selected.")

_ORIGINS = marked({Origin.PREVIEW: "Preview", Origin.CAMERA: "Camera’s preview", Origin.ORIGINAL: "Original"})

_LABELS = marked(
    {
        "red": "red label",
        "yellow": "yellow label",
        "green": "green label",
        "blue": "blue label",
        "purple": "purple label",
        "orange": "orange label",
        "gray": "gray label",
    }
)


def away(file: Lying | None) -> str:
    """Why the original cannot be opened, of the file that stands for the photo."""
    if file is None:
        return _("The original is on another computer.")
    match file.state:
        case "missing":
            return _("The original is not where it was.")
        case "present":
            return _("The drive “{drive}” is not connected.").format(drive=file.drive)
        case _:
            return _("The original cannot be read.")


def mark(why: str) -> str:
    """In the corner of a preview with which one has to do."""
    return _("Preview  ·  {why}").format(why=why.rstrip("."))


def title(facts: Shown) -> str:
    """The name of a photo on one line, whatever is in it."""
    return " ".join((facts.name or facts.title or _("Photo {number}").format(number=facts.id)).split())


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
        None if facts.camera is None else as_said(facts.camera),
        None if how.exposure_time is None else _("{n} s").format(n=how.exposure_time),
        None if how.f_number is None else f"ƒ/{how.f_number:g}",
        None if how.iso is None else f"ISO {how.iso}",
        None if how.focal_length is None else _("{n} mm").format(n=f"{how.focal_length:g}"),
    )
    return "  ·  ".join(part for part in parts if part)


def pixels(size: tuple[int, int], origin: Origin) -> str:
    """How large the photo is, and what is seen of it."""
    return f"{size[0]:,} × {size[1]:,}  ·  {_(_ORIGINS[origin])}"


def spoken(facts: Shown, at: int, total: int) -> str:
    """For those who hear the window."""
    stars = many("{n} star", "{n} stars", facts.rating) if facts.rating else _("No stars")
    flag = {1: _("picked"), -1: _("rejected")}.get(facts.flag)
    label = _(_LABELS.get(facts.label, "{colour} label")).format(colour=facts.label) if facts.label else None
    return ", ".join(part for part in (title(facts), number(at, total), stars, flag, label) if part)
