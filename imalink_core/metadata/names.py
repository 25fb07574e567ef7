"""The names of cameras and lenses, as photographers say them: Nikon D70, not NIKON CORPORATION NIKON D70."""

from __future__ import annotations

import re

from imalink_core.containers.parts import Exif, TagValue
from imalink_core.metadata.figures import number
from imalink_core.metadata.text import clean

_LENS_MODEL, _LENS_SPECIFICATION = 0xA434, 0xA432
_MAKERS = (
    "Acer", "Agfa", "Apple", "Arri", "Asus", "BenQ", "BlackBerry", "Blackmagic", "Canon", "Casio", "DJI",
    "DxO", "Epson", "Fairphone", "Fujifilm", "GoPro", "Google", "Hasselblad", "HMD Global", "Honor", "HP",
    "HTC", "Huawei", "Insta360", "Jolla", "JVC", "Kodak", "Kyocera", "Leaf", "Leica", "Lenovo", "LG",
    "Mamiya", "Microsoft", "Minolta", "Motorola", "Nikon", "Nintendo", "Nokia", "Olympus",
    "OM Digital Solutions", "OnePlus", "Oppo", "Panasonic", "Parrot", "Pentax", "Phase One", "Polaroid",
    "Realme", "Reconyx", "Ricoh", "Samsung", "Sanyo", "Sharp", "Sigma", "Sony", "Tamron", "Toshiba", "Vivo",
    "Vivitar", "Xiaomi", "Yashica", "Yuneec", "Zeiss", "ZTE",
)  # fmt: skip
_CALLED = {
    "asahi optical": "Pentax",
    "eastman kodak": "Kodak",
    "fuji photo film": "Fujifilm",
    "fujifilm": "Fujifilm",
    "hewlett-packard": "HP",
    "konica minolta": "Konica Minolta",
    "lge": "LG",
    "minolta": "Minolta",
    "om digital": "OM System",
    "seiko epson": "Epson",
    "sony ericsson": "Sony Ericsson",
} | {maker.lower(): maker for maker in _MAKERS}
_CALLED["om digital solutions"] = "OM System"
_HOUSE = re.compile(
    r"((camera(?=,? (ag|co|inc)\b)|ag|co|company|computer|corp|corporation|electric|electronics|gmbh|imaging"
    r"|inc|ltd|optical|techwin)(?=[\s.,]|$)[\s.,]*)+",
    re.IGNORECASE,
)
"""What a maker's house is called, behind its name, and no photographer says."""
_NO_LENS = re.compile(r"[-\s.]*|unknown.*|n/?a|none|0(\.0)?\s*mm.*|65535|manual lens no cpu", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def maker(value: TagValue) -> str | None:
    """A maker's name, uniform; one that is not in the table, as written."""
    name = _line(value)
    if name is None:
        return None
    known, _ = _known_maker(name)
    return known or name


def as_said(camera: str) -> str:
    """Make and model in one, as they are said: the maker once, the maker's house not at all.

    For the eye only: what is kept, searched and sent stays as it was written.
    """
    known, model = _known_maker(camera)
    if known is None:
        return camera
    if house := _HOUSE.match(model):
        model = model[house.end() :]
    if _known_maker(model)[0] is not None:  # the maker once more; or another, as of a Ricoh PENTAX K-1
        return as_said(model)
    return f"{known} {model}".rstrip()


def _known_maker(name: str) -> tuple[str | None, str]:
    """The maker that a name begins with, if it is in the table; and what follows."""
    words = name.split()
    for count in range(min(3, len(words)), 0, -1):
        begins = " ".join(words[:count]).lower().rstrip(",.").replace("co.,ltd", "").strip()
        if (known := _CALLED.get(begins)) is not None:
            return known, " ".join(words[count:])
    return None, name


def camera(make: TagValue, model: TagValue) -> tuple[str | None, str | None]:
    """Make and model, the make not repeated in the model."""
    name, said = maker(make), _line(model)
    if said is None:
        return name, None
    for prefix in (name, _line(make), _first_word(make)):
        if prefix and said.lower().startswith(prefix.lower() + " "):
            return name, said[len(prefix) :].lstrip()
    return name, said


def lens(exif: Exif) -> str | None:
    """The lens by name, else by its numbers: `24-70mm f/2.8`."""
    name = _line(exif.photo.get(_LENS_MODEL))
    if name and not _NO_LENS.fullmatch(name):
        return name
    return _specified(exif.photo.get(_LENS_SPECIFICATION))


def lens_named(text: str | None) -> str | None:
    """A lens's name from XMP."""
    name = _line(text)
    return name if name and not _NO_LENS.fullmatch(name) else None


def _specified(value: TagValue) -> str | None:
    if not isinstance(value, tuple) or len(value) != 4:
        return None
    shortest, longest, wide_open, _ = (number(part) for part in value)
    if not shortest or not longest or not 0 < shortest <= longest < 10_000:
        return None
    length = f"{shortest:g}" if shortest == longest else f"{shortest:g}-{longest:g}"
    return f"{length}mm f/{wide_open:g}" if wide_open and wide_open > 0 else f"{length}mm"


def _line(value: TagValue) -> str | None:
    text = clean(value)
    return _SPACES.sub(" ", text)[:200].strip() or None if text else None


def _first_word(value: TagValue) -> str | None:
    text = _line(value)
    return text.split()[0] if text else None
