"""Camera RAW: the size of the photo, not of its thumbnail; the JPEGs inside."""

from __future__ import annotations

import io

import pytest

from imalink_core.containers.previews_in_raw import embedded_previews
from tests.drawing import (
    arw,
    camera_exif,
    cr2,
    cr3,
    dng,
    jpeg,
    nef,
    orf,
    raf,
    rw2,
    scene,
    thumbnail_jpeg,
    tiff,
    xmp_packet,
)
from tests.unit.core.containers.reading import parts_of

PICTURE, PREVIEW = scene(400, 300), scene(200, 150)
INNER = camera_exif(make="FUJIFILM", thumbnail=thumbnail_jpeg(PREVIEW))
RAWS = {
    "nef": nef(PICTURE, PREVIEW),
    "arw": arw(PICTURE, PREVIEW),
    "dng": dng(PICTURE, preview=PREVIEW),
    "cr2": cr2(PICTURE, PREVIEW),
    "cr3": cr3(PREVIEW),
    "raf": raf(PICTURE, PREVIEW, INNER),
    "orf": orf(PREVIEW),
    "rw2": rw2(PREVIEW, INNER),
}


@pytest.mark.parametrize("name", ["nef", "arw", "dng"])
def test_the_size_is_the_sensor_s(name: str) -> None:
    parts = parts_of(RAWS[name])
    assert (parts.width, parts.height) == (400, 300)


@pytest.mark.parametrize("name", sorted(RAWS))
def test_the_camera_s_metadata_and_a_thumbnail_are_found(name: str) -> None:
    parts = parts_of(RAWS[name])
    assert parts.exif.photo[0x9003] == "2024:01:15 14:30:00"
    assert parts.thumbnail is not None


@pytest.mark.parametrize("name", sorted(RAWS))
def test_every_embedded_preview_is_a_jpeg_of_the_size_it_tells(name: str) -> None:
    data = RAWS[name]
    previews = embedded_previews(io.BytesIO(data))
    largest = previews[0]
    assert (largest.width, largest.height) == (200, 150)
    assert data[largest.offset : largest.offset + largest.length].startswith(b"\xff\xd8\xff")
    assert previews == sorted(previews, key=lambda preview: -preview.width)


def test_panasonic_leaves_the_exif_to_the_jpeg_inside() -> None:
    parts = parts_of(RAWS["rw2"])
    assert parts.exif.image[0x010F] == "Panasonic"
    assert (parts.width, parts.height) == (200, 150)


def test_cr3_keeps_xmp_in_a_box() -> None:
    packet = xmp_packet(rating=3)
    assert parts_of(cr3(PREVIEW, xmp=packet)).xmp == packet


def test_a_file_without_previews_has_none() -> None:
    assert embedded_previews(io.BytesIO(tiff(PICTURE))) == []
    assert embedded_previews(io.BytesIO(jpeg(PICTURE))) == []


@pytest.mark.parametrize("name", sorted(RAWS))
def test_a_preview_beyond_the_end_is_none(name: str) -> None:
    cut = RAWS[name][: len(RAWS[name]) // 3]
    assert all(p.offset + p.length <= len(cut) for p in embedded_previews(io.BytesIO(cut)))
