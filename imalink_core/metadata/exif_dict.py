"""`exif_dict`: a file's EXIF as plain JSON, under the names that Pillow gives the tags.

No bytes, no NaN, no NUL, no lone surrogate, no number beyond 64 bits, no maker
note, and never more than the limit: the largest values go first.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from fractions import Fraction

from PIL.ExifTags import GPSTAGS, TAGS

from imalink_core.containers.parts import Exif, Tags, TagValue
from imalink_core.egg import Json
from imalink_core.errors import note
from imalink_core.found import Note
from imalink_core.metadata.text import decoded, fit, from_windows

_LEFT_OUT = frozenset(
    (
        0x0111, 0x0117, 0x0144, 0x0145, 0x014A, 0x0201, 0x0202, 0x02BC, 0x5091, 0x83BB, 0x8649, 0x8769,
        0x8773, 0x8825, 0x927C, 0xA005, 0xC4A5, 0xC634, 0xEA1C, 0xEA1D,
    )
)  # fmt: skip
"""Places within the file, whole blocks, padding, and the maker note."""

_WINDOWS = range(0x9C9B, 0x9CA0)
_USER_COMMENT = (0x9286, 0x001B, 0x001C)
_LARGEST = 2**63 - 1
_SHORT = 16
_MOST_VALUES = 256


def make_exif_dict(exif: Exif, most: int) -> tuple[dict[str, Json], tuple[Note, ...]]:
    """The directories as one mapping, the position under `GPS`."""
    found = _named(exif.image, TAGS) | _named(exif.photo, TAGS)
    gps = _named(exif.gps, GPSTAGS)
    if gps:
        found["GPS"] = gps
    return _shortened(found, most)


def _named(tags: Tags, names: Mapping[int, str]) -> dict[str, Json]:
    values = (
        (names[tag], _json(tag, tags[tag])) for tag in sorted(tags) if tag in names and tag not in _LEFT_OUT
    )
    return {name: value for name, value in values if value is not None and value not in ("", [])}


def _json(tag: int, value: TagValue) -> Json:
    if isinstance(value, bytes):
        return _from_bytes(tag, value)
    if isinstance(value, tuple):
        items = [_json(tag, item) for item in value[:_MOST_VALUES]]
        return None if len(value) > _MOST_VALUES or None in items else items
    if isinstance(value, str):
        return fit(value)
    return _figure(value)


def _figure(value: float | Fraction | None) -> Json:
    if isinstance(value, Fraction):
        value = value.numerator if value.denominator == 1 else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is not None and -_LARGEST <= value <= _LARGEST else None


def _from_bytes(tag: int, data: bytes) -> Json:
    if tag in _WINDOWS:
        return from_windows(data)
    if tag in _USER_COMMENT:
        return _comment(data)
    text = data.rstrip(b"\0 ")
    if text.isascii() and text.decode("ascii").isprintable():
        return fit(text.decode("ascii"))
    return list(data) if len(data) <= _SHORT else None


def _comment(data: bytes) -> str | None:
    """Eight bytes name the character set, then comes the text."""
    charset, text = data[:8].rstrip(b"\0 "), data[8:]
    if charset == b"UNICODE":
        # The byte order is the file's own or the writer's; a zero first means the large end first.
        return fit(text.decode("utf-16-be" if text[:1] == b"\0" else "utf-16-le", "replace"))
    if charset in (b"ASCII", b""):
        return fit(decoded(text))
    return None


def _shortened(found: dict[str, Json], most: int) -> tuple[dict[str, Json], tuple[Note, ...]]:
    size = _size(found)
    if size <= most:
        return found, ()
    for name in sorted(found, key=lambda name: _size(found[name]), reverse=True):
        size -= _size({name: found.pop(name)})
        if size <= most:
            break
    return found, (note("exif_shortened"),)


def _size(value: Json) -> int:
    """The bytes it takes as JSON, whichever way that is written."""
    return len(json.dumps(value))
