"""Keywords as tag paths, from programs that write them in several places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.metadata.keywords import merged, split


@pytest.mark.parametrize(
    ("paths", "branches", "words", "tags"),
    [
        ([], [], ["sea", "sun"], ("sea", "sun")),
        (["travel/norway"], [], ["norway"], ("travel/norway",)),
        ([], ["travel", "travel|norway", "travel|norway|oslo"], ["oslo"], ("travel/norway/oslo",)),
        (["Travel/Norway"], ["travel|norway"], ["NORWAY"], ("Travel/Norway",)),
        ([], [], [" two   words ", "", "/", "a//b"], ("two words", "a∕b")),
        ([], ["Music|AC/DC"], ["AC/DC", "1/2 frame"], ("Music/AC∕DC", "1∕2 frame")),
    ],
)
def test_merging(paths: list[str], branches: list[str], words: list[str], tags: tuple[str, ...]) -> None:
    assert merged(paths, branches, words) == tags


def test_windows_writes_them_in_one_line() -> None:
    assert merged(words=split("sea; sun;")) == ("sea", "sun")
    assert split(None) == ()


texts = st.lists(st.text("aAb|/ ", max_size=8), max_size=8)


@given(texts, texts, texts)
def test_a_list_once_merged_stays_as_it_is(paths: list[str], branches: list[str], words: list[str]) -> None:
    tags = merged(paths, branches, words)
    assert merged(paths=tags) == tags
    assert all(tag == tag.strip("/ ") and tag for tag in tags)


def test_a_path_without_end_is_cut() -> None:
    (tag,) = merged(paths=["a/" * 4000])
    assert tag == "/".join("a" * 20)
    assert len(merged(words=["b" * 9000])[0]) == 250
