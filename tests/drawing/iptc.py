"""IPTC as press photographers' programs write it, and the Photoshop block that carries it in a JPEG.

jpeg(picture, iptc=photoshop(iptc_block(title="Fjord", keywords=["sea"])))
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_TITLE, _KEYWORD, _DATE, _TIME, _BYLINE, _COPYRIGHT, _CAPTION = 5, 25, 55, 60, 80, 116, 120
_UTF8 = b"\x1b%G"
_IPTC_RESOURCE = 0x0404


def iptc_block(
    *,
    title: str | None = None,
    caption: str | None = None,
    keywords: Sequence[str] = (),
    date: str | None = None,
    time: str | None = None,
    byline: str | None = None,
    copyright_notice: str | None = None,
    encoding: str = "utf-8",
    declared: bool | None = None,
) -> bytes:
    """The IIM records; `date` is `20240115`, `time` is `143000+0100`.

    UTF-8 is declared as such unless `declared=False`; other encodings only
    when `declared=True`, which is then a lie.
    """
    told = [(_TITLE, title), *((_KEYWORD, word) for word in keywords), (_DATE, date), (_TIME, time)]
    told += [(_BYLINE, byline), (_COPYRIGHT, copyright_notice), (_CAPTION, caption)]
    says_utf8 = encoding == "utf-8" if declared is None else declared
    head = dataset(1, 90, _UTF8) if says_utf8 else b""
    records = [dataset(2, number, value.encode(encoding)) for number, value in told if value is not None]
    return head + b"".join(records)


def dataset(record: int, number: int, value: bytes, length: int | None = None) -> bytes:
    """One record; `length`, if given, is a lie. Long values are written in the extended form."""
    size = len(value) if length is None else length
    head = bytes((0x1C, record, number))
    if size < 0x8000:
        return head + struct.pack(">H", size) + value
    return head + struct.pack(">HI", 0x8004, size) + value


def photoshop(iptc: bytes, length: int | None = None) -> bytes:
    """The 8BIM resources around it, with another resource before; `length` is a lie about its size."""
    return _resource(0x03ED, bytes(16)) + _resource(_IPTC_RESOURCE, iptc, length)


def _resource(number: int, data: bytes, length: int | None = None) -> bytes:
    size = len(data) if length is None else length
    return b"8BIM" + struct.pack(">HHI", number, 0, size) + data + bytes(len(data) % 2)
