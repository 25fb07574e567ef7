"""Any name a file can have is kept as text, and is found again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from imalink_desktop.base.names import kept_name, kept_path, real_name

NAMES = st.binary(min_size=1, max_size=40).filter(lambda name: not {b"/"[0], 0} & set(name))


@pytest.mark.skipif(os.name == "nt", reason="a name is bytes on Linux")
@given(NAMES)
@example(b"\\xff")
@example(b"\\x5cxff")
@example(b"\\\\xff\xff")
@example(b"\\x\xff5\xe2\x82")
def test_every_name_is_text_and_comes_back(name: bytes) -> None:
    kept = kept_name(os.fsdecode(name))
    kept.encode("utf-8")
    assert os.fsencode(real_name(kept)) == name


@pytest.mark.skipif(os.name == "nt", reason="a name is bytes on Linux")
@given(NAMES, NAMES)
@example(b"\xff", b"\\xff")
def test_no_two_names_are_kept_alike(one: bytes, other: bytes) -> None:
    alike = kept_name(os.fsdecode(one)) == kept_name(os.fsdecode(other))
    assert alike == (one == other)


@pytest.mark.parametrize("name", ["IMG_1.JPG", "Ålesund ☀.jpg", "back\\slash.jpg", "e\u0301.jpg", "é.jpg"])
def test_an_ordinary_name_stays_as_it_is(name: str) -> None:
    assert kept_name(name) == real_name(name) == name


@pytest.mark.skipif(os.name == "nt", reason="a name is bytes on Linux")
def test_what_is_no_utf8_can_be_read_all_the_same() -> None:
    assert kept_name(os.fsdecode(b"caf\xe9.jpg")) == r"caf\xe9.jpg"
    assert kept_path(Path(os.fsdecode(b"/a/caf\xe9.jpg"))) == r"/a/caf\xe9.jpg"
