"""The strip over the same library as the search's, in a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from imalink_desktop.ui.scrubber.view import Scrubber
from tests.unit.desktop.ui.searching.conftest import Desk, desk, furnished

__all__ = ["Desk", "desk", "furnished"]

TODAY = datetime(2012, 8, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def strip(desk: Desk, qtbot: QtBot) -> Iterator[Scrubber]:
    strip = Scrubber(desk.library, desk.stage, desk.actions, clock=lambda: TODAY)
    desk.window.setCentralWidget(strip)
    desk.window.resize(1000, 60)
    desk.window.show()
    qtbot.waitExposed(desk.window)
    desk.stage.show()
    desk.settle()
    strip.show_seen(0, 9)
    yield strip
    strip.close_down()
