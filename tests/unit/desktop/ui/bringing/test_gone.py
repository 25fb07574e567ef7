"""The question what it means that a great part of a source is not there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton

from imalink_desktop.ui.bringing.gone import GoneBar
from tests.unit.desktop.ui.bringing.bench import Bench, away


@pytest.fixture
def bar(bench: Bench) -> Iterator[GoneBar]:
    made = GoneBar(bench.importer)
    yield made
    away(made)


def lose(bench: Bench, folder: str, photos: int, lost: int, first: int = 0) -> None:
    """Import a folder, lose some files of it, and import it again."""
    bench.studio.put_pictures(*range(first, first + photos), folder=folder)
    bench.bring(bench.card / folder)
    for number in range(first, first + lost):
        (bench.card / folder / f"IMG_{number:04}.JPG").unlink()
    bench.bring(bench.card / folder)


def press(bar: GoneBar, words: str) -> None:
    (button,) = (one for one in bar.findChildren(QPushButton) if one.text() == words)
    button.click()


def test_it_asks_with_numbers_and_changes_nothing(bench: Bench, bar: GoneBar) -> None:
    assert bar.isHidden()
    lose(bench, "a", 10, 8)
    assert not bar.isHidden()
    assert bar._words.text() == "8 of 10 files that were here are not there any more."
    press(bar, "Ask later")
    assert bar.isHidden()
    assert set(bench.studio.files("state").values()) == {"present"}


def test_who_says_they_are_gone_has_them_marked_as_missing(bench: Bench, bar: GoneBar) -> None:
    lose(bench, "a", 10, 8)
    press(bar, "They are gone")
    bench.settle()
    assert list(bench.studio.files("state").values()).count("missing") == 8
    assert len(bench.studio.photos()) == 10


def test_two_questions_are_asked_one_after_the_other(bench: Bench, bar: GoneBar) -> None:
    lose(bench, "a", 10, 8)
    lose(bench, "b", 12, 9, first=10)  # other pictures: the same ones would have moved here
    assert bar._words.text().startswith("8 of 10")
    press(bar, "A drive is missing: leave it")
    assert bar._words.text().startswith("9 of 12")
    press(bar, "A drive is missing: leave it")
    assert bar.isHidden()
    bench.bring(bench.card / "a")
    assert bar.isHidden()


def test_what_has_come_back_is_asked_about_no_more(bench: Bench, bar: GoneBar) -> None:
    lose(bench, "a", 10, 8)
    bench.studio.put_pictures(*range(8), folder="a")
    bench.bring(bench.card / "a")
    bench.settle()
    assert bar.isHidden()


def test_only_what_is_still_not_there_is_marked(bench: Bench, bar: GoneBar) -> None:
    lose(bench, "a", 10, 8)
    bench.studio.put_pictures(*range(5), folder="a")
    press(bar, "They are gone")
    bench.settle()
    assert list(bench.studio.files("state").values()).count("missing") == 3
