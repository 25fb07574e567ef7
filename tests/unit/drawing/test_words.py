"""XMP and IPTC say what they were told to say."""

from __future__ import annotations

import io
import struct

import defusedxml
import pytest
from defusedxml import ElementTree
from PIL import Image, IptcImagePlugin

from tests.drawing import (
    corners,
    dataset,
    endless_xmp,
    iptc_block,
    jpeg,
    laughing_xmp,
    nested_xmp,
    peeking_xmp,
    photoshop,
    xmp_packet,
)


def _iptc(block: bytes) -> dict[tuple[int, int], bytes | list[bytes]]:
    image = Image.open(io.BytesIO(jpeg(corners(), iptc=photoshop(block))))
    return IptcImagePlugin.getiptcinfo(image) or {}


@pytest.mark.parametrize("elements", [False, True])
def test_xmp_in_both_spellings(elements: bool) -> None:
    packet = xmp_packet(
        rating=-1,
        label="Red & <blue>",
        title="Fjord",
        keywords=["sea", "båt"],
        hierarchical=["travel|norway"],
        digikam=["travel/norway"],
        elements=elements,
    )
    told = Image.open(io.BytesIO(jpeg(corners(), xmp=packet))).getxmp()
    description = told["xmpmeta"]["RDF"]["Description"]
    assert (description["Rating"], description["Label"]) == ("-1", "Red & <blue>")
    assert description["title"]["Alt"]["li"]["text"] == "Fjord"
    assert description["subject"]["Bag"]["li"] == ["sea", "båt"]
    assert description["hierarchicalSubject"]["Bag"]["li"] == "travel|norway"


def test_a_sidecar_has_no_wrapping() -> None:
    assert xmp_packet(rating=3, wrapped=False).startswith(b"<x:xmpmeta")
    assert xmp_packet(rating=3).startswith(b"<?xpacket")


@pytest.mark.parametrize("packet", [laughing_xmp(), peeking_xmp()])
def test_hostile_xmp_carries_entities(packet: bytes) -> None:
    with pytest.raises(defusedxml.EntitiesForbidden):
        ElementTree.fromstring(packet)


def test_large_xmp_is_large_and_sound() -> None:
    assert len(endless_xmp()) > 2_000_000
    assert ElementTree.fromstring(endless_xmp(100_000)).tag.endswith("xmpmeta")
    assert nested_xmp(50).count(b"<xmp:a>") == 50


def test_iptc_is_found_again() -> None:
    block = iptc_block(
        title="Fjord", keywords=["sea", "båt"], date="20240115", time="143000+0100", byline="Kari"
    )
    info = _iptc(block)
    assert info[1, 90] == b"\x1b%G"
    assert (info[2, 5], info[2, 25]) == (b"Fjord", [b"sea", "båt".encode()])
    assert (info[2, 55], info[2, 60], info[2, 80]) == (b"20240115", b"143000+0100", b"Kari")


def test_iptc_in_latin_1_declares_nothing() -> None:
    info = _iptc(iptc_block(caption="Blåbær", encoding="latin-1"))
    assert (1, 90) not in info
    assert info[2, 120] == "Blåbær".encode("latin-1")


def test_iptc_lengths_may_lie_or_be_long() -> None:
    assert struct.unpack_from(">BBBH", dataset(2, 5, b"abc", length=900)) == (0x1C, 2, 5, 900)
    assert struct.unpack_from(">BBBHI", dataset(2, 5, bytes(40_000)))[3:] == (0x8004, 40_000)
