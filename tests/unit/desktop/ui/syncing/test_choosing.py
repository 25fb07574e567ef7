"""Two values, and one is chosen: whole and side by side, for one or for all, with an undo of its own."""

from __future__ import annotations

import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as any_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.commands.resolving import Side
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Conflict, Photo
from imalink_desktop.catalog.reads.conflicts import how_many
from imalink_desktop.catalog.reads.shown import shown
from imalink_desktop.catalog.touched import Row, Value
from imalink_desktop.ui.syncing import doubts
from imalink_desktop.ui.syncing.conflicts import ConflictsDialog
from imalink_desktop.ui.syncing.differing import differing
from tests.unit.desktop.ui.window.conftest import home, opened, paths, program

__all__ = ["home", "opened", "paths", "program"]

LONG = "The harbour on a grey morning, with the boats that came in over night. " * 12


def disagree(program: Program, field: str, mine: Value, theirs: Value, *photos: int) -> None:
    both: Row = {"field": field, "mine": json.dumps(mine), "theirs": json.dumps(theirs)}
    rows: list[Row] = [{**both, "photo_id": one, "noticed_at": "2024-06-01T12:00:00+00:00"} for one in photos]

    def work(writer: Writer) -> None:
        writer.insert(Conflict, rows)
        writer.set(Photo, photos, **{field: theirs})

    program.catalog.transact(Op.PULL, work, by_machine=True)


def dialog_of(qtbot: QtBot, program: Program) -> ConflictsDialog:
    program.syncs.show_conflicts()
    dialog = program.window.findChild(ConflictsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.shown is not None)
    return dialog


def is_asking(dialog: ConflictsDialog, words: str) -> bool:
    return dialog.shown is not None and dialog.count.text() == words


def left(program: Program) -> int:
    with program.catalog.reading() as look:
        return how_many(look)


def title_of(program: Program, photo: int) -> str | None:
    with program.catalog.reading() as look:
        return shown(look, [photo])[photo].title


def test_long_values_are_shown_whole_with_what_differs_marked(qtbot: QtBot, program: Program) -> None:
    disagree(
        program,
        "description",
        f"{LONG}\U0001f6a2 Ola was <b>80</b> then.",
        f"{LONG}\U0001f6a2 Ola was 82 then.",
        1,
    )
    dialog = dialog_of(qtbot, program)
    assert dialog.mine.value.toPlainText() == f"{LONG}\U0001f6a2 Ola was <b>80</b> then."
    assert dialog.theirs.marked == ["82"]
    cursor = dialog.theirs.value.textCursor()
    cursor.setPosition(len(LONG) + len(" \U0001f6a2 Ola was ") + 1)
    assert cursor.charFormat().fontUnderline()
    assert dialog.noticed.text().startswith("Noticed on 1 Jun 2024")
    assert dialog.theirs.now.text() == "The photo has this now"


def test_a_value_that_is_neither_of_the_two_is_shown_too(qtbot: QtBot, program: Program) -> None:
    disagree(program, "title", "Port", "Harbour", 1)
    program.catalog.transact(Op.PULL, lambda writer: writer.set(Photo, [1], title="Quay"), by_machine=True)
    dialog = dialog_of(qtbot, program)
    assert dialog.now.text() == "The photo has now: Quay"


def test_a_place_is_one_thing_though_it_has_two_halves(qtbot: QtBot, program: Program) -> None:
    disagree(program, "corrected_latitude", 59.5, 60.5, 1)
    disagree(program, "corrected_longitude", 10.25, 11.25, 1)
    dialog = dialog_of(qtbot, program)
    assert dialog.count.text() == "1 left to choose"
    assert (dialog.field.text(), dialog.mine.text) == ("Place", "59.5, 10.25")
    dialog.skip()
    qtbot.waitUntil(lambda: dialog.count.text() == "1 is left for later.")


def test_arrows_and_enter_choose(qtbot: QtBot, program: Program) -> None:
    disagree(program, "title", "Port", "Harbour", 1)
    dialog = dialog_of(qtbot, program)
    dialog.activateWindow()
    QTest.keyClick(dialog, Qt.Key.Key_Right)
    assert dialog.focusWidget() is dialog.theirs.take
    QTest.keyClick(dialog, Qt.Key.Key_Left)
    assert dialog.focusWidget() is dialog.mine.take
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.count.text() == "Nothing is left to choose.")
    assert title_of(program, 1) == "Port"


def test_one_button_chooses_for_all_of_a_kind_and_one_undo_takes_it_back(
    qtbot: QtBot, program: Program
) -> None:
    disagree(program, "title", "Port", "Harbour", *range(1, 31))
    disagree(program, "rating", 2, 4, 5)
    dialog = dialog_of(qtbot, program)
    assert dialog.mine.take_all.text() == "For all 30 of these"
    dialog.mine.take_all.click()
    qtbot.waitUntil(lambda: dialog.count.text() == "1 left to choose")
    assert title_of(program, 30) == "Port"
    assert not dialog.mine.take_all.isVisibleTo(dialog)
    dialog.undo.click()
    qtbot.waitUntil(lambda: dialog.count.text() == "31 left to choose")
    assert title_of(program, 30) == "Harbour"


def test_undo_here_takes_back_what_was_chosen_here_and_nothing_else(qtbot: QtBot, program: Program) -> None:
    disagree(program, "title", "Port", "Harbour", 1, 2)
    dialog = dialog_of(qtbot, program)
    dialog.choose(Side.MINE)
    qtbot.waitUntil(lambda: dialog.count.text() == "1 left to choose" and dialog.undo.isEnabled())
    program.library.do(partial(deciding.rate, photos=[9], stars=5))
    qtbot.waitUntil(lambda: not program.room.tickets)
    dialog.undo.click()
    qtbot.waitUntil(lambda: dialog.said.isVisibleTo(dialog) and dialog.undo.isEnabled())
    assert dialog.said.text() == (
        "Something else was done since: 1 photo rated. Take that back first, in the window."
    )
    with program.catalog.reading() as look:
        assert shown(look, [9])[9].rating == 5
    program.actions["undo"].trigger()
    qtbot.waitUntil(lambda: not program.room.tickets)
    dialog.undo.click()
    qtbot.waitUntil(lambda: dialog.count.text() == "2 left to choose")
    assert title_of(program, 1) == "Harbour"
    assert not dialog.undo.isEnabled()


def test_all_that_is_left_for_later_can_be_reached_however_much_it_is(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doubts, "_AT_ONCE", 4)
    disagree(program, "title", "Port", "Harbour", *range(1, 13))
    dialog = dialog_of(qtbot, program)
    for count in range(11, 0, -1):
        dialog.later.click()
        qtbot.waitUntil(partial(is_asking, dialog, f"{count} left to choose"))
    dialog.later.click()
    qtbot.waitUntil(lambda: dialog.count.text() == "12 are left for later.")
    assert not dialog.mine.isVisibleTo(dialog)
    dialog.again.click()
    qtbot.waitUntil(lambda: dialog.count.text() == "12 left to choose")
    assert left(program) == 12


@given(any_of.text("ab ,\n\U0001f6a2", max_size=30), any_of.text("ab ,\n\U0001f6a2", max_size=30))
def test_what_is_not_marked_is_the_same_on_both_sides(one: str, other: str) -> None:
    rest = []
    for text, spans in zip((one, other), differing(one, other), strict=True):
        same = text
        for begin, end in reversed(spans):
            assert begin < end
            same = same[:begin] + same[end:]
        rest.append(same)
    assert rest[0] == rest[1]
    assert (one == other) == (differing(one, other) == ((), ()))


def test_very_long_texts_are_compared_at_once() -> None:
    one = " ".join(f"a{number}" for number in range(20_000))
    other = " ".join(f"b{number}" for number in range(20_000))
    assert differing(f"x {one} y", f"x {other} y") == (((2, 2 + len(one)),), ((2, 2 + len(other)),))
