"""PNG: metadata in the new chunks and in the old ones, some of it compressed."""

from __future__ import annotations

import zlib

import pytest

from tests.drawing import (
    camera_exif,
    chunk,
    iptc_block,
    photoshop,
    png,
    scene,
    text_bomb,
    truncated,
    with_chunks,
    xmp_packet,
)
from tests.unit.core.containers.reading import note_codes, parts_of

PICTURE = scene(60, 40)


def _profile(name: bytes, data: bytes, *, packed: bool = True) -> bytes:
    """What ImageMagick writes: the bytes in hexadecimal, in lines."""
    text = b"\n%s\n%8d\n%s\n" % (name, len(data), data.hex().encode())
    keyword = b"Raw profile type " + name + b"\0"
    return chunk(b"zTXt", keyword + b"\0" + zlib.compress(text)) if packed else chunk(b"tEXt", keyword + text)


def test_size_exif_and_xmp() -> None:
    xmp = xmp_packet(rating=2)
    parts = parts_of(png(PICTURE, exif=camera_exif(orientation=8), xmp=xmp))
    assert (parts.width, parts.height, parts.orientation) == (60, 40, 8)
    assert parts.exif.image[0x010F] == "Canon"
    assert parts.xmp == xmp
    assert parts.notes == ()


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", [b"exif", b"APP1"])
def test_raw_profiles_hold_exif(name: bytes, packed: bool) -> None:
    profile = _profile(name, b"Exif\0\0" + camera_exif(orientation=3), packed=packed)
    assert parts_of(with_chunks(png(PICTURE), profile)).orientation == 3


def test_raw_profiles_hold_iptc() -> None:
    iptc = iptc_block(title="Fjord")
    assert parts_of(with_chunks(png(PICTURE), _profile(b"iptc", photoshop(iptc)))).iptc == iptc


def test_xmp_may_be_compressed() -> None:
    packet = xmp_packet(rating=5)
    text = chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(packet))
    assert parts_of(with_chunks(png(PICTURE), text)).xmp == packet


def test_text_that_inflates_without_end_is_left_out() -> None:
    bomb = chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(bytes(3_000_000)))
    assert parts_of(with_chunks(png(PICTURE), bomb)).xmp is None
    assert parts_of(text_bomb(5_000_000)).width == 32


def test_transparency_needs_more_memory() -> None:
    assert parts_of(png(PICTURE)).extra_appetite == 0
    assert parts_of(png(PICTURE.convert("RGBA"))).extra_appetite == 4


def test_a_cut_file_is_noted() -> None:
    assert note_codes(parts_of(truncated(png(PICTURE), 0.5))) == ["truncated"]
