"""One story, python -m tests.tour.story FOLDER: photos are dropped, looked through, and found again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.ui.bringing.dialog import ImportDialog
from tests.tour.arriving import drag_over, drop, pause_when_seen
from tests.tour.looking import drag_strip, drop_strip
from tests.tour.originals import DROPPED
from tests.tour.rest import rest, until
from tests.tour.walk import Walk, make_application

SIZE = (1280, 800)
_CULLED, _UNDONE = 50, 10
_KEYS = "45X3P45245"
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier

_Decided: TypeAlias = dict[str, set[int]]


@dataclass
class _Story:
    walk: Walk
    _numbers: Iterator[int]

    def tell(self, name: str, caption: str) -> None:
        """The next picture."""
        self.walk.snap(f"{next(self._numbers):02}-{name}", caption)

    def must(self, is_so: bool, what: str) -> None:
        """What has to be so by now; where it is not, the story goes on, and the tour fails."""
        if not is_so:
            self.walk.flaws.append(f"the story: {what}")


def main(folder: Path) -> int:
    """Tell it."""
    kept = folder / "work"
    pictures = folder / "story"
    pictures.mkdir(exist_ok=True)
    walk = Walk(pictures, SIZE, kept / "originals")
    app = make_application(SIZE, kept, walk)
    paths = Paths.below(kept / "home-story")
    story = _Story(walk, count(1))
    with walk.inside(Program(paths)):
        _bring(story)
        before = _cull(story)
        _filter(story)
        _undo(story, before)
        seen = _travel(story)
    with walk.inside(Program(paths)):
        story.tell("restarted", "The next morning: everything is where it was.")
        there = _seen(walk.program)
        story.must(there == seen, f"after the restart other photos are in sight: {there}, not {seen}")
    walk.write(kept / "walk-story.json")
    app.processEvents()
    return 0


def _bring(story: _Story) -> None:
    walk, program = story.walk, story.walk.program
    story.tell("empty", "An empty window.")
    program.actions["cut months"].trigger()
    leave = drag_over(program.window, walk.originals / DROPPED)
    story.tell("drag", "A folder of 500 photos is dragged onto it …")
    leave()
    drop(program.window, walk.originals / DROPPED)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ImportDialog))
    until(lambda: dialog._looked is not None and dialog._ticket is None, "the plan of the import")
    story.tell("plan", "… and dropped: what would become of every file.")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    until(lambda: program.importer.ticket is not None, "an import that has begun")
    ticket = pause_when_seen(program)
    story.tell("importing", "Photos appear while it runs.")
    ticket.resume()
    until(lambda: program.importer.at is None, "the end of the import")
    story.tell("imported", "All of them are there.")
    story.must(len(program.stage.shown.photos) == 500, f"there are {len(program.stage.shown.photos)} photos")
    program.window.message.hide()


def _cull(story: _Story) -> _Decided:
    """Decide about fifty; what was decided before the last ten."""
    program = story.walk.program
    program.window.activateWindow()
    until(program.window.isActiveWindow, "a window that takes keys")
    program.centre.show_place(0)
    program.centre.take_focus()
    given: dict[str, set[int]] = {key: set() for key in _KEYS}
    keys = cycle(_KEYS)
    for key in islice(keys, _CULLED - _UNDONE):
        _press(program, key, given)
    before = now = _decided(program)
    changed = 0
    while changed < _UNDONE:  # Who gives a photo the stars it has does nothing that could be undone.
        _press(program, next(keys), given)
        was, now = now, _decided(program)
        changed += was != now
    story.tell("culled", "Fifty are looked through: a key decides, with Shift it goes on to the next.")
    story.must(sum(map(len, given.values())) >= _CULLED, "a key did not go on to the next photo")
    for key in "2345":
        story.must(given[key] <= _found(program, f"rating:{key}"), f"the key {key} did not give its stars")
    return before


def _press(program: Program, key: str, given: dict[str, set[int]]) -> None:
    """Decide about the photo with the frame, and go on."""
    given[key].add(program.stage.current or 0)
    QTest.keyClick(program.centre.grid, Qt.Key[f"Key_{key}"], _SHIFT)


def _filter(story: _Story) -> None:
    program = story.walk.program
    program.actions["filter bar"].setChecked(True)
    stars = program._search.filters._stars._row
    QTest.mouseClick(stars, Qt.MouseButton.LeftButton, pos=stars.place(4).center())
    story.tell("filtered", "Only those with four stars and more.")
    shown = set(program.stage.shown.photos)
    story.must(shown == _found(program, "rating>=4"), "the filter shows others than those with four stars")


def _undo(story: _Story, before: _Decided) -> None:
    program = story.walk.program
    program.actions["everything"].trigger()
    program.actions["filter bar"].setChecked(False)
    rest(program)
    for _ in range(_UNDONE):
        QTest.keyClick(program.centre.grid, Qt.Key.Key_Z, _CONTROL)
    story.tell("undone", "The last ten decisions are taken back, one key each.")
    story.must(_decided(program) == before, "other decisions were taken back than the last ten")


def _travel(story: _Story) -> tuple[int, int]:
    drag_strip(story.walk, 0.4)
    story.tell("travelling", "Through the years by dragging.")
    drop_strip(story.walk, 0.4)
    rest(story.walk.program)
    story.tell("left", "And so it is left.")
    return _seen(story.walk.program)


def _seen(program: Program) -> tuple[int, int]:
    """The photo with the frame, and how many are shown."""
    return program.stage.current or 0, len(program.stage.shown.photos)


def _decided(program: Program) -> _Decided:
    """What has been decided about all photos, when all keys have done what they do."""
    rest(program)
    asked = [*(f"rating:{stars}" for stars in range(6)), "flag:pick", "flag:reject"]
    return {text: _found(program, text) for text in asked}


def _found(program: Program, text: str) -> set[int]:
    with program.catalog.reading() as look:
        return set(ids(look, parse(text), Sort()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
