"""PNG: chunks before and after the picture data, some of them compressed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from imalink_core.containers.exif import PREFIX, read_block
from imalink_core.containers.image_resources import iptc_in
from imalink_core.containers.parts import Parts
from imalink_core.containers.source import Fetch, Source
from imalink_core.errors import note

_MOST_CHUNKS = 50_000
_MOST_TEXTS = 8
"""A text of a few bytes may inflate to megabytes, so no more are looked at."""

_LONGEST_KEYWORD = 80
_EXTRA = {(b"\4", False): 4, (b"\4", True): 4, (b"\6", False): 4, (b"\6", True): 4, (b"\0", True): 4}
"""Bytes a pixel for a premultiplied copy (gray and colour with alpha), or to bring 16-bit gray to 8."""
_XMP = b"XML:com.adobe.xmp"
_PROFILE = b"Raw profile type "


@dataclass(slots=True)
class _Blocks:
    size: tuple[int | None, int | None] = (None, None)
    exif: bytes = b""
    xmp: bytes | None = None
    iptc: bytes | None = None
    ended: bool = False
    extra: int = 0
    texts: int = 0

    def keep_text(self, keyword: bytes, text: bytes) -> None:
        self.texts += 1
        if keyword == _XMP:
            self.xmp = self.xmp or text or None
        else:
            self._keep_profile(keyword[len(_PROFILE) :].lower(), _from_hex(text))

    def _keep_profile(self, name: bytes, data: bytes) -> None:
        # One and the same name is used for both kinds of APP1.
        if name == b"exif" or (name == b"app1" and data[:4].lower() == PREFIX):
            self.exif = self.exif or data
        elif name == b"xmp":
            self.xmp = self.xmp or data or None
        elif name in (b"iptc", b"8bim"):
            self.iptc = self.iptc or iptc_in(data) or (data if data[:1] == b"\x1c" else None)


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read a PNG's parts."""
    blocks = _gather(Source(file).fetch, most)
    exif = read_block(blocks.exif, most)
    return Parts(
        *blocks.size,
        orientation=exif.orientation,
        exif=exif.exif,
        xmp=blocks.xmp,
        iptc=blocks.iptc,
        thumbnail=exif.thumbnail,
        extra_appetite=blocks.extra * (2 if exif.orientation != 1 else 1),
        notes=exif.notes if blocks.ended else (*exif.notes, note("truncated")),
    )


def _gather(fetch: Fetch, most: int) -> _Blocks:
    blocks = _Blocks()
    for name, at, length in _chunks(fetch):
        if name == b"IHDR":
            head = fetch(at, 10)
            blocks.size = int.from_bytes(head[:4], "big") or None, int.from_bytes(head[4:8], "big") or None
            blocks.extra = _EXTRA.get((head[9:10], head[8:9] == b"\x10"), 0)
        elif name == b"IEND":
            blocks.ended = True
        elif length > most:
            continue
        elif name == b"eXIf":
            blocks.exif = fetch(at, length)
        elif name in (b"tEXt", b"zTXt", b"iTXt") and blocks.texts < _MOST_TEXTS:
            keyword = fetch(at, min(length, _LONGEST_KEYWORD)).partition(b"\0")[0]
            if keyword == _XMP or keyword.startswith(_PROFILE):
                blocks.keep_text(keyword, _text(name, fetch(at, length)[len(keyword) + 1 :], most))
    return blocks


def _chunks(fetch: Fetch) -> Iterator[tuple[bytes, int, int]]:
    at = 8
    for _ in range(_MOST_CHUNKS):
        head = fetch(at, 8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[:4], "big")
        yield head[4:], at + 8, length
        if head[4:] == b"IEND":
            return
        at += 12 + length


def _text(name: bytes, data: bytes, most: int) -> bytes:
    """The text behind the keyword of a text chunk of any kind."""
    if name == b"tEXt":
        return data
    if name == b"zTXt":
        return _inflated(data[1:], most)
    packed = data[:1] == b"\1"
    text = data[2:].partition(b"\0")[2].partition(b"\0")[2]
    return _inflated(text, most) if packed else text


def _inflated(data: bytes, most: int) -> bytes:
    """Inflate, but never to more than a block of metadata may have."""
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(data, most)
    except zlib.error:
        return b""
    return b"" if inflater.unconsumed_tail else text


def _from_hex(text: bytes) -> bytes:
    """A raw profile: name, length, then the bytes in hexadecimal, over many lines."""
    pieces = text.split(None, 2)
    try:
        return bytes.fromhex(pieces[2].decode("ascii")) if len(pieces) == 3 else b""
    except ValueError:
        return b""
