"""Which writings are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.query.folding import fold, names, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tromsø", "TROMSO"),
        ("Ærø", "aero"),
        ("Ålesund", "A\u030alesund"),
        ("straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("ﬁne", "fine"),
        ("Ελλάδα", "ΕΛΛΑΔΑ"),
    ],
)
def test_case_and_accents_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("हिन्दी", "हनद"), ("か", "が\u3099x"), ("a", "b")])
def test_what_is_another_word_stays_another(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DSC_0123-Edit.NEF", ("dsc", "0123", "edit", "nef")),
        ("50mm f/1.8", ("50mm", "f", "1", "8")),
        ("東京 Tower", ("東", "京", "tower")),
        ("\ud800 ! _", ()),
    ],
)
def test_a_text_is_its_words(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found


def test_a_path_is_its_names() -> None:
    assert names("/Travel//New York\\2024/") == (("travel",), ("new", "york"), ("2024",))


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words(" ".join(words(text))) == words(text)
