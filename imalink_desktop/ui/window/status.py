"""The lowest line: how many photos are shown, how many a key will hit, and the promise about originals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStatusBar, QWidget

from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.folded import HiddenInStacks
from imalink_desktop.ui.grid.geometry import LARGEST, SMALLEST
from imalink_desktop.ui.grid.view import GridView
from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.pieces import label
from imalink_desktop.ui.plain import one_line
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.theme.space import PADDING, SNUG, STATUS, WIDE
from imalink_desktop.ui.whole import Whole
from imalink_desktop.ui.wording import _, number, photos

_SLIDER = 120
_SECONDS = 6


class Status(QStatusBar):
    """Hears the stage. What is told comes and goes at the left; at the right end nothing ever moves.

    There stand, from left to right, what runs, the size of the pictures, how it stands with the server, and
    the promise. Each keeps its room.
    """

    def __init__(self, stage: Stage, grid: GridView) -> None:
        super().__init__()
        self._stage = stage
        self.setSizeGripEnabled(False)
        self.setContentsMargins(SNUG, 0, PADDING, 0)
        self._count, self._hidden = label(wraps=False), HiddenInStacks(stage, self)
        self._hits = label(quiet=True, wraps=False)
        # What may be long must not make the window grow.
        self._stacks, self._goes_on, self._said = Whole(), Whole(), Elided()
        for quiet in (self._stacks, self._goes_on):
            quiet.setProperty("quiet", True)
        self._stacks.hide()
        self._goes_on.setText(_("Goes on after each decision"))
        self._goes_on.setToolTip(_("Caps Lock, or “Go on after each decision” in the menu, switches this."))
        self._goes_on.hide()
        self._fading = soon(self, lambda: self._said.say(""))
        self.addWidget(self._count)
        self.addWidget(self._hidden)
        self.addWidget(self._hits)
        self.addWidget(self._stacks)
        self.addWidget(self._goes_on)
        self.addWidget(self._said, 1)
        self._zoom = _slider(grid)
        end = QWidget()
        end.setMinimumHeight(STATUS)  # of what runs, which must not push all else up when it comes
        self._end = QHBoxLayout(end)
        self._end.setContentsMargins(0, 0, 0, 0)
        self._end.setSpacing(WIDE)
        self._end.addWidget(self._zoom)
        self._end.addWidget(_promise())
        self.addPermanentWidget(end)
        self._connections = (stage.listed.connect(self._show), stage.chosen.connect(self._show_hits))
        if stage.answered:  # Before, nobody knows how many there are.
            self._show(stage.shown)

    @property
    def count(self) -> str:
        """How many photos are shown, as it stands there."""
        return self._count.text()

    @property
    def hidden(self) -> str:
        """How many of them are not seen."""
        return self._hidden.text()

    @property
    def hits(self) -> str:
        """How many a key will hit."""
        return self._hits.text()

    @property
    def said(self) -> str:
        """What a key has done."""
        return self._said.text()

    def add(self, widget: QWidget) -> None:
        """Put something that comes and goes before what stands at the right end."""
        self._end.insertWidget(0, widget)
        self.setTabOrder(widget, self._zoom)

    def add_state(self, widget: QWidget) -> None:
        """Put how it stands with the server beside the promise about originals."""
        self._end.insertWidget(self._end.count() - 1, widget)

    def say(self, words: str) -> None:
        """What a key has done: beside the counts, where it covers no photo."""
        self._said.say(words)
        self._fading.start(_SECONDS * 1000)

    def say_more(self, before: str, words: str) -> None:
        """Say it better, unless something else has been said meanwhile."""
        if self.said == one_line(before):
            self.say(words)

    def tell_stacks(self, words: str) -> None:
        """What a key will leave alone though it looks chosen: what lies inside closed stacks."""
        self._stacks.setText(words)
        self._stacks.setVisible(bool(words))

    @property
    def stacks(self) -> str:
        """What is said of stacks."""
        return self._stacks.text()

    @property
    def goes_on(self) -> bool:
        """Whether it is said that decisions go on by themselves."""
        return not self._goes_on.isHidden()

    def show_going_on(self, on: bool) -> None:
        """Whether each decision goes on to the next photo by itself."""
        self._goes_on.setVisible(on)

    def hide_zoom(self, hidden: bool) -> None:
        """Cells have a size only where there are cells."""
        self._zoom.setVisible(not hidden)

    def close_down(self) -> None:
        """Hear no more."""
        for connection in self._connections:
            connection.disconnect()
        self._hidden.close_down()

    def _show(self, shown: Shown) -> None:
        self._count.setText(photos(len(shown.photos)))
        self._show_hits(self._stage.photos)

    def _show_hits(self, photos: Sequence[int]) -> None:
        if len(photos) > 1:
            self._hits.setText(_("Keys will hit {n} photos").format(n=number(len(photos))))
        else:
            self._hits.setText("")


def _promise() -> QWidget:
    """The promise, where it can always be seen."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SNUG)
    mark, words = Mark("shield", "good"), label(_("Originals: read-only"), quiet=True, wraps=False)
    page.setToolTip(_("ImaLink never writes, moves, renames or deletes an original."))
    row.addWidget(mark)
    row.addWidget(words)
    return page


def _slider(grid: GridView) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(SMALLEST, LARGEST)
    slider.setValue(grid.cell_size)
    slider.setFixedWidth(_SLIDER)
    policy = slider.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    slider.setSizePolicy(policy)
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
