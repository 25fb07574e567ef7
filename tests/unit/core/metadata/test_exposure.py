"""Exposure in a photographer's words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.containers.parts import Exif, TagValue
from imalink_core.metadata.exposure import read_exposure, written

TIME, F_NUMBER, ISO, FOCAL = 0x829A, 0x829D, 0x8827, 0x920A


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(1, 250), "1/250"),
        (Fraction(10, 2500), "1/250"),
        (Fraction(541, 1_000_000), "1/1848"),
        ("0.5", "1/2"),
        ("1/60", "1/60"),
        (Fraction(3, 10), "0.3"),
        (Fraction(8, 10), "0.8"),
        (1, "1"),
        (2.5, "2.5"),
        (30, "30"),
        (Fraction(1, 32000), "1/32000"),
    ],
)
def test_the_time(value: TagValue, said: str) -> None:
    assert read_exposure(Exif(photo={TIME: value})).time == said


@pytest.mark.parametrize("value", [None, 0, "soon", (), b"1"])
def test_a_time_that_is_none(value: TagValue) -> None:
    exposure = read_exposure(Exif(photo={TIME: value}))
    assert (exposure.time, exposure.notes) == (None, ())


@pytest.mark.parametrize("value", [-1, 10**9, Fraction(1, 10**12)])
def test_a_time_that_cannot_be(value: TagValue) -> None:
    exposure = read_exposure(Exif(photo={TIME: value}))
    assert exposure.time is None
    assert [note.code for note in exposure.notes] == ["bad_value"]


def test_apex_where_the_plain_numbers_are_missing() -> None:
    exposure = read_exposure(
        Exif(photo={0x9201: Fraction(7965784, 1_000_000), 0x9202: Fraction(2970854, 10**6)})
    )
    assert (exposure.time, exposure.f_number) == ("1/250", 2.8)


def test_absurd_apex_is_nothing() -> None:
    exposure = read_exposure(Exif(photo={0x9201: 10**6, 0x9202: Fraction(-5)}))
    assert (exposure.time, exposure.f_number) == (None, None)


@pytest.mark.parametrize(
    ("photo", "speed"),
    [
        ({ISO: 400}, 400),
        ({ISO: (400, 0)}, 400),
        ({ISO: 65535, 0x8832: 102_400}, 102_400),
        ({0x8831: 800}, 800),
        ({ISO: 65535}, None),
        ({ISO: 0}, None),
        ({}, None),
    ],
)
def test_the_speed(photo: dict[int, TagValue], speed: int | None) -> None:
    assert read_exposure(Exif(photo=photo)).iso == speed


def test_aperture_and_focal_length() -> None:
    exposure = read_exposure(Exif(photo={F_NUMBER: Fraction(28, 10), FOCAL: Fraction(50)}))
    assert (exposure.f_number, exposure.focal_length) == (2.8, 50.0)


@given(st.floats(1e-6, 1e5))
def test_what_is_written_is_near_what_was_meant(seconds: float) -> None:
    above, _, below = written(seconds).partition("/")
    assert float(above) / float(below or 1) == pytest.approx(seconds, rel=0.06)
