"""The library, as the window sees it: what it was asked before it closed is answered to nobody."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.ui.library import Library


def test_a_command_that_ends_after_closing_is_done_and_calls_nobody(
    qapp: QApplication, tmp_path: Path
) -> None:
    del qapp
    began, done = Event(), Event()
    heard: list[Changes | None] = []

    def slow(catalog: Catalog) -> Changes | None:
        began.set()
        answer = catalog.undo()
        done.set()
        return answer

    with (
        Catalog.open(tmp_path) as catalog,
        Previews.open(tmp_path, cold_budget=0) as previews,
        QtRoom() as room,
    ):
        library = Library(catalog, previews, room)
        library.do(slow, heard.append)
        assert began.wait(10)
        library.close()
        assert done.wait(10)
    assert heard == []


@pytest.mark.usefixtures("qapp")
def test_what_is_asked_after_closing_is_asked_of_nobody(tmp_path: Path) -> None:
    heard: list[object] = []
    with (
        Catalog.open(tmp_path) as catalog,
        Previews.open(tmp_path, cold_budget=0) as previews,
        QtRoom() as room,
    ):
        library = Library(catalog, previews, room)
        library.close()
        library.ask("how many", lambda _: heard.append("asked"), heard.append)
    assert heard == []
