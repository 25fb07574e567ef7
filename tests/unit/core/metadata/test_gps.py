"""Where a photo was taken; nothing rather than a wrong place."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.containers.exif import read_exif
from imalink_core.containers.parts import TagValue
from imalink_core.containers.source import of_bytes
from imalink_core.metadata.gps import Place, from_exif, from_iso_6709, from_xmp
from tests.drawing import camera_exif, exif_blob, lying_exifs

OSLO = Place(59.9139, 10.7522)


def _codes(place: Place) -> list[str]:
    return [note.code for note in place.notes]


def _place(latitude: TagValue, longitude: TagValue, north: TagValue = "N", east: TagValue = "E") -> Place:
    return from_exif({1: north, 2: latitude, 3: east, 4: longitude})


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ((59, 54, Fraction(5004, 100)), (10, 45, Fraction(792, 100))),
        ((59, Fraction(54834, 1000), 0), (10, Fraction(45132, 1000), 0)),
        ((59, Fraction(54834, 1000)), (10, Fraction(45132, 1000))),
        ((Fraction(599139, 10000), 0, 0), (Fraction(107522, 10000), 0, 0)),
        (59.9139, 10.7522),
        ("59.9139", "10.7522"),
    ],
)
def test_degrees_minutes_seconds_or_decimals(latitude: TagValue, longitude: TagValue) -> None:
    assert _place(latitude, longitude) == OSLO


@pytest.mark.parametrize(
    ("north", "east", "signs"), [("N", "E", (1, 1)), ("S", "W", (-1, -1)), ("s", b"W\0", (-1, -1))]
)
def test_the_four_quarters_of_the_earth(north: TagValue, east: TagValue, signs: tuple[int, int]) -> None:
    place = _place(59.9139, 10.7522, north, east)
    assert (place.latitude, place.longitude) == (59.9139 * signs[0], 10.7522 * signs[1])


@pytest.mark.parametrize(
    "place",
    [
        _place((0, 0, 0), (0, 0, 0)),
        _place(59.9, 10.7, north=None),
        _place(59.9, 10.7, east="X"),
        _place(91, 10),
        _place(59, 181),
        _place((None, None, None), (10, 0, 0)),
        _place((59, 75, 0), (10, 0, 0)),
        _place((59, 0, 0), ()),
        _place(-59, 10),
        from_exif({1: "N", 2: 59.9}),
        from_exif(read_exif(of_bytes(lying_exifs()["not a number"]), 1 << 20).exif.gps),
        from_iso_6709("here"),
        from_xmp("59.9", "10.7", None, None),
    ],
)
def test_no_place_rather_than_a_wrong_one(place: Place) -> None:
    assert (place.latitude, place.longitude, place.altitude) == (None, None, None)
    assert _codes(place) == ["bad_gps"]


def test_no_position_is_nothing_to_note() -> None:
    assert from_exif({}) == from_xmp(None, None, None, None) == from_iso_6709(None) == Place()


@pytest.mark.parametrize(("reference", "altitude"), [(0, 12.5), (1, -12.5), (b"\1", -12.5), (None, 12.5)])
def test_above_and_below_the_sea(reference: TagValue, altitude: float) -> None:
    assert from_exif({1: "N", 2: 60, 3: "E", 4: 10, 5: reference, 6: Fraction(25, 2)}).altitude == altitude


def test_an_altitude_in_space_is_left_out() -> None:
    place = from_exif({1: "N", 2: 60, 3: "E", 4: 10, 6: 4_000_000})
    assert (place.latitude, place.altitude) == (60, None)
    assert _codes(place) == ["bad_value"]


def test_xmp_and_video_say_it_their_own_way() -> None:
    assert from_xmp("59,54.834N", "10,45.132E", None, None) == OSLO
    assert from_xmp("59,54,50.04N", "10,45,7.92E", "25/2", "1") == Place(59.9139, 10.7522, -12.5)
    assert from_iso_6709("+59.9139+010.7522+012.500/") == Place(59.9139, 10.7522, 12.5)
    assert from_iso_6709("-33.8688-151.2093/") == Place(-33.8688, -151.2093)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-400, 9000))
def test_what_a_camera_writes_comes_back(latitude: float, longitude: float, altitude: float) -> None:
    blob = camera_exif(gps=(latitude, longitude, altitude))
    place = from_exif(read_exif(of_bytes(blob), 1 << 20).exif.gps)
    if place.latitude is None or place.longitude is None:
        assert max(abs(latitude), abs(longitude)) < 1e-6
        return
    assert place.latitude == pytest.approx(latitude, abs=1e-6)
    assert place.longitude == pytest.approx(longitude, abs=1e-6)
    assert place.altitude == pytest.approx(altitude, abs=0.01)


def test_an_empty_directory_is_no_position() -> None:
    assert from_exif(read_exif(of_bytes(exif_blob(gps={})), 1 << 20).exif.gps) == Place()


@pytest.mark.parametrize("below", [1, 3])
def test_below_the_sea_in_the_old_words_and_the_new(below: int) -> None:
    gps: dict[int, TagValue] = {1: "N", 2: (59.9,), 3: "E", 4: (10.7,), 5: below, 6: 430.0}
    assert from_exif(gps).altitude == -430


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("+59.9139+010.7522+012.500/", 59.9139, 10.7522),
        ("+5954.83+01045.13+012/", 59.913833, 10.752167),
        ("-595450.0-0104508/", -59.913889, -10.752222),
    ],
)
def test_a_videos_place_in_each_of_its_spellings(text: str, latitude: float, longitude: float) -> None:
    place = from_iso_6709(text)
    assert place.latitude == pytest.approx(latitude, abs=1e-5)
    assert place.longitude == pytest.approx(longitude, abs=1e-5)
