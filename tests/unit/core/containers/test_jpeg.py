"""JPEG: what stands in its segments."""

from __future__ import annotations

from tests.drawing import (
    camera_exif,
    iptc_block,
    jpeg,
    photoshop,
    scene,
    segment,
    thumbnail_jpeg,
    truncated,
    with_segments,
    xmp_packet,
)
from tests.unit.core.containers.reading import note_codes, parts_of

PICTURE = scene(60, 40)
EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"


def _extended(guid: bytes, full: int, at: int, data: bytes) -> bytes:
    return segment(0xE1, EXTENSION + guid + full.to_bytes(4, "big") + at.to_bytes(4, "big") + data)


def test_everything_a_camera_writes() -> None:
    thumbnail, xmp, iptc = thumbnail_jpeg(PICTURE), xmp_packet(rating=3), iptc_block(title="Fjord")
    parts = parts_of(
        jpeg(PICTURE, exif=camera_exif(orientation=6, thumbnail=thumbnail), xmp=xmp, iptc=photoshop(iptc))
    )
    assert (parts.width, parts.height, parts.orientation) == (60, 40, 6)
    assert parts.exif.image[0x010F] == "Canon"
    assert (parts.thumbnail, parts.xmp, parts.iptc) == (thumbnail, xmp, iptc)
    assert parts.notes == ()


def test_a_plain_one_says_only_its_size() -> None:
    parts = parts_of(jpeg(PICTURE))
    assert (parts.width, parts.height, parts.orientation) == (60, 40, 1)
    assert (parts.exif.image, parts.xmp, parts.iptc, parts.thumbnail) == ({}, None, None, None)


def test_a_progressive_one_needs_more_memory() -> None:
    assert parts_of(jpeg(PICTURE)).extra_appetite == 0
    assert parts_of(jpeg(PICTURE, progressive=True)).extra_appetite == 6


def test_extended_xmp_is_put_together_in_whatever_order_it_comes() -> None:
    guid, text = b"A" * 32, b"<x>" + b"long" * 50 + b"</x>"
    packet = xmp_packet(title=guid.decode())
    pieces = [_extended(guid, len(text), 100, text[100:]), _extended(guid, len(text), 0, text[:100])]
    assert parts_of(with_segments(jpeg(PICTURE, xmp=packet), *pieces)).xmp_extended == text


def test_extended_xmp_of_another_packet_is_left_alone() -> None:
    stranger = _extended(b"B" * 32, 4, 0, b"<x/>")
    data = with_segments(jpeg(PICTURE, xmp=xmp_packet(rating=1)), stranger)
    assert parts_of(data).xmp_extended is None


def test_orientation_99_is_upright_and_noted() -> None:
    parts = parts_of(jpeg(PICTURE, exif=camera_exif(orientation=99)))
    assert parts.orientation == 1
    assert note_codes(parts) == ["bad_value"]


def test_exif_that_is_none_is_noted() -> None:
    assert note_codes(parts_of(jpeg(PICTURE, exif=b"garbage here"))) == ["bad_exif"]


def test_a_file_cut_before_its_picture_is_noted() -> None:
    assert note_codes(parts_of(truncated(jpeg(PICTURE), 0.1))) == ["truncated"]
