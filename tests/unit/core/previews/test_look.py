"""The look of a picture: alike where pictures are alike, whatever their size and light."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageEnhance

from imalink_core.previews.look import look
from tests.drawing.photograph import scene


def preview(picture: Image.Image, quality: int = 85) -> bytes:
    stream = BytesIO()
    picture.convert("RGB").save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def apart(one: int, other: int) -> int:
    """In how many of 64 bits two looks differ."""
    return ((one ^ other) & ((1 << 64) - 1)).bit_count()


def test_a_look_is_64_bits_with_a_sign() -> None:
    ramp = Image.linear_gradient("L")
    grows, shrinks = ramp.transpose(Image.Transpose.ROTATE_90), ramp.transpose(Image.Transpose.ROTATE_270)
    assert look(preview(grows)) == -1  # it grows brighter all the way, so every bit is set
    assert look(preview(shrinks)) == 0
    half = Image.new("L", (90, 80))
    half.paste(grows.resize((90, 40)), (0, 40))
    assert look(preview(half)) == (1 << 32) - 1


def test_a_black_frame_has_no_look_at_all() -> None:
    assert look(preview(Image.new("RGB", (150, 100)))) == 0


@pytest.mark.parametrize("seed", range(5))
def test_what_looks_alike_differs_in_few_bits(seed: int) -> None:
    picture = scene(600, 400, seed).resize((150, 100))
    seen = look(preview(picture))
    assert apart(seen, look(preview(picture, quality=40))) <= 3
    assert apart(seen, look(preview(picture.resize((120, 80))))) <= 3
    assert apart(seen, look(preview(ImageEnhance.Brightness(picture).enhance(0.8)))) <= 3


def test_what_does_not_look_alike_differs_in_many() -> None:
    picture = scene(600, 400).resize((150, 100))
    turned = picture.transpose(Image.Transpose.ROTATE_180)
    assert apart(look(preview(picture)), look(preview(turned))) > 10
