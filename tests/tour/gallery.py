"""For looking: every widget in every state and every icon, in both themes, as pictures.

    python -m tests.tour.gallery FOLDER       # offscreen, unless a screen is given

Set `QT_SCALE_FACTOR` to look at it on a sharper screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QToolBar,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.icons import NAMES, app_icon, icon
from imalink_desktop.ui.theme.look import Theme, current
from imalink_desktop.ui.theme.style import apply
from imalink_desktop.ui.theme.type import Role, font
from tests.tour.widgets import MARKS, menu, widgets

_FRAME = 3
_LABELS = ("label_red", "label_yellow", "label_green", "label_blue", "label_purple")


def main(folder: Path) -> None:
    """Paint the pages and say where they are."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    themes: tuple[Theme, ...] = ("dark", "light")
    pages: dict[str, Callable[[], QWidget]] = {"widgets": widgets, "icons": icons, "window": window}
    for theme in themes:
        apply(app, theme)
        for name, make in pages.items():
            page = make()
            page.show()
            app.processEvents()
            page.grab().save(str(folder / f"{name}-{theme}.png"))
            page.close()
            page.deleteLater()
        menu().grab().save(str(folder / f"menu-{theme}.png"))
    print(f"painted into {folder}")


def icons() -> QWidget:
    """Every icon at four sizes, with its name, and the program's own."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setHorizontalSpacing(space.SNUG)
    grid.setVerticalSpacing(space.TIGHT)
    for number, name in enumerate(NAMES):
        line, column = divmod(number, 6)
        grid.addWidget(_IconRow(name), line, column)
    row = QHBoxLayout()
    for side in (16, 24, 32, 48, 64, 128):
        label = QLabel()
        label.setPixmap(app_icon().pixmap(QSize(side, side), label.devicePixelRatioF()))
        row.addWidget(label)
    row.addStretch()
    grid.addLayout(row, len(NAMES) // 6 + 1, 0, 1, 6)
    return page


class _IconRow(QWidget):
    """One icon at 12, 16, 20, 24 and 32, then disabled and switched on, and its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(236, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        left = 0
        drawn = icon(self._name)
        for side in (12, 16, 20, 24, 32):
            drawn.paint(painter, QRect(left, (40 - side) // 2, side, side))
            left += side + 5
        painter.setFont(font(Role.CAPTION))
        painter.setPen(QColor(current().text_quiet))
        painter.drawText(QRect(left, 0, 100, 40), Qt.AlignmentFlag.AlignVCenter, self._name)
        painter.end()


def window() -> QWidget:
    """The rooms of a window, roughly, to see the parts together."""
    made = QMainWindow()
    made.resize(1280, 800)
    bar = QToolBar()
    bar.setMovable(False)
    bar.setIconSize(QSize(space.ICON, space.ICON))
    for name in ("import", "grid", "loupe", "compare", "rotate-left", "rotate-right", "undo", "redo"):
        bar.addAction(icon(name), name)
    made.addToolBar(bar)
    parts = QSplitter()
    parts.addWidget(_tree())
    scroll = QScrollArea()
    scroll.setWidget(_Cells())
    parts.addWidget(scroll)
    files = QListWidget()
    for words in ("DSC_0101.NEF", "DSC_0101.JPG", "DSC_0102.NEF"):
        files.addItem(words)
    files.item(1).setIcon(icon("drive-offline", "offline"))
    files.setCurrentRow(0)
    parts.addWidget(files)
    parts.setSizes([230, 800, 250])
    made.setCentralWidget(parts)
    made.statusBar().showMessage("1,204 photos – 6 selected – originals: read-only")
    return made


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    tree.setIconSize(QSize(space.SMALL_ICON, space.SMALL_ICON))
    tree.setColumnCount(2)
    rows = {
        ("timeline", "2024"): ("June", "July", "August"),
        ("import", "Imports"): ("From a card",),
        ("drive", "Photos 4 TB"): ("Norway", "Family"),
        ("drive-offline", "Old drive"): (),
        ("collection", "Collections"): ("Best of the year",),
        ("trash", "Trash"): (),
    }
    for (name, words), below in rows.items():
        top = QTreeWidgetItem([words, "1,204"])
        top.setIcon(0, icon(name))
        tree.addTopLevelItem(top)
        for each in below:
            QTreeWidgetItem(top, [each, "311"])
        top.setExpanded(name == "timeline")
    tree.header().setStretchLastSection(False)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    tree.setCurrentItem(tree.findItems("July", Qt.MatchFlag.MatchRecursive)[0])
    return tree


class _Cells(QWidget):
    """A few cells of a grid, with marks, one of them the target."""

    _SIDE = 190

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(4 * self._SIDE, 8 * self._SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        palette = current()
        painter.fillRect(self.rect(), QColor(palette.backdrop))
        for number in range(32):
            line, column = divmod(number, 4)
            cell = QRect(column * self._SIDE, line * self._SIDE, self._SIDE, self._SIDE).adjusted(
                3, 3, -3, -3
            )
            ground = palette.cell_target if number == 5 else palette.cell
            ground = palette.cell_selected if number in (4, 6, 7) else ground
            painter.fillRect(cell, QColor(ground))
            painter.drawImage(cell.adjusted(16, 24, -16, -32), _picture(number))
            self._marks(painter, cell, number)
            if number == 5:
                painter.setPen(QPen(QColor(palette.target), _FRAME))
                painter.drawRect(cell.adjusted(1, 1, -2, -2))
        painter.end()

    def _marks(self, painter: QPainter, cell: QRect, number: int) -> None:
        side = space.MARK
        below = cell.bottom() - side - 6
        for star in range(5):
            full = star < number % 6
            drawn = icon("star" if full else "star-empty", "star" if full else "star_empty")
            drawn.paint(painter, QRect(cell.left() + 16 + star * (side + 2), below, side, side))
        label: QIcon = icon("label", _LABELS[number % 5])
        label.paint(painter, QRect(cell.right() - 16 - side, below, side, side))
        for place, (name, tint) in enumerate(list(MARKS.items())[1:8]):
            where = QRect(cell.left() + 16 + place * 20, cell.top() + 5, 16, 16)
            icon(name, tint).paint(painter, where)


def _picture(number: int) -> QImage:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    for x in range(3):
        for y in range(2):
            image.setPixelColor(x, y, QColor.fromHsv((number * 37 + x * 20) % 360, 90, 110 + 60 * y))
    return image.scaled(150, 100, mode=Qt.TransformationMode.SmoothTransformation)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
