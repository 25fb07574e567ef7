"""Which photos were taken in one go, and why."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.formats.format import Kind
from imalink_core.pairing import BurstKind, Shot, bursts
from tests.unit.core.pairing.roll import NOON, shot


def _series(*seconds: float, camera: str | None = "X100") -> list[Shot]:
    return [shot(f"DSC_{n}.jpg", after, camera=camera) for n, after in enumerate(seconds)]


@pytest.mark.parametrize("seconds", [(0, 1, 2), (0, 0.1, 0.2, 0.3), (0, 0, 0)])
def test_three_frames_a_second_apart_are_a_burst(seconds: tuple[float, ...]) -> None:
    frames = _series(*seconds)
    (burst,) = bursts(reversed(frames))
    assert burst.kind is BurstKind.BURST
    assert burst.frames == tuple(frames)
    assert burst.cover == frames[0]
    assert burst.reason.code == "burst_time"


def test_two_frames_are_no_burst() -> None:
    assert bursts(_series(0, 0.5)) == ()


def test_a_longer_pause_ends_a_burst() -> None:
    found = bursts(_series(0, 0.5, 1, 2.1, 2.6, 3.1))
    assert [len(burst.frames) for burst in found] == [3, 3]


def test_two_cameras_make_no_burst_together() -> None:
    assert bursts([*_series(0, 1), shot("other.jpg", 0.5, camera="Z9")]) == ()


def test_copies_in_another_folder_make_no_burst() -> None:
    assert bursts([shot(f"{folder}/{n}.jpg", n) for folder in "ab" for n in (0, 1)]) == ()


def test_videos_and_undated_shots_make_no_burst() -> None:
    assert bursts(shot(f"{n}.mov", n) for n in range(3)) == ()
    assert bursts(shot(f"{n}.jpg", None) for n in range(3)) == ()


def test_scans_that_share_a_made_up_date_are_no_burst() -> None:
    assert bursts(_series(*[0] * 121)) == ()
    assert len(bursts(_series(*[0] * 120))) == 1


@pytest.mark.parametrize(
    ("names", "cover"),
    [
        (["00000IMG_00000_BURST20180101120000000_COVER", "00001IMG_00001_BURST20180101120000000"], 0),
        (["DSC_0001_BURST20240101120000000", "DSC_0002_BURST20240101120000000_COVER"], 1),
        (["IMG_20160101_120000_BURST1", "IMG_20160101_120000_BURST2_COVER"], 1),
        (["20240101_120000_001", "20240101_120000_002"], 0),
        (["PXL_20240101_120000000.BURST-01", "PXL_20240101_120000000.BURST-02.COVER"], 1),
    ],
)
def test_a_burst_is_known_by_its_names(names: list[str], cover: int) -> None:
    frames = [shot(f"{name}.jpg", None) for name in names]
    (burst,) = bursts(frames)
    assert burst.frames == tuple(frames)
    assert burst.cover == frames[cover]
    assert burst.reason.code == "burst_name"


def test_one_frame_with_a_bursts_name_is_no_burst() -> None:
    assert bursts([shot("20240101_120000_001.jpg")]) == ()


@pytest.mark.parametrize(
    "stops", [(0, -1, 1), (-2, 0, 2), (0, -0.33, 0.33), (0, -0.7, 0.7, -1.3, 1.3), (-3, -2, -1, 0, 1, 2, 3)]
)
def test_evenly_spread_exposure_times_are_a_bracket(stops: tuple[float, ...]) -> None:
    frames = [shot(f"{n}.jpg", n * 2, exposure=2.0**stop) for n, stop in enumerate(stops)]
    (bracket,) = bursts(frames)
    assert bracket.kind is BurstKind.BRACKET
    assert bracket.frames == tuple(frames)
    assert bracket.cover.exposure_seconds == 1
    assert bracket.reason.code == "bracket_exposure"


def test_exposure_times_as_cameras_round_them_are_a_bracket() -> None:
    frames = [shot(f"{n}.jpg", n, exposure=1 / time) for n, time in enumerate((250, 1000, 60))]
    (bracket,) = bursts(frames)
    assert bracket.cover == frames[0]


def test_a_long_exposure_does_not_break_its_bracket() -> None:
    frames = [shot("1.jpg", 0, exposure=8), shot("2.jpg", 9, exposure=2), shot("3.jpg", 12, exposure=32)]
    assert len(bursts(frames)) == 1


def test_brackets_one_after_another_are_told_apart() -> None:
    frames = [shot(f"{n}.jpg", n * 0.5, exposure=(1, 0.25, 4)[n % 3]) for n in range(9)]
    assert [len(bracket.frames) for bracket in bursts(frames)] == [3, 3, 3]


@pytest.mark.parametrize(
    "times", [(1, 1, 1), (1, 0.5, 8), (1, 1.1, 1.2), (1, 2, None), (1, 2, float("nan")), (1, 2, float("inf"))]
)
def test_anything_else_in_quick_succession_is_a_burst(times: tuple[float | None, ...]) -> None:
    (burst,) = bursts(shot(f"{n}.jpg", n, exposure=time) for n, time in enumerate(times))
    assert burst.kind is BurstKind.BURST


def test_a_bracket_needs_quick_succession() -> None:
    assert bursts(shot(f"{n}.jpg", n * 2.1, exposure=2.0 ** (n - 9)) for n in range(3)) == ()


any_shots = st.lists(
    st.builds(
        Shot,
        path=st.sampled_from(
            ["a.jpg", "b.jpg", "20240101_120000_001.jpg", "20240101_120000_002.jpg", "x_BURST1_COVER.jpg"]
        ).map(PurePosixPath),
        kind=st.sampled_from(Kind),
        taken_at=st.none() | st.integers(0, 20).map(lambda step: NOON + timedelta(seconds=step / 3)),
        camera=st.sampled_from([None, "X100"]),
        exposure_seconds=st.none() | st.floats(),
    ),
    max_size=15,
    unique=True,
)


@given(any_shots)
def test_no_shot_is_in_two_bursts(shots: list[Shot]) -> None:
    found = bursts(shots)
    frames = Counter(frame for burst in found for frame in burst.frames)
    assert not frames - Counter(shots)
    assert all(burst.cover in burst.frames for burst in found)


@given(any_shots.flatmap(lambda shots: st.tuples(st.just(shots), st.permutations(shots))))
def test_the_order_of_shots_does_not_matter(orders: tuple[list[Shot], list[Shot]]) -> None:
    assert bursts(orders[0]) == bursts(orders[1])


def test_a_hundred_thousand_shots_make_their_bursts() -> None:
    shots = [shot(f"DSC_{n:06}.jpg", n // 4 * 10 + n % 4 * 0.2) for n in range(100_000)]
    found = bursts(shots)
    assert len(found) == 25_000
    assert all(len(burst.frames) == 4 for burst in found)
