"""Every operation has its words."""

from __future__ import annotations

import pytest

from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.wording import WORDS, in_words


@pytest.mark.parametrize("op", Op)
def test_every_operation_can_be_told(op: Op) -> None:
    assert WORDS.keys() == set(Op)
    told = in_words(op, 214)
    assert told[0].isupper() or told.startswith("214 ")
    assert "{" not in told
    assert not told.endswith(".")


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 photo rated"), (214, "214 photos rated"), (50_000, "50,000 photos rated")]
)
def test_photos_are_counted(count: int, words: str) -> None:
    assert in_words(Op.RATE, count) == words


def test_what_was_done_is_said_in_the_language_that_is_spoken(pseudo: None) -> None:
    del pseudo
    assert in_words(Op.RATE, 2) == "⟦2 photos rated⟧"
