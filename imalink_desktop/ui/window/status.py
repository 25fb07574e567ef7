"""The lowest line: how many photos are shown, how many a key will hit, and the promise about originals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStatusBar, QWidget

from imalink_desktop.ui.grid.geometry import LARGEST, SMALLEST
from imalink_desktop.ui.grid.view import GridView
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import PADDING, SNUG, WIDE
from imalink_desktop.ui.wording import _, many, number

_SLIDER = 120
_SECONDS = 6


class Status(QStatusBar):
    """Hears the stage. Others add what they have to tell with `addPermanentWidget`."""

    def __init__(self, stage: Stage, grid: GridView) -> None:
        super().__init__()
        self._stage = stage
        self.setSizeGripEnabled(False)
        self.setContentsMargins(SNUG, 0, PADDING, 0)
        self._count, self._hits, self._said = _label(), _label(), _label()
        self._hits.setProperty("quiet", True)
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.timeout.connect(self._said.clear)
        self.addWidget(self._count)
        self.addWidget(self._hits)
        self.addWidget(self._said, 1)
        self._zoom = _slider(grid)
        self.addPermanentWidget(_safe())
        self.addPermanentWidget(self._zoom)
        self._connections = (stage.listed.connect(self._show), stage.chosen.connect(self._show_hits))
        self._show(stage.shown)

    @property
    def count(self) -> str:
        """How many photos are shown, as it stands there."""
        return self._count.text()

    @property
    def hits(self) -> str:
        """How many a key will hit."""
        return self._hits.text()

    @property
    def said(self) -> str:
        """What a key has done."""
        return self._said.text()

    def say(self, words: str) -> None:
        """What a key has done: beside the counts, where it covers no photo."""
        self._said.setText(words)
        self._fading.start(_SECONDS * 1000)

    def hide_zoom(self, hidden: bool) -> None:
        """Cells have a size only where there are cells."""
        self._zoom.setVisible(not hidden)

    def close_down(self) -> None:
        """Hear no more."""
        for connection in self._connections:
            connection.disconnect()

    def _show(self, shown: Shown) -> None:
        self._count.setText(many("{n} photo", "{n} photos", len(shown.photos)))
        self._show_hits(self._stage.photos)

    def _show_hits(self, photos: Sequence[int]) -> None:
        if len(photos) > 1:
            self._hits.setText(_("Keys will hit {n} photos").format(n=number(len(photos))))
        else:
            self._hits.setText("")


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _safe() -> QWidget:
    """The promise, where it can always be seen."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, WIDE, 0)
    row.setSpacing(SNUG)
    mark, words = QLabel(), _label()
    mark.setPixmap(icon("shield", "good").pixmap(14, 14))
    words.setText(_("Originals: read-only"))
    words.setProperty("quiet", True)
    page.setToolTip(_("ImaLink never writes, moves, renames or deletes an original."))
    row.addWidget(mark)
    row.addWidget(words)
    return page


def _slider(grid: GridView) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(SMALLEST, LARGEST)
    slider.setValue(grid.cell_size)
    slider.setFixedWidth(_SLIDER)
    slider.setAccessibleName(_("Size of the pictures"))
    slider.setToolTip(_("Size of the pictures (- and =)"))
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    slider.valueChanged.connect(grid.set_cell_size)

    def follow(size: int) -> None:
        slider.blockSignals(True)
        slider.setValue(size)
        slider.blockSignals(False)

    grid.zoomed.connect(follow)
    return slider
