"""Somebody sits at the window, in a process of its own: `python -m tests.bench.sitting HOME WIDTH HEIGHT`.

Pages, turns the wheel, jumps, rates, opens all that can be opened and searches. Prints one JSON object: times
in milliseconds by what was done, and megabytes by when.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.grid.view import GridView
from imalink_desktop.ui.inspector.inspector import Inspector
from imalink_desktop.ui.navigator import nodes
from imalink_desktop.ui.navigator.model import NavigatorModel
from imalink_desktop.ui.navigator.tree import Tree
from imalink_desktop.ui.theme.style import apply
from tests.bench.furnishing import stops

P = TypeVar("P", bound=QObject)

PAGES, NOTCHES, RATINGS = 200, 120, 60
SEARCHES = ("rating>=4", "tag:nature -tag:nature/bird", "canon bergen")
_FRAME, _BREATH, _PATIENCE = 0.033, 0.0005, 60.0
_LONGEST = 300.0
_REST = 7.0
"""Longer than the program waits before it settles its memory."""


def grid_of(window: QWidget) -> GridView:
    """The photos of a window."""
    found = window.findChild(GridView)
    if found is None:
        raise LookupError("a window without photos")
    return found


def is_full(grid: GridView) -> bool:
    """Whether all that is in sight has come: what cells tell, and their pictures."""
    seen, contents = grid.photos[grid.visible.start : grid.visible.stop], grid.contents
    return bool(seen) and all(
        contents.row(photo) is not None
        and (contents.picture(photo) is not None or contents.lacks_picture(photo))
        for photo in seen
    )


def megabytes() -> float:
    """What this process takes of the memory: its share of what it shares, as Linux tells it."""
    told = Path("/proc/self/smaps_rollup")
    found = re.search(r"Pss:\s+(\d+) kB", told.read_text()) if told.exists() else None
    return int(found[1]) / 1000 if found else 0


def _has_rows(model: NavigatorModel, key: str) -> bool:
    return model.rowCount(model.at(key)) > 0


class Sitting:
    """One person, one window."""

    def __init__(self, app: QApplication, program: Program) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.memory: dict[str, float] = {}
        self._app, self._program = app, program
        self._grid = program.centre.grid
        self._durable: list[float] = []
        program.catalog.changed.connect(self._kept)

    def live(self, what: str, until: Callable[[], bool], seconds: float = _PATIENCE) -> None:
        """Let the event loop turn until something is so, and note how long each turn takes."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            before = time.perf_counter()
            self._app.processEvents()
            self.times[f"turns: {what}"].append((time.perf_counter() - before) * 1000)
            if until():
                return
            time.sleep(_BREATH)

    def rest(self, seconds: float) -> None:
        """Let it come to rest."""
        self.live("at rest", lambda: False, seconds)

    def frame(self, what: str, deed: Callable[[], object]) -> None:
        """Do something, and paint. What is computed is what is left on a machine that does nothing else."""
        before, computed = time.perf_counter(), time.thread_time()
        deed()
        self._grid.viewport().repaint()
        self.times[what].append((time.perf_counter() - before) * 1000)
        self.times[f"{what}: computed"].append((time.thread_time() - computed) * 1000)

    def scroll(self) -> None:
        """As with a key held down, with a wheel, and by the strip of time."""
        grid, seen = self._grid, self._grid.photos

        def page() -> None:
            QTest.keyClick(grid, Qt.Key.Key_PageDown)

        for _ in range(PAGES):
            self.frame("a page further", page)
            self.live("paging", lambda: False, _FRAME)
        self.memory[f"after {PAGES} pages"] = megabytes()
        grid.scroll_to(0)
        for _ in range(NOTCHES):
            self.frame("a notch of the wheel", self._turn_wheel)
            self.live("wheel", lambda: False, _FRAME)
        self.live("coming to rest", lambda: is_full(grid))
        for place in stops(len(seen)):
            self.frame("a jump", partial(self._program.centre.show_place, place))
            before = time.perf_counter()
            self.live("jumping", lambda: is_full(grid))
            self.times["from a jump to its pictures"].append((time.perf_counter() - before) * 1000)

    def _turn_wheel(self) -> None:
        port = self._grid.viewport()
        middle = QPointF(port.rect().center())
        down = QPoint(0, -120)
        free, none = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
        event = QWheelEvent(
            *(middle, port.mapToGlobal(middle), QPoint(), down, none, free),
            *(Qt.ScrollPhase.NoScrollPhase, False),
        )
        self._app.sendEvent(port, event)

    def rate(self) -> None:
        """One key, one decision: until it is seen, and until the disk has it."""
        grid, contents = self._grid, self._grid.contents
        for number in range(RATINGS):
            self._program.centre.show_place(number * 3)
            self.live("between ratings", lambda: is_full(grid))
            self.live("between ratings", lambda: False, 0.05)
            photo = grid.target or 0
            row = contents.row(photo)
            stars = 1 + (row.rating if row else 0) % 5
            self._durable.clear()
            began = time.perf_counter()
            QTest.keyClick(grid, Qt.Key(Qt.Key.Key_0 + stars))
            grid.viewport().repaint()
            row = contents.row(photo)
            if row is not None and row.rating == stars:
                self.times["from a key to its stars"].append((time.perf_counter() - began) * 1000)
            self.live("rating", lambda: bool(self._durable))
            self.times["until the disk has it"].append((self._durable[0] - began) * 1000)

    def open_all(self) -> None:
        """Open every root of the tree, and the first row below each."""
        model, tree = self._part(NavigatorModel), self._part(Tree)
        for key in (nodes.TIME, nodes.IMPORTS, nodes.DRIVES, nodes.TAGS, nodes.COLLECTIONS, nodes.SEARCHES,
                    nodes.REVIEW):  # fmt: skip
            for deeper in (False, True):
                index = model.at(key)
                index = model.index(0, 0, index) if deeper else index
                if not index.isValid() or (deeper and not model.hasChildren(index)):
                    continue
                name = f"open {key}" + (", below it" if deeper else "")
                before = time.perf_counter()
                tree.expand(index)
                self.live("opening", partial(_has_rows, model, model.node(index).key), 20)
                self.times[name].append((time.perf_counter() - before) * 1000)
        self.rest(2)

    def search(self) -> None:
        """Search a few times, and back to everything."""
        stage = self._program.stage
        for text in (*SEARCHES, ""):
            before = time.perf_counter()
            stage.show(parse(text) if text else EVERYTHING)
            self.live("searching", lambda: stage.answered)
            self.times[f"list of {text or 'everything'!r}"].append((time.perf_counter() - before) * 1000)
            self.live("searching", lambda: is_full(self._grid))
            self.times["… its pictures"].append((time.perf_counter() - before) * 1000)

    def relist(self) -> None:
        """Have the same list found again, as after each portion of an import."""
        stage = self._program.stage
        for _ in range(3):
            before = time.perf_counter()
            stage.refresh()
            self.live("listing", lambda: stage.answered)
            self.times["all listed again"].append((time.perf_counter() - before) * 1000)

    def all_of_them(self) -> None:
        """Choose all, rate all, and take it back."""
        program, inspector = self._program, self._part(Inspector)
        many = len(self._grid.photos)
        self.frame("choose all", program.actions["select all"].trigger)
        before = time.perf_counter()
        self.live("all chosen", lambda: inspector.subject.total == many)
        self.times["all chosen, and the inspector tells of it"].append((time.perf_counter() - before) * 1000)
        for what, name in (("rate all", "rate 4"), ("undo that", "undo")):
            self._durable.clear()
            self.frame(f"{what}: seen", program.actions[name].trigger)
            before = time.perf_counter()
            self.live(what, lambda: bool(self._durable), _LONGEST)
            self.times[f"{what}: kept"].append((time.perf_counter() - before) * 1000)
            self.rest(3)

    def _part(self, kind: type[P]) -> P:
        found = self._program.window.findChild(kind)
        if found is None:
            raise LookupError(f"a window without {kind.__name__}")
        return found

    def _kept(self, changes: Changes) -> None:
        del changes
        self._durable.append(time.perf_counter())


def main(home: Path, width: int, height: int, deeds: list[str]) -> None:
    """Do all of it, and tell."""
    app = QApplication([])
    apply(app, "dark")
    program = Program(Paths.below(home))
    program.window.resize(width, height)
    program.show()
    program.window.resize(width, height)
    grid = program.centre.grid
    sitting = Sitting(app, program)
    sitting.live("starting", lambda: is_full(grid))
    grid.setFocus()
    sitting.rest(_REST)
    sitting.times.pop("turns: at rest")
    sitting.memory["after the start"] = megabytes()
    for name in deeds or ("scroll", "rate", "open_all", "search", "relist", "all_of_them"):
        getattr(sitting, name)()
        sitting.memory[f"after {name}"] = megabytes()
    json.dump({"times": sitting.times, "memory": sitting.memory}, sys.stdout)
    sys.stdout.flush()
    os._exit(0)  # The home is thrown away.


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
