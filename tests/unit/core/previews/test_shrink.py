"""Reducing before turning gives the very pixels of turning before reducing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from imalink_core.previews.shrink import fitted, shrink, upright
from tests.golden.pictures import pattern

LANCZOS = Image.Resampling.LANCZOS

sizes = st.tuples(st.integers(1, 900), st.integers(1, 900))


def plainly(image: Image.Image, orientation: int, side: int) -> Image.Image:
    """The recipe with full-size copies: turn, reduce, one pass, the other pass."""
    picture = upright(image, orientation)
    target = fitted(picture.size, side)
    if target is None:
        return picture
    width, height = picture.size
    across, down = int(width / target[0] / 2) or 1, int(height / target[1] / 2) or 1
    small = picture.reduce((across, down))
    extent = width / across, height / down
    if small.height > 100 * small.width and small.height > target[1]:
        low = small.resize((small.width, target[1]), LANCZOS, (0, 0, small.width, extent[1]))
        return low.resize(target, LANCZOS, (0, 0, extent[0], target[1]))
    wide = small.resize((target[0], small.height), LANCZOS, (0, 0, extent[0], small.height))
    return wide.resize(target, LANCZOS, (0, 0, target[0], extent[1]))


@given(
    size=sizes,
    orientation=st.integers(1, 8),
    mode=st.sampled_from(["RGB", "L", "CMYK"]),
    side=st.integers(5, 150),
)
def test_the_fast_way_gives_the_plain_ways_pixels(
    size: tuple[int, int], orientation: int, mode: str, side: int
) -> None:
    image = pattern(*size).convert(mode)
    fast, plain = shrink(image, orientation, side), plainly(image, orientation, side)
    assert fast.size == plain.size
    assert np.array_equal(np.asarray(fast), np.asarray(plain))


@given(size=sizes, side=st.integers(1, 300))
def test_the_size_is_rounded_as_pillow_rounds_it(size: tuple[int, int], side: int) -> None:
    theirs = Image.new("L", size)
    theirs.thumbnail((side, side))
    assert (fitted(size, side) or size) == theirs.size


@pytest.mark.parametrize("orientation", range(1, 9))
def test_upright_is_what_exif_means(orientation: int) -> None:
    image = pattern(7, 5)
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.info["exif"] = exif.tobytes()
    assert np.array_equal(np.asarray(upright(image, orientation)), np.asarray(ImageOps.exif_transpose(image)))


def test_a_small_picture_is_never_enlarged() -> None:
    assert shrink(pattern(100, 80), 6, 150).size == (80, 100)
