"""The original itself, to be looked at: its own pixels, upright, in the colours of a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from imalink_core import Hatchery, Picture, Problem, decode_preview
from imalink_core.isolation.protocol import pixels_behind, read_picture, write_picture, write_problem
from tests.drawing import (
    UPRIGHT,
    camera_exif,
    corner_names,
    corners,
    dng,
    gallery,
    heic,
    jpeg,
    lying_size,
    png,
    scene,
    tiff,
    truncated,
    turned,
)
from tests.house.originals import look
from tests.unit.core.previews.test_cold import blue_for_red

Draw = Callable[[Image.Image, int], bytes]

TURNED: dict[str, Draw] = {
    "jpeg": lambda image, turn: jpeg(image, exif=camera_exif(orientation=turn)),
    "png": lambda image, turn: png(image, exif=camera_exif(orientation=turn)),
    "tiff": lambda image, turn: tiff(image, orientation=turn),
    "heic": lambda image, turn: heic(image, container=turn),
}


@pytest.fixture(scope="module")
def hatchery() -> Iterator[Hatchery]:
    with Hatchery() as shared:
        yield shared


@pytest.fixture
def seen(hatchery: Hatchery, tmp_path: Path) -> Callable[..., Picture]:
    """Write a file and look at it. The helper process it may need is there before and after."""

    def see(data: bytes, side: int | None = None) -> Picture:
        path = tmp_path / "photo"
        path.write_bytes(data)
        return hatchery.picture(path, side)

    return see


@pytest.fixture(scope="module", autouse=True)
def _warm(hatchery: Hatchery, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("warm") / "photo.tif"
    path.write_bytes(tiff(scene(32, 24)))
    hatchery.picture(path)


def shown(picture: Picture) -> Image.Image:
    pixels = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 4)
    return Image.fromarray(pixels[:, :, 2::-1].copy())


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", TURNED)
def test_every_original_stands_upright(seen: Callable[..., Picture], kind: str, turn: int) -> None:
    data = TURNED[kind](turned(corners(384, 256), turn), turn)
    for side, size in ((None, (384, 256)), (96, (96, 64))):
        picture = seen(data, side)
        assert (picture.width, picture.height) == size
        assert picture.size == (384, 256)
        assert corner_names(shown(picture)) == UPRIGHT


def test_the_whole_picture_is_pixel_by_pixel_what_the_file_holds(seen: Callable[..., Picture]) -> None:
    photo = scene(401, 299)
    assert np.array_equal(np.asarray(shown(seen(png(photo)))), np.asarray(photo))
    assert np.array_equal(np.asarray(shown(seen(tiff(photo)))), np.asarray(photo))


@pytest.mark.parametrize("size", [(1200, 800), (800, 1200), (1001, 1001)])
def test_a_jpeg_decoded_small_at_once_looks_like_the_large_one(
    seen: Callable[..., Picture], size: tuple[int, int]
) -> None:
    photo = scene(*size)
    small = shown(seen(jpeg(photo), 300))
    reference = photo.copy()
    reference.thumbnail((300, 300), Image.Resampling.LANCZOS)
    assert small.size == reference.size
    assert np.abs(np.asarray(small).astype(int) - np.asarray(reference)).mean() < 4


def test_nothing_is_enlarged(seen: Callable[..., Picture]) -> None:
    picture = seen(jpeg(scene(200, 100)), 1000)
    assert (picture.width, picture.height) == (200, 100)


def test_half_of_it_is_the_mean_of_four(seen: Callable[..., Picture]) -> None:
    picture = seen(png(corners(64, 48)))
    half = picture.halved()
    assert (half.width, half.height, half.size) == (32, 24, (64, 48))
    assert shown(half).getpixel((0, 0)) == shown(picture).getpixel((0, 0))
    assert shown(half).getpixel((31, 23)) == shown(picture).getpixel((63, 47))


def test_the_profile_says_what_the_colours_mean(seen: Callable[..., Picture]) -> None:
    red, green, blue = np.asarray(shown(seen(jpeg(Image.new("RGB", (64, 64), "red"), icc=blue_for_red()))))[
        32, 32
    ]
    assert (red < 20, green < 20, blue > 235) == (True, True, True)
    assert [note.code for note in seen(jpeg(scene(64, 64), icc=b"no profile")).notes] == ["bad_profile"]


def test_a_raw_shows_what_its_camera_made_of_it(seen: Callable[..., Picture]) -> None:
    picture = seen(dng(scene(256, 192), preview=scene(1200, 900)))
    assert (picture.width, picture.height, picture.size) == (1200, 900, (256, 192))
    assert [note.code for note in picture.notes] == ["raw_embedded"]


def test_of_a_damaged_file_is_seen_what_there_is(seen: Callable[..., Picture]) -> None:
    picture = seen(truncated(jpeg(corners(640, 480)), 0.7))
    assert [note.code for note in picture.notes] == ["truncated", "second_try"]
    assert corner_names(shown(picture))[:2] == UPRIGHT[:2]


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b"Dear diary,\n" * 50, "unknown")])
def test_what_cannot_be_seen_says_why(seen: Callable[..., Picture], data: bytes, code: str) -> None:
    with pytest.raises(Problem) as told:
        seen(data)
    assert told.value.code == code


def test_a_helper_goes_on_after_a_file_it_could_not_read(hatchery: Hatchery, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.tif", tmp_path / "good.tif"
    bad.write_bytes(truncated(tiff(scene(64, 48)), 0.02))
    good.write_bytes(tiff(corners(64, 48)))
    before = set(hatchery._keeper._helpers)
    for _ in range(2):
        with pytest.raises(Problem):
            hatchery.picture(bad)
        assert corner_names(shown(hatchery.picture(good))) == UPRIGHT
    assert set(hatchery._keeper._helpers) == before


def test_originals_are_not_touched(hatchery: Hatchery, tmp_path: Path) -> None:
    for name, data in gallery().items():
        (tmp_path / name).write_bytes(data)
        (tmp_path / name).chmod(0o444)
    before = look(tmp_path)
    for name in ("photo.jpg", *gallery()):
        try:
            hatchery.picture(tmp_path / name, 64)
        except Problem as problem:
            assert problem.code in ("missing", "no_frame", "unsupported")  # noqa: PT017
    assert look(tmp_path) == before


def test_a_helper_that_says_more_pixels_than_it_sends_is_not_believed() -> None:
    line = write_picture(Picture(2, 2, bytes(16), (2, 2)))
    assert pixels_behind(line) == 16
    assert read_picture(line, bytes(16)).pixels == bytes(16)
    for pixels in (b"", bytes(15), bytes(17)):
        with pytest.raises(Problem) as told:
            read_picture(line, pixels)
        assert told.value.code == "crashed"


@pytest.mark.parametrize(
    "line",
    [
        write_problem(Problem("damaged")),
        b"{}\n",
        b"no JSON\n",
        write_picture(Picture(90_000, 90_000, b"", (90_000, 90_000))),
        b'{"picture": {"width": -1, "height": 4}}\n',
        b'{"picture": {"width": 1e9, "height": 4}}\n',
    ],
)
def test_a_line_that_promises_no_picture_has_no_pixels_behind_it(line: bytes) -> None:
    assert pixels_behind(line) == 0
    with pytest.raises(Problem):
        read_picture(line, b"")


def test_a_preview_is_decoded_without_any_doubt_left_to_its_maker() -> None:
    preview = decode_preview(jpeg(corners(64, 48)))
    assert (preview.width, preview.height, preview.size) == (64, 48, (64, 48))
    assert corner_names(shown(preview)) == UPRIGHT
    small = preview.resized(32, 24)
    assert (small.width, small.height) == (32, 24)
    assert corner_names(shown(small)) == UPRIGHT
    for data, code in (
        (b"", "damaged"),
        (truncated(jpeg(scene(64, 48)), 0.5), "damaged"),
        (lying_size(jpeg(scene(64, 48))), "too_large"),
    ):
        with pytest.raises(Problem) as told:
            decode_preview(data)
        assert told.value.code == code
