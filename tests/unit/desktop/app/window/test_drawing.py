"""The sample photos: drawn the same every time, unlike each other, and written as cameras write."""

from __future__ import annotations

import io
from collections import Counter
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from imalink_core import glance, hatch
from imalink_desktop.app.desktop.sample.diary import TRIPS, diary
from imalink_desktop.app.desktop.sample.drawing import draw, moments
from imalink_desktop.app.desktop.sample.light import Hour
from imalink_desktop.app.desktop.sample.scenes import SCENES
from tests.drawing.sample import draw_sample

SMALL = 160


def drawn(folder: Path, count: int, seed: int = 1) -> list[Path]:
    return list(draw_sample(folder, count, seed=seed, size=SMALL))


def test_it_draws_as_many_as_it_is_asked_for_each_under_its_own_name(tmp_path: Path) -> None:
    photos = drawn(tmp_path, 12)
    assert len(set(photos)) == 12
    assert all(photo.is_file() and photo.parent.parent == tmp_path for photo in photos)
    assert sorted(tmp_path.rglob("*.*")) == sorted(photos)


def test_the_same_seed_draws_the_same_and_another_one_does_not(tmp_path: Path) -> None:
    one, again = drawn(tmp_path / "a", 3), drawn(tmp_path / "b", 3)
    assert [photo.read_bytes() for photo in one] == [photo.read_bytes() for photo in again]
    other = drawn(tmp_path / "c", 3, seed=2)
    assert {photo.read_bytes() for photo in one}.isdisjoint(photo.read_bytes() for photo in other)


def test_cameras_have_written_down_all_that_cameras_do(tmp_path: Path) -> None:
    for photo in drawn(tmp_path, 10):
        seen = glance(photo)
        meta = seen.metadata
        assert meta.taken_at is not None
        assert None not in (meta.camera_make, meta.camera_model, meta.lens_model, meta.focal_length, meta.iso)
        assert meta.exposure_time
        assert seen.found.keywords
        assert all(word.startswith("sample/") for word in seen.found.keywords)
        assert not seen.notes
        egg = hatch(photo)
        assert egg.is_valid_image
        assert egg.metadata.gps_latitude is not None or meta.camera_model == "Pixel 8"


def test_each_has_a_small_picture_of_itself_in_its_head(tmp_path: Path) -> None:
    (photo,) = drawn(tmp_path, 1)
    data = photo.read_bytes()
    start = data.index(b"\xff\xd8", 2)
    little = Image.open(io.BytesIO(data[start:]))
    whole = Image.open(photo)
    little_mean, mean = (np.asarray(picture.convert("RGB")).mean(axis=(0, 1)) for picture in (little, whole))
    assert little.size[0] / little.size[1] == pytest.approx(whole.size[0] / whole.size[1], rel=0.03)
    assert np.abs(little_mean - mean).max() < 6


def test_two_years_hold_trips_days_bursts_and_some_that_were_liked() -> None:
    shots = list(diary(np.random.default_rng(1), 120))
    assert len(shots) == 120
    assert {shot.trip for shot in shots} == set(TRIPS)
    for trip in TRIPS:
        times = [shot.taken for shot in shots if shot.trip is trip]
        assert times == sorted(times)
        assert times[-1] - trip.begins < timedelta(days=trip.days + 1)
    bursts = [count for count in Counter(shot.moment for shot in shots).values() if count > 1]
    assert bursts
    assert max(bursts) <= 5
    assert {shot.stars for shot in shots} >= {0, 3, 4, 5}
    assert any(shot.title for shot in shots)
    assert any(shot.monochrome for shot in shots)
    assert {shot.shape for shot in shots} >= {(3, 2), (2, 3), (4, 3), (1, 1), (5, 2)}


def test_the_shots_of_a_burst_differ_a_little_and_no_more() -> None:
    burst = next(shots for shots in moments(120, 1) if len(shots) > 1)
    one, other = (
        np.asarray(Image.open(io.BytesIO(photo.data)).convert("L").resize((48, 48)), dtype=np.float32)
        for photo in draw(burst, 1, SMALL)[:2]
    )
    assert 0 < np.abs(one - other).mean() < 25


@pytest.mark.parametrize("scene", sorted(SCENES))
@pytest.mark.parametrize("size", [(180, 120), (120, 180), (250, 100), (120, 120)])
def test_each_scene_can_be_drawn_in_any_light_and_shape(scene: str, size: tuple[int, int]) -> None:
    for number, hour in enumerate(Hour):
        picture = SCENES[scene](np.random.default_rng(number), size, hour)
        assert (picture.mode, picture.size) == ("RGB", size)
        assert np.asarray(picture).std() > 4
