"""Pictures of the other formats open as what they claim to be, and stand upright."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageOps

from tests.drawing import (
    UPRIGHT,
    avif,
    bmp,
    camera_exif,
    corner_names,
    corners,
    gif,
    heic,
    interlaced,
    os2_bmp,
    palette,
    pillow_tiff,
    png,
    png16,
    png_bomb,
    scene,
    text_bomb,
    tiff,
    top_down_bmp,
    turned,
    webp,
)
from tests.drawing.tiff import TiffCompression


def _open(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def _exif_and_pixels(orientation: int) -> tuple[bytes, Image.Image]:
    return camera_exif(orientation=orientation), turned(corners(), orientation)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("draw", [png, webp, avif])
def test_exif_turns_png_webp_and_avif(draw: Callable[..., bytes], orientation: int) -> None:
    exif, stored = _exif_and_pixels(orientation)
    upright = ImageOps.exif_transpose(_open(draw(stored, exif=exif)))
    assert (corner_names(upright), upright.size) == (UPRIGHT, corners().size)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_tiff_stands_upright_by_hand_and_by_libtiff(orientation: int) -> None:
    stored = turned(corners(), orientation)
    for data in (tiff(stored, orientation=orientation), pillow_tiff(stored, "lzw", orientation)):
        upright = ImageOps.exif_transpose(_open(data))
        assert (corner_names(upright), upright.size) == (UPRIGHT, corners().size)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_heic_stands_upright_by_its_container(orientation: int) -> None:
    exif, stored = _exif_and_pixels(orientation)
    for data in (heic(stored, container=orientation), heic(stored, container=orientation, exif=exif)):
        upright = pillow_heif.open_heif(data).to_pillow()
        assert (corner_names(upright), upright.size) == (UPRIGHT, corners().size)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_heic_may_leave_the_turn_to_exif(orientation: int) -> None:
    exif, stored = _exif_and_pixels(orientation)
    data = heic(stored, exif=exif)
    assert corner_names(pillow_heif.open_heif(data).to_pillow()) == corner_names(stored)
    assert exif in data


def test_heic_of_ten_bits_in_tiles_with_xmp() -> None:
    deep = pillow_heif.open_heif(heic(scene(96, 64), ten_bits=True), convert_hdr_to_8bit=False)
    assert deep.info["bit_depth"] == 10
    tiled = pillow_heif.open_heif(heic(corners(256, 192), tile=128, xmp=b"<x/>"))
    assert b"grid" in heic(corners(256, 192), tile=128)
    assert (corner_names(tiled.to_pillow()), tiled.info["xmp"]) == (UPRIGHT, b"<x/>")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGB", "RGBA"])
def test_png_modes(mode: str) -> None:
    assert _open(png(corners().convert(mode))).mode == mode


def test_png_palette_depth_and_passes() -> None:
    few = palette(corners())
    assert _open(png(few)).mode == "P"
    assert _open(png(few, transparent=0)).info["transparency"] == 0
    assert _open(png16(scene(30, 20), "L")).mode == "I;16"
    assert corner_names(_open(png16(corners()))) == UPRIGHT
    picture = scene(37, 29)
    woven = _open(interlaced(picture))
    assert woven.info["interlace"]
    assert woven.tobytes() == picture.tobytes()
    assert _open(interlaced(scene(1, 1))).size == (1, 1)


def test_png_chunks_are_found_again() -> None:
    image = _open(png(corners(), xmp=b"<x/>", comment="a word", gamma=0.45455, icc=b"profile"))
    assert (image.info["xmp"], image.info["Comment"]) == (b"<x/>", "a word")
    assert (image.info["gamma"], image.info["icc_profile"]) == (0.45455, b"profile")


def test_png_bombs_are_small() -> None:
    bomb = png_bomb(3000, 2000)
    assert len(bomb) < 30_000
    assert (_open(bomb).mode, _open(bomb).size) == ("RGB", (3000, 2000))
    packed = bomb[bomb.index(b"IDAT") + 4 : -16]
    assert zlib.decompress(packed) == bytes(2000 * (1 + 3 * 3000))
    assert len(text_bomb(10_000_000)) < 20_000


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "CMYK"])
@pytest.mark.parametrize("compression", ["none", "deflate"])
@pytest.mark.parametrize("byte_order", ["II", "MM"])
def test_tiff_modes(mode: str, compression: TiffCompression, byte_order: str) -> None:
    picture = scene(70, 150).convert(mode)
    image = _open(tiff(picture, compression=compression, byte_order="II" if byte_order == "II" else "MM"))
    assert (image.mode, image.tobytes()) == (mode, picture.tobytes())


def test_tiff_depth_floats_and_pages() -> None:
    gray = scene(40, 30).convert("L")
    deep = _open(tiff(gray, depth=16, byte_order="MM"))
    assert np.array_equal(np.asarray(deep), np.asarray(gray) * np.uint16(257))
    light = np.asarray(_open(tiff(gray, floating=True, byte_order="MM")))
    assert np.array_equal(light, np.asarray(gray) / np.float32(255))
    pages = _open(tiff(corners(), scene(20, 20), scene(10, 10)))
    assert (corner_names(pages), getattr(pages, "n_frames", 1)) == (UPRIGHT, 3)


def test_webp_moves_loses_nothing_and_shines_through() -> None:
    picture = scene(60, 40)
    assert _open(webp(picture, lossless=True)).tobytes() == picture.tobytes()
    assert _open(webp(picture.convert("RGBA").copy(), xmp=b"<x/>")).info["xmp"] == b"<x/>"
    assert getattr(_open(webp(corners(), scene(96, 64))), "n_frames", 1) == 2


def test_gif_moves_and_has_its_comment() -> None:
    moving = _open(gif(corners(), scene(96, 64), comment=b"a word", transparent=3))
    assert (getattr(moving, "n_frames", 1), moving.info["comment"]) == (2, b"a word")
    assert moving.info["transparency"] == 3
    assert corner_names(_open(gif(corners()))) == UPRIGHT


@pytest.mark.parametrize("draw", [bmp, top_down_bmp, os2_bmp])
def test_bmp(draw: Callable[[Image.Image], bytes]) -> None:
    image = _open(draw(corners(97, 63)))
    assert (image.format, corner_names(image), image.size) == ("BMP", UPRIGHT, (97, 63))


def test_bmp_with_a_palette() -> None:
    assert _open(bmp(palette(corners()))).mode == "P"
