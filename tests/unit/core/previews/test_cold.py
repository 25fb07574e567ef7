"""The larger previews: upright, in true colours, and with nothing hidden in them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from imalink_core.decode.raster import Raster
from imalink_core.previews.cold import make_display
from tests.drawing import UPRIGHT, corner_names, corners, scene, turned


def shown(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


def raster(image: Image.Image, orientation: int = 1, icc_profile: bytes | None = None) -> Raster:
    return Raster(image=image, size=image.size, orientation=orientation, icc_profile=icc_profile)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright(orientation: int) -> None:
    (cold,), _ = make_display(raster(turned(corners(400, 300), orientation), orientation), [200])
    assert shown(cold).size == (200, 150)
    assert corner_names(shown(cold)) == UPRIGHT


def test_a_small_picture_is_not_enlarged() -> None:
    (cold, grid), _ = make_display(raster(scene(300, 200)), [1920, 512])
    assert shown(cold).size == shown(grid).size == (300, 200)


def test_the_smaller_preview_is_made_of_the_larger() -> None:
    (cold, grid), _ = make_display(raster(scene(900, 600)), [600, 128])
    assert (shown(cold).size, shown(grid).size) == ((600, 400), (128, 85))


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB", "I;16", "I", "F"]
)
def test_every_mode_becomes_a_colour_picture(mode: str) -> None:
    gray = Image.fromarray(np.arange(600 * 400, dtype=np.uint16).reshape(400, 600) % 65535)
    image = gray if mode == "I;16" else Image.new(mode, (600, 400))
    (cold,), _ = make_display(raster(image), [300])
    assert (shown(cold).mode, shown(cold).size) == ("RGB", (300, 200))


def test_it_carries_pixels_and_nothing_else() -> None:
    image = scene(300, 200)
    image.info.update(comment=b"secret", exif=b"Exif\0\0secret", xmp=b"secret")
    (cold,), _ = make_display(raster(image), [300])
    assert b"secret" not in cold
    assert shown(cold).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_can_be_seen_through_lies_on_white_paper() -> None:
    glass = Image.new("RGBA", (64, 64), (200, 0, 0, 0))
    (cold,), _ = make_display(raster(glass), [64])
    assert shown(cold).getpixel((32, 32)) == (255, 255, 255)


def test_the_profile_says_what_the_colours_mean() -> None:
    (cold,), notes = make_display(raster(Image.new("RGB", (64, 64), "red"), icc_profile=blue_for_red()), [64])
    red, green, blue = np.asarray(shown(cold))[32, 32]
    assert notes == ()
    assert (red < 20, green < 20, blue > 235) == (True, True, True)


def test_lab_is_understood() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    (cold,), notes = make_display(raster(Image.new("LAB", (64, 64), (128, 128, 128)), icc_profile=lab), [64])
    assert notes == ()
    assert np.ptp(np.asarray(shown(cold))[32, 32]) <= 2


def blue_for_red() -> bytes:
    """An sRGB profile whose red and blue primaries have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * int(profile[131]), 12)}
    red, blue = tags[b"rXYZ"] + 4, tags[b"bXYZ"] + 4
    profile[red : red + 4], profile[blue : blue + 4] = profile[blue : blue + 4], profile[red : red + 4]
    return bytes(profile)


def test_a_broken_profile_is_noted_and_left_out() -> None:
    (cold,), notes = make_display(raster(scene(64, 64), icc_profile=b"not a profile"), [64])
    assert [note.code for note in notes] == ["bad_profile"]
    assert shown(cold).size == (64, 64)
