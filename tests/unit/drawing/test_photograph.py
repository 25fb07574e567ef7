"""The scene looks like a photograph; the corners know which way is up."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageOps

from tests.drawing import UPRIGHT, camera_exif, corner_names, corners, jpeg, scene, turned


def test_a_scene_is_the_same_for_the_same_seed_only() -> None:
    assert scene(90, 60).tobytes() == scene(90, 60).tobytes()
    assert scene(90, 60).tobytes() != scene(90, 60, seed=1).tobytes()


def test_a_scene_weighs_what_a_photograph_weighs() -> None:
    bits_per_pixel = 8 * len(jpeg(scene(600, 400))) / (600 * 400)
    assert 0.8 < bits_per_pixel < 6


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turned_pixels_stand_upright_under_their_orientation(orientation: int) -> None:
    stored = turned(corners(), orientation)
    assert (corner_names(stored) == UPRIGHT) is (orientation == 1)
    data = jpeg(stored, exif=camera_exif(orientation=orientation))
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert corner_names(upright) == UPRIGHT
    assert upright.size == corners().size
