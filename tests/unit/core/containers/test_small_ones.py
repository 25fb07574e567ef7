"""TIFF, GIF and BMP, thumbnails and sidecars: small things, quickly told."""

from __future__ import annotations

import io
from typing import Literal

import pytest

from imalink_core.containers import sidecar
from imalink_core.containers.thumbnail import complete_jpeg
from tests.drawing import (
    bmp,
    gif,
    iptc_block,
    long,
    os2_bmp,
    scene,
    segment,
    text,
    thumbnail_jpeg,
    tiff,
    top_down_bmp,
    with_segments,
    xmp_packet,
)
from tests.unit.core.containers.reading import parts_of

PICTURE = scene(60, 40)
THUMBNAIL = thumbnail_jpeg(PICTURE)


@pytest.mark.parametrize("data", [draw(PICTURE) for draw in (bmp, os2_bmp, top_down_bmp, gif, tiff)])
def test_sizes(data: bytes) -> None:
    parts = parts_of(data)
    assert (parts.width, parts.height) == (60, 40)


def test_a_gif_whose_picture_is_larger_than_its_screen_after_what_is_said_of_it() -> None:
    lying = bytearray(gif(PICTURE, comment=b"x" * 700, transparent=3))
    lying[6:10] = b"\1\0\1\0"
    parts = parts_of(bytes(lying))
    assert (parts.width, parts.height) == (60, 40)


@pytest.mark.parametrize("byte_order", ["II", "MM"])
def test_tiff_tells_its_orientation(byte_order: Literal["II", "MM"]) -> None:
    assert parts_of(tiff(PICTURE, orientation=6, byte_order=byte_order)).orientation == 6


def test_tiff_tells_what_was_written_about_it() -> None:
    xmp, iptc = xmp_packet(rating=3), iptc_block(title="Fjord")
    parts = parts_of(tiff(PICTURE, xmp=xmp, iptc=iptc, photo={0x9003: text("2024:01:15 14:30:00")}))
    assert (parts.xmp, parts.iptc) == (xmp, iptc)
    assert parts.exif.photo[0x9003] == "2024:01:15 14:30:00"


def test_a_side_of_no_pixels_is_not_known() -> None:
    parts = parts_of(tiff(PICTURE, tags={0x0100: long(0)}))
    assert (parts.width, parts.height) == (None, 40)


def test_the_padding_behind_a_thumbnail_is_left_out() -> None:
    assert complete_jpeg(THUMBNAIL + bytes(64)) == THUMBNAIL


@pytest.mark.parametrize("broken", [b"", b"\xff\xd8\xff\xd9", THUMBNAIL[:-2], THUMBNAIL[2:], THUMBNAIL[:200]])
def test_half_a_thumbnail_is_none(broken: bytes) -> None:
    assert complete_jpeg(broken) is None


def test_an_end_before_the_picture_is_no_end() -> None:
    early = with_segments(THUMBNAIL[:-2], segment(0xFE, b"\xff\xd9"))
    assert complete_jpeg(early) is None


def test_a_sidecar_is_one_packet() -> None:
    packet = xmp_packet(rating=3, wrapped=False)
    assert sidecar.read_parts(io.BytesIO(packet), 1 << 20).xmp == packet


def test_a_sidecar_beyond_any_honest_size_is_not_read() -> None:
    parts = sidecar.read_parts(io.BytesIO(b" " * 2_000_000), 4 << 20)
    assert parts.xmp is None
    assert [note.code for note in parts.notes] == ["bad_xmp"]
