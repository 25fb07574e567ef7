"""HEIC and AVIF: the container's own word on which way is up is the truth."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from imalink_core.containers.orientation import upright_size
from tests.drawing import avif, camera_exif, corners, heic, scene, xmp_packet
from tests.unit.core.containers.reading import note_codes, parts_of


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_container_s_rotation_in_exif_s_terms(orientation: int) -> None:
    parts = parts_of(heic(corners(), container=orientation))
    assert parts.orientation == orientation
    assert (parts.width, parts.height) == corners().size


def test_exif_s_own_rotation_is_not_believed() -> None:
    parts = parts_of(heic(corners(), container=1, exif=camera_exif(orientation=6)))
    assert parts.orientation == 1
    assert parts.exif.image[0x0112] == 6


def test_metadata_comes_along() -> None:
    xmp = xmp_packet(rating=4)
    parts = parts_of(heic(scene(64, 48), exif=camera_exif(make="Apple"), xmp=xmp))
    assert parts.exif.image[0x010F] == "Apple"
    assert parts.xmp == xmp


def test_a_picture_in_tiles_has_the_size_of_the_whole() -> None:
    parts = parts_of(heic(scene(200, 136), tile=64))
    assert (parts.width, parts.height) == (200, 136)


@pytest.mark.parametrize("size", [(64, 48), (63, 47)])
def test_avif_has_the_size_that_pillow_sees(size: tuple[int, int]) -> None:
    data = avif(scene(*size), exif=camera_exif())
    parts = parts_of(data)
    with Image.open(io.BytesIO(data)) as image:
        assert upright_size((parts.width, parts.height), parts.orientation) == image.size


def test_without_its_meta_box_nothing_is_known() -> None:
    parts = parts_of(heic(scene(64, 48))[:40])
    assert parts.width is None
    assert note_codes(parts) == ["truncated"]
