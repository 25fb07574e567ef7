"""What a file is, by its content alone."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.errors import Problem
from imalink_core.formats.sniff import sniff, wrong_extension
from imalink_core.formats.table import BY_NAME, FORMATS
from tests.drawing import (
    Directory,
    gallery,
    long,
    mp4_boxes,
    scene,
    short,
    text,
    tiff,
    tiff_stream,
    xmp_packet,
)

NAMES = {
    "jpg": "JPEG", "mpo": "JPEG", "png": "PNG", "tif": "TIFF", "webp": "WEBP", "gif": "GIF", "bmp": "BMP",
    "heic": "HEIC", "avif": "AVIF", "dng": "DNG", "nef": "NEF", "arw": "ARW", "cr2": "CR2", "cr3": "CR3",
    "raf": "RAF", "orf": "ORF", "rw2": "RW2", "mp4": "MP4", "mov": "MOV", "avi": "AVI", "mkv": "MKV",
    "webm": "WEBM",
}  # fmt: skip


def _name(data: bytes) -> str:
    return sniff(io.BytesIO(data)).name


@pytest.mark.parametrize("name", sorted(gallery()))
def test_every_drawing_is_what_it_is(name: str) -> None:
    assert _name(gallery()[name]) == NAMES[name.rpartition(".")[2]]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\xff\x0a\xfa\x1f", "JPEG XL"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"8BPS\0\1" + bytes(20), "PSD"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0\x68\4\0\0\x16\0\0\0", "ICO"),
        (b"v/1\1" + bytes(20), "EXR"),
        (b"#?RADIANCE\n", "HDR"),
        (b"DDS " + bytes(20), "DDS"),
        (b"P6\n4 4\n255\n" + bytes(48), "PNM"),
        (b"ID3\3" + bytes(20), "audio"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio"),
        (b"FOVb" + bytes(20), "X3F"),
        (b"II\x1a\0\0\0HEAPCCDR", "CRW"),
        (b"\0MRM" + bytes(20), "MRW"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0avifmif1", "AVIF"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x14ftypM4A \0\0\0\0M4A ", "audio"),
        (b"\0\0\0\x08wide\0\0\0\x08mdat", "MOV"),
        ((b"\x47" + bytes(187)) * 6, "MTS"),
        ((bytes(4) + b"\x47" + bytes(187)) * 6, "MTS"),
        (xmp_packet(rating=3, wrapped=False), "XMP"),
    ],
)
def test_strangers_and_rarities(head: bytes, name: str) -> None:
    assert _name(head) == name


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"Dear diary,\nno photos today.\n" * 3, "text"),
        ("å".encode() * 4000, "text"),
        ("aå".encode() * 4000, "text"),
        (b"PK\3\4" + bytes(30), "ZIP"),
        (bytes(5000), "zeros"),
        (b"<!DOCTYPE html><p>", "web page"),
        (b"MZ\x90\0", "program"),
        (b"BM is how this text begins", "text"),
        (b"\x93\x8a\x00\x01\xfe\xed" * 50, "no kind known"),
    ],
)
def test_what_is_nothing_known_says_what_it_is(data: bytes, word: str) -> None:
    with pytest.raises(Problem) as caught:
        sniff(io.BytesIO(data))
    assert caught.value.code == "unknown"
    assert word in caught.value.message


def test_a_camera_s_tiff_without_sensor_data_is_a_tiff() -> None:
    assert _name(tiff(scene(32, 24), tags={0x010F: text("NIKON CORPORATION")})) == "TIFF"


@pytest.mark.parametrize(
    ("make", "name"),
    [
        ("PENTAX", "PEF"),
        ("SAMSUNG", "SRW"),
        ("Hasselblad", "3FR"),
        ("SEIKO EPSON CORP.", "ERF"),
        ("Acme", "RAW"),
    ],
)
def test_sensor_data_is_raw_by_its_maker_s_name(make: str, name: str) -> None:
    mosaic = tiff_stream(Directory({0x0106: short(32803), 0x010F: text(make)}))
    assert _name(mosaic) == name


@pytest.mark.parametrize(("compression", "name"), [(34713, "NEF"), (32767, "ARW"), (65535, "PEF")])
def test_a_maker_s_own_compression_gives_it_away(compression: int, name: str) -> None:
    below = Directory({0x0103: long(compression)})
    assert _name(tiff_stream(Directory({0x0100: short(160)}, children={0x014A: [below]}))) == name


@pytest.mark.parametrize(
    ("format_", "path", "noted"),
    [
        ("JPEG", "IMG_1.HEIC", True),
        ("JPEG", "a.JPG", False),
        ("JPEG", "a.jpeg", False),
        ("JPEG", "without", False),
        ("JPEG", "a.backup", False),
        ("NEF", "a.nrw", False),
        ("RAW", "a.dng", False),
        ("TIFF", "a.nef", True),
        ("MP4", "a.mov", False),
        ("HEIC", "a.jpg", True),
    ],
)
def test_a_name_that_says_another_format(format_: str, path: str, noted: bool) -> None:
    note = wrong_extension(BY_NAME[format_], Path(path))
    assert (note is not None) == noted
    assert note is None or note.code == "wrong_extension"


def test_a_brand_nobody_knows_is_no_known_file() -> None:
    with pytest.raises(Problem):
        sniff(io.BytesIO(mp4_boxes(brand=b"zzzz").replace(b"mp42", b"zzzz")))


@given(st.binary(max_size=600))
def test_no_bytes_make_it_raise_anything_else(data: bytes) -> None:
    with contextlib.suppress(Problem):
        assert sniff(io.BytesIO(data)) in FORMATS
