"""The table of formats keeps its own rules."""

from __future__ import annotations

from collections import Counter

from imalink_core.formats.format import Kind
from imalink_core.formats.table import BY_NAME, FORMATS


def test_each_format_and_each_extension_stands_once() -> None:
    assert len(BY_NAME) == len(FORMATS)
    extensions = Counter(extension for row in FORMATS for extension in row.extensions)
    assert [extension for extension, count in extensions.items() if count > 1] == []


def test_each_brand_belongs_to_one_format() -> None:
    brands = [brand for row in FORMATS for brand in row.brands]
    assert len(brands) == len(set(brands))


def test_what_is_decoded_is_read_and_what_is_not_says_why() -> None:
    for row in FORMATS:
        assert (row.decode is None) == (row.why is not None), row.name
        if row.decode is not None:
            assert row.read_parts is not None, row.name


def test_dangerous_decoders_stay_out_of_this_process() -> None:
    apart = {row.name for row in FORMATS if row.isolated}
    assert {row.name for row in FORMATS if row.kind in (Kind.RAW, Kind.VIDEO)} < apart
    assert {"HEIC", "AVIF", "TIFF"} < apart
    assert not {"JPEG", "PNG", "WEBP", "GIF", "BMP"} & apart
