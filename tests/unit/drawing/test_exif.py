"""What the EXIF writer writes is what a reader finds, the lies included."""

from __future__ import annotations

import io
import math
import struct
from typing import Any

import pytest
from PIL import ExifTags, Image

from tests.drawing import (
    Directory,
    Entry,
    Type,
    camera_exif,
    corners,
    double,
    exif_blob,
    jpeg,
    rational,
    short,
    text,
    thumbnail_jpeg,
    tiff_stream,
)
from tests.drawing.directory import ByteOrder


def _read(blob: bytes) -> Image.Exif:
    return Image.open(io.BytesIO(jpeg(corners(), exif=blob))).getexif()


def _directory(blob: bytes, which: ExifTags.IFD) -> dict[int, Any]:
    return _read(blob).get_ifd(which)


@pytest.mark.parametrize("byte_order", ["II", "MM"])
def test_a_camera_tells_its_name_its_settings_and_its_place(byte_order: ByteOrder) -> None:
    blob = camera_exif(
        make="Nikon",
        taken_at="2021:06:01 08:09:10",
        offset="+02:00",
        subsec="123",
        orientation=6,
        gps=(-33.8568, 151.2153, -4.5),
        byte_order=byte_order,
    )
    image, photo = _read(blob), _directory(blob, ExifTags.IFD.Exif)
    gps = _directory(blob, ExifTags.IFD.GPSInfo)
    assert (image[0x010F], image[0x0112]) == ("Nikon", 6)
    assert (photo[0x9003], photo[0x9011], photo[0x9291]) == ("2021:06:01 08:09:10", "+02:00", "123")
    assert photo[0x829A] == 1 / 250
    degrees, minutes, seconds = map(float, gps[2])
    assert (gps[1], gps[3]) == ("S", "E")
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(33.8568, abs=1e-7)
    assert (gps[5], float(gps[6])) == (b"\x01", 4.5)


def test_a_thumbnail_stands_in_the_second_directory() -> None:
    thumbnail = thumbnail_jpeg(corners())
    blob = camera_exif(thumbnail=thumbnail)
    second = _directory(blob, ExifTags.IFD.IFD1)
    start, length = second[0x0201], second[0x0202]
    assert blob[start : start + length] == thumbnail


def test_numbers_may_make_no_sense() -> None:
    photo = _directory(
        exif_blob(photo={0x829A: rational((1, 0)), 0x829D: rational((0, 0)), 0xC000: double(math.nan)}),
        ExifTags.IFD.Exif,
    )
    assert photo[0x829A].denominator == 0
    assert math.isnan(photo[0x829D])
    assert math.isnan(photo[0xC000])


def test_text_is_written_as_given() -> None:
    blob = exif_blob(image={0x010F: text(b"Nik\0on\xff\xe6"), 0x0110: text("Blåbær")})
    assert b"Nik\0on\xff\xe6" in blob
    assert "Blåbær".encode() + b"\0" in blob


def test_counts_offsets_and_types_may_be_lies() -> None:
    blob = tiff_stream(Directory({0x010F: Entry(77, b"abcd", count=0xFFFFFFFF, offset=0x7FFFFFFF)}))
    assert struct.unpack_from("<HHII", blob, 10) == (0x010F, 77, 0xFFFFFFFF, 0x7FFFFFFF)


def test_directories_may_lead_back_to_themselves() -> None:
    blob = exif_blob(image={0x0112: short(1), 0x8769: Entry(Type.LONG, [8])}, after=8)
    assert struct.unpack_from("<I", blob, 4) == (8,)
    assert struct.unpack_from("<I", blob, 8 + 2 + 24) == (8,)
    assert struct.unpack_from("<I", blob, 8 + 2 + 12 + 8) == (8,)
