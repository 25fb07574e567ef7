"""IPTC, with and without a word on its letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.containers.image_resources import iptc_in
from imalink_core.metadata.iptc import Iptc, read_iptc
from tests.drawing import dataset, iptc_block, photoshop


def test_everything_a_newsroom_writes() -> None:
    iptc = read_iptc(
        iptc_block(
            title="Fjord",
            caption="Early",
            keywords=["sea", "sun"],
            date="20240115",
            time="143000+0100",
            byline="Kari",
            copyright_notice="© Kari",
        )
    )
    assert iptc == Iptc("Fjord", "Early", ("sea", "sun"), "Kari", "© Kari", "2024-01-15T14:30:00+0100")


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", True), ("utf-8", False), ("latin-1", False), ("latin-1", None)]
)
def test_letters(encoding: str, declared: bool | None) -> None:
    block = iptc_block(title="Sjø", encoding=encoding, declared=declared)
    assert read_iptc(block).title == "Sjø"


def test_a_long_caption_has_a_long_length() -> None:
    block = dataset(2, 120, b"a" * 40_000)
    assert read_iptc(block).description == "a" * 8000


@pytest.mark.parametrize("date", ["00000000", "2024"])
def test_half_a_date_is_none(date: str) -> None:
    assert read_iptc(iptc_block(title="x", date=date)).created is None


def test_a_length_beyond_the_end_takes_what_there_is() -> None:
    assert read_iptc(dataset(2, 5, b"Fjord", length=900)).title == "Fjord"


def test_what_is_no_iptc_leaves_a_note() -> None:
    assert [note.code for note in read_iptc(b"junk").notes] == ["bad_iptc"]
    assert read_iptc(None) == Iptc()


def test_it_is_found_among_photoshop_s_resources() -> None:
    block = iptc_block(title="Fjord")
    assert iptc_in(photoshop(block)) == block
    assert iptc_in(b"8BIM") is None


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_iptc(data)
    read_iptc(b"\x1c\x02\x05" + data)
    iptc_in(b"8BIM\x04\x04" + data)
