"""On a small screen: the window fits, and what has no room gives way whole instead of being cut in two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.searching.ordering import OrderButton
from imalink_desktop.ui.whole import Whole
from imalink_desktop.ui.window.welcome import Welcome

SMALL = (800, 500)


def around(widget: QWidget) -> QWidget:
    """What it stands in."""
    parent = widget.parentWidget()
    assert parent is not None
    return parent


def _shrink(qtbot: QtBot, program: Program) -> None:
    program.window.resize(*SMALL)
    qtbot.waitUntil(lambda: program.window.width() == SMALL[0])
    program.window.grab()  # which lays out what has not been yet


def test_it_fits_with_all_panels_and_without_photos(
    qtbot: QtBot, opened: Callable[[Paths], Program], tmp_path: Path
) -> None:
    program = opened(Paths.below(tmp_path / "home"))
    _shrink(qtbot, program)
    assert program.window.size().toTuple() == SMALL
    welcome = program.window.findChild(Welcome)
    assert welcome is not None
    shown = [button for button in welcome.findChildren(QPushButton) if button.isVisible()]

    def are_whole() -> bool:
        hints = [
            (button.size(), button.sizeHint(), around(button).rect(), button.geometry()) for button in shown
        ]
        return all(
            size.width() >= hint.width() and size.height() >= hint.height() and box.contains(one)
            for size, hint, box, one in hints
        )

    assert len(shown) == 2
    qtbot.waitUntil(are_whole)


def test_nothing_that_is_said_makes_it_grow(qtbot: QtBot, program: Program) -> None:
    _shrink(qtbot, program)
    program.window.status.say("Many words. " * 40)
    program.window.status.tell_stacks("Of stacks the top is hit, and what lies inside of it stays as it is.")
    program.actions["advance"].setChecked(True)
    program.centre.grid.choose(program.centre.grid.selection.everything(30))
    program.stage.show(parse("rating<=5 " * 20))
    qtbot.waitUntil(lambda: program.stage.answered)
    program.window.grab()
    assert program.window.size().toTuple() == SMALL
    assert program.window.minimumSizeHint().width() <= SMALL[0]


@pytest.mark.parametrize("width", [SMALL[0], 900, 1280])
def test_the_count_and_the_order_do_not_lie_on_each_other(qtbot: QtBot, program: Program, width: int) -> None:
    program.window.resize(width, SMALL[1])
    qtbot.waitUntil(lambda: program.window.width() == width)
    program.window.grab()
    order = program.window.findChild(OrderButton)
    assert order is not None
    bar = around(order)
    parts = [part for part in bar.children() if isinstance(part, (QToolButton, Whole)) and part.isVisible()]
    assert order.width() >= order.sizeHint().width()
    for one in parts:
        for other in parts:
            assert one is other or not one.geometry().intersects(other.geometry())
    assert all(bar.rect().contains(part.geometry()) for part in parts)


def test_a_number_is_shown_whole_or_not_at_all(qtbot: QtBot) -> None:
    label = Whole()
    qtbot.addWidget(label)
    label.setText("12 photos")
    label.resize(label.sizeHint())
    empty = Whole()
    qtbot.addWidget(empty)
    for width, is_shown in ((label.sizeHint().width(), True), (label.sizeHint().width() - 1, False)):
        label.setFixedWidth(width)
        empty.setFixedSize(label.size())
        assert (label.grab().toImage() != empty.grab().toImage()) is is_shown
