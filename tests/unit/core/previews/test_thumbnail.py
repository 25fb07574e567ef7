"""The camera's own thumbnail: upright, without bars, and never taken at its word."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from imalink_core.previews.thumbnail import upright_thumbnail
from tests.drawing import corner_names, corners, scene, turned
from tests.drawing.hostile import garbled, truncated
from tests.drawing.jpeg import jpeg, lying_size, scan_bomb, segment, with_segments
from tests.drawing.photograph import UPRIGHT
from tests.drawing.png import png

WHOLE = jpeg(corners(160, 120))


def shown(thumbnail: bytes | None) -> Image.Image:
    assert thumbnail is not None
    with Image.open(io.BytesIO(thumbnail), formats=("JPEG",)) as image:
        image.load()
        return image.convert("RGB")


def with_bars(width: int, height: int) -> bytes:
    """A picture of this size in a thumbnail of 160 × 120, as cameras put it there."""
    picture = corners(width, height)
    picture.thumbnail((160, 120))
    thumbnail = Image.new("RGB", (160, 120))
    thumbnail.paste(picture, ((160 - picture.width) // 2, (120 - picture.height) // 2))
    return jpeg(thumbnail)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_turned_upright(orientation: int) -> None:
    stored = jpeg(turned(corners(160, 120), orientation))
    made = shown(upright_thumbnail(stored, orientation, (4000, 3000)))
    assert (made.size, corner_names(made)) == ((160, 120), UPRIGHT)


@pytest.mark.parametrize(("width", "height"), [(6000, 4000), (1920, 1080), (3000, 3000), (9000, 2500)])
def test_the_black_bars_are_cut_away(width: int, height: int) -> None:
    made = shown(upright_thumbnail(with_bars(width // 10, height // 10), 1, (width, height)))
    assert made.width / made.height == pytest.approx(width / height, rel=0.03)
    assert corner_names(made) == UPRIGHT
    edges = [made.getpixel((made.width // 4, y)) for y in (0, made.height - 1)]
    edges += [made.getpixel((x, made.height // 4)) for x in (0, made.width - 1)]
    assert all(isinstance(edge, tuple) and sum(edge) > 100 for edge in edges)


def test_bars_lie_along_the_picture_when_it_was_held_upright() -> None:
    with_bars_on_its_side = jpeg(turned(shown(with_bars(600, 400)).rotate(90, expand=True), 6))
    made = shown(upright_thumbnail(with_bars_on_its_side, 6, (4000, 6000)))
    assert made.width / made.height == pytest.approx(4000 / 6000, rel=0.03)


@pytest.mark.parametrize("size", [(160, 120), (4000, 3000), (4000, 3010), (None, None), (None, 3000), (0, 0)])
def test_a_thumbnail_of_its_pictures_shape_is_not_cut(size: tuple[int | None, int | None]) -> None:
    assert shown(upright_thumbnail(WHOLE, 1, size)).size == (160, 120)


def test_a_thumbnail_that_lies_otherwise_than_its_picture_is_not_cut() -> None:
    assert shown(upright_thumbnail(WHOLE, 1, (3000, 4000))).size == (160, 120)


def test_a_large_preview_becomes_as_small_as_is_needed() -> None:
    made = shown(upright_thumbnail(jpeg(corners(1620, 1080)), 1, (6000, 4000)))
    assert max(made.size) == 512
    assert corner_names(made) == UPRIGHT


def test_nothing_of_the_thumbnails_own_words_is_kept() -> None:
    told = with_segments(WHOLE, segment(0xFE, b"a secret word"), segment(0xE1, b"Exif\0\0a secret word"))
    assert b"secret" not in (upright_thumbnail(told, 1, (4000, 3000)) or b"secret")


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_gray_and_print_colours_can_be_shown(mode: str) -> None:
    assert shown(upright_thumbnail(jpeg(scene(160, 120).convert(mode)), 1, (4000, 3000))).size == (160, 120)


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"\xff\xd8",
        b"not a picture",
        png(scene(160, 120)),
        truncated(WHOLE, 0.3),
        lying_size(WHOLE),
        lying_size(WHOLE, 0, 0),
        scan_bomb(),
    ],
    ids=["empty", "head", "text", "png", "cut", "huge", "nowhere", "bomb"],
)
def test_a_hostile_thumbnail_is_none(hostile: bytes) -> None:
    assert upright_thumbnail(hostile, 1, (4000, 3000)) is None


@given(
    start=st.floats(0, 0.99),
    seed=st.integers(0, 99),
    orientation=st.integers(-1, 300),
    size=st.tuples(st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**9)),
)
def test_whatever_a_file_says_the_answer_is_a_small_picture_or_none(
    start: float, seed: int, orientation: int, size: tuple[int | None, int | None]
) -> None:
    made = upright_thumbnail(garbled(WHOLE, start, seed=seed), orientation, size)
    assert made is None or max(shown(made).size) <= 512
