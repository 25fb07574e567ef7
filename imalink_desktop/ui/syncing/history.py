"""`History`: the last rounds, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from imalink_desktop.ui.dates import moment_of
from imalink_desktop.ui.pieces import label
from imalink_desktop.ui.syncing.standing import Round
from imalink_desktop.ui.theme.space import TIGHT, WIDE
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _


class History(QWidget):
    """Two columns: when, and what."""

    def __init__(self) -> None:
        super().__init__()
        self._rounds: tuple[Round, ...] = ()
        self.lines: list[tuple[QLabel, QLabel]] = []
        self._title = label(_("Last rounds"), role=Role.HEADING)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(WIDE)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._title, 0, 0, 1, 2)
        self._title.hide()

    def show_rounds(self, rounds: Sequence[Round]) -> None:
        """Show these."""
        if tuple(rounds) == self._rounds:
            return
        self._rounds = tuple(rounds)
        while len(self.lines) < len(rounds):
            when, what = label(quiet=True), label()
            when.setWordWrap(False)
            when.setFont(font(counts=True))
            self.lines.append((when, what))
            self._grid.addWidget(when, len(self.lines), 0)
            self._grid.addWidget(what, len(self.lines), 1)
        for place, (when, what) in enumerate(self.lines):
            is_there = place < len(rounds)
            when.setVisible(is_there)
            what.setVisible(is_there)
            if is_there:
                when.setText(moment_of(rounds[place].at))
                what.setText(rounds[place].words)
        self._title.setVisible(bool(rounds))
