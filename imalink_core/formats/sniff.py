"""Which format a file has, by its content. Its name is believed in nothing, only compared."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from imalink_core.containers.source import Source
from imalink_core.errors import Problem, note
from imalink_core.formats.format import Format, Kind
from imalink_core.formats.strangers import what_it_is
from imalink_core.formats.table import BY_NAME, FORMATS
from imalink_core.formats.tiff_flavours import tiff_flavour
from imalink_core.found import Note

_ENOUGH = 4096
_BRANDS = {brand: row for row in FORMATS for brand in row.brands}
_RIFF = {b"WEBP": "WEBP", b"AVI ": "AVI", b"WAVE": "audio"}
_FORM = {b"AIFF": "audio", b"AIFC": "audio"}
_VAGUE_BRANDS = (b"mif1", b"msf1")
"""Brands of the container alone: what the picture is packed with is told by another one."""

_OLD_MOVIE = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_BMP_HEADERS = (12, 16, 40, 52, 56, 64, 108, 124)
_SYNC = 0x47


def sniff(file: BinaryIO) -> Format:
    """The format, or `Problem("unknown")` with a word on what the file is instead."""
    file.seek(0)
    head = file.read(_ENOUGH)
    for row in FORMATS:
        for offset, magic in row.magic:
            if head.startswith(magic, offset):
                return BY_NAME["WEBM"] if row.name == "MKV" and b"webm" in head[:64] else row
    name = _by_structure(head)
    if name is None and head[:2] in (b"II", b"MM"):
        name = tiff_flavour(Source(file).fetch)
    if name is None:
        raise Problem("unknown", what_it_is(head))
    return BY_NAME[name]


def wrong_extension(format_: Format, path: Path) -> Note | None:
    """A note when the name says another format. The makers' RAWs and the boxes of video go by many names."""
    extension = path.suffix[1:].lower()
    if extension in format_.extensions:
        return None
    said = next((row for row in FORMATS if extension in row.extensions), None)
    if said is None or (said.kind == format_.kind and format_.kind in (Kind.RAW, Kind.VIDEO)):
        return None
    return note("wrong_extension", f"(.{extension}, but {format_.name})")


def _by_structure(head: bytes) -> str | None:
    """Formats that are told by more than their first bytes."""
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[4:8] in _OLD_MOVIE:
        return "MOV"
    if head.startswith((b"RIFF", b"FORM")):
        return (_RIFF if head.startswith(b"RIFF") else _FORM).get(head[8:12])
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return "BMP"
    if _is_icon(head):
        return "ICO"
    if len(head) > 3 and head[0] == 0x50 and head[1] in b"1234567fF" and head[2] in b" \t\r\n":
        return "PNM"
    if _is_stream(head, 188, 0) or _is_stream(head, 192, 4):
        return "MTS"
    if len(head) > 3 and head[0] == 0xFF and head[1] in (0xFB, 0xFA, 0xF3, 0xF2, 0xF1, 0xF9):
        return "audio"
    return _by_markup(head)


def _by_brand(head: bytes) -> str | None:
    """The brand of the file, or the first known one among those it is compatible with."""
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))]
    telling = [brand for brand in brands if brand in _BRANDS and brand not in _VAGUE_BRANDS]
    rows = [_BRANDS[brand] for brand in telling or brands if brand in _BRANDS]
    return rows[0].name if rows else None


def _is_icon(head: bytes) -> bool:
    """Icons begin with almost nothing, so look at the first entry too."""
    if head[:4] not in (b"\0\0\1\0", b"\0\0\2\0") or len(head) < 22:
        return False
    return 0 < int.from_bytes(head[4:6], "little") < 256 and head[9] == 0


def _is_stream(head: bytes, packet: int, first: int) -> bool:
    """A transport stream: the same byte at the beginning of each packet."""
    places = range(first, first + 5 * packet, packet)
    return len(head) > places[-1] and all(head[at] == _SYNC for at in places)


def _by_markup(head: bytes) -> str | None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"<"):
        return None
    if b"<x:xmpmeta" in head or b"<rdf:RDF" in head or b"adobe:ns:meta/" in head:
        return "XMP"
    return "SVG" if b"<svg" in head else None
