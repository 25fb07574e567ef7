"""What somebody types, read: places, tags, drafts; and numbers as photographers say them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.reads.reasons import Why
from imalink_desktop.catalog.reads.summed import Spread
from imalink_desktop.ui.inspector import telling
from imalink_desktop.ui.inspector.because import because
from imalink_desktop.ui.inspector.coordinates import read_place
from imalink_desktop.ui.inspector.drafts import Draft
from imalink_desktop.ui.inspector.suggesting import KnownTag, suggest

OSLO = (59.9139, 10.7522)


@pytest.mark.parametrize(
    "text",
    [
        "59.9139, 10.7522",
        "59.9139,10.7522",
        "59.9139 10.7522",
        "(59.9139; 10.7522)",
        "59,9139; 10,7522",
        "59,9139, 10,7522",
        "N 59.9139 E 10.7522",
        "59.9139°N 10.7522°E",
        "10.7522°E, 59.9139°N",
        "geo:59.9139,10.7522?z=12",
        "https://www.google.com/maps/@59.9139,10.7522,15z",
        "https://www.google.com/maps/place/Oslo/@1,2,3z/data=!3d59.9139!4d10.7522",
        "https://maps.apple.com/?ll=59.9139,10.7522&q=Oslo",
        "https://www.openstreetmap.org/#map=15/59.9139/10.7522",
        "https://www.openstreetmap.org/?mlat=59.9139&mlon=10.7522#map=5/1/2",
    ],
)
def test_a_place_is_read_as_maps_write_it(text: str) -> None:
    assert read_place(text) == OSLO


def test_a_place_in_degrees_and_minutes_is_read() -> None:
    assert read_place("59°54'50\"N 10°45'8\"E") == pytest.approx(OSLO, abs=1e-3)
    assert read_place("33° 51′ 24″ S, 151° 12′ 36″ E") == pytest.approx((-33.8567, 151.21), abs=1e-3)


@pytest.mark.parametrize(
    "text",
    ["", "Oslo", "59.9", "91, 10", "10, 181", "1, 2, 3", "59°N 10°N", "59°70'N 10°E", "N 5", "9" * 5000],
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert read_place(text) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_place_that_is_shown_can_be_read_again(latitude: float, longitude: float) -> None:
    read = read_place(telling.place(latitude, longitude))
    assert read is not None
    assert read == pytest.approx((latitude, longitude), abs=1e-5)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_place_on_earth_or_none(text: str) -> None:
    read = read_place(text)
    assert read is None or (abs(read[0]) <= 90 and abs(read[1]) <= 180)


KNOWN = [
    KnownTag.of(path, count)
    for path, count in (
        *(("animals/cat", 3), ("cat", 1), ("category", 9), ("travel/norway/Tromsø", 2), ("travel", 5)),
        *(("New York", 4), ("people/Großmutter", 1), ("education", 7)),
    )
]


def paths(typed: str, without: Sequence[str] = ()) -> list[str]:
    return [tag.path for tag in suggest(typed, KNOWN, without=without)]


def test_a_tag_of_that_name_comes_before_one_that_begins_so() -> None:
    assert paths("cat") == ["animals/cat", "cat", "category"]


def test_accents_and_capitals_do_not_matter() -> None:
    assert paths("tromso") == ["travel/norway/Tromsø"]
    assert paths("GROSS") == ["people/Großmutter"]


def test_words_inside_a_tag_are_found_in_any_order() -> None:
    assert paths("york") == ["New York"]
    assert paths("norw trav") == ["travel/norway/Tromsø"]
    assert paths("travel/nor") == ["travel/norway/Tromsø"]


def test_what_all_have_already_is_not_suggested() -> None:
    assert paths("cat", without=["cat"]) == ["animals/cat", "category"]


def test_nothing_typed_suggests_nothing() -> None:
    assert paths("  ") == []


@pytest.mark.parametrize(
    ("draft", "typed", "wanted"),
    [
        (Draft("Oslo"), "Oslo", None),
        (Draft("Oslo"), " Oslo ", None),
        (Draft("Oslo"), "Bergen", "Bergen"),
        (Draft("Oslo"), "", ""),
        (Draft(""), "  ", None),
        (Draft(is_mixed=True), "", None),
        (Draft(is_mixed=True), "   ", None),
        (Draft(is_mixed=True), "Oslo", "Oslo"),
    ],
)
def test_only_what_was_meant_is_changed(draft: Draft, typed: str, wanted: str | None) -> None:
    assert draft.wanted(typed) == wanted


def test_shutter_speeds_are_told_as_cameras_show_them() -> None:
    told = [telling.seconds(value) for value in (1 / 8000, 0.004, 0.25, 0.5, 1.0, 30.0, 0)]
    assert told == ["1/8,000 s", "1/250 s", "1/4 s", "0.5 s", "1 s", "30 s", "0 s"]


def test_values_that_differ_are_told_as_a_range() -> None:
    assert telling.spread(Spread(3, 3, 24.0, 70.0), telling.millimetres) == "24 mm – 70 mm"
    assert telling.spread(Spread(3, 3, 2.8, 2.8), telling.aperture) == "f/2.8"
    assert telling.spread(Spread(3, 0), telling.aperture) == ""


def test_why_a_time_is_so_is_told_without_the_names_of_fields() -> None:
    said = because(Why("time", "time_read", {"source": "exif:DateTimeOriginal", "offset": None}))
    assert said == "From the file: the camera's clock."
    values = {"by": "+1:00:00", "file": "2024-06-15T10:08:00", "source": "exif:DateTimeOriginal"}
    told = because(Why("time", "time_corrected", values))
    assert (
        told == "Corrected by you, +1:00 h; the file says Sat 15 Jun 2024, 10:08:00, in the camera's clock."
    )
