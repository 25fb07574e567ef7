"""Videos: duration, size, turning, date and place, without decoding a frame."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.drawing import avi_header, mp4_boxes, truncated, video
from tests.unit.core.containers.reading import note_codes, parts_of

CREATED = datetime(2024, 6, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize("moov_last", [True, False])
def test_mp4_by_hand(version: int, moov_last: bool) -> None:
    parts = parts_of(mp4_boxes(version=version, moov_last=moov_last))
    assert parts.video is not None
    assert (parts.width, parts.height) == (1920, 1080)
    assert (parts.video.duration_seconds, parts.video.created_utc) == (12.5, CREATED)


def test_a_program_s_mp4() -> None:
    parts = parts_of(video(96, 64, seconds=3.0, created=CREATED))
    assert parts.video is not None
    assert (parts.width, parts.height) == (96, 64)
    assert parts.video.duration_seconds == pytest.approx(3.0, abs=0.2)
    assert parts.video.created_utc == CREATED


@pytest.mark.parametrize(("turn", "orientation"), [(0, 1), (90, 6), (180, 3), (270, 8)])
def test_a_phone_held_upright(turn: int, orientation: int) -> None:
    parts = parts_of(mp4_boxes(turn=turn))
    assert (parts.orientation, parts.width, parts.height) == (orientation, 1920, 1080)


@pytest.mark.parametrize("drawn", ["by hand", "by ffmpeg"])
def test_apple_s_keys(drawn: str) -> None:
    apple = {
        "creationdate": "2024-06-01T14:30:00+0200",
        "location.ISO6709": "+59.9139+010.7522+012.500/",
        "make": "Apple",
        "model": "iPhone 15",
    }
    by_hand = drawn == "by hand"
    parts = parts_of(
        mp4_boxes(apple=apple, brand=b"qt  ") if by_hand else video(container="mov", apple=apple)
    )
    assert parts.video is not None
    facts = (parts.video.created_text, parts.video.location_text, parts.video.make, parts.video.model)
    assert facts == tuple(apple.values())


def test_android_s_place() -> None:
    parts = parts_of(mp4_boxes(place="+59.9139+010.7522/"))
    assert parts.video is not None
    assert parts.video.location_text == "+59.9139+010.7522/"


def test_a_creation_time_of_zero_is_none() -> None:
    parts = parts_of(mp4_boxes(created=None))
    assert parts.video is not None
    assert parts.video.created_utc is None


def test_avi() -> None:
    parts = parts_of(avi_header(date="Sat Jun 01 14:30:00 2024"))
    assert parts.video is not None
    assert (parts.width, parts.height) == (640, 480)
    assert parts.video.created_text == "Sat Jun 01 14:30:00 2024"
    assert parts.video.duration_seconds == pytest.approx(5, abs=0.01)


def test_matroska() -> None:
    parts = parts_of(video(96, 64, seconds=3.0, container="matroska"))
    assert parts.video is not None
    assert (parts.width, parts.height) == (96, 64)
    assert parts.video.duration_seconds == pytest.approx(3.0, abs=0.5)


def test_a_recording_that_was_cut_off_is_noted() -> None:
    assert note_codes(parts_of(truncated(mp4_boxes(moov_last=True), 0.2))) == ["truncated"]


@pytest.mark.parametrize(("created", "year"), [(1_717_245_000, 2024), (5, None), (0, None)])
def test_a_clock_that_counts_from_1970_is_understood(created: int, year: int | None) -> None:
    video = parts_of(mp4_boxes(created=created)).video
    assert video is not None
    assert (video.created_utc and video.created_utc.year) == year
