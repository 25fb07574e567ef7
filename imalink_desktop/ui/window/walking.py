"""From panel to panel by one key, and back to where the keyboard was in each; home when that is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import ref

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Walking(QObject):
    """Knows the panels in the order in which they are walked through. A hidden one is passed over."""

    def __init__(self, window: QWidget, panels: Sequence[QWidget], home: Callable[[], None]) -> None:
        super().__init__(window)
        self._panels = panels
        self._home = home
        self._last: dict[int, ref[QWidget]] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note)

    def go(self, by: int) -> None:
        """To the next panel, or the one before."""
        at = self._place(QApplication.focusWidget())
        count = len(self._panels)
        start = at if at is not None else (-1 if by > 0 else count)
        for step in range(1, count + 1):
            place = (start + by * step) % count
            if (there := self._entrance(place)) is not None:
                there.setFocus(Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason)
                return

    def _note(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and now is not None and self._is_being_hidden(before):
            # Qt would have it go on to whatever comes next, such as a heading at the other end of the window.
            QTimer.singleShot(0, self, self._home)
        if (place := self._place(now)) is not None and now is not None:
            self._last[place] = ref(now)

    def _is_being_hidden(self, widget: QWidget) -> bool:
        at: QWidget | None = widget
        while at is not None and at not in self._panels and not at.isHidden():
            at = at.parentWidget()
        return at is not None and at.isHidden() and self._place(widget) is not None

    def _place(self, widget: QWidget | None) -> int | None:
        if widget is None:
            return None
        return next(
            (
                place
                for place, panel in enumerate(self._panels)
                if panel is widget or panel.isAncestorOf(widget)
            ),
            None,
        )

    def _entrance(self, place: int) -> QWidget | None:
        """Where the keyboard was in a panel, else its first place."""
        panel = self._panels[place]
        last = self._last[place]() if place in self._last else None
        if last is not None and _takes_keys(last) and (panel is last or panel.isAncestorOf(last)):
            return last
        if _takes_keys(panel):
            return panel
        at: QWidget | None = panel.nextInFocusChain()
        while at is not None and at is not panel:
            if panel.isAncestorOf(at) and _takes_keys(at):
                return at
            at = at.nextInFocusChain()
        return None


def _takes_keys(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
