"""So many stars: at least, exactly, or at most; a click on the same star again asks for any."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from imalink_desktop.catalog.decisions import MOST_STARS
from imalink_desktop.catalog.query.ast import Operator
from imalink_desktop.ui.searching import wording
from imalink_desktop.ui.searching.filters import Stars
from imalink_desktop.ui.searching.tally import Tally
from imalink_desktop.ui.theme.icons import paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import CONTROL, RADIUS, SMALL_ICON, STEP, TIGHT
from imalink_desktop.ui.wording import _

_OPERATORS = (Operator.AT_LEAST, Operator.IS, Operator.AT_MOST)


class StarFilter(QWidget):
    """Five stars, and the sign before them."""

    wanted = Signal(object)
    """`Stars`, or None for any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stars: Stars | None = None
        self._operator = Operator.AT_LEAST
        self._row = _Row(self)
        self._row.clicked.connect(self._toggle)
        self._sign = QToolButton(self)
        self._sign.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sign.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sign.setFixedSize(CONTROL + 2 * STEP, CONTROL)
        self._sign.setAccessibleName(_("How many stars"))
        menu = QMenu(self._sign)
        for operator in _OPERATORS:
            words = f"{wording.operator(operator)}   {wording.operator_words(operator)}"
            menu.addAction(words).triggered.connect(partial(self._compare, operator))
        menu.addSeparator()
        menu.addAction(wording.stars(Stars(Operator.IS, 0))).triggered.connect(
            lambda _checked=False: self.wanted.emit(Stars(Operator.IS, 0))
        )
        self._sign.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sign)
        layout.addWidget(self._row)
        self.show_stars(None)

    def show_stars(self, stars: Stars | None) -> None:
        """Show what is asked."""
        self._stars = stars
        if stars is not None:
            self._operator = stars.operator
        self._sign.setText(wording.operator(self._operator))
        self._sign.setToolTip(wording.operator_words(self._operator))
        self._row.show_count(None if stars is None else stars.count)
        self._row.setAccessibleDescription("" if stars is None else wording.stars(stars))

    def show_tally(self, tally: Tally) -> None:
        """Say how many photos each star would find."""
        asked = [Stars(self._operator, count) for count in range(MOST_STARS + 1)]
        self._row.tips = [wording.with_count(wording.stars(each), tally.with_stars(each)) for each in asked]

    def _compare(self, operator: Operator, _checked: bool = False) -> None:
        self._operator = operator
        self.show_stars(self._stars)
        if self._stars is not None:
            asked = replace(self._stars, operator=operator)
            self.wanted.emit(None if asked == Stars(Operator.AT_LEAST, 0) else asked)

    def _toggle(self, count: int) -> None:
        asked = Stars(self._operator, count)
        self.wanted.emit(None if asked in (self._stars, Stars(Operator.AT_LEAST, 0)) else asked)


class _Row(QWidget):
    """The stars. Arrows do what a click does; figures go on rating photos."""

    clicked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tips: list[str] = []
        self._count: int | None = None
        self._hover: int | None = None
        self.setFixedSize(MOST_STARS * (SMALL_ICON + STEP) + 2 * TIGHT, CONTROL)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Stars"))

    def show_count(self, count: int | None) -> None:
        self._count = count
        self.update()

    def place(self, star: int) -> QRect:
        """Where a star is, counted from one."""
        left = TIGHT + (star - 1) * (SMALL_ICON + STEP) + STEP // 2
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - SMALL_ICON
        return QRect(left, (self.height() - SMALL_ICON) // 2, SMALL_ICON, SMALL_ICON)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as others below
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        palette, painter = current(), QPainter(self)
        count = self._count or 0
        for star in range(1, MOST_STARS + 1):
            is_on, is_near = star <= count, self._hover is not None and star <= self._hover
            token = "star" if is_on else "text_quiet" if is_near else "star_empty"
            paint(painter, self.place(star), "star" if is_on else "star-empty", *palette.ink(token))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(palette.focus))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS, RADIUS)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._hover = self._star_at(event.position().x())
        self.setToolTip(self.tips[self._hover] if self._hover < len(self.tips) else "")
        self.update()

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        del event
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(self._star_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, count = event.key(), self._count or 0
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Up) and count < MOST_STARS:
            self.clicked.emit(count + 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down) and count > 0:
            # One star less than one is the same star again: any.
            self.clicked.emit(max(1, count - 1))
        else:
            super().keyPressEvent(event)

    def _star_at(self, x: float) -> int:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        return min(max(int((x - TIGHT) // (SMALL_ICON + STEP)) + 1, 1), MOST_STARS)
