"""JPEG drawings open as what they claim to be."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms, JpegImagePlugin

from tests.drawing import (
    UPRIGHT,
    camera_exif,
    corner_names,
    corners,
    jpeg,
    lying_size,
    mpo,
    scan_bomb,
    scene,
    thumbnail_jpeg,
)
from tests.drawing.jpeg import Subsampling


def _open(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_modes(mode: str, progressive: bool) -> None:
    image = _open(jpeg(scene(64, 48, mode=mode), progressive=progressive))
    assert (image.mode, image.size) == (mode, (64, 48))
    assert bool(image.info.get("progressive")) is progressive


def test_cmyk_without_its_marker_and_inverted() -> None:
    picture = corners().convert("CMYK")
    assert _open(jpeg(picture)).info["adobe"]
    assert "adobe" not in _open(jpeg(picture, adobe=False)).info
    assert corner_names(_open(jpeg(picture))) == UPRIGHT
    upright, negative = _open(jpeg(picture)), _open(jpeg(picture, inverted=True))
    assert upright.getpixel((2, 2)) != negative.getpixel((2, 2))


@pytest.mark.parametrize(("subsampling", "code"), [("4:4:4", 0), ("4:2:2", 1), ("4:2:0", 2)])
def test_subsampling(subsampling: Subsampling, code: int) -> None:
    assert JpegImagePlugin.get_sampling(_open(jpeg(scene(64, 48), subsampling=subsampling))) == code


def test_segments_are_found_again() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = _open(
        jpeg(corners(), exif=camera_exif(model="X100V"), xmp=b"<x/>", icc=profile * 300, comment=b"a word")
    )
    assert image.getexif()[0x0110] == "X100V"
    assert image.info["xmp"] == b"<x/>"
    assert image.info["icc_profile"] == profile * 300
    assert image.info["comment"] == b"a word"


def test_mpo_has_its_pictures_and_the_first_ones_exif() -> None:
    image = _open(mpo([corners(), scene(96, 64)], exif=camera_exif(orientation=3)))
    assert (image.format, getattr(image, "n_frames", 1)) == ("MPO", 2)
    assert image.getexif()[0x0112] == 3
    assert corner_names(image) == UPRIGHT


def test_a_thumbnail_is_small() -> None:
    assert max(_open(thumbnail_jpeg(scene(900, 600))).size) <= 160


def test_the_size_may_be_a_lie() -> None:
    assert Image.open(io.BytesIO(lying_size(jpeg(corners()), 20000, 3))).size == (20000, 3)


def test_a_scan_bomb_is_small_and_has_many_scans() -> None:
    bomb = scan_bomb(64, 64, scans=50)
    assert bomb.count(b"\xff\xda") > 50
    assert _open(bomb).size == (64, 64)
    assert len(scan_bomb(2000, 2000, scans=100)) < 1_000_000
