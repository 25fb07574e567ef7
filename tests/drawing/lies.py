"""EXIF that no reader should believe, nor fall over: each by the name of what is wrong with it."""

from __future__ import annotations

import math
import struct

from tests.drawing.directory import Directory, Entry, Type, double, long, rational, short, text, tiff_stream
from tests.drawing.exif import camera_exif, exif_blob, thumbnail_directory

_HUGE = 0xFFFFFFFF
_EXIF_DIRECTORY, _SUB_DIRECTORIES = 0x8769, 0x014A


def lying_exifs() -> dict[str, bytes]:
    """Every lie at once, to be put into JPEG, PNG, WebP and the rest."""
    return {**_loops(), **_numbers(), **_texts(), **_fragments()}


def _loops() -> dict[str, bytes]:
    many = Directory({0x0112: short(1)}, children={_SUB_DIRECTORIES: [Directory()] * 2000})
    deep = Directory({0x0112: short(1)})
    for _ in range(200):
        deep = Directory(children={_EXIF_DIRECTORY: [deep]})
    return {
        "next leads back": exif_blob(image={0x0112: short(1)}, after=8),
        "exif leads back": exif_blob(image={_EXIF_DIRECTORY: long(8)}),
        "2000 below": tiff_stream(many),
        "200 deep": tiff_stream(deep),
    }


def _numbers() -> dict[str, bytes]:
    endless = Entry(Type.ASCII, b"abcd", count=_HUGE, offset=8)
    return {
        "count without end": exif_blob(image={0x010F: endless}, photo={0x9003: endless}),
        "rationals without end": exif_blob(
            photo={0x829A: Entry(Type.RATIONAL, b"", count=_HUGE // 8, offset=8)}
        ),
        "offset beyond": exif_blob(image={0x010F: Entry(Type.ASCII, b"", count=40, offset=0x7FFFFFFF)}),
        "exif beyond": exif_blob(image={_EXIF_DIRECTORY: long(_HUGE)}),
        "type unknown": exif_blob(image={0x0112: Entry(99, b"\1\0\0\0"), 0x010F: Entry(0, b"\0\0\0\0")}),
        "no numbers": exif_blob(image={0x0112: Entry(Type.SHORT, b"", count=0)}, photo={0x829A: rational()}),
        "nothing below": exif_blob(
            photo={0x829A: rational((1, 0)), 0x829D: rational((0, 0)), 0x920A: rational((_HUGE, 0))},
            gps={0x0002: rational((0, 0), (0, 0), (0, 0)), 0x0006: rational((1, 0))},
        ),
        "not a number": exif_blob(
            photo={0x829A: double(math.nan), 0x829D: double(math.inf), 0x920A: double(-math.inf)},
            gps={0x0001: text("N"), 0x0002: double(math.nan, math.nan, math.nan)},
        ),
        "nowhere": camera_exif(gps=(0.0, 0.0, 0.0)),
        "off the globe": exif_blob(
            gps={1: text("N"), 2: rational((912, 1), (0, 1)), 3: text("X"), 4: rational((_HUGE, 1))}
        ),
        "orientation 99": camera_exif(orientation=99),
        "thumbnail beyond": exif_blob(after=thumbnail_directory(b"\xff\xd8\xff", length=_HUGE)),
    }


def _texts() -> dict[str, bytes]:
    dates = {
        "year 0": "0000:00:00 00:00:00",
        "year 162": "0162:03:04 05:06:07",
        "month 13": "2024:13:01 00:00:00",
        "second 60": "2024:12:31 23:59:60",
        "blank date": "    :  :     :  :  ",
        "date of letters": "yesterday, at about noon",
    }
    makes = {
        "nul inside": b"Nik\0on\0",
        "latin-1": b"Bl\xe5b\xe6r\0",
        "no closing nul": b"Canon Canon",
        "broken utf-8": b"\xc3\x28\xa0\xa1\xff\xfe\0",
        "lone surrogate": b"\xed\xa0\x80\0",
        "only spaces": b"        \0",
        "long": b"x" * 100_000,
    }
    told = {name: camera_exif(taken_at=date, digitized=date, modified=date) for name, date in dates.items()}
    return told | {name: camera_exif(make=make) for name, make in makes.items()}


def _fragments() -> dict[str, bytes]:
    whole = camera_exif(gps=(59.9, 10.7))
    return {
        "empty": b"",
        "header only": whole[:8],
        "half": whole[: len(whole) // 2],
        "wrong magic": b"II\x2b\0" + whole[4:],
        "wrong byte order": b"MM" + whole[2:],
        "65535 tags": struct.pack("<2sHIH", b"II", 42, 8, 0xFFFF) + whole[10:],
        "zeros": bytes(1000),
    }
