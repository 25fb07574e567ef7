"""XMP: opinions in both spellings, and attacks in several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.metadata.xmp import Xmp, read_xmp
from tests.drawing import laughing_xmp, nested_xmp, peeking_xmp, xmp_packet


def _codes(xmp: Xmp) -> list[str]:
    return [note.code for note in xmp.notes]


@pytest.mark.parametrize("elements", [False, True])
@pytest.mark.parametrize("wrapped", [False, True])
def test_everything_a_program_writes(elements: bool, wrapped: bool) -> None:
    xmp = read_xmp(
        xmp_packet(
            rating=4,
            label="Red",
            title="Fjord",
            description="Early & cold",
            keywords=["sea"],
            creator="Kari",
            copyright_notice="© Kari",
            taken_at="2024-01-15T14:30:00+01:00",
            created_at="2024-01-16",
            gps=("59,54.834N", "10,45.132E"),
            elements=elements,
            wrapped=wrapped,
        )
    )
    assert (xmp.rating, xmp.label, xmp.title, xmp.description) == (4, "Red", "Fjord", "Early & cold")
    assert (xmp.keywords, xmp.creator, xmp.copyright) == (("sea",), "Kari", "© Kari")
    assert (xmp.taken, xmp.created) == ("2024-01-15T14:30:00+01:00", "2024-01-16")
    assert (xmp.latitude, xmp.longitude) == ("59,54.834N", "10,45.132E")
    assert xmp.notes == ()


def test_of_very_many_creators_a_line_is_kept() -> None:
    many = b"<rdf:li>" + b"n" * 400 + b"</rdf:li>"
    packet = xmp_packet(creator="Kari", elements=True).replace(b"<rdf:li>Kari</rdf:li>", many * 1900)
    assert len(read_xmp(packet).creator or "") == 8000


@pytest.mark.parametrize(
    ("written", "rating"),
    [(-1, -1), (0, 0), (5, 5), ("3.0", 3), (6, None), (-2, None), ("nan", None), ("x", None)],
)
def test_stars(written: float | str, rating: int | None) -> None:
    xmp = read_xmp(xmp_packet(rating=written))
    assert xmp.rating == rating
    assert _codes(xmp) == ([] if rating is not None else ["bad_value"])


@pytest.mark.parametrize(("percent", "stars"), [(0, 0), (1, 1), (25, 2), (50, 3), (75, 4), (99, 5), (100, 5)])
def test_microsoft_s_stars(percent: int, stars: int) -> None:
    assert read_xmp(xmp_packet(percent=percent)).rating == stars


def test_keywords_from_three_programs_are_one_list() -> None:
    xmp = read_xmp(
        xmp_packet(
            keywords=["norway", "sun"],
            hierarchical=["travel|norway"],
            digikam=["people/anna", "travel/norway"],
        )
    )
    assert xmp.keywords == ("people/anna", "travel/norway", "sun")


HARMLESS = b"<!DOCTYPE x>" + xmp_packet(title="Fjord", wrapped=False)


@pytest.mark.parametrize("attack", [laughing_xmp(), peeking_xmp(), HARMLESS])
def test_a_document_type_is_refused(attack: bytes) -> None:
    xmp = read_xmp(attack)
    assert xmp.title is None
    assert _codes(xmp) == ["bad_xmp"]


def test_elements_without_end_are_survived() -> None:
    assert read_xmp(nested_xmp(20_000)).rating is None


@pytest.mark.parametrize("broken", [b"<x:xmpmeta", b"no xml", xmp_packet(rating=3)[:-200]])
def test_half_a_packet_leaves_a_note(broken: bytes) -> None:
    assert _codes(read_xmp(broken)) == ["bad_xmp"]


@pytest.mark.parametrize("nothing", [None, b"", b" \n\0"])
def test_no_packet_is_nothing_to_note(nothing: bytes | None) -> None:
    assert read_xmp(nothing) == Xmp()


def test_the_padding_behind_a_packet_does_no_harm() -> None:
    assert read_xmp(xmp_packet(rating=3) + bytes(100)).rating == 3


def test_utf_16_is_read_too() -> None:
    packet = xmp_packet(title="Sjø", wrapped=False).decode().encode("utf-16")
    assert read_xmp(packet).title == "Sjø"


def test_what_the_packet_lacks_the_extension_tells() -> None:
    xmp = read_xmp(xmp_packet(title="Fjord"), xmp_packet(rating=5, title="Lake", wrapped=False))
    assert (xmp.rating, xmp.title) == (5, "Fjord")


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_xmp(data)
    read_xmp(xmp_packet(rating=1).replace(b"Rating", data))
