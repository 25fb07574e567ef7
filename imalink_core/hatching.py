"""Hatching one file in this process: sniff, read, decode, make previews, and lay it all in an egg.

What is decoded here can crash here. `hatchery` decides which files are hatched in
the program's own threads and which in a helper process; both come through here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from imalink_core.containers.parts import Parts
from imalink_core.decode.raster import Decode, Raster, Tools, is_flat
from imalink_core.egg import JsonObject, PhotoEgg
from imalink_core.errors import Problem
from imalink_core.formats.format import Format
from imalink_core.formats.recognise import recognise
from imalink_core.found import Found, Note
from imalink_core.limits import LONGEST_SIDE, Limits
from imalink_core.metadata.describe import Description, describe
from imalink_core.original import Original
from imalink_core.previews.cold import make_display
from imalink_core.previews.hot import hothash_of, make_hot
from imalink_core.previews.picture import Picture, make_picture

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Order:
    """Which previews are wanted beside the hotpreview, by their longest side, and whether a hash."""

    cold: int | None = 1920
    grid: int | None = None
    sha256: bool = False


@dataclass(frozen=True, slots=True)
class Hatched:
    """All that one reading of a file gives: the egg, and what does not travel in it."""

    egg: PhotoEgg
    found: Found
    notes: tuple[Note, ...]
    gridpreview: bytes | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file recognised and described, not yet decoded: a matter of a millisecond."""

    format: Format
    decode: Decode
    parts: Parts
    description: Description
    bytes_needed: int
    """The memory that decoding will take, as far as the file's own word goes."""


def read(original: Original, limits: Limits) -> Reading:
    """Recognise and describe a file; refuse at once what cannot become an egg."""
    recognised = recognise(original, limits)
    format_, parts = recognised.format, recognised.parts
    if format_.decode is None:
        raise Problem("unsupported", format_.why)
    needed = _needed(original, format_, parts, limits)
    description = describe(parts, limits)
    described = replace(description, notes=recognised.notes + description.notes)
    return Reading(format_, format_.decode, parts, described, needed)


def _needed(original: Original, format_: Format, parts: Parts, limits: Limits) -> int:
    """The memory that decoding will take; a file that does not tell its size waits for all there is."""
    whole = 0 if format_.streamed else original.size
    if whole > limits.picture_bytes:
        raise Problem("too_large", f"({whole / 1e6:,.0f} MB)")
    if parts.width is None or parts.height is None:
        return limits.decoding_bytes
    needed = parts.width * parts.height * (format_.appetite + parts.extra_appetite) + whole
    if needed > limits.decoding_bytes or max(parts.width, parts.height) > LONGEST_SIDE:
        raise Problem("too_large", f"({parts.width} × {parts.height} pixels)")
    return needed


def hatch_here(original: Original, reading: Reading, order: Order, tools: Tools) -> Hatched:
    """Decode a file in this process and lay the egg."""
    return _decoded(original, reading, tools, lambda raster: _lay(original, reading, raster, order, tools))


def picture_here(original: Original, reading: Reading, side: int | None, tools: Tools) -> Picture:
    """Decode a file in this process to be looked at, whole or fitted into a square."""

    def make(raster: Raster) -> Picture:
        if tools.tolerant and is_flat(raster.image):
            raise Problem("damaged")
        return make_picture(raster, side)

    return _decoded(original, reading, replace(tools, enough=side), make)


def _decoded(original: Original, reading: Reading, tools: Tools, make: Callable[[Raster], T]) -> T:
    """Decode a file and make something of it.

    This is the boundary to the decoders, which raise anything at all over a broken file,
    some of them only when the previews are made.
    """
    try:
        return make(reading.decode(original, reading.parts, tools))
    except Problem:
        raise
    except MemoryError:
        raise Problem("too_large") from None
    except Exception as error:  # noqa: BLE001 - the one place where a decoder's error becomes a word
        raise Problem("damaged", f"({type(error).__name__})") from None
    finally:
        original.check_unchanged()


def _lay(original: Original, reading: Reading, raster: Raster, order: Order, tools: Tools) -> Hatched:
    """Previews and description, put together; of a damaged file only if there is something to see."""
    if tools.tolerant and is_flat(raster.image):
        raise Problem("damaged")
    sides = [side for side in (order.cold, order.grid) if side is not None]
    shown, colour_notes = make_display(raster, sides) if sides else ((), ())
    hot = make_hot(raster)
    width, height = raster.size
    description = reading.description
    egg = PhotoEgg(
        hothash=hothash_of(hot),
        hotpreview=hot,
        coldpreview=shown[0] if order.cold is not None else None,
        width=width,
        height=height,
        metadata=replace(description.metadata, width=width, height=height),
        exif_dict=_with_origin(description.exif_dict, raster.picture_from),
        is_valid_image=not tools.tolerant,
        image_format=reading.format.name,
        file_size_bytes=original.size,
    )
    return Hatched(
        egg=egg,
        found=description.found,
        notes=description.notes + raster.notes + colour_notes,
        gridpreview=shown[-1] if order.grid is not None else None,
        sha256=original.sha256() if order.sha256 else None,
    )


def _with_origin(exif_dict: JsonObject, picture_from: str | None) -> JsonObject:
    """Say in the egg which picture of a RAW or a video this is."""
    return exif_dict if picture_from is None else {**exif_dict, "PictureFrom": picture_from}
