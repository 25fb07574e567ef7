"""`SectionBar`: a thin bar over photos that are cut into events or lie on shelves; else there is none."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from imalink_desktop.base.events import Connection
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.grid.cutting import GAPS, Cut, Cutting
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.searching.filters import Filters, joined, split
from imalink_desktop.ui.searching.gap_bar import GapBar
from imalink_desktop.ui.searching.keys import PRESSING, OwnKeys
from imalink_desktop.ui.searching.shelf_bar import ShelfBar, count_shelves
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.theme.space import CONTROL, PADDING, TIGHT
from imalink_desktop.ui.wording import _

JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"

_WHILE_MS = 80
"""Decisions that come together are counted together, and soon: the counts are what culling goes by."""
_COUNTED = frozenset({"rating", "flag", "trashed_at"})


class SectionBar(QWidget):
    """Cuts the timeline, turns to shelves of stars or flags, and says how many lie there."""

    def __init__(
        self, library: Library, stage: Stage, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._stage, self._actions = library, stage, actions
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.gaps, self.shelves = GapBar(self), ShelfBar(self._anew(), self)
        self.gaps.wanted.connect(lambda gap: stage.cut(replace(stage.cutting, gap=gap)))
        self.shelves.wanted.connect(self._filter)
        self.shelves.order_wanted.connect(lambda by: stage.show(sort=replace(stage.sort, by=by)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PADDING, 0, PADDING, TIGHT)
        whole.setSpacing(0)
        whole.addWidget(self.gaps)
        whole.addWidget(self.shelves)
        self._later = soon(self, self._count, _WHILE_MS)
        self._cuts = {cut: actions[f"cut {cut}"] for cut in Cut}
        group = QActionGroup(self)
        for cut, action in self._cuts.items():
            action.setCheckable(True)
            group.addAction(action)
            actions.on(f"cut {cut}", partial(self.cut_into, cut))
        actions.on("sort anew", stage.refresh)
        self._connections: tuple[Connection, ...] = (
            stage.listed.connect(self._show),
            stage.recut.connect(self._show_sections),
            stage.aged.connect(self._anew_button.setVisible),
            library.changed.connect(self._hear),
        )
        self._show(stage.shown)

    def cut_into(self, cut: Cut) -> None:
        """Cut the timeline so; photos in another order are put in that of time first."""
        self._stage.cut(replace(self._stage.cutting, by=cut))
        if self._stage.sort.by is not By.TIME:
            self._stage.show(sort=Sort())
        self._say_cutting()

    def state(self) -> dict[str, JSON]:
        """What to keep till the next start."""
        cutting = self._stage.cutting
        return {"cut": cutting.by.value, "gap": cutting.gap}

    def restore(self, state: Mapping[str, JSON]) -> None:
        """Go on from there."""
        by, gap = state.get("cut"), state.get("gap")
        cutting = Cutting()
        with suppress(ValueError):
            cutting = Cutting(Cut(by)) if isinstance(by, str) else cutting
        if gap in GAPS and isinstance(gap, int):
            cutting = replace(cutting, gap=gap)
        self._stage.cut(cutting)
        self._say_cutting()

    def close_down(self) -> None:
        """Hear no more."""
        self._later.stop()
        for connection in self._connections:
            connection.disconnect()

    def _anew(self) -> QToolButton:
        """It keeps its place while it is hidden: what is beside it must not move when a photo is rated."""
        button = self._anew_button = QToolButton(self)
        action = self._actions["sort anew"]
        button.setText(_("Sort anew"))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(_("Put photos on the shelves they belong on by now ({keys})").format(keys=keys))
        button.setFixedHeight(CONTROL)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _checked=False: action.trigger())
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        button.setVisible(self._stage.is_old)
        OwnKeys(PRESSING, button).give(button)
        return button

    def _filter(self, filters: Filters) -> None:
        self._stage.show(joined(filters, split(self._stage.query)[1]))

    def _show(self, shown: Shown) -> None:
        has_shelves = shown.shelves is not None
        self.shelves.show_order(shown.sort.by)
        self.shelves.show_filters(split(shown.query)[0])
        if has_shelves:
            self._count()
        self.shelves.setVisible(has_shelves)
        self._show_sections(shown)

    def _show_sections(self, shown: Shown) -> None:
        has_events = shown.days is not None and shown.cutting.by is Cut.EVENTS
        if has_events and shown.sections is not None:
            titles = shown.sections.titles
            self.gaps.show_count(len(titles) - bool(titles and not titles[-1]))
        self.gaps.setVisible(has_events)
        self.setVisible(has_events or shown.shelves is not None)
        self._say_cutting()

    def _say_cutting(self) -> None:
        cutting = self._stage.cutting
        self.gaps.show_gap(cutting.gap)
        self._cuts[cutting.by].setChecked(True)
        is_by_time = self._stage.shown.days is not None
        self._actions["select section"].setText(_select(cutting.by if is_by_time else None))

    def _hear(self, changes: Changes) -> None:
        is_counted = bool(_COUNTED & changes.fields.get("photo", frozenset()))
        if is_counted and self._stage.shown.shelves is not None and not self._later.isActive():
            self._later.start()

    def _count(self) -> None:
        question = partial(count_shelves, query=self._stage.query, online=self._library.online)
        self._library.ask((self, "shelves"), question, self.shelves.show_counts)


def _select(cut: Cut | None) -> str:
    """What is called a section, in the menu."""
    return {
        Cut.HOURS: _("Select this hour"),
        Cut.DAYS: _("Select this day"),
        Cut.MONTHS: _("Select this month"),
        Cut.EVENTS: _("Select this event"),
        None: _("Select this shelf"),
    }[cut]
