"""A glance: the header, the metadata, the thumbnail, and nothing more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from imalink_core.errors import Problem
from imalink_core.formats.format import Kind
from imalink_core.glancing import glance
from tests.drawing import camera_exif, gallery, heic, jpeg, mp4_boxes, nef, scene, thumbnail_jpeg, xmp_packet

PICTURE = scene(120, 80)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    exif = camera_exif(orientation=6, thumbnail=thumbnail_jpeg(PICTURE))
    path = tmp_path / "DSC_0001.JPG"
    path.write_bytes(jpeg(PICTURE, exif=exif, xmp=xmp_packet(rating=4)))
    return path


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_photo_at_a_glance(photo: Path) -> None:
    seen = glance(photo)
    assert (seen.format, seen.kind, seen.size_bytes) == ("JPEG", Kind.PICTURE, photo.stat().st_size)
    assert (seen.metadata.width, seen.metadata.height, seen.orientation) == (80, 120, 6)
    assert seen.metadata.taken_at == datetime.fromisoformat("2024-01-15T14:30:00")
    assert (seen.metadata.camera_make, seen.metadata.camera_model) == ("Canon", "EOS R5")
    assert seen.found.rating == 4
    assert seen.thumbnail == thumbnail_jpeg(PICTURE)
    assert seen.notes == ()


def test_only_the_head_of_a_large_file_is_read(photo: Path) -> None:
    before = glance(photo)
    with photo.open("r+b") as file:
        file.truncate(3_000_000_000)
    after = glance(photo)
    assert after.size_bytes == 3_000_000_000
    assert (after.metadata, after.thumbnail) == (before.metadata, before.thumbnail)


def test_a_jpeg_named_heic_is_a_jpeg(tmp_path: Path) -> None:
    seen = glance(_written(tmp_path, "IMG_1.HEIC", jpeg(PICTURE)))
    assert seen.format == "JPEG"
    assert [note.code for note in seen.notes] == ["wrong_extension"]


def test_raw_heic_video_and_sidecar(tmp_path: Path) -> None:
    raw = glance(_written(tmp_path, "a.nef", nef(scene(400, 300), PICTURE)))
    assert (raw.kind, raw.metadata.width, raw.metadata.height) == (Kind.RAW, 400, 300)
    assert raw.thumbnail is not None
    phone = glance(_written(tmp_path, "a.heic", heic(PICTURE, container=6, exif=camera_exif(orientation=6))))
    assert (phone.metadata.width, phone.metadata.height, phone.orientation) == (80, 120, 6)
    video = glance(_written(tmp_path, "a.mp4", mp4_boxes(turn=90)))
    assert (video.kind, video.metadata.width, video.metadata.height) == (Kind.VIDEO, 1080, 1920)
    assert (video.duration_seconds, phone.duration_seconds) == (12.5, None)
    sidecar = glance(_written(tmp_path, "a.xmp", xmp_packet(rating=3, wrapped=False)))
    assert (sidecar.kind, sidecar.found.rating) == (Kind.SIDECAR, 3)


@pytest.mark.parametrize("name", sorted(gallery()))
def test_every_kind_can_be_glanced_at(tmp_path: Path, name: str) -> None:
    seen = glance(_written(tmp_path, name, gallery()[name]))
    assert [note.code for note in seen.notes if note.code != "time_is_utc"] == []


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"8BPS\0\1" + bytes(30), "unsupported", "layers"),
        (b"words " * 9, "unknown", "text"),
        (b"", "empty", ""),
    ],
)
def test_what_is_no_photo_says_so(tmp_path: Path, data: bytes, code: str, word: str) -> None:
    with pytest.raises(Problem) as caught:
        glance(_written(tmp_path, "a.jpg", data))
    assert caught.value.code == code
    assert word in caught.value.message


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        glance(tmp_path / "none.jpg")
    assert caught.value.code == "missing"
