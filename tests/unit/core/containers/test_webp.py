"""WebP: three kinds of header, metadata behind the picture."""

from __future__ import annotations

import pytest

from tests.drawing import camera_exif, riff, scene, truncated, webp, xmp_packet
from tests.unit.core.containers.reading import note_codes, parts_of

PICTURE = scene(61, 40)


@pytest.mark.parametrize(
    "data", [webp(PICTURE), webp(PICTURE, lossless=True), webp(PICTURE, exif=camera_exif())]
)
def test_each_kind_tells_its_size(data: bytes) -> None:
    parts = parts_of(data)
    assert (parts.width, parts.height) == (61, 40)


def test_metadata_comes_along() -> None:
    xmp = xmp_packet(rating=2)
    parts = parts_of(webp(PICTURE, exif=camera_exif(orientation=6), xmp=xmp))
    assert (parts.orientation, parts.xmp) == (6, xmp)


@pytest.mark.parametrize("lossless", [True, False])
def test_transparency_needs_more_memory(lossless: bool) -> None:
    clear = PICTURE.convert("RGBA")
    clear.putalpha(100)
    assert parts_of(webp(clear, lossless=lossless)).extra_appetite == 4
    assert parts_of(webp(PICTURE, lossless=lossless)).extra_appetite == 0


def test_of_two_blocks_the_first_counts() -> None:
    blocks = [(b"EXIF", camera_exif(orientation=6)), (b"EXIF", camera_exif(orientation=3))]
    assert parts_of(riff(b"WEBP", *blocks)).orientation == 6


def test_a_cut_file_is_noted() -> None:
    assert note_codes(parts_of(truncated(webp(PICTURE), 0.6))) == ["truncated"]
