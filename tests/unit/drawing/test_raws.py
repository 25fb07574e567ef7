"""The DNG develops into its scene; the other RAW files have the bones they claim."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import numpy as np
import pytest
import rawpy
from PIL import Image

from tests.drawing import (
    UPRIGHT,
    arw,
    camera_directory,
    camera_exif,
    corner_names,
    corners,
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
    turned,
)
from tests.drawing.directory import ByteOrder
from tests.drawing.dng import mosaic


def _developed(data: bytes) -> Image.Image:
    with rawpy.imread(io.BytesIO(data)) as raw:
        pixels = raw.postprocess(use_camera_wb=True, no_auto_bright=True, gamma=(2.4, 12.92))
    return Image.fromarray(pixels)


def _preview(data: bytes) -> Image.Image:
    with rawpy.imread(io.BytesIO(data)) as raw:
        thumbnail = raw.extract_thumb()
    assert thumbnail.format is rawpy.ThumbFormat.JPEG
    assert isinstance(thumbnail.data, bytes)
    return Image.open(io.BytesIO(thumbnail.data))


@pytest.mark.parametrize("byte_order", ["II", "MM"])
@pytest.mark.parametrize("preview", [None, scene(300, 200)])
def test_a_dng_develops_into_its_scene(byte_order: ByteOrder, preview: Image.Image | None) -> None:
    picture = scene(300, 200)
    developed = _developed(dng(picture, preview=preview, byte_order=byte_order))
    seen, drawn = (np.asarray(image.resize((75, 50)), dtype=float) for image in (developed, picture))
    assert np.abs(seen - drawn).mean() < 4


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_dng_turns_upright(orientation: int) -> None:
    data = dng(turned(corners(300, 200), orientation), camera=camera_directory(orientation=orientation))
    developed = _developed(data)
    assert (corner_names(developed), developed.size) == (UPRIGHT, (300, 200))


def test_a_dng_has_its_preview_and_pillow_would_take_its_thumbnail() -> None:
    data = dng(scene(600, 400), preview=corners(300, 200))
    assert (corner_names(_preview(data)), _preview(data).size) == (UPRIGHT, (300, 200))
    assert max(Image.open(io.BytesIO(data)).size) <= 160
    with rawpy.imread(io.BytesIO(dng(scene(60, 40)))) as raw, pytest.raises(rawpy.LibRawNoThumbnailError):
        raw.extract_thumb()


def test_a_blank_dng_develops_into_nothing() -> None:
    assert np.asarray(_developed(dng(scene(300, 200), blank=True))).max() == 0


@pytest.mark.parametrize("draw", [nef, arw, cr2, raf])
def test_nef_arw_cr2_and_raf_develop_and_have_their_preview(draw: Callable[..., bytes]) -> None:
    data = draw(corners(600, 400), corners(300, 200))
    assert corner_names(_developed(data)) == UPRIGHT
    assert _preview(data).size == (300, 200)


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (cr2(corners(), corners()), b"II*\0\x10\0\0\0CR\x02\0"),
        (orf(corners()), b"IIRO\x08\0\0\0"),
        (rw2(corners()), b"IIU\0\x18\0\0\0"),
        (cr3(corners()), b"\0\0\0\x18ftypcrx "),
    ],
    ids=["cr2", "orf", "rw2", "cr3"],
)
def test_the_others_begin_as_they_should_and_hold_their_jpeg(data: bytes, start: bytes) -> None:
    assert data.startswith(start)
    assert jpeg(corners()) in data


def test_a_cr2_ends_its_chain_with_the_sensor() -> None:
    data = cr2(corners(), corners())
    sensor = struct.unpack_from("<I", data, 12)[0]
    count = struct.unpack_from("<H", data, sensor)[0]
    assert struct.unpack_from("<I", data, sensor + 2 + 12 * count)[0] == 0
    assert struct.unpack_from("<HHII", data, sensor + 2)[::3] == (0x0103, 6)


def test_a_cr2_keeps_every_cell_of_its_sensor() -> None:
    picture = scene(300, 200)
    with rawpy.imread(io.BytesIO(cr2(picture, corners()))) as raw:
        assert np.array_equal(raw.raw_image, mosaic(picture))


def test_a_raf_and_an_rw2_keep_their_exif_in_the_jpeg() -> None:
    exif = camera_exif(make="FUJIFILM")
    for data in (raf(corners(), corners(), exif=exif), rw2(corners(), exif=exif)):
        assert jpeg(corners(), exif=exif) in data


def test_a_cr3_has_exif_in_boxes_and_both_jpegs() -> None:
    data = cr3(corners(), camera=camera_directory(model="EOS R6", gps=(1.5, 2.5)), xmp=b"<x/>")
    for name in (b"CMT1II*\0", b"CMT2II*\0", b"CMT4II*\0", b"THMB", b"PRVW", b"<x/>"):
        assert name in data
    assert thumbnail_jpeg(corners()) in data
