"""The other cameras' RAW files: their bones, their EXIF, their embedded JPEG and mostly their sensor data.

The NEF, ARW, CR2 and RAF can be developed. The CR3, ORF and RW2 have
everything but sensor data that could be.
"""

from __future__ import annotations

import struct

from PIL import Image

from tests.drawing.boxes import box, full_box, uuid_box
from tests.drawing.directory import Directory, long, short, text, tiff_stream, undefined
from tests.drawing.dng import STRIPS, SUB_DIRECTORIES, mosaic, sensor_directory, small_rgb_directory
from tests.drawing.exif import camera_directory, camera_exif, thumbnail_directory
from tests.drawing.jpeg import jpeg, thumbnail_jpeg
from tests.drawing.lossless import lossless_jpeg

_EXIF_DIRECTORY, _GPS_DIRECTORY = 0x8769, 0x8825
_CR3_METADATA = "85c0b687-820f-11e0-8111-f4ce462b6a48"
_CR3_PREVIEW = "eaf42b5e-1c98-4b88-b9fb-b7dc406e4d16"
_CR3_XMP = "be7acfcb-97a9-42e8-9c71-999491e3afac"


def nef(image: Image.Image, preview: Image.Image, camera: Directory | None = None) -> bytes:
    """Nikon: a small RGB picture first; the JPEG and the sensor's data below it."""
    said = camera or camera_directory(make="NIKON CORPORATION", model="NIKON D750", lens=None)
    thumbnail = small_rgb_directory(preview)
    below = [thumbnail_directory(jpeg(preview)), sensor_directory(mosaic(image))]
    first = Directory(
        {**thumbnail.entries, **said.entries},
        children={**said.children, SUB_DIRECTORIES: below},
        blobs=thumbnail.blobs,
    )
    return tiff_stream(first)


def arw(image: Image.Image, preview: Image.Image, camera: Directory | None = None) -> bytes:
    """Sony: the JPEG in the first directory, the sensor's data below it, the thumbnail behind it."""
    said = camera or camera_directory(make="SONY", model="ILCE-7M3", lens=None)
    embedded = thumbnail_directory(jpeg(preview))
    first = Directory(
        {0x00FE: long(1), **embedded.entries, **said.entries},
        children={**said.children, SUB_DIRECTORIES: [sensor_directory(mosaic(image))]},
        blobs=embedded.blobs,
        next=thumbnail_directory(thumbnail_jpeg(preview)),
    )
    return tiff_stream(first)


def cr2(image: Image.Image, preview: Image.Image, camera: Directory | None = None) -> bytes:
    """Canon: four directories in a row: the JPEG, the thumbnail, a small RGB picture, the sensor's data."""
    said = camera or camera_directory(make="Canon", model="Canon EOS 6D")
    picture, sensor = jpeg(preview), lossless_jpeg(mosaic(image))
    slices = {0xC5D8: long(1), 0xC5E0: long(1), 0xC640: short(0, 0, image.width)}
    last = Directory({0x0103: short(6), 0x0117: long(len(sensor)), **slices}, blobs={STRIPS: [sensor]})
    small = small_rgb_directory(preview)
    third = Directory(small.entries, blobs=small.blobs, next=last)
    embedded = thumbnail_directory(thumbnail_jpeg(preview))
    second = Directory(embedded.entries, blobs=embedded.blobs, next=third)
    entries = {
        0x0100: short(preview.width),
        0x0101: short(preview.height),
        0x0102: short(8, 8, 8),
        0x0103: short(6),
        0x0117: long(len(picture)),
        **said.entries,
    }
    first = Directory(entries, children=said.children, blobs={STRIPS: [picture]}, next=second)
    stream = bytearray(tiff_stream(first, magic=b"\x2a\x00CR\x02\x00" + bytes(4)))
    struct.pack_into("<I", stream, 12, _last_directory(bytes(stream)))
    return bytes(stream)


def cr3(preview: Image.Image, camera: Directory | None = None, xmp: bytes | None = None) -> bytes:
    """Canon's later kind: boxes like a video's, with EXIF in four and JPEGs in two of them."""
    said = camera or camera_directory(make="Canon", model="Canon EOS R5")
    thumbnail = thumbnail_jpeg(preview)
    picture = jpeg(preview)
    photo, gps = (said.children.get(tag, [Directory()])[0] for tag in (_EXIF_DIRECTORY, _GPS_DIRECTORY))
    size = struct.pack(">HHIHH", 160, 120, len(thumbnail), 1, 0)
    metadata = uuid_box(
        _CR3_METADATA,
        box("CNCV", b"CanonCR3_001/00.10.00/00.00.00"),
        box("CMT1", tiff_stream(Directory(said.entries))),
        box("CMT2", tiff_stream(photo)),
        box("CMT3", tiff_stream(Directory({0x0006: text("Canon EOS R5")}))),
        box("CMT4", tiff_stream(gps)),
        full_box("THMB", 0, size, thumbnail),
    )
    size = struct.pack(">IHHHHI", 0, 1, preview.width, preview.height, 1, len(picture))
    blocks = [
        box("ftyp", b"crx ", struct.pack(">I", 1), b"crx ", b"isom"),
        box("moov", metadata, full_box("mvhd", 0, bytes(96))),
        b"" if xmp is None else uuid_box(_CR3_XMP, xmp),
        uuid_box(_CR3_PREVIEW, struct.pack(">II", 0, 1), box("PRVW", size, picture)),
        box("mdat", bytes(64)),
    ]
    return b"".join(blocks)


def raf(image: Image.Image, preview: Image.Image, exif: bytes | None = None) -> bytes:
    """Fujifilm: a header of its own, then a whole JPEG with the EXIF in it, then the sensor's data."""
    said = exif or camera_exif(make="FUJIFILM", model="X-A3", lens=None)
    picture = jpeg(preview, exif=said)
    picture += bytes(len(picture) % 2)
    size = struct.pack(">HH", image.height, image.width)
    records = [(0x0100, size), (0x0121, size), (0x0130, b"\x00\x08\x00\x00")]
    header = struct.pack(">I", len(records)) + b"".join(
        struct.pack(">HH", tag, len(data)) + data for tag, data in records
    )
    strip = (mosaic(image) >> 2).astype("<u2").tobytes()
    start = 148
    after = start + len(picture)
    places = struct.pack(">6I", start, len(picture), after, len(header), after + len(header), len(strip))
    name = b"FUJIFILMCCD-RAW 0201FF129502" + b"X-A3".ljust(32, b"\0")
    return (name + b"0100" + bytes(20) + places).ljust(start, b"\0") + picture + header + strip


def orf(preview: Image.Image, camera: Directory | None = None) -> bytes:
    """Olympus: TIFF under another name, the JPEG in the first directory."""
    said = camera or camera_directory(make="OLYMPUS CORPORATION", model="E-M1MarkII", lens=None)
    embedded = thumbnail_directory(jpeg(preview))
    first = Directory({**embedded.entries, **said.entries}, children=said.children, blobs=embedded.blobs)
    return tiff_stream(first, magic=b"RO")


def rw2(preview: Image.Image, exif: bytes | None = None) -> bytes:
    """Panasonic: TIFF under another name, a whole JPEG with the EXIF in it as one of its tags."""
    entries = {
        0x0001: undefined(b"0310"),
        0x0002: short(preview.width),
        0x0003: short(preview.height),
        0x002E: undefined(jpeg(preview, exif=exif)),
        0x010F: text("Panasonic"),
        0x0110: text("DC-GH5"),
    }
    return tiff_stream(Directory(entries), magic=b"U\x00" + bytes(16))


def _last_directory(stream: bytes) -> int:
    at = following = struct.unpack_from("<I", stream, 4)[0]
    while following:
        at = following
        count = struct.unpack_from("<H", stream, at)[0]
        following = struct.unpack_from("<I", stream, at + 2 + 12 * count)[0]
    return int(at)
