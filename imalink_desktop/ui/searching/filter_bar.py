"""The filter bar: what most photos are found by, to be clicked together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from imalink_core.metadata.names import as_said
from imalink_desktop.catalog.decisions import Flag, Visibility
from imalink_desktop.ui.flow import Flow
from imalink_desktop.ui.searching import wording
from imalink_desktop.ui.searching.choices import ChoiceButton
from imalink_desktop.ui.searching.filters import NO_LABEL, NOTHING, SYNC, Filters, Thing
from imalink_desktop.ui.searching.keys import PRESSING, OwnKeys
from imalink_desktop.ui.searching.stars import StarFilter
from imalink_desktop.ui.searching.tally import ALWAYS, Tally
from imalink_desktop.ui.searching.toggles import Toggle, Toggles
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import CONTROL, PADDING, SMALL_ICON, TIGHT
from imalink_desktop.ui.wording import _

_RARE = ("orange", "gray")
"""Colours that not every program of the trade has."""


class FilterBar(QWidget):
    """Shows `Filters` and asks for others; it decides nothing."""

    wanted = Signal(object)
    """`Filters`."""
    kinds_wanted = Signal()
    """Somebody looks at the kinds, and wants to know how many there are of each."""
    sync_wanted = Signal()
    """The same of how photos stand with the server."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters, self._is_signed_in = NOTHING, False
        self.setAccessibleName(_("Filters"))
        rule = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rule.setHeightForWidth(True)
        self.setSizePolicy(rule)
        self._stars = StarFilter(self)
        self._flags = Toggles(_("Flag"), _flags(), self)
        self._labels = Toggles(_("Label"), _labels(), self, rare=_RARE)
        self._kinds = ChoiceButton(_("Type"), "photos", lambda name: wording.kind(str(name)), self)
        self._kinds.show_counts(dict.fromkeys(ALWAYS))
        self._kinds.opened.connect(self.kinds_wanted)
        self._cameras = ChoiceButton(_("Camera"), "camera", lambda name: as_said(str(name)), self)
        self._lenses = ChoiceButton(_("Lens"), "lens", str, self)
        self._levels = ChoiceButton(
            _("Seen by"), "eye", lambda value: wording.level(Visibility(int(str(value)))), self
        )
        self._sync = ChoiceButton(_("Server"), "sync", lambda state: wording.sync(str(state)), self)
        self._sync.show_counts(dict.fromkeys(SYNC))
        self._sync.opened.connect(self.sync_wanted)
        self._sync.hide()
        self._clear = QToolButton(self)
        self._clear.setIcon(icon("close"))
        self._clear.setIconSize(QSize(SMALL_ICON + TIGHT, SMALL_ICON))
        self._clear.setText(_("Clear"))
        self._clear.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._clear.setFixedHeight(CONTROL)
        self._clear.setToolTip(_("Take all filters away; the search stays"))
        self._clear.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._clear.clicked.connect(lambda _checked=False: self.wanted.emit(NOTHING))
        parts: tuple[tuple[Thing, StarFilter | Toggles | ChoiceButton], ...] = (
            (Thing.STARS, self._stars),
            (Thing.FLAGS, self._flags),
            (Thing.LABELS, self._labels),
            (Thing.KINDS, self._kinds),
            (Thing.CAMERAS, self._cameras),
            (Thing.LENSES, self._lenses),
            (Thing.LEVELS, self._levels),
            (Thing.SYNC, self._sync),
        )
        flow = Flow(self, apart=PADDING)
        flow.setContentsMargins(PADDING, 0, PADDING, TIGHT)
        for thing, part in parts:
            part.wanted.connect(self._ask(thing))
            flow.addWidget(part)
        flow.addWidget(self._clear)
        OwnKeys(PRESSING, self).give(*self.findChildren(QToolButton))
        self.show_filters(NOTHING)

    def show_filters(self, filters: Filters) -> None:
        """Show what is asked."""
        self._filters = filters
        self._stars.show_stars(filters.stars)
        self._flags.show_on(filters.flags)
        self._labels.show_on(filters.labels)
        self._kinds.show_on(filters.kinds)
        self._cameras.show_on(filters.cameras)
        self._lenses.show_on(filters.lenses)
        self._levels.show_on(filters.levels)
        self._sync.show_on(filters.sync)
        self._sync.setVisible(self._is_signed_in or bool(filters.sync))
        self._clear.setEnabled(filters != NOTHING)

    def show_tally(self, tally: Tally) -> None:
        """Say how many photos each would find."""
        self._stars.show_tally(tally)
        self._flags.show_counts({flag: tally.flags.get(flag, 0) for flag in Flag})
        self._labels.show_counts(tally.labels)
        self._cameras.show_counts(tally.cameras)
        self._lenses.show_counts(tally.lenses)
        self._levels.show_counts({level: tally.levels.get(level, 0) for level in Visibility})
        self._is_signed_in = tally.is_signed_in
        self._sync.setVisible(self._is_signed_in or bool(self._filters.sync))

    def show_kinds(self, counts: Mapping[str, int]) -> None:
        """Say how many photos there are of each kind."""
        self._kinds.show_counts(counts)

    def show_sync(self, counts: Mapping[str, int]) -> None:
        """Say how many photos stand so with the server."""
        self._sync.show_counts(counts)

    def _ask(self, thing: Thing) -> Callable[[object], None]:
        return partial(self._want, thing)

    def _want(self, thing: Thing, value: object) -> None:
        self.wanted.emit(self._filters.having(thing, value))


def _flags() -> tuple[Toggle, ...]:
    drawn = (
        (Flag.PICKED, "flag", "pick"),
        (Flag.NONE, "unflag", "icon"),
        (Flag.REJECTED, "reject", "reject"),
    )
    return tuple(Toggle(flag, wording.flag(flag), symbol, tint) for flag, symbol, tint in drawn)


def _labels() -> tuple[Toggle, ...]:
    return tuple(
        Toggle(
            name,
            wording.label(name),
            *(("minus", "text_quiet") if name == NO_LABEL else ("label", f"label_{name}")),
        )
        for name in wording.labels()
    )
