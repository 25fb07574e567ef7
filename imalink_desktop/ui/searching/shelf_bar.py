"""`ShelfBar`: how many photos lie on each shelf of stars and flags; a click on one shows those alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.decisions import MOST_STARS, Flag
from imalink_desktop.catalog.query.ast import Operator, Query
from imalink_desktop.catalog.query.sort import By
from imalink_desktop.catalog.reads.rating_view import rating_view
from imalink_desktop.ui.flow import Flow
from imalink_desktop.ui.searching import wording
from imalink_desktop.ui.searching.filters import Filters, Stars, Thing, joined, split
from imalink_desktop.ui.searching.keys import PRESSING, OwnKeys
from imalink_desktop.ui.searching.shelf_button import ShelfButton
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import CONTROL, PADDING, SMALL_ICON
from imalink_desktop.ui.wording import _

_DRAWN = {Flag.PICKED: ("flag", "pick"), Flag.NONE: ("unflag", "icon"), Flag.REJECTED: ("reject", "reject")}


@dataclass(frozen=True, slots=True)
class Shelves:
    """Counts: of stars beside everything else that is asked, of flags likewise."""

    stars: tuple[int, ...] = (0,) * (MOST_STARS + 1)
    flags: dict[Flag, int] = field(default_factory=dict)


def count_shelves(look: Look, query: Query, online: frozenset[int] = frozenset()) -> Shelves:
    """What a click on each would show: asked stars do not narrow down stars, nor asked flags flags."""
    filters, rest = split(query)
    by_stars = rating_view(look, query=joined(filters.without(Thing.STARS), rest), online=online)
    by_flag = by_stars
    if filters.stars is not None or filters.flags:
        by_flag = rating_view(look, query=joined(filters.without(Thing.FLAGS), rest), online=online)
    return Shelves(by_stars.stars, {flag: by_flag.flags[flag] for flag in Flag})


class ShelfBar(QWidget):
    """Shows counts and filters, and asks for others; it decides nothing."""

    wanted = Signal(object)
    """`Filters`."""
    order_wanted = Signal(object)
    """`By.RATING` or `By.FLAG`."""

    def __init__(self, anew: QToolButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = Filters()
        self.setAccessibleName(_("Shelves"))
        self.orders = {
            By.RATING: self._order(By.RATING, "star", _("Shelves by stars")),
            By.FLAG: self._order(By.FLAG, "flag", _("Shelves by flag")),
        }
        group = QButtonGroup(self)
        for order in self.orders.values():
            group.addButton(order)
        self.stars = {stars: self._star_button(stars) for stars in range(MOST_STARS, -1, -1)}
        self.flags = {flag: self._flag_button(flag) for flag in sorted(Flag, reverse=True)}
        rule = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rule.setHeightForWidth(True)
        self.setSizePolicy(rule)
        flow = Flow(self, apart=PADDING)
        for parts in (self.orders.values(), self.stars.values(), (*self.flags.values(), anew)):
            flow.addWidget(_beside(parts, self))
        OwnKeys(PRESSING, self).give(*self.orders.values(), *self.stars.values(), *self.flags.values())

    def show_order(self, by: By) -> None:
        """Which shelves are shown."""
        if by in self.orders:
            self.orders[by].setChecked(True)

    def show_filters(self, filters: Filters) -> None:
        """Which of the shelves are shown alone."""
        self._filters = filters
        for stars, button in self.stars.items():
            button.setChecked(filters.stars == Stars(Operator.IS, stars))
        for flag, button in self.flags.items():
            button.setChecked(flag in filters.flags)

    def show_counts(self, shelves: Shelves) -> None:
        """How many photos lie on each."""
        for stars, button in self.stars.items():
            _say(button, wording.stars(Stars(Operator.IS, stars)), shelves.stars[stars])
        for flag, button in self.flags.items():
            _say(button, wording.flag(flag), shelves.flags.get(flag, 0))

    def _want_stars(self, stars: int, is_on: bool) -> None:
        self._want(Thing.STARS, Stars(Operator.IS, stars) if is_on else None)

    def _want_flag(self, flag: Flag, is_on: bool) -> None:
        self._want(Thing.FLAGS, frozenset({flag}) if is_on else frozenset())

    def _want(self, thing: Thing, value: object) -> None:
        wanted = self._filters.having(thing, value)
        self.show_filters(self._filters)  # what is asked for is shown when it is, and not before
        self.wanted.emit(wanted)

    def _star_button(self, stars: int) -> ShelfButton:
        drawn = ("star", "star") if stars else ("star-empty", "star_empty")
        return self._shelf(str(stars), *drawn, partial(self._want_stars, stars))

    def _flag_button(self, flag: Flag) -> ShelfButton:
        return self._shelf("", *_DRAWN[flag], partial(self._want_flag, flag))

    def _shelf(self, sign: str, symbol: str, tint: str, want: Callable[[bool], None]) -> ShelfButton:
        button = ShelfButton(sign, symbol, tint, self)
        button.clicked.connect(lambda is_on=False: want(is_on))
        return button

    def _order(self, by: By, symbol: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setIcon(icon(symbol))
        button.setIconSize(QSize(SMALL_ICON, SMALL_ICON))
        button.setFixedSize(CONTROL, CONTROL)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _checked=False: self.order_wanted.emit(by))
        return button


def _say(button: ShelfButton, words: str, count: int) -> None:
    button.show_count(count)
    told = wording.with_count(words, count)
    button.setToolTip(told)
    button.setAccessibleName(told)


def _beside(parts: Iterable[QWidget], parent: QWidget) -> QWidget:
    """What is of one kind, without gaps."""
    page = QWidget(parent)
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for part in parts:
        row.addWidget(part)
    return page
