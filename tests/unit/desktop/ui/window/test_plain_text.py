"""What somebody wrote is shown as it was written: no markup, no underlined letters, however odd or long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import collecting, crediting, editing, remembering, tagging
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Drive, Folder, ImageFile, Lens, Photo
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.plain import on_button, tip
from tests.unit.desktop.ui.window.seen import path_of, seen
from tests.unit.desktop.ui.window.settling import settle

ODD = "<b>x</b>&amp;&y"
FARAWAY = "\u202eabc\u200b\u0627\u0644\u0639"
LONG = "<i>long</i> &l " * 700
"""Some 10,000 signs."""


@pytest.fixture
def odd(opened: Callable[[Paths], Program], paths: Paths) -> Program:
    with Catalog.open(paths.data) as catalog:
        catalog.transact(Op.REGISTER, _rename, by_machine=True)
        tagging.tag(catalog, range(1, 20), [ODD, FARAWAY])
        collecting.create(catalog, ODD)
        remembering.save(catalog, ODD, "rating>=3")
        crediting.credit(catalog, range(1, 20), ODD)
        editing.edit(catalog, [1, 20], editing.Edit(title=ODD, description=f"{ODD}\nsecond line"))
        editing.edit(catalog, [2], editing.Edit(title=LONG[:500], description=LONG))
    return opened(paths)


def _rename(writer: Writer) -> None:
    writer.set(Drive, [1], label=ODD)
    writer.set(Folder, [1], path=ODD)
    (lens,) = writer.insert(Lens, [{"model": ODD}])
    writer.set(Photo, range(1, 20), name=f"{ODD}.jpg", lens_id=lens)
    writer.set(ImageFile, [1], name=f"{ODD}.jpg")


def made_more_of(root: QWidget) -> list[str]:
    """Where somebody's text would be taken for HTML, or lose its `&`."""
    wrong = []
    for widget in (root, *root.findChildren(QWidget)):
        told = widget.toolTip()
        if "<b>" in told or "<i>" in told:
            wrong.append(f"{path_of(widget)} tip {told[:60]!r}")
        match widget:
            case QLabel() if widget.textFormat() != Qt.TextFormat.PlainText:
                if "<" in widget.text() or widget.textFormat() == Qt.TextFormat.RichText:
                    wrong.append(f"{path_of(widget)} label {widget.text()[:60]!r}")
            case QAbstractButton() if _is_underlined(widget.text()):
                wrong.append(f"{path_of(widget)} button {widget.text()[:60]!r}")
            case QTabWidget():
                tabs = [widget.tabText(place) for place in range(widget.count())]
                wrong += [f"{path_of(widget)} tab {text!r}" for text in tabs if _is_underlined(text)]
    for action in root.findChildren(QAction):
        if _is_underlined(action.text()) and "x" in action.text():
            wrong.append(f"{path_of(action)} action {action.text()[:60]!r}")
    rows = [each for each in seen(root) if " row " in each.where and each.where.endswith(" tip")]
    return wrong + [f"{each.where} {each.text[:60]!r}" for each in rows if "<b>" in each.text]


def _is_underlined(text: str) -> bool:
    return "&amp;&y" in text.replace("&&", "") or ("&" in text.replace("&&", "") and ODD[:4] in text)


def test_odd_names_are_shown_as_they_are(qtbot: QtBot, odd: Program) -> None:
    window = odd.window
    for place in (0, 1, 19):
        odd.centre.show_place(place)
        settle(qtbot, odd)
        assert made_more_of(window) == []
    assert ODD in {label.text() for label in window.findChildren(QLabel)} | {
        each.text for each in seen(window)
    }
    odd.actions["select all"].trigger()
    odd.actions["loupe"].trigger()
    settle(qtbot, odd)
    window.grab()
    assert made_more_of(window) == []


def test_long_and_faraway_texts_make_no_window_wide(qtbot: QtBot, odd: Program) -> None:
    window = odd.window
    least = window.minimumSizeHint().width()
    for photo in (1, 2, 20):
        assert odd.centre.show_photo(photo)
        settle(qtbot, odd)
    assert window.minimumSizeHint().width() <= max(least, 1280)
    assert window.width() <= 1280


def test_a_filter_says_its_name_as_it_is(qtbot: QtBot, odd: Program) -> None:
    odd.actions["filter bar"].setChecked(True)
    odd.stage.show(parse(f'lens="{ODD}"'))
    qtbot.waitUntil(lambda: len(odd.stage.shown.photos) == 19)
    buttons = [each for each in odd.window.findChildren(QAbstractButton) if "<b>" in each.text()]
    assert [each.text() for each in buttons] == [on_button(ODD)]
    assert made_more_of(odd.window) == []


def test_messages_are_plain(odd: Program) -> None:
    odd.window.message.tell_of(Expected(ODD, ODD))
    assert odd.window.message.words == f"{ODD} {ODD}"
    assert made_more_of(odd.window.message) == []
    odd.window.status.say(ODD)
    assert made_more_of(odd.window.status) == []


@pytest.mark.parametrize("name", ["import", "problems", "activity"])
def test_dialogs_are_plain(qtbot: QtBot, odd: Program, name: str) -> None:
    odd.actions[name].trigger()
    settle(qtbot, odd)
    dialogs = [each for each in odd.window.findChildren(QDialog) if each.isVisible()]
    assert dialogs
    for dialog in dialogs:
        assert made_more_of(dialog) == []
        dialog.close()


def test_a_tool_tip_is_text_and_not_too_long() -> None:
    assert tip("Oslo") == "Oslo"
    assert tip("a & b") == "a & b"
    assert "&lt;b&gt;x" in tip(ODD)
    assert "<b>" not in tip(ODD)
    assert len(tip("x" * 5_000)) == 1_000
    assert on_button("A & B") == "A && B"
