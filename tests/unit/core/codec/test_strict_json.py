"""JSON that every reader on the way can take, and nothing beyond."""

from __future__ import annotations

from typing import Any

import pytest

from imalink_core.codec import dumps, loads
from imalink_core.codec.strict_json import MOST_BYTES, json_object
from imalink_core.errors import BadEgg


def _nested(depth: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(depth - 1):
        value = {"in": value}
    return value


def test_what_is_written_is_short_and_plain() -> None:
    assert dumps({"place": "Tromsø", "iso": 400}) == '{"place":"Troms\\u00f8","iso":400}'


def test_what_is_written_holds_no_nan() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        dumps({"f_number": float("nan")})


@pytest.mark.parametrize(
    "text", ["", "{", "[NaN]", "[Infinity]", "[-Infinity]", "[" * 100_000, "9" * 5000, b"\xff", b'"\x80"']
)
def test_what_is_no_json_is_a_bad_egg(text: str | bytes) -> None:
    with pytest.raises(BadEgg):
        loads(text)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("-inf"),
        1 << 64,
        "\0",
        "half a pair: \ud83d",
        {"\0": 1},
        {1: "one"},
        b"bytes",
        _nested(20),
        [{"deep inside": ["\udc00"]}],
        [0] * (MOST_BYTES + 1),
        "x" * MOST_BYTES,
        ["é" * (MOST_BYTES // 2)],
    ],
    ids=lambda value: repr(value)[:20].encode("ascii", "backslashreplace").decode(),
)
def test_what_cannot_be_stored_is_refused(value: object) -> None:
    with pytest.raises(BadEgg) as caught:
        json_object({"key": value}, "exif_dict")
    assert caught.value.where == "exif_dict"


@pytest.mark.parametrize(
    "value", [None, True, (1 << 64) - 1, 1e300, "Tromsø \U0001f4f7", [1, "two", {"three": []}], _nested(19)]
)
def test_everything_else_is_taken(value: object) -> None:
    assert json_object({"key": value}, "exif_dict") == {"key": value}


def test_the_size_is_counted_to_the_byte() -> None:
    fits = {"k": "x" * (MOST_BYTES - len('{"k":""}'))}
    assert json_object(fits, "exif_dict") is fits
    with pytest.raises(BadEgg, match="more than"):
        json_object({"k": fits["k"] + "x"}, "exif_dict")
