"""`TimeStrip`: the strip under the mouse and the keys; it knows days and places, and no catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from imalink_desktop.ui.scrubber import wording
from imalink_desktop.ui.scrubber.axis import Unit
from imalink_desktop.ui.scrubber.bubble import Bubble
from imalink_desktop.ui.scrubber.days import Days
from imalink_desktop.ui.scrubber.painting import HEIGHT, Picture, area, paint
from imalink_desktop.ui.scrubber.strip import Strip
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.theme.space import PADDING, SNUG
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _, photos

_NOTCH = 120
_ZOOM = 1.5
"""How much nearer a notch of the wheel leads."""
_TOLD_MS = 2000
"""How long the strip says where a typed date has led."""
_STEP = 0.1
"""Of what is in sight, how far a notch leads along."""
_OWN_KEYS = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_Escape})
"""Keys that actions of the window have too."""


class TimeStrip(QWidget):
    """A click or a drag goes to a time, with Shift it chooses one; the wheel looks nearer."""

    wanted = Signal(int)
    """Go to this place in the list."""
    range_wanted = Signal(str, str)
    """Show only photos of these days, the first and the last, as `2024-06-01`."""

    refused = Signal()
    """The photos are not in the order of time, so there is no way to go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = Strip(QFontMetricsF(font(Role.CAPTION, counts=True)).horizontalAdvance)
        self._leads = True
        self._has_photos = False
        self._is_bare = False
        """Whether there are no photos at all yet."""
        self._seen = (-1, -1)
        self._aimed: int | None = None
        self._sent: int | None = None
        self._pressed: float | None = None
        self._chosen: tuple[float, float] | None = None
        self._pointed: float | None = None
        self._bubble = Bubble(self)
        self._told = soon(self, self._bubble.hide, _TOLD_MS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Timeline"))

    @property
    def strip(self) -> Strip:
        """What is shown of which time."""
        return self._strip

    def show_seen(self, first: int, last: int) -> None:
        """The grid shows these places of the list; -1 when nothing."""
        self._seen = (first, last)
        if 0 <= first < self._strip.days.total and self._leads and self._pressed is None:
            self._strip.show_moment(self._strip.days.moment(first))
            self.setAccessibleDescription(wording.month_of(int(self._strip.days.moment(first))))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as others below
        """A strip."""
        return QSize(600, HEIGHT)

    def show_days(self, days: Days, *, is_other: bool) -> None:
        """Show the days of a list; of another one all of them, of the same those that were looked at."""
        self._aimed = self._sent = None
        self._strip.show(days, self._width_for(days), all_of_it=is_other)
        self.update()

    def _width_for(self, days: Days) -> int:
        return max(1, area(self.rect(), _room(days)).width())

    @property
    def _place(self) -> QRect:
        return area(self.rect(), _room(self._strip.days))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the strip."""
        del event
        painter = QPainter(self)
        place = self._place
        paint(painter, self.rect(), place, self._picture(), has_focus=self.hasFocus())
        painter.end()

    def _picture(self) -> Picture:
        days, (first, last) = self._strip.days, self._seen
        chosen = self._chosen
        return Picture(
            self._strip.bars,
            self._strip.ticks,
            self._seen_from_to() if self._leads and days.total and 0 <= first < days.total else None,
            None if chosen is None else (self._strip.axis.x(chosen[0]), self._strip.axis.x(chosen[1])),
            self._pointed,
            wording.undated(days.undated) if days.undated else "",
            self._leads and 0 <= days.total <= last,
            self._hint(),
            not self._leads,
        )

    def _hint(self) -> str:
        """Why the strip is empty."""
        if self._strip.days.total:
            return ""
        if self._has_photos:
            return _("No photo here has a date.")
        return _("The days of your photos stand here.") if self._is_bare else ""

    def _seen_from_to(self) -> tuple[float, float]:
        """From the first day the grid shows to the end of the last."""
        ends = [self._strip.days.moment(min(place, self._strip.days.total - 1)) for place in self._seen]
        return self._strip.axis.x(min(ends)), self._strip.axis.x(max(ends))

    # Hands.

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go there, or begin to choose."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        x = self._on_axis(event)
        if x > self._strip.width + SNUG and self._strip.days.undated:
            if self._may_lead():
                self._go(self._strip.days.total)
        elif self._strip.days.total:
            self._pressed = x
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._choose(x)
            else:
                self._drag(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go along, choose more, or say what is under the pointer."""
        x = self._on_axis(event)
        if self._pressed is None:
            self._hover(x)
        elif self._chosen is not None:
            self._choose(x)
        else:
            self._drag(x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """There; or these days."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        chosen, self._chosen, self._pressed = self._chosen, None, None
        self._bubble.hide()
        self.update()
        if chosen is not None:
            first, end = (date.fromordinal(int(day)) for day in (chosen[0], chosen[1] - 1))
            self.range_wanted.emit(first.isoformat(), end.isoformat())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Nothing is pointed at."""
        super().leaveEvent(event)
        if self._pressed is None:
            self._point(None)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Look nearer at the pointer, or farther; sideways, look along."""
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self._pan(-turned.x() / _NOTCH * _STEP)
        elif turned.y():
            x = event.position().x() - self._place.left()
            self._zoom(_ZOOM ** (turned.y() / _NOTCH), x)
            self._hover(x)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep keys that actions of the window have too."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            is_choosing = self._chosen is not None
            if event.key() in _OWN_KEYS and (is_choosing or event.key() != Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows go by months, pages by years, Home and End to the ends; plus and minus look nearer."""
        middle = self._strip.width / 2
        deeds: Mapping[int, Callable[[], object]] = {
            Qt.Key.Key_Left: lambda: self._step(Unit.MONTH, -1),
            Qt.Key.Key_Right: lambda: self._step(Unit.MONTH, 1),
            Qt.Key.Key_PageUp: lambda: self._step(Unit.YEAR, -1),
            Qt.Key.Key_PageDown: lambda: self._step(Unit.YEAR, 1),
            Qt.Key.Key_Home: lambda: self.go_to_day(self._strip.days.span[0]),
            Qt.Key.Key_End: lambda: self.go_to_day(self._strip.days.span[1] - 1),
            Qt.Key.Key_Plus: lambda: self._zoom(_ZOOM, middle),
            Qt.Key.Key_Equal: lambda: self._zoom(_ZOOM, middle),
            Qt.Key.Key_Minus: lambda: self._zoom(1 / _ZOOM, middle),
        }
        if event.key() == Qt.Key.Key_Escape and self._chosen is not None:
            self._chosen = self._pressed = None
            self._point(None)
        elif (deed := deeds.get(event.key())) is not None and self._strip.days.total:
            deed()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The same days on another width."""
        super().resizeEvent(event)
        self._strip.resize(self._width_for(self._strip.days))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """No bubble stays alone."""
        super().hideEvent(event)
        self._bubble.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The ring lights up."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The ring goes."""
        super().focusOutEvent(event)
        self._bubble.hide()
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another font has other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._strip.resize(self._width_for(self._strip.days))

    def _on_axis(self, event: QMouseEvent) -> float:
        return event.position().x() - self._place.left()

    def _may_lead(self) -> bool:
        if not self._leads:
            self.refused.emit()
        return self._leads

    def _drag(self, x: float) -> None:
        if not self._may_lead():
            self._pressed = None
            return
        if not 0 <= x <= self._strip.width:
            self._pan(_STEP if x > 0 else -_STEP)
        x = self._strip.within(x)
        place = self._strip.days.place(self._strip.axis.day(x))
        self._go(place)
        day = int(self._strip.days.moment(place))
        self._pointed = x
        count = photos(self._strip.days.between(day, day + 1))
        self._say(wording.day(day), count, self._strip.axis.day(x))

    def _hover(self, x: float) -> None:
        if not (0 <= x <= self._strip.width and self._strip.days.total):
            self._point(None)
            return
        first, end = self._strip.bar_at(x)
        self._pointed = x
        count = photos(self._strip.days.between(first, end))
        self._say(wording.span(first, end - 1), count, self._strip.axis.day(x))

    def _choose(self, x: float) -> None:
        """From where it was pressed, by whole bars."""
        first, end = self._strip.bars_between(x if self._pressed is None else self._pressed, x)
        self._chosen = (float(first), float(end))
        count = photos(self._strip.days.between(first, end))
        self._say(wording.span(first, end - 1), count, (first + end) / 2)

    def _point(self, x: float | None) -> None:
        self._pointed = x
        if not self._told.isActive():
            self._bubble.hide()
        self.update()

    def _say(self, title: str, words: str, day: float) -> None:
        place = self._place
        x = self._strip.within(self._strip.axis.x(day))
        self._told.stop()
        self._bubble.say(title, words, self.mapToGlobal(QPoint(place.left() + int(x), 0)))
        self.update()

    def _go(self, place: int) -> None:
        self._aimed = place
        if place != self._sent or self._pressed is None:
            self._sent = place
            self.wanted.emit(place)

    def _step(self, unit: Unit, by: int) -> None:
        """To the next month with photos, or the one before."""
        first, last = self._seen
        place = self._aimed if self._aimed is not None and first <= self._aimed <= last else max(first, 0)
        day = self._strip.beside(unit, self._strip.days.moment(place), by)
        if day is not None:
            self.go_to_day(day)

    def go_to_day(self, day: int) -> None:
        """Go to the first photo of a day, and say for a while what has been reached."""
        if self._may_lead():
            days = self._strip.days
            self._go(days.first_place(day))
            self._strip.show_moment(day + 0.5)
            if self.isVisible():
                self._say(wording.day(day), photos(days.between(day, day + 1)), day + 0.5)
                self._told.start()

    def _zoom(self, factor: float, x: float) -> None:
        self._strip.zoom(factor, x)
        self.update()

    def _pan(self, by: float) -> None:
        self._strip.pan(by)
        self.update()


def _room(days: Days) -> int:
    """What the undated take at the end."""
    if not days.undated:
        return 0
    metrics = QFontMetricsF(font(Role.CAPTION, counts=True))
    words = wording.undated(days.undated).split()
    return PADDING + max(int(metrics.horizontalAdvance(word)) for word in words)
