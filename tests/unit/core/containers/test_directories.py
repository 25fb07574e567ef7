"""TIFF directories: right ones are read as Pillow reads them, wrong ones cost only themselves."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from imalink_core.containers.directories import chain, open_walker
from imalink_core.containers.exif import read_exif
from imalink_core.containers.source import of_bytes
from tests.drawing import (
    Directory,
    Entry,
    Type,
    camera_exif,
    double,
    exif_blob,
    jpeg,
    long,
    lying_exifs,
    rational,
    scene,
    short,
    signed_rational,
    text,
    thumbnail_directory,
    thumbnail_jpeg,
    tiff_stream,
)

MOST = 1 << 20


@pytest.mark.parametrize("byte_order", ["II", "MM"])
def test_both_byte_orders_say_the_same_as_pillow(byte_order: Literal["II", "MM"]) -> None:
    blob = camera_exif(gps=(59.9139, -10.7522, -3.5), orientation=6, byte_order=byte_order)
    exif = read_exif(of_bytes(blob), MOST).exif
    theirs = Image.open(io.BytesIO(jpeg(scene(32, 24), exif=blob))).getexif()
    for tag in (0x010F, 0x0110, 0x0112, 0x0132):
        assert exif.image[tag] == theirs[tag]
    photo, gps = theirs.get_ifd(0x8769), theirs.get_ifd(0x8825)
    assert exif.photo[0x9003] == photo[0x9003]
    assert exif.photo[0x829A] == Fraction(1, 250)
    assert exif.gps[2] == tuple(Fraction(float(part)).limit_denominator(100_000) for part in gps[2])


def test_each_kind_of_number() -> None:
    blob = exif_blob(
        photo={1: short(7, 8), 2: signed_rational((-1, 3)), 3: double(2.5), 4: rational((1, 0)), 5: long(9)}
    )
    photo = read_exif(of_bytes(blob), MOST).exif.photo
    assert photo == {1: (7, 8), 2: Fraction(-1, 3), 3: 2.5, 4: None, 5: 9}


def test_a_broken_tag_costs_only_itself() -> None:
    beyond = Entry(Type.ASCII, b"", count=40, offset=0x7FFFFFFF)
    block = read_exif(of_bytes(exif_blob(image={0x010F: beyond, 0x0110: text("EOS R5")})), MOST)
    assert block.exif.image[0x0110] == "EOS R5"
    assert 0x010F not in block.exif.image
    assert [(n.code, "0x010f" in n.message) for n in block.notes] == [("bad_tag", True)]


def test_text_in_latin_1_is_read_too() -> None:
    block = read_exif(of_bytes(exif_blob(image={0x013B: text("J\xf8rgen".encode("latin-1"))})), MOST)
    assert block.exif.image[0x013B] == "Jørgen"


def test_the_thumbnail_comes_along_if_it_is_whole() -> None:
    thumbnail = thumbnail_jpeg(scene(64, 48))
    assert read_exif(of_bytes(camera_exif(thumbnail=thumbnail)), MOST).thumbnail == thumbnail
    assert read_exif(of_bytes(camera_exif(thumbnail=thumbnail[:-40])), MOST).thumbnail is None
    lie = exif_blob(after=thumbnail_directory(thumbnail, length=0xFFFFFFFF))
    assert read_exif(of_bytes(lie), MOST).thumbnail is None


def test_a_large_value_is_not_read_along() -> None:
    blob = exif_blob(image={0x010E: text("a" * 70_000), 0x0110: text("EOS R5")})
    image = read_exif(of_bytes(blob), MOST).exif.image
    assert image[0x0110] == "EOS R5"
    assert 0x010E not in image


def test_directories_in_a_ring_end() -> None:
    walker = open_walker(of_bytes(exif_blob(image={0x0112: short(1)}, after=8)))
    assert walker is not None
    assert len(list(chain(walker))) == 1


def test_behind_too_many_entries_nothing_is_believed() -> None:
    stream = tiff_stream(
        Directory({tag: short(tag) for tag in range(1000, 1700)}, next=Directory({1: short(1)}))
    )
    walker = open_walker(of_bytes(stream))
    assert walker is not None
    first = walker.directory(walker.first)
    assert (len(first.tags), first.following) == (512, 0)


def test_two_thousand_directories_are_too_many() -> None:
    stream = tiff_stream(Directory({1: short(1)}, children={0x014A: [Directory({1: short(1)})] * 2000}))
    walker = open_walker(of_bytes(stream))
    assert walker is not None
    assert len(list(chain(walker))) <= 64


@pytest.mark.parametrize("lie", sorted(lying_exifs()))
def test_no_lie_makes_the_reader_fall_over(lie: str) -> None:
    assert read_exif(of_bytes(lying_exifs()[lie]), MOST).orientation in range(1, 9)


@given(st.binary(max_size=400), st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"II+\0\x08\0\0\0"]))
def test_no_bytes_make_the_reader_fall_over(data: bytes, start: bytes) -> None:
    read_exif(of_bytes(start + data), MOST)
