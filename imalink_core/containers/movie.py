"""MP4 and QuickTime: how long, how large, when, where, and by which device."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import BinaryIO

from imalink_core.containers.boxes import Box, body, boxes, find
from imalink_core.containers.cr3 import XMP_UUID
from imalink_core.containers.orientation import Matrix, orientation_of_matrix
from imalink_core.containers.parts import Parts, VideoFacts
from imalink_core.containers.source import Fetch, Source
from imalink_core.errors import note

_FIRST_DIGITAL_YEAR = 1985
_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_MOST_OF_A_HEADER = 256
_MOST_TRACKS = 32
_MOST_VALUES = 64
_MOST_OF_A_LIST = 64 * 1024
_APPLE = "com.apple.quicktime."
_USER_DATA = {
    b"\xa9xyz": "location.ISO6709",
    b"\xa9mak": "make",
    b"\xa9mod": "model",
    b"\xa9day": "creationdate",
}


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read a video's parts."""
    source = Source(file)
    movie = find(source.fetch, 0, source.size, b"moov")
    if movie is None:
        return Parts(notes=(note("truncated"),))
    width, height, orientation = _picture(source.fetch, movie)
    duration, created = _header(source.fetch, movie)
    said = _user_data(source.fetch, movie) | _keys(source.fetch, movie)
    xmp = find(source.fetch, 0, source.size, XMP_UUID) or find(
        source.fetch, movie.start, movie.end, b"udta", b"XMP_"
    )
    return Parts(
        width,
        height,
        orientation,
        xmp=body(source.fetch, xmp, most) or None,
        video=VideoFacts(
            duration,
            created,
            said.get("creationdate"),
            said.get("location.ISO6709"),
            said.get("make"),
            said.get("model"),
        ),
    )


def _header(fetch: Fetch, movie: Box) -> tuple[float | None, datetime | None]:
    """Duration and creation time from `mvhd`; a time of 0 says nothing."""
    data = body(fetch, find(fetch, movie.start, movie.end, b"mvhd"), _MOST_OF_A_HEADER)
    wide = 8 if data[:1] == b"\1" else 4
    if len(data) < 8 + 3 * wide:
        return None, None
    created = int.from_bytes(data[4 : 4 + wide], "big")
    scale_at = 4 + 2 * wide
    scale = int.from_bytes(data[scale_at : scale_at + 4], "big")
    length = int.from_bytes(data[scale_at + 4 : scale_at + 4 + wide], "big")
    unknown = length == (1 << 8 * wide) - 1
    duration = length / scale if scale and length and not unknown else None
    return duration, _moment(created)


def _moment(seconds: int) -> datetime | None:
    """Seconds since 1904, as the standard has it; since 1970, as many write, where only that makes sense."""
    for epoch in (_EPOCH, _UNIX_EPOCH):
        try:
            moment = epoch + timedelta(seconds=seconds)
        except OverflowError:
            return None
        if moment.year >= _FIRST_DIGITAL_YEAR:
            return moment
    return None


def _picture(fetch: Fetch, movie: Box) -> tuple[int | None, int | None, int]:
    """Size and turning of the first track that has a size."""
    tracks = (box for box in boxes(fetch, movie.start, movie.end) if box.kind == b"trak")
    for track in islice(tracks, _MOST_TRACKS):
        data = body(fetch, find(fetch, track.start, track.end, b"tkhd"), _MOST_OF_A_HEADER)
        width, height = (int.from_bytes(data[at : at + 2], "big") for at in (len(data) - 8, len(data) - 4))
        if len(data) >= 84 and width and height:
            return width, height, orientation_of_matrix(_matrix(data[-44:-8]))
    return None, None, 1


def _matrix(data: bytes) -> Matrix:
    """The signs of the four numbers that turn; they are 16.16 fixed point."""
    a, b, c, d = (int.from_bytes(data[at : at + 4], "big", signed=True) for at in (0, 4, 12, 16))
    return _sign(a), _sign(b), _sign(c), _sign(d)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _user_data(fetch: Fetch, movie: Box) -> dict[str, str]:
    """What cameras and Android write under `udta`: length, language, text."""
    said = {}
    area = find(fetch, movie.start, movie.end, b"udta")
    for box in boxes(fetch, area.start, area.end) if area else ():
        name = _USER_DATA.get(box.kind)
        data = body(fetch, box, _MOST_OF_A_LIST)
        if name and len(data) > 4:
            said[name] = _text(data[4 : 4 + int.from_bytes(data[:2], "big")])
    return {name: text for name, text in said.items() if text}


def _keys(fetch: Fetch, movie: Box) -> dict[str, str]:
    """What Apple's devices write under `meta`: a list of names, then a list of values by number."""
    meta = find(fetch, movie.start, movie.end, b"meta")
    meta = meta or find(fetch, movie.start, movie.end, b"udta", b"meta")
    if meta is None:
        return {}
    # In MP4 a version comes first, in QuickTime the boxes follow at once.
    start = meta.start if fetch(meta.start + 4, 4) == b"hdlr" else meta.start + 4
    names = _names(body(fetch, find(fetch, start, meta.end, b"keys"), _MOST_OF_A_LIST))
    values = find(fetch, start, meta.end, b"ilst")
    said = {}
    for box in islice(boxes(fetch, values.start, values.end), _MOST_VALUES) if values else ():
        name = names.get(int.from_bytes(box.kind, "big"), "")
        data = body(fetch, find(fetch, box.start, box.end, b"data"), _MOST_OF_A_LIST)
        if name.startswith(_APPLE) and int.from_bytes(data[:4], "big") == 1:
            said[name.removeprefix(_APPLE)] = _text(data[8:])
    return {name: text for name, text in said.items() if text}


def _names(data: bytes) -> dict[int, str]:
    names: dict[int, str] = {}
    at = 8
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < 8:
            break
        names[len(names) + 1] = _text(data[at + 8 : at + size])
        at += size
    return names


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").strip("\0 \r\n")
