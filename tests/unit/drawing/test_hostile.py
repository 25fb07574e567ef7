"""The hostile are many, varied and always the same; the sound are sound."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest
from PIL import Image

from tests.drawing import (
    HARMS,
    free,
    gallery,
    garbled,
    hostile,
    hostile_files,
    intruders,
    jpeg,
    lying_exifs,
    scene,
    traps,
    truncated,
)

PILLOW_READS = {".jpg", ".mpo", ".png", ".tif", ".webp", ".gif", ".bmp", ".avif"}


def test_the_gallery_is_sound() -> None:
    for name, data in gallery().items():
        if Path(name).suffix in PILLOW_READS:
            with Image.open(io.BytesIO(data)) as image:
                image.load()
                assert sorted(image.size) == [64, 96], name


def test_the_gallery_has_every_kind() -> None:
    kinds = {Path(name).suffix for name in gallery()}
    assert kinds >= PILLOW_READS | {".heic", ".dng", ".nef", ".arw", ".cr2", ".cr3", ".raf", ".mp4", ".mov"}


def test_hostile_files_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    count = len(intruders()) + 60
    paths = hostile_files(tmp_path, seed=3, count=count)
    assert len(set(paths)) == count
    assert [path.read_bytes() for path in paths] == [data for _, data in hostile(3, count)]
    assert [data for _, data in hostile(4, count)] != [data for _, data in hostile(3, count)]


def test_every_harm_does_harm() -> None:
    names = [name for name, _ in hostile(1, len(intruders()) + 200)]
    assert all(any(name.startswith(harm) for name in names) for harm in HARMS)
    sound = set(gallery().values())
    harmed = [data for _, data in hostile(1, len(intruders()) + 200)][len(intruders()) :]
    assert sum(data in sound for data in harmed) < 20


def test_intruders_are_small() -> None:
    assert all(len(data) < 2_500_000 for data in intruders().values())


def test_a_truncated_and_a_garbled_jpeg_still_show_something() -> None:
    picture = jpeg(scene(200, 150))
    with pytest.raises(OSError, match="truncated"):
        Image.open(io.BytesIO(truncated(picture, 0.6))).load()
    broken = garbled(picture)
    assert len(broken) == len(picture)
    assert broken != picture
    assert Image.open(io.BytesIO(broken)).convert("RGB").size == (200, 150)


@pytest.mark.parametrize("name", list(lying_exifs()))
def test_lies_are_told_in_few_bytes(name: str) -> None:
    assert len(lying_exifs()[name]) < 110_000


def test_traps_are_what_they_are_called(tmp_path: Path) -> None:
    built = traps(tmp_path)
    try:
        assert {"composed", "dash"} <= set(built)
        if os.name == "posix":
            assert stat.S_ISFIFO(built["fifo"].lstat().st_mode)
            assert not built["broken link"].exists()
            assert built["folder loop"].samefile(tmp_path)
            assert built["sparse"].stat().st_size == 20 << 30
            assert built["sparse"].stat().st_blocks * 512 < 1 << 20
            assert len(str(built["deep"])) > 300
        if "unreadable" in built:
            with pytest.raises(PermissionError):
                built["unreadable"].read_bytes()
    finally:
        free(built)
