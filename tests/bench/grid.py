"""The grid: a million photos in thirty thousand days, on a small window and on a large one.

What is measured is the grid: rows and pictures are there. It is held against as many pictures painted bare.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Collection, Iterator
from itertools import count
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.reads.rows import Badges, Fold, Row
from imalink_desktop.ui.grid.contents import Sight
from imalink_desktop.ui.grid.view import GridView
from tests.bench.timing import Task, measured, told

_WINDOWS = ((1280, 800), (2560, 1440))
_SIZES = (96, 176, 320)
_FIRST, _FRAME = 50, 16
_ROUNDS = 60
_A_DAY = 66
"""So many photos are taken on a day at most."""
_KINDS = 60


def report(photos: int) -> Iterator[str]:
    """The lines of a table for each window and each size of cells."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    listed = array("q", range(1, photos + 1))
    days = list(_days(photos))
    yield f"A grid of {photos:,} photos in {len(days):,} sections"
    for window in _WINDOWS:
        for size in _SIZES:
            contents = _Ready()
            grid = GridView(contents)
            bare = _Bare(grid, contents)
            for widget in (grid, bare):
                widget.resize(*window)
                widget.show()
            grid.set_cell_size(size)
            grid.set_photos(listed, days)
            application.processEvents()
            cells = f"{len(grid.visible)} cells of {grid.layout_now.edge} pixels"
            figures = measured(_tasks(grid, bare, listed, days), rounds=_ROUNDS)
            yield from told(f"{window[0]} × {window[1]}, {cells}", figures)
            for widget in (grid, bare):
                widget.close()


def _tasks(grid: GridView, bare: QWidget, listed: array[int], days: list[tuple[str, int]]) -> list[Task]:
    random, floor = Random(1), "bare: as many pictures"  # noqa: S311 - no secret
    width, height, sizes = grid.width(), grid.height(), count()

    def another_list() -> None:
        grid.set_photos(array("q"))
        grid.set_photos(listed, days)

    def next_photo() -> None:
        place = grid.visible.start + 1
        grid.choose(grid.selection.only(place + (grid.selection.target == place)))

    frames: dict[str, Callable[[], object]] = {
        "scroll a little": lambda: grid.scroll_to(grid.top + 97),
        "jump anywhere": lambda: grid.scroll_to(random.randrange(grid.layout_now.height)),
        "the next photo": next_photo,
        "choose all": lambda: grid.choose(grid.selection.everything(len(listed))),
    }

    def painted(deed: Callable[[], object]) -> Callable[[], None]:
        def work() -> None:
            deed()
            grid.viewport().repaint()

        return work

    return [
        Task("a list, and its first paint", painted(another_list), _FIRST),
        Task(floor, bare.repaint),
        *(Task(what, painted(deed), _FRAME, floor) for what, deed in frames.items()),
        Task("another width", painted(lambda: grid.resize(width - next(sizes) % 2 * 300, height))),
    ]


def _days(photos: int) -> Iterator[tuple[str, int]]:
    random, left = Random(1), photos  # noqa: S311 - no secret
    for number in count():
        taken = min(left, random.randint(1, _A_DAY))
        yield f"day {number}", taken
        left -= taken
        if not left:
            return


class _Ready:
    """Sixty kinds of photos with everything a cell can show, and their pictures in the right size."""

    def __init__(self) -> None:
        self.arrived: Signal[Collection[int]] = Signal("there is more to paint")
        self.pictures: list[QPixmap] = []
        self._rows = [_row(number) for number in range(_KINDS)]
        self._room = (0, 0)

    def row(self, photo: int) -> Row:
        return self._rows[photo % _KINDS]

    def picture(self, photo: int) -> QPixmap:
        return self.pictures[photo % _KINDS]

    def lacks_picture(self, photo: int) -> bool:
        del photo
        return False

    def look(self, sight: Sight) -> None:
        if sight.room != self._room:
            self._room = sight.room
            side = min(sight.room[0], sight.room[1] * 3 // 2)
            self.pictures = [_picture(side, number) for number in range(_KINDS)]


def _row(number: int) -> Row:
    label = ("red", None, "blue")[number % 3]
    fold = Fold(1, 3, is_cover=True) if number % 5 == 0 else None
    badges = Badges(2, 1, int(number % 3 == 0), 0, 0, int(number % 11 != 0))
    marks = (number % 6, (number % 9 == 0) - (number % 8 == 0), label, number % 4)
    return Row(
        number, "", None, None, None, *marks, "JPEG", 6000, 4000, 0, None, False, False, fold, badges
    )  # fmt: skip


def _picture(side: int, number: int) -> QPixmap:
    made = QPixmap(side, side * 2 // 3)
    made.fill(QColor(number * 4, 100, 200 - number))
    return made


class _Bare(QWidget):
    """Paints as many pictures as the grid shows, and nothing else."""

    def __init__(self, grid: GridView, contents: _Ready) -> None:
        super().__init__()
        self._grid, self._contents = grid, contents
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("#1b1b1b"))
        for place in self._grid.visible:
            box = self._grid.layout_now.box(place)
            painter.drawPixmap(box.x, box.y - self._grid.top, self._contents.picture(place))
        painter.end()
