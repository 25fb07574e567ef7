"""A job says how far it is, returns what came of it, and cleans up when it is stopped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.base.progress import Job, Progress, rate, run_here, seconds_left


def counting(to: int, log: list[str]) -> Job[int]:
    try:
        for done in range(to):
            yield Progress("counting", done, to)
        return to * 10
    finally:
        log.append("cleaned up")


def test_a_job_is_done_to_its_end() -> None:
    told: list[Progress] = []
    log: list[str] = []
    assert run_here(counting(3, log), told.append) == 30
    assert [each.done for each in told] == [0, 1, 2]
    assert run_here(counting(0, log)) == 0
    assert log == ["cleaned up", "cleaned up"]


def test_who_is_told_may_stop_the_job() -> None:
    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    log: list[str] = []
    job = counting(3, log)
    with pytest.raises(KeyboardInterrupt):
        run_here(job, stop)
    assert log == ["cleaned up"]


def test_the_part_that_is_done() -> None:
    assert Progress("x", 1, 4).part == 0.25
    assert Progress("x", 0, 0).part == 1.0
    assert Progress("x", 5, 4).part == 1.0
    assert Progress("x", 5).part is None


def test_rate_and_time_left() -> None:
    earlier, later = Progress("x", 100, 1_000), Progress("x", 200, 1_000)
    assert rate(earlier, later, 2.0) == 50.0
    assert seconds_left(later, 50.0) == 16.0
    assert rate(earlier, later, 0.0) is None, "the clock stood still"
    assert rate(later, earlier, 1.0) is None, "it began anew"
    assert seconds_left(later, None) is None
    assert seconds_left(later, 0.0) is None, "nothing moves"
    assert seconds_left(Progress("x", 7), 50.0) is None
    assert seconds_left(Progress("x", 9, 9), None) == 0.0


@given(
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.none() | st.integers(0, 10**9),
    st.floats(-10, 1e6, allow_nan=False),
)
def test_no_numbers_make_them_fail_or_negative(one: int, two: int, total: int | None, seconds: float) -> None:
    later = Progress("x", two, total)
    left = seconds_left(later, rate(Progress("x", one, total), later, seconds))
    assert left is None or left >= 0
    assert later.part is None or 0 <= later.part <= 1
