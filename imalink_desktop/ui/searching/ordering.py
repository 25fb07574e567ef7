"""The order of the list: a button that says which photos come first, with a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.ui.searching import wording
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import CONTROL, SMALL_ICON, TIGHT
from imalink_desktop.ui.wording import _

_USUALLY_UP = (By.NAME,)
"""What people expect to begin with the least; of the rest the most comes first."""
_SEEDS = 1_000_003


class OrderButton(QToolButton):
    """Says the order that is shown, and asks for another."""

    wanted = Signal(object)
    """A `Sort`."""

    def __init__(self, throw: Callable[[int], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sort = Sort()
        self._throw = throw
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setIconSize(QSize(SMALL_ICON + TIGHT, SMALL_ICON))
        self.setMinimumHeight(CONTROL)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Order of the photos"))
        self.setToolTip(_("In which order photos are shown"))
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setMenu(self._menu)
        by_group = QActionGroup(self)
        self._by = {by: self._choice(by_group, wording.order(by), partial(self._want_by, by)) for by in By}
        self._menu.addSeparator()
        ways = QActionGroup(self)
        self._down = self._choice(ways, "", lambda: self.wanted.emit(replace(self._sort, descending=True)))
        self._up = self._choice(ways, "", lambda: self.wanted.emit(replace(self._sort, descending=False)))
        self._again = self._menu.addAction(_("Throw the dice again"))
        self._again.triggered.connect(lambda _checked=False: self._want_by(By.RANDOM))
        self.show_sort(self._sort)

    def offer_cuts(self, cuts: Iterable[QAction]) -> None:
        """Offer these ways to cut the timeline."""
        self._menu.addSeparator()
        self._menu.addActions(list(cuts))

    def show_sort(self, sort: Sort) -> None:
        """Say this order."""
        self._sort = sort
        self.setText(wording.direction(sort))
        self.setIcon(icon("sort-down" if sort.descending else "sort-up"))
        self._by[sort.by].setChecked(True)
        is_random = sort.by is By.RANDOM
        for action, descending in ((self._down, True), (self._up, False)):
            action.setText(wording.direction(replace(sort, descending=descending)))
            action.setChecked(sort.descending is descending)
            action.setVisible(not is_random)
        self._again.setVisible(is_random)

    def _choice(self, group: QActionGroup, words: str, do: Callable[[], object]) -> QAction:
        action = self._menu.addAction(words)
        action.setCheckable(True)
        group.addAction(action)
        action.triggered.connect(lambda _checked=False: do())
        return action

    def _want_by(self, by: By) -> None:
        if by is By.RANDOM:
            self.wanted.emit(Sort(by, seed=self._throw(_SEEDS)))
        elif by is not self._sort.by:
            self.wanted.emit(Sort(by, descending=by not in _USUALLY_UP))
