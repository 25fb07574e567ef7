"""A whole file described: each thing by its best source, the size upright, nothing invented."""

from __future__ import annotations

import pytest

from imalink_core.containers.parts import Parts
from imalink_core.egg import Metadata
from imalink_core.found import Found
from imalink_core.limits import Limits
from imalink_core.metadata.describe import Description, describe
from tests.drawing import byte, camera_exif, iptc_block, jpeg, photoshop, scene, short, text, xmp_packet
from tests.unit.core.containers.reading import parts_of

PICTURE = scene(60, 40)


def _described(exif: bytes | None = None, xmp: bytes | None = None, iptc: bytes | None = None) -> Description:
    data = jpeg(PICTURE, exif=exif, xmp=xmp, iptc=photoshop(iptc) if iptc else None)
    return describe(parts_of(data), Limits())


def test_an_ordinary_photo() -> None:
    description = _described(camera_exif(gps=(59.9139, 10.7522, 12.5), orientation=6))
    metadata = description.metadata
    assert (metadata.camera_make, metadata.camera_model) == ("Canon", "EOS R5")
    assert metadata.lens_model == "RF24-105mm F4 L IS USM"
    assert (metadata.focal_length, metadata.f_number, metadata.iso) == (50.0, 2.8, 400)
    assert metadata.exposure_time == "1/250"
    assert (metadata.gps_latitude, metadata.gps_longitude, metadata.gps_altitude) == (59.9139, 10.7522, 12.5)
    assert (metadata.width, metadata.height) == (40, 60)
    assert description.exif_dict["Orientation"] == 6
    assert description.notes == ()


def test_nothing_known_is_nothing_said() -> None:
    description = describe(Parts(), Limits())
    assert description == Description(Metadata(), Found(), {}, ())


def test_xmp_before_iptc_before_exif() -> None:
    exif = camera_exif(image={0x010E: text("from exif"), 0x013B: text("Exif"), 0x8298: text("Exif")})
    iptc = iptc_block(caption="from iptc", byline="Iptc", keywords=["iptc"])
    xmp = xmp_packet(description="from xmp", keywords=["xmp"])
    found = _described(exif, xmp, iptc).found
    assert (found.description, found.creator, found.copyright) == ("from xmp", "Iptc", "Exif")
    assert found.keywords == ("xmp",)
    assert _described(exif, None, iptc).found.description == "from iptc"
    assert _described(exif).found.description == "from exif"


@pytest.mark.parametrize(
    "said",
    [
        "OLYMPUS DIGITAL CAMERA",
        "SONY DSC",
        "DCIM\\100MEDIA\\DJI_0001.JPG",
        "Canon EOS R5",
        "  ",
        "IMG_1234",
        "default",
    ],
)
def test_what_the_camera_says_is_no_description(said: str) -> None:
    assert _described(camera_exif(image={0x010E: text(said)})).found.description is None


def test_windows_tags_where_there_is_nothing_better() -> None:
    def utf16(words: str) -> bytes:
        return words.encode("utf-16-le") + b"\0\0"

    image = {0x9C9B: byte(*utf16("Fjord")), 0x9C9E: byte(*utf16("sea; sun")), 0x4746: short(4)}
    found = _described(camera_exif(image=image)).found
    assert (found.title, found.keywords, found.rating) == ("Fjord", ("sea", "sun"), 4)


def test_a_rating_of_none_in_xmp_is_a_rating() -> None:
    exif = camera_exif(image={0x4746: short(4)})
    assert _described(exif, xmp_packet(rating=0)).found.rating == 0
    assert _described(exif, xmp_packet(title="x")).found.rating == 4


def test_xmp_tells_the_place_where_exif_does_not() -> None:
    xmp = xmp_packet(gps=("59,54.834N", "10,45.132E"))
    assert _described(camera_exif(), xmp).metadata.gps_latitude == 59.9139
    assert _described(camera_exif(gps=(0.0, 0.0)), xmp).metadata.gps_latitude is None


def test_a_note_is_said_once() -> None:
    notes = _described(camera_exif(taken_at="0000:00:00 00:00:00", digitized="0000:00:00 00:00:00")).notes
    assert [note.code for note in notes] == ["bad_date"]
