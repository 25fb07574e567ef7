"""The published schema and the codec are of one mind about what an egg is."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from imalink_core.codec import COLDPREVIEW_BYTES, HOTPREVIEW_BYTES, egg_from_json, egg_to_json
from imalink_core.egg import PhotoEgg
from imalink_core.errors import BadEgg
from imalink_resources import text
from tests.unit.core.codec.nests import EGG, egg_json, eggs, metadata_json

URL_START = len("data:image/jpeg;base64,")


@cache
def _schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(text("egg.schema.json")))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(_schema().schema)


def test_the_schema_knows_the_keys_of_an_egg() -> None:
    written: dict[str, Any] = egg_to_json(EGG)
    schema: Any = _schema().schema
    assert list(schema["properties"]) == list(written)
    assert list(schema["$defs"]["metadata"]["properties"]) == list(written["metadata"])


@given(eggs)
def test_every_egg_fits_the_schema(egg: PhotoEgg) -> None:
    _schema().validate(egg_to_json(egg))


BROKEN: dict[str, object] = {
    "a list": [],
    "nothing in it": {},
    "hash in capitals": egg_json(hothash=EGG.hothash.upper()),
    "hash too short": egg_json(hothash=EGG.hothash[1:]),
    "hash and a line break": egg_json(hothash=EGG.hothash + "\n"),
    "hash missing": egg_json(hothash=None),
    "a GIF for a preview": egg_json(hotpreview_base64="R0lGODlhAQABAAAAACw="),
    "no base64": egg_json(hotpreview_base64="/9j/ is not all"),
    "preview a number": egg_json(hotpreview_base64=7),
    "preview missing": egg_json(hotpreview_base64=None),
    "preview too large": egg_json(hotpreview_base64="/9j/" * (HOTPREVIEW_BYTES // 3 + 10)),
    "cold preview with a gap": egg_json(coldpreview_base64="/9j/ /9j/"),
    "cold preview empty": egg_json(coldpreview_base64=""),
    "cold preview too large": egg_json(coldpreview_base64="/9j/" * (COLDPREVIEW_BYTES // 3 + 10)),
    "a preview from the web": egg_json(coldpreview_base64="https://example.org/picture.jpg"),
    "no width": egg_json(width=0),
    "width below zero": egg_json(width=-4000),
    "width beyond reason": egg_json(width=1_000_001),
    "width is true": egg_json(width=True),
    "height a text": egg_json(height="3000"),
    "height with a fraction": egg_json(height=3000.5),
    "metadata missing": egg_json(metadata=None),
    "metadata a list": egg_json(metadata=[]),
    "exif a list": egg_json(exif_dict=[]),
    "NUL in a value": egg_json(exif_dict={"deep": [{"inside": "\0"}]}),
    "NUL in a key": egg_json(exif_dict={"deep": [{"\0": 1}]}),
    "valid a number": egg_json(is_valid_image=1),
    "format missing": egg_json(image_format=None),
    "format empty": egg_json(image_format=""),
    "format a tag": egg_json(image_format="<b>JPEG</b>"),
    "size below zero": egg_json(file_size_bytes=-1),
    "size beyond counting": egg_json(file_size_bytes=1 << 53),
    "time a number": metadata_json(taken_at=1705329000),
    "time a date": metadata_json(taken_at="2024-01-15"),
    "time as EXIF has it": metadata_json(taken_at="2024:01:15 14:30:00"),
    "time past midnight": metadata_json(taken_at="2024-01-15T24:00:00"),
    "make a number": metadata_json(camera_make=5),
    "make too long": metadata_json(camera_make="x" * 8001),
    "NUL in the model": metadata_json(camera_model="EOS\0"),
    "aperture below zero": metadata_json(f_number=-2.8),
    "aperture is true": metadata_json(f_number=True),
    "iso a text": metadata_json(iso="400"),
    "iso with a fraction": metadata_json(iso=400.5),
    "exposure a number": metadata_json(exposure_time=0.004),
    "beyond the pole": metadata_json(gps_latitude=90.01),
    "around the world": metadata_json(gps_longitude=-180.01),
    "height of infinity": metadata_json(gps_altitude=float("inf")),
    "metadata of no width": metadata_json(width=0),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_schema_and_codec_refuse_the_same(broken: object) -> None:
    assert not _schema().is_valid(broken)
    with pytest.raises(BadEgg):
        egg_from_json(broken)


WELL: dict[str, object] = {
    "as written": egg_json(),
    "more than asked for": egg_json(uid="7", version=3),
    "no cold preview": {key: value for key, value in egg_json().items() if key != "coldpreview_base64"},
    "no exif": egg_json(exif_dict=None),
    "nothing known": egg_json(metadata={}),
    "a time with its zone": metadata_json(taken_at="2024-01-15T14:30:00+01:00"),
    "a whole focal length": metadata_json(focal_length=50),
    "a data URL": egg_json(hotpreview_base64="data:image/jpeg;base64," + egg_json()["hotpreview_base64"]),
}


@pytest.mark.parametrize("well", WELL.values(), ids=WELL.keys())
def test_schema_and_codec_take_the_same(well: object) -> None:
    _schema().validate(well)
    egg_from_json(well)


BEYOND_A_SCHEMA: dict[str, object] = {
    "another picture's hash": egg_json(hothash="0" * 64),
    "February the thirtieth": metadata_json(taken_at="2024-02-30T12:00:00"),
    "a width with a point": egg_json(width=4000.0),
    "half a surrogate pair": metadata_json(camera_make="\ud83d"),
    "an altitude that is no number": metadata_json(gps_altitude=float("nan")),
    "a larger exif": egg_json(exif_dict={"x": "x" * 65_536}),
}


@pytest.mark.parametrize("broken", BEYOND_A_SCHEMA.values(), ids=BEYOND_A_SCHEMA.keys())
def test_the_codec_sees_what_no_schema_can_say(broken: object) -> None:
    assert _schema().is_valid(broken)
    with pytest.raises(BadEgg):
        egg_from_json(broken)


@pytest.mark.parametrize(
    ("key", "most"), [("hotpreview", HOTPREVIEW_BYTES), ("coldpreview", COLDPREVIEW_BYTES)]
)
def test_schema_and_codec_have_one_limit_for_a_preview(key: str, most: int) -> None:
    schema: Any = _schema().schema
    longest = (most + 2) // 3 * 4
    assert schema["properties"][f"{key}_base64"]["maxLength"] == URL_START + longest
