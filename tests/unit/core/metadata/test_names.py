"""Cameras and lenses by the names that photographers use."""

from __future__ import annotations

from fractions import Fraction

import pytest

from imalink_core.containers.parts import Exif, TagValue
from imalink_core.metadata.names import camera, lens, lens_named


@pytest.mark.parametrize(
    ("make", "model", "said"),
    [
        ("NIKON CORPORATION", "NIKON D70", ("Nikon", "D70")),
        ("Canon", "Canon EOS R5", ("Canon", "EOS R5")),
        ("SONY", "ILCE-7M3", ("Sony", "ILCE-7M3")),
        ("OLYMPUS IMAGING CORP.  ", "E-M1 ", ("Olympus", "E-M1")),
        ("OLYMPUS OPTICAL CO.,LTD", "C960Z,D460Z", ("Olympus", "C960Z,D460Z")),
        ("OM Digital Solutions", "OM-1", ("OM System", "OM-1")),
        ("PENTAX Corporation", "PENTAX K10D", ("Pentax", "K10D")),
        ("RICOH IMAGING COMPANY, LTD.", "PENTAX K-1", ("Ricoh", "PENTAX K-1")),
        ("EASTMAN KODAK COMPANY", "KODAK DC240 ZOOM", ("Kodak", "DC240 ZOOM")),
        ("Hewlett-Packard", "HP PhotoSmart 715", ("HP", "PhotoSmart 715")),
        ("LEICA CAMERA AG", "LEICA Q2", ("Leica", "Q2")),
        ("Apple", "iPhone 15", ("Apple", "iPhone 15")),
        ("HMD Global", "Nokia 8.3 5G", ("HMD Global", "Nokia 8.3 5G")),
        ("Someone's Own", "Pinhole", ("Someone's Own", "Pinhole")),
        ("Jolla", "Jolla", ("Jolla", "Jolla")),
        ("Canon\0junk", None, ("Canon", None)),
        (None, "D70", (None, "D70")),
        ("  ", "\0", (None, None)),
        (7, b"X-T3\0", (None, "X-T3")),
    ],
)
def test_make_and_model(make: TagValue, model: TagValue, said: tuple[str | None, str | None]) -> None:
    assert camera(make, model) == said


def test_a_lens_by_its_name_without_the_blanks() -> None:
    assert lens(Exif(photo={0xA434: "  RF24-105mm   F4 L IS USM "})) == "RF24-105mm F4 L IS USM"


@pytest.mark.parametrize("nothing", ["----", "0.0 mm f/0.0", "Unknown Lens", "n/a", ""])
def test_what_is_no_lens(nothing: str) -> None:
    assert lens(Exif(photo={0xA434: nothing})) is None
    assert lens_named(nothing) is None


@pytest.mark.parametrize(
    ("specification", "said"),
    [
        ((24, 70, Fraction(28, 10), Fraction(28, 10)), "24-70mm f/2.8"),
        ((50, 50, Fraction(14, 10), Fraction(14, 10)), "50mm f/1.4"),
        ((18, 200, None, None), "18-200mm"),
        ((None, None, None, None), None),
        ((0, 0, 0, 0), None),
        ((70, 24, 4, 4), None),
        ((24, 70), None),
    ],
)
def test_a_lens_by_its_numbers(specification: TagValue, said: str | None) -> None:
    assert lens(Exif(photo={0xA432: specification})) == said
