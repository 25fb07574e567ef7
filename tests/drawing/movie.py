"""Videos of boxes only, by hand: all the facts, not a single frame.

mp4_boxes(turn=90, created=datetime(2024, 6, 1, 12, 30, tzinfo=UTC), version=1)
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

from tests.drawing.boxes import box, full_box
from tests.drawing.riff import riff, riff_list

_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
DEFAULT_MOMENT = datetime(2024, 6, 1, 12, 30, tzinfo=UTC)

_TURNS = {
    0: (1, 0, 0, 1),
    90: (0, 1, -1, 0),
    180: (-1, 0, 0, -1),
    270: (0, -1, 1, 0),
}
_MOVIE_SCALE = 600


def mp4_boxes(
    width: int = 1920,
    height: int = 1080,
    *,
    seconds: float = 12.5,
    created: datetime | int | None = DEFAULT_MOMENT,
    turn: int = 0,
    version: int = 0,
    brand: bytes = b"isom",
    apple: Mapping[str, str] | None = None,
    place: str | None = None,
    moov_last: bool = False,
) -> bytes:
    """An MP4 (or MOV, by `brand=b"qt  "`) with no frames.

    `turn` is how many degrees to turn clockwise for showing. `created` may be
    the raw seconds since 1904, and `None` is the 0 that many programs leave.
    `apple` are keys without their prefix; `place` is the `©xyz` of Android.
    """
    moment = _seconds(created)
    head = _track_header(width, height, seconds, moment, turn, version)
    extra = []
    if place is not None:
        extra.append(box("udta", box("©xyz", struct.pack(">HH", len(place), 0x15C7), place.encode())))
    if apple is not None:
        extra.append(_apple(apple))
    track = box("trak", head, _media(seconds, moment, version))
    moov = box("moov", _movie_header(seconds, moment, version), track, *extra)
    mdat = box("mdat", bytes(256))
    start = box("ftyp", brand, struct.pack(">I", 512), brand, b"mp42")
    return start + (mdat + moov if moov_last else moov + mdat)


def to_be_turned(data: bytes, turn: int) -> bytes:
    """A video as written, whose track now asks to be turned clockwise by so many degrees."""
    at = data.index(b"tkhd") + 4
    wide = 12 if data[at] else 0
    matrix = at + 40 + wide
    width, height = (size >> 16 for size in struct.unpack_from(">II", data, matrix + 36))
    return data[:matrix] + _matrix(turn, width, height) + data[matrix + 36 :]


def avi_header(
    width: int = 640, height: int = 480, *, frames: int = 150, rate: int = 30, date: str | None = None
) -> bytes:
    """An AVI with its headers and one empty frame; `date` is what cameras write as IDIT."""
    main = struct.pack("<14I", 1_000_000 // rate, 0, 0, 0x10, frames, 0, 1, 0, width, height, 0, 0, 0, 0)
    stream = b"vidsMJPG" + struct.pack("<10I4h", 0, 0, 0, 1, rate, 0, frames, *bytes(7))
    picture = struct.pack("<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", 0, 0, 0, 0, 0)
    lists = [(b"avih", main), riff_list(b"strl", (b"strh", stream), (b"strf", picture))]
    if date is not None:
        lists.append((b"IDIT", date.encode() + b"\n\0"))
    return riff(b"AVI ", riff_list(b"hdrl", *lists), riff_list(b"movi", (b"00dc", bytes(16))))


def _seconds(created: datetime | int | None) -> int:
    if created is None:
        return 0
    return created if isinstance(created, int) else round((created - _EPOCH).total_seconds())


def _times(version: int, moment: int, *more: int) -> bytes:
    letter = "Q" if version else "I"
    return struct.pack(f">{letter}{letter}", moment, moment) + struct.pack(f">{'I' * len(more)}", *more)


def _length(version: int, units: int) -> bytes:
    return struct.pack(">Q" if version else ">I", units)


def _movie_header(seconds: float, moment: int, version: int) -> bytes:
    rest = struct.pack(">IH10x", 0x10000, 0x0100) + _matrix(0) + bytes(24) + struct.pack(">I", 2)
    length = _length(version, round(seconds * _MOVIE_SCALE))
    return full_box("mvhd", version, _times(version, moment, _MOVIE_SCALE), length, rest)


def _track_header(width: int, height: int, seconds: float, moment: int, turn: int, version: int) -> bytes:
    head = _times(version, moment, 1, 0) + _length(version, round(seconds * _MOVIE_SCALE))
    size = struct.pack(">II", width << 16, height << 16)
    return full_box("tkhd", version, head, bytes(16), _matrix(turn, width, height), size, flags=7)


def _media(seconds: float, moment: int, version: int) -> bytes:
    length = _length(version, round(seconds * 1000))
    head = full_box("mdhd", version, _times(version, moment, 1000), length, struct.pack(">HH", 0x55C4, 0))
    return box("mdia", head, full_box("hdlr", 0, bytes(4), b"vide", bytes(12), b"VideoHandler\0"))


def _matrix(turn: int, width: int = 0, height: int = 0) -> bytes:
    a, b, c, d = _TURNS[turn]
    right, down = {90: (height, 0), 180: (width, height), 270: (0, width)}.get(turn, (0, 0))
    one, unit = 1 << 16, 1 << 30
    return struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, right * one, down * one, unit)


def _apple(told: Mapping[str, str]) -> bytes:
    names = [f"com.apple.quicktime.{name}".encode() for name in told]
    keys = full_box("keys", 0, struct.pack(">I", len(names)), *(box("mdta", name) for name in names))
    values = [
        box(struct.pack(">I", number), box("data", struct.pack(">II", 1, 0), value.encode()))
        for number, value in enumerate(told.values(), start=1)
    ]
    handler = full_box("hdlr", 0, bytes(4), b"mdta", bytes(12))
    return box("meta", handler, keys, box("ilst", *values))
