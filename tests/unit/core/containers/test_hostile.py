"""Whatever the bytes, a reader answers: within bounds, in time, and never by raising."""

from __future__ import annotations

import functools
import io
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imalink_core.codec import beside_from_json, beside_to_json, dumps, loads
from imalink_core.errors import Problem
from imalink_core.formats.sniff import sniff
from imalink_core.formats.table import FORMATS
from imalink_core.limits import Limits
from imalink_core.metadata.describe import describe
from tests.drawing import (
    Entry,
    Type,
    box,
    chunk,
    exif_blob,
    full_box,
    gallery,
    hostile,
    intruders,
    jpeg,
    png,
    riff,
    scene,
    with_chunks,
    xmp_packet,
)
from tests.unit.core.containers.reading import MOST, parts_of


def _answer(data: bytes) -> None:
    try:
        parts = parts_of(data)
    except Problem:
        return
    assert parts.orientation in range(1, 9)
    assert all(side is None or side > 0 for side in (parts.width, parts.height))
    said = describe(parts, Limits())
    beside = dumps(beside_to_json(said.found, said.notes))
    assert beside_from_json(loads(beside)) == (said.found, said.notes)


@pytest.mark.parametrize("name", sorted(intruders()))
def test_intruders_cost_no_time(name: str) -> None:
    start = time.process_time()
    try:
        sniff(io.BytesIO(intruders()[name]))
    except Problem:
        return
    if sniff(io.BytesIO(intruders()[name])).read_parts is not None:
        _answer(intruders()[name])
    assert time.process_time() - start < 2


def test_three_hundred_files_come_to_harm() -> None:
    for _, data in hostile(seed=3, count=300):
        file = io.BytesIO(data)
        try:
            readable = sniff(file).read_parts is not None
        except Problem:
            continue
        if readable:
            _answer(data)


def _element(name: bytes, body: bytes) -> bytes:
    """One of Matroska's, which may hold others."""
    return name + b"\1" + len(body).to_bytes(7, "big") + body


@functools.cache
def _costly() -> dict[str, bytes]:
    """Small files that would cost a reader minutes that had no bounds of its own."""
    picture, packet = scene(16, 16), xmp_packet(rating=1)
    start = box("ftyp", b"isom", bytes(4))
    bomb = zlib.compress(bytes(1_000_000), 9)
    texts = [chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + bomb)] * 3000
    rationals = Entry(Type.RATIONAL, bytes(65_536), count=8192)
    tags = {tag: Entry(Type.RATIONAL, b"", count=8000, offset=16) for tag in range(2, 500)}
    exif = exif_blob(image={1: rationals, **tags}, photo=tags, gps=tags)
    entry = b"\0\0\0\1" + bytes(4) + b"\xff\xff"
    items = full_box("iloc", 2, b"\0\0\0\1\x86\xa0" + entry * 100_000)
    meta = full_box("meta", 0, full_box("iinf", 0, b"\0\1" + full_box("infe", 2, b"\0\2\0\0Exif\0")), items)
    tracks = _element(b"\x16T\xaek", _element(b"\xae", b"\xec\x80" * 500) * 499)
    values = box("ilst", box("\0\0\0\1", box("free") * 5000) * 800)
    return {
        "three thousand bombs": with_chunks(png(picture), *texts),
        "one value for all": png(picture, exif=exif),
        "one chunk of EXIF after the other": riff(b"WEBP", *[(b"EXIF", exif)] * 200),
        "items without length": box("ftyp", b"heic", bytes(4)) + meta,
        "levels without end": jpeg(picture, xmp=xmp_packet(digikam=["a/" * 20_000])),
        "tracks without end": start + box("moov", box("trak", box("free") * 2000) * 1000),
        "a packet of packets": jpeg(picture, xmp=packet + packet),
        "packets that never close": b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + b"<?xpacket " * 40_000,
        "a comment in a million pieces": b"GIF89a\x10\0\x10\0\0\0\0!\xfe" + b"\1a" * 8_000_000,
        "tracks beside tracks": b"\x1aE\xdf\xa3\x80" + _element(b"\x18S\x80g", tracks * 30),
        "a list of lists": start + box("moov", box("meta", box("hdlr", bytes(20)), values)),
    }


@pytest.mark.parametrize("name", sorted(_costly()))
def test_small_files_cost_little(name: str) -> None:
    start = time.process_time()
    _answer(_costly()[name])
    assert time.process_time() - start < 2


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(gallery())), data=st.data())
def test_no_flipped_bytes_make_a_reader_raise(name: str, data: st.DataObject) -> None:
    broken = bytearray(gallery()[name])
    reach = min(len(broken), 2000)
    for at, value in data.draw(
        st.lists(st.tuples(st.integers(0, reach - 1), st.integers(0, 255)), max_size=12)
    ):
        broken[at] = value
    reader = sniff(io.BytesIO(gallery()[name])).read_parts
    assert reader is not None
    reader(io.BytesIO(bytes(broken)), MOST)


@given(st.binary(max_size=300))
def test_no_reader_raises_on_any_bytes(data: bytes) -> None:
    for row in FORMATS:
        if row.read_parts is not None:
            row.read_parts(io.BytesIO(data), MOST)
