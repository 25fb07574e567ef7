"""`SearchBar`: the box, how much it found, the order, and the filters below."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from imalink_desktop.base.events import Connection
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.query.unparse import unparse
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.grid.cutting import Cut
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.searching.box import SearchBox
from imalink_desktop.ui.searching.filter_bar import FilterBar
from imalink_desktop.ui.searching.filters import NOTHING, Filters, dated, joined, split
from imalink_desktop.ui.searching.helping import Help
from imalink_desktop.ui.searching.history import History
from imalink_desktop.ui.searching.keys import PRESSING, OwnKeys
from imalink_desktop.ui.searching.ordering import OrderButton
from imalink_desktop.ui.searching.saving import SaveSearch
from imalink_desktop.ui.searching.suggesting import known
from imalink_desktop.ui.searching.tally import kinds, sync, tally
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import CONTROL, ICON, PADDING, SNUG, STEP, TIGHT
from imalink_desktop.ui.whole import Whole
from imalink_desktop.ui.wording import _, photos

JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"

_NARROWEST, _NARROW = 65 * STEP, 100 * STEP
_WHILE_MS = 250
"""Changes that come together are counted together."""
_COUNTED = frozenset(
    {"rating", "flag", "label", "visibility", "camera_id", "lens_id", "image_format", "trashed_at"}
)
_SUGGESTED = frozenset(
    {
        "tag",
        "photo_tag",
        "collection",
        "collection_photo",
        "shoot",
        "shoot_photo",
        "space",
        "photo_space",
        "account",
        "author",
        "drive",
        "folder",
    }
)


class SearchBar(QWidget):
    """The bar over the photos."""

    left = Signal()
    """Enter or Escape: the keyboard may go back to the photos."""
    called = Signal()
    """Somebody wants to type here: whatever hides the bar has to step aside first."""

    def __init__(
        self,
        library: Library,
        stage: Stage,
        actions: Actions,
        parent: QWidget | None = None,
        *,
        throw: Callable[[int], int] = random.randrange,
    ) -> None:
        super().__init__(parent)
        self._library, self._stage, self._actions = library, stage, actions
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.box = SearchBox(self)
        self.box.asked.connect(self._take_typed)
        self.box.left.connect(self.left)
        self.filters = FilterBar(self)
        self.filters.wanted.connect(self._take_filters)
        self.filters.kinds_wanted.connect(self._count_kinds)
        self.filters.sync_wanted.connect(self._count_sync)
        self.filters.hide()
        self._count = Whole(self, steady=27 * STEP)
        self._count.setProperty("quiet", True)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._order = OrderButton(throw, self)
        self._order.wanted.connect(lambda sort: stage.show(sort=sort))
        self._order.offer_cuts(actions[f"cut {cut}"] for cut in Cut)
        self._save = self._button("saved-search", _("Save this search…"), self._open_saving)
        self._help = self._button("help", _("What can be searched for"), self._open_help)
        self._bar_button = QToolButton(self)
        self._bar_button.setDefaultAction(actions["filter bar"])
        self._dress(self._bar_button)
        OwnKeys(PRESSING, self).give(self._order, self._save, self._help, self._bar_button)
        self._lay_out()
        self._later = soon(self, self._look_again, _WHILE_MS)
        self._connections: tuple[Connection, ...] = (
            stage.listed.connect(self._listed),
            library.changed.connect(self._hear),
        )
        actions.on("search", self.take_keyboard)
        actions.on("everything", self.show_everything)
        actions.on_switch("filter bar", self.show_filter_bar)
        self._show_query()
        if stage.answered:
            self._show_shown(stage.shown)

    def take_keyboard(self) -> None:
        """Type here now."""
        self.called.emit()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def show_everything(self) -> None:
        """Show all photos: no search, no filters."""
        self._stage.show(EVERYTHING)
        self.box.clear()
        self._show_query()

    def show_filter_bar(self, is_open: bool) -> None:
        """Open the bar of filters, or close it; what they ask goes on being asked, and stands in the box."""
        self.filters.setVisible(is_open)
        self._show_query()
        self._look_again()

    def narrow_to_days(self, first: str, last: str) -> None:
        """Of what is shown, show only photos of these days, such as `2024-06-01`, both included."""
        self._stage.show(dated(self._stage.query, first, last))
        self._show_query()

    def state(self) -> dict[str, JSON]:
        """What to keep till the next start."""
        return {"asked": list(self.box.history.texts), "filters": self._is_open}

    def restore(self, state: Mapping[str, JSON]) -> None:
        """Go on from there."""
        asked = state.get("asked")
        texts = [text for text in asked if isinstance(text, str)] if isinstance(asked, list) else []
        self.box.history = History(texts)
        self._actions["filter bar"].setChecked(state.get("filters") is True)

    def close_down(self) -> None:
        """Hear no more."""
        self._later.stop()
        for connection in self._connections:
            connection.disconnect()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as below
        """The order can do with its sign alone."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is little room the words of the order give way to the box, then the count."""
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        is_narrow = self.width() < _NARROW
        self._order.setToolButtonStyle(
            style.ToolButtonIconOnly if is_narrow else style.ToolButtonTextBesideIcon
        )

    @property
    def _is_open(self) -> bool:
        return not self.filters.isHidden()

    def _take_typed(self, asked: tuple[Query, str]) -> None:
        typed, text = asked
        filters, _rest = self._shown_apart()
        self._stage.show(joined(filters, typed))
        self._show_query()
        if self._shown_apart()[1] == typed:
            self.box.show_text(text)  # As it was typed, since that is what it means.

    def _take_filters(self, filters: Filters) -> None:
        _filters, rest = self._shown_apart()
        self._stage.show(joined(filters, rest))
        self._show_query()

    def _shown_apart(self) -> tuple[Filters, Query]:
        """What the filters show and what the box shows."""
        query = self._stage.query
        return split(query) if self._is_open else (NOTHING, query)

    def _show_query(self) -> None:
        filters, rest = self._shown_apart()
        self.filters.show_filters(filters)
        if self.box.asks() != rest:
            self.box.show_text(unparse(rest))
        self._order.show_sort(self._stage.sort)
        self._save.setEnabled(self._stage.query != EVERYTHING)

    def _listed(self, shown: Shown) -> None:
        self._show_query()
        self._show_shown(shown)
        self._later.start()

    def _show_shown(self, shown: Shown) -> None:
        self._count.setText(photos(len(shown.photos)))

    def _hear(self, changes: Changes) -> None:
        fields = changes.fields.get("photo", frozenset())
        if (fields & _COUNTED or _SUGGESTED & changes.rows.keys()) and not self._later.isActive():
            self._later.start()

    def _look_again(self) -> None:
        self._library.ask((self, "values"), known, self.box.show_known)
        if self._is_open:
            filters, rest = split(self._stage.query)
            question = partial(tally, filters=filters, rest=rest, online=self._library.online)
            self._library.ask((self, "tally"), question, self.filters.show_tally)

    def _count_kinds(self) -> None:
        filters, rest = split(self._stage.query)
        question = partial(kinds, filters=filters, rest=rest, online=self._library.online)
        self._library.ask((self, "kinds"), question, self.filters.show_kinds)

    def _count_sync(self) -> None:
        filters, rest = split(self._stage.query)
        question = partial(sync, filters=filters, rest=rest, online=self._library.online)
        self._library.ask((self, "sync"), question, self.filters.show_sync)

    def _open_saving(self) -> None:
        SaveSearch(self._library, unparse(self._stage.query), self._stage.sort, self).open_below(self._save)

    def _open_help(self) -> None:
        panel = Help(self)
        panel.chosen.connect(self.box.put_in)
        panel.open_below(self.box)

    def _button(self, symbol: str, words: str, do: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(symbol))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _checked=False: do())
        self._dress(button)
        return button

    def _dress(self, button: QToolButton) -> None:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setIconSize(QSize(ICON, ICON))
        button.setFixedSize(CONTROL, CONTROL)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(PADDING, SNUG - 2, PADDING, SNUG - 2)
        row.setSpacing(TIGHT)
        row.addWidget(self.box, 1)
        for part in (self._help, self._save, self._bar_button):
            row.addWidget(part)
        row.addSpacing(SNUG)
        row.addWidget(self._count)
        row.addSpacing(TIGHT)
        row.addWidget(self._order)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addWidget(self.filters)
