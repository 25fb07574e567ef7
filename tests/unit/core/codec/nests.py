"""Eggs to play with: a plain one, any one, and what one looks like as JSON."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from imalink_core.codec import egg_to_json
from imalink_core.egg import Metadata, PhotoEgg

JPEG = b"\xff\xd8\xff\xe0 not much of a picture \xff\xd9"

EGG = PhotoEgg(
    hothash=hashlib.sha256(JPEG).hexdigest(),
    hotpreview=JPEG,
    coldpreview=JPEG * 3,
    width=4000,
    height=3000,
    metadata=Metadata(
        taken_at=datetime.fromisoformat("2024-01-15T14:30:00"),
        camera_make="Canon",
        camera_model="EOS R5",
        lens_model="RF 24-70mm F2.8",
        focal_length=50.0,
        f_number=2.8,
        iso=400,
        exposure_time="1/250",
        gps_latitude=59.9139,
        gps_longitude=10.7522,
        gps_altitude=12.5,
        width=4000,
        height=3000,
    ),
    exif_dict={"Make": "Canon", "BitsPerSample": [8, 8, 8], "Flash": {"Fired": True}},
    is_valid_image=True,
    image_format="JPEG",
    file_size_bytes=2_485_760,
)

BARE_EGG = replace(EGG, coldpreview=None, metadata=Metadata(), exif_dict={}, is_valid_image=False)


def egg_json(**changed: object) -> dict[str, Any]:
    """The plain egg as JSON, with some fields changed."""
    return {**egg_to_json(EGG), **changed}


def metadata_json(**changed: object) -> dict[str, Any]:
    """The plain egg as JSON, with some of its metadata changed."""
    plain: dict[str, Any] = egg_json()
    return {**plain, "metadata": {**plain["metadata"], **changed}}


clean_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
finite = st.floats(allow_nan=False, allow_infinity=False)
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)
_clean_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 63), 1 << 63) | finite | clean_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(clean_text, inner, max_size=3),
    max_leaves=9,
)
_sides = st.integers(1, 100_000)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


metadata = st.builds(
    Metadata,
    taken_at=_maybe(st.datetimes()),
    camera_make=_maybe(clean_text),
    camera_model=_maybe(clean_text),
    lens_model=_maybe(clean_text),
    focal_length=_maybe(st.floats(0, 5000)),
    f_number=_maybe(st.floats(0, 100)),
    iso=_maybe(st.integers(0, 10_000_000)),
    exposure_time=_maybe(st.sampled_from(["1/250", "30", "0.5"])),
    gps_latitude=_maybe(st.floats(-90, 90)),
    gps_longitude=_maybe(st.floats(-180, 180)),
    gps_altitude=_maybe(st.floats(-500, 20_000)),
    width=_maybe(_sides),
    height=_maybe(_sides),
)

eggs = st.builds(
    replace,
    st.just(EGG),
    coldpreview=st.none() | st.just(JPEG * 2),
    width=_sides,
    height=_sides,
    metadata=metadata,
    exif_dict=st.dictionaries(clean_text | st.sampled_from(["exif", "iso"]), _clean_json, max_size=4),
    is_valid_image=st.booleans(),
    image_format=st.sampled_from(["JPEG", "HEIC", "Canon CR3"]),
    file_size_bytes=st.integers(0, 1 << 40),
)
