"""Every operation has its words."""

from __future__ import annotations

import pytest

from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.wording import WORDS, in_words


@pytest.mark.parametrize("op", Op)
def test_every_operation_can_be_told(op: Op) -> None:
    assert WORDS.keys() == set(Op)
    assert in_words(op, 214).islower() or "214" in in_words(op, 214)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "rate 1 photo"), (214, "rate 214 photos"), (50_000, "rate 50,000 photos")]
)
def test_photos_are_counted(count: int, words: str) -> None:
    assert in_words(Op.RATE, count) == words
