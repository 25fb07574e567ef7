"""Cameras and lenses by the names that photographers use."""

from __future__ import annotations

from fractions import Fraction

import pytest

from imalink_core.containers.parts import Exif, TagValue
from imalink_core.metadata.names import as_said, camera, lens, lens_named


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


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Apple iPhone 13 Pro Max", "Apple iPhone 13 Pro Max"),
        ("Canon Canon EOS R5", "Canon EOS R5"),
        ("Canon DIGITAL IXUS 40", "Canon DIGITAL IXUS 40"),
        ("CASIO COMPUTER CO.,LTD. EX-Z1000", "Casio EX-Z1000"),
        ("EASTMAN KODAK COMPANY KODAK DC240 ZOOM DIGITAL CAMERA", "Kodak DC240 ZOOM DIGITAL CAMERA"),
        ("FUJI PHOTO FILM CO., LTD. SP-3000", "Fujifilm SP-3000"),
        ("FUJIFILM MX-1700ZOOM", "Fujifilm MX-1700ZOOM"),
        ("Hewlett-Packard HP PhotoSmart 715", "HP PhotoSmart 715"),
        ("HMD Global Nokia 8.3 5G", "Nokia 8.3 5G"),
        ("Jolla Jolla", "Jolla"),
        ("KONICA MINOLTA CAMERA, Inc. DiMAGE A2", "Konica Minolta DiMAGE A2"),
        ("LEICA CAMERA AG LEICA Q2", "Leica Q2"),
        ("Minolta Co., Ltd. DiMAGE 7", "Minolta DiMAGE 7"),
        ("Motorola motorola edge 20", "Motorola edge 20"),
        ("NIKON COOLPIX P6000", "Nikon COOLPIX P6000"),
        ("NIKON CORPORATION", "Nikon"),
        ("NIKON CORPORATION NIKON D850", "Nikon D850"),
        ("OLYMPUS IMAGING CORP. E-M1", "Olympus E-M1"),
        ("OLYMPUS OPTICAL CO.,LTD C960Z,D460Z", "Olympus C960Z,D460Z"),
        ("OM Digital Solutions OM-1", "OM System OM-1"),
        ("Panasonic AG-DVX100", "Panasonic AG-DVX100"),
        ("PENTAX Corporation PENTAX K10D", "Pentax K10D"),
        ("RICOH IMAGING COMPANY, LTD. PENTAX K-1", "Pentax K-1"),
        ("RICOH IMAGING COMPANY, LTD. RICOH GR III", "Ricoh GR III"),
        ("Samsung Techwin NX10", "Samsung NX10"),
        ("SANYO Electric Co.,Ltd. S5", "Sanyo S5"),
        ("SEIKO EPSON CORP. R-D1", "Epson R-D1"),
        ("SIGMA SIGMA fp", "Sigma fp"),
        ("SONY ILCE-7M3", "Sony ILCE-7M3"),
        ("Sony Ericsson K800i", "Sony Ericsson K800i"),
        ("Someone's Own Pinhole", "Someone's Own Pinhole"),
        ("D70", "D70"),
        ("", ""),
    ],
)
def test_a_camera_as_photographers_say_it(written: str, said: str) -> None:
    assert as_said(written) == said
    assert as_said(said) == said


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
