"""EXIF as JSON that every program can read."""

from __future__ import annotations

import json
import math
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from imalink_core.containers.exif import read_exif
from imalink_core.containers.parts import Exif, TagValue
from imalink_core.containers.source import of_bytes
from imalink_core.metadata.exif_dict import make_exif_dict
from tests.drawing import camera_exif

LIMIT = 64 * 1024


def _dict(**directories: dict[int, TagValue]) -> dict[str, object]:
    return dict(make_exif_dict(Exif(**directories), LIMIT)[0])


def test_a_camera_s_exif_under_its_names() -> None:
    exif = read_exif(of_bytes(camera_exif(gps=(59.5, 10.25, 12.5))), LIMIT).exif
    found, notes = make_exif_dict(exif, LIMIT)
    assert notes == ()
    assert found["Make"] == "Canon"
    assert found["ExposureTime"] == 0.004
    assert found["ISOSpeedRatings"] == 400
    assert found["ExifVersion"] == "0231"
    assert found["DateTimeOriginal"] == "2024:01:15 14:30:00"
    assert isinstance(found["GPS"], dict)
    assert found["GPS"]["GPSLatitude"] == [59, 30, 0]


def test_what_is_no_json_is_left_out() -> None:
    photo: dict[int, TagValue] = {
        0x829A: None,
        0x829D: math.nan,
        0x920A: math.inf,
        0x9204: Fraction(1, 3),
        0x8827: 2**64,
        0x927C: b"the maker's own",
        0x9101: b"\1\2\3\0",
        0xA40B: bytes(range(200)),
        0xA432: (24, None, 70),
    }
    assert _dict(photo=photo) == {"ExposureBiasValue": 1 / 3, "ComponentsConfiguration": [1, 2, 3, 0]}


def test_texts_without_zeros_and_halves_of_letters() -> None:
    found = _dict(image={0x010F: "Ca\0non", 0x9C9B: "Fjord\0".encode("utf-16-le"), 0x010E: "a\udc80b"})
    assert found == {"Make": "Ca non", "XPTitle": "Fjord", "ImageDescription": "a b"}


def test_a_user_s_comment_in_its_own_letters() -> None:
    assert _dict(photo={0x9286: b"ASCII\0\0\0at sea"}) == {"UserComment": "at sea"}
    assert _dict(photo={0x9286: b"UNICODE\0" + "på sjøen".encode("utf-16-le")}) == {"UserComment": "på sjøen"}
    assert _dict(photo={0x9286: b"JIS\0\0\0\0\0abc"}) == {}


def test_the_largest_values_go_first() -> None:
    image: dict[int, TagValue] = {0x010F: "Canon", 0x010E: "a" * 5000, 0x013B: "b" * 3000}
    found, notes = make_exif_dict(Exif(image=image), 4000)
    assert set(found) == {"Make", "Artist"}
    assert [note.code for note in notes] == ["exif_shortened"]


values = st.recursive(
    st.none() | st.text(max_size=30) | st.binary(max_size=40) | st.integers() | st.floats() | st.fractions(),
    lambda children: st.lists(children, max_size=4).map(tuple),
    max_leaves=6,
)
tags = st.dictionaries(
    st.sampled_from([0x010E, 0x010F, 0x829A, 0x9286, 0x9C9B, 0xA432, 0x8827, 0x0002, 0x0006]), values
)


@given(tags, tags, tags, st.integers(2, 400))
def test_it_is_always_json_and_never_too_large(
    image: dict[int, TagValue], photo: dict[int, TagValue], gps: dict[int, TagValue], most: int
) -> None:
    found, _ = make_exif_dict(Exif(image, photo, gps), most)
    written = json.dumps(found, allow_nan=False, ensure_ascii=False).encode()
    assert b"\\u0000" not in written
    assert len(json.dumps(found)) <= most
