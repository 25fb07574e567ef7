"""An egg travels as JSON and arrives as it left; nothing else gets in."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.codec import HOTPREVIEW_BYTES, dumps, egg_from_json, egg_to_json, loads
from imalink_core.egg import PhotoEgg
from imalink_core.errors import BadEgg
from tests.unit.core.codec.nests import BARE_EGG, EGG, JPEG, any_json, egg_json, eggs, metadata_json

KEYS = [
    "hothash",
    "hotpreview_base64",
    "coldpreview_base64",
    "width",
    "height",
    "metadata",
    "exif_dict",
    "is_valid_image",
    "image_format",
    "file_size_bytes",
]
METADATA_KEYS = [
    "taken_at",
    "camera_make",
    "camera_model",
    "lens_model",
    "focal_length",
    "f_number",
    "iso",
    "exposure_time",
    "gps_latitude",
    "gps_longitude",
    "gps_altitude",
    "width",
    "height",
]


@given(eggs)
def test_an_egg_arrives_as_it_left(egg: PhotoEgg) -> None:
    assert egg_from_json(loads(dumps(egg_to_json(egg)))) == egg


@pytest.mark.parametrize("egg", [EGG, BARE_EGG])
def test_every_key_is_there_and_no_other(egg: PhotoEgg) -> None:
    written: dict[str, Any] = egg_to_json(egg)
    assert list(written) == KEYS
    assert list(written["metadata"]) == METADATA_KEYS


def test_an_egg_reads_as_the_manual_shows_it() -> None:
    written: dict[str, Any] = egg_to_json(EGG)
    assert written["hothash"] == hashlib.sha256(JPEG).hexdigest()
    assert base64.b64decode(written["hotpreview_base64"]) == JPEG
    assert written["metadata"]["taken_at"] == "2024-01-15T14:30:00"
    assert written["metadata"]["exposure_time"] == "1/250"


def test_what_is_unknown_is_null() -> None:
    written: dict[str, Any] = egg_to_json(BARE_EGG)
    assert set(written["metadata"].values()) == {None}
    assert written["coldpreview_base64"] is None


def test_keys_that_nobody_knows_are_ignored() -> None:
    assert egg_from_json(egg_json(uid="7", nested={"much": float("nan")})) == EGG


def test_a_whole_number_will_do_where_a_fraction_may_stand() -> None:
    focal_length = egg_from_json(metadata_json(focal_length=50)).metadata.focal_length
    assert isinstance(focal_length, float)
    assert focal_length == 50


@pytest.mark.parametrize("prefix", ["", "data:image/jpeg;base64,", "data:image/jpg;base64,"])
def test_a_preview_may_come_as_a_data_url(prefix: str) -> None:
    text = prefix + base64.b64encode(JPEG).decode()
    assert egg_from_json(egg_json(hotpreview_base64=text)).hotpreview == JPEG


@pytest.mark.parametrize("zone", ["", "Z", "+02:00", "-0930"])
def test_a_time_keeps_its_wall_clock_and_loses_its_zone(zone: str) -> None:
    egg = egg_from_json(metadata_json(taken_at=f"2024-06-01T23:30:00.25{zone}"))
    assert egg.metadata.taken_at == datetime.fromisoformat("2024-06-01T23:30:00.250")


@given(any_json)
def test_nothing_but_a_bad_egg_is_ever_raised(anything: object) -> None:
    with pytest.raises(BadEgg):
        egg_from_json(anything)


@given(st.sampled_from(KEYS), any_json)
def test_a_spoilt_field_makes_a_bad_egg_or_none_at_all(key: str, value: object) -> None:
    _read_or_refuse(egg_json(**{key: value}))


@given(st.sampled_from(METADATA_KEYS), any_json)
def test_spoilt_metadata_makes_a_bad_egg_or_none_at_all(key: str, value: object) -> None:
    _read_or_refuse(metadata_json(**{key: value}))


def _read_or_refuse(anything: object) -> None:
    """Whatever is let in can be written for the strictest of readers."""
    try:
        egg = egg_from_json(anything)
    except BadEgg:
        return
    json.dumps(egg_to_json(egg), allow_nan=False, ensure_ascii=False).encode()


def test_a_bad_egg_says_where_and_why() -> None:
    with pytest.raises(BadEgg, match=r"metadata\.iso: must be a whole number") as caught:
        egg_from_json(metadata_json(iso="400"))
    assert (caught.value.where, caught.value.why) == ("metadata.iso", "must be a whole number")


@pytest.mark.parametrize("key", [key for key in KEYS if key not in {"coldpreview_base64", "exif_dict"}])
def test_what_makes_an_egg_must_be_there(key: str) -> None:
    for broken in (egg_json(**{key: None}), {k: v for k, v in egg_json().items() if k != key}):
        with pytest.raises(BadEgg, match="is missing"):
            egg_from_json(broken)


def test_a_hothash_must_fit_its_preview() -> None:
    with pytest.raises(BadEgg, match="SHA-256"):
        egg_from_json(egg_json(hothash="0" * 64))


def test_previews_have_a_greatest_size() -> None:
    largest = JPEG + bytes(HOTPREVIEW_BYTES - len(JPEG))
    assert egg_from_json(_with_hotpreview(largest)).hotpreview == largest
    with pytest.raises(BadEgg, match="more than"):
        egg_from_json(_with_hotpreview(largest + b"\0"))


def _with_hotpreview(data: bytes) -> dict[str, Any]:
    text = base64.b64encode(data).decode()
    return egg_json(hothash=hashlib.sha256(data).hexdigest(), hotpreview_base64=text)
