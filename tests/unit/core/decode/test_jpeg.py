"""JPEG's fast way gives Pillow's pixels, and leaves to Pillow what it cannot take."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from imalink_core.containers.jpeg import read_parts
from imalink_core.decode.jpeg import decode_jpeg
from imalink_core.decode.raster import Raster, Tools
from imalink_core.errors import Problem
from imalink_core.limits import Limits
from imalink_core.original import open_original
from tests.drawing import jpeg, lying_size, mpo, scan_bomb, scene
from tests.drawing.jpeg import Subsampling


def decoded(path: Path, data: bytes, tools: Tools | None = None) -> Raster:
    path.write_bytes(data)
    with open_original(path) as original:
        return decode_jpeg(original, read_parts(original.file, 1 << 20), tools or Tools())


def pillows_pixels(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image)


@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:2", "4:2:0"])
@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("size", [(640, 480), (333, 217), (17, 1), (1, 1)])
def test_colour_pixels_are_pillows(
    tmp_path: Path, subsampling: Subsampling, progressive: bool, size: tuple[int, int]
) -> None:
    data = jpeg(scene(*size), subsampling=subsampling, progressive=progressive)
    raster = decoded(tmp_path / "photo.jpg", data)
    assert raster.image.mode == "RGB"
    assert np.array_equal(np.asarray(raster.image), pillows_pixels(data))


def test_gray_pixels_are_pillows(tmp_path: Path) -> None:
    data = jpeg(scene(333, 217, mode="L"))
    raster = decoded(tmp_path / "photo.jpg", data)
    assert raster.image.mode == "L"
    assert np.array_equal(np.asarray(raster.image), pillows_pixels(data))


def test_cmyk_goes_the_plain_way(tmp_path: Path) -> None:
    data = jpeg(scene(120, 80).convert("CMYK"))
    raster = decoded(tmp_path / "print.jpg", data)
    assert raster.image.mode == "CMYK"
    assert np.array_equal(np.asarray(raster.image), pillows_pixels(data))


def test_the_first_picture_of_an_mpo(tmp_path: Path) -> None:
    first, second = scene(320, 200, seed=1), scene(160, 100, seed=2)
    raster = decoded(tmp_path / "photo.jpg", mpo([first, second]))
    assert raster.size == (320, 200)


def test_the_next_picture_of_a_thread_reuses_its_buffer(tmp_path: Path) -> None:
    tools = Tools()
    first = decoded(tmp_path / "1.jpg", jpeg(scene(64, 48, seed=1)), tools)
    before = np.asarray(first.image).copy()
    decoded(tmp_path / "2.jpg", jpeg(scene(64, 48, seed=2)), tools)
    assert not np.array_equal(before, np.asarray(first.image))


def test_a_size_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        decoded(tmp_path / "bomb.jpg", lying_size(jpeg(scene(64, 48)), 65500, 65500))
    assert refused.value.code == "too_large"


def test_a_progressive_jpeg_costs_more(tmp_path: Path) -> None:
    tight = Tools(limits=Limits(decoding_bytes=100 * 100 * 5))
    decoded(tmp_path / "plain.jpg", jpeg(scene(100, 100)), tight)
    with pytest.raises(Problem):
        decoded(tmp_path / "progressive.jpg", jpeg(scene(100, 100), progressive=True), tight)


def test_endless_scans_are_not_for_a_pool_thread(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        decoded(tmp_path / "bomb.jpg", scan_bomb(64, 48))
    assert refused.value.code == "too_slow"
