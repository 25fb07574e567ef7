"""`Arrivals`: a pill over the photos that says how many new ones came where nobody looks, and leads there.

What is looked at stays where it is while an import runs; so somebody has to say that there is more.
"""

from __future__ import annotations

from array import array

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.query.sort import By
from imalink_desktop.catalog.reads.unhatched import settled
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.grid.newcomers import Newcomers
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.resting import Rest
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import CONTROL, SMALL_ICON, SNUG, STEP, TIGHT
from imalink_desktop.ui.window.centre import Centre
from imalink_desktop.ui.wording import _, many


class Arrivals(QWidget):
    """Lies over the grid, below the heading that sticks there."""

    def __init__(self, library: Library, stage: Stage, centre: Centre, actions: Actions) -> None:
        super().__init__(centre.grid)
        self._library = library
        self.said = Signal[str]("why there is nowhere to go")
        self._stage, self._centre = stage, centre
        self._new = Newcomers()
        self._shown = stage.shown
        self._go = QToolButton(self)
        self._go.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        keys = actions["new photos"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._go.setToolTip(_("Go to the newest of them ({keys})").format(keys=keys))
        self._go.clicked.connect(lambda _checked=False: self.go())
        self._close = QToolButton(self)
        self._close.setIcon(icon("close"))
        self._close.setToolTip(_("Not now"))
        self._close.setAccessibleName(_("Not now"))
        self._close.clicked.connect(lambda _checked=False: self.forget())
        row = QHBoxLayout(self)
        row.setContentsMargins(SNUG, STEP // 2, TIGHT, STEP // 2)
        row.setSpacing(TIGHT)
        for button in (self._go, self._close):
            button.setIconSize(QSize(SMALL_ICON, SMALL_ICON))
            button.setFixedHeight(CONTROL - STEP)
            # The keyboard is for the photos; a key leads here too.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        centre.grid.viewport().installEventFilter(self)
        centre.grid.visible_changed.connect(self._see)
        self._is_asking = False
        self._rest = Rest(self._ask)
        self._connections = (stage.listed.connect(self._listed), library.changed.connect(self._hear))
        actions.on("new photos", self.go)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; nothing while it is hidden."""
        return "" if self.isHidden() else self._go.text()

    @property
    def is_settled(self) -> bool:
        """Whether it has been asked of all that came which of them stay."""
        return not self._is_asking

    def go(self) -> None:
        """Bring the newest of them into sight; several that are chosen stay so."""
        place = self._newest()
        if place is None:
            self.said.emit(_("No new photos have come."))
            return
        self.forget()
        self._centre.look_at("grid")
        grid = self._centre.grid
        selection = grid.selection
        grid.choose(selection.moved(place) if len(selection) > 1 else selection.only(place))
        grid.bring_into_sight(place)

    def forget(self) -> None:
        """Enough of them."""
        self._new.forget()
        self._say()

    def close_down(self) -> None:
        """Hear no more."""
        self._rest.close()
        for connection in self._connections:
            connection.disconnect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name, as others below
        """Stay in the middle."""
        del watched
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint its ground."""
        del event
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette.edge))
        painter.setBrush(QColor(palette.raised))
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        painter.end()

    def _listed(self, shown: Shown) -> None:
        is_other = (shown.query, shown.sort) != (self._shown.query, self._shown.sort)
        self._shown = shown
        grid = self._centre.grid
        self._new.take(grid.photos, shown.newest, is_other=is_other)
        if grid.isVisible():
            self._new.see(grid.photos[grid.visible.start : grid.visible.stop])
        self._say()
        self._ask()

    def _hear(self, changes: Changes) -> None:
        if changes.op is Op.HATCH and self._new.since is not None:
            self._rest.wish()

    def _ask(self) -> None:
        """Which of them stay."""
        since = self._new.since
        self._rest.begin()
        if since is not None:
            self._is_asking = True
            self._library.ask(self, lambda look: (since, settled(look, since)), self._settle)

    def _settle(self, found: tuple[int, array[int]]) -> None:
        self._rest.end()
        self._is_asking = False
        if found[0] == self._new.since:
            self._new.settle(found[1])
            self._say()

    def _see(self, first: int, last: int) -> None:
        if self._new.since is not None and self._stage.shown is self._shown and first >= 0:
            self._new.see(self._centre.grid.photos[first : last + 1])
            self._say()

    def _newest(self) -> int | None:
        sort = self._shown.sort
        is_last = sort.by in (By.TIME, By.ADDED) and not sort.descending
        return self._new.last() if is_last else self._new.first()

    def _say(self) -> None:
        count, place = len(self._new), self._newest()
        if not count or place is None:
            self.hide()
            return
        is_above = place < self._centre.grid.visible.start
        self._go.setIcon(icon("chevron-up" if is_above else "chevron-down", "accent"))
        self._go.setText(many("{n} new", "{n} new", count))
        self.show()
        self._place()

    def _place(self) -> None:
        page = self._centre.grid.viewport()
        self.adjustSize()
        top = page.y() + self._centre.grid.layout_now.spacing.heading + SNUG
        self.move(page.x() + (page.width() - self.width()) // 2, top)
        self.raise_()
