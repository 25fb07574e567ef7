"""`Beginning`: what the first photos of a library show while they come: those with which the list begins.

What somebody looks at stays where it is, whatever comes before it. But of the first photos nobody has looked
at one yet, and those that happened to be read first would lead to the middle of the list. So until the first
key or click, the first photo has the frame.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.window.centre import Centre

_BY_HAND = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class Beginning(QObject):
    """Begins with a library in which there is nothing, and is over with the first key or click on a photo."""

    def __init__(self, stage: Stage, centre: Centre) -> None:
        super().__init__()
        self._centre = centre
        self._is_empty = self._is_untouched = False
        self._connection = stage.listed.connect(self._listed)

    def close_down(self) -> None:
        """Hear no more."""
        self._connection.disconnect()
        self._leave()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """From now on somebody looks."""
        if event.type() in _BY_HAND:
            self._leave()
        return False

    def _listed(self, shown: Shown) -> None:
        was_empty, self._is_empty = self._is_empty, not shown.newest
        app = QCoreApplication.instance()
        if was_empty and shown.photos and app is not None:
            self._is_untouched = True
            app.installEventFilter(self)
        elif self._is_untouched:
            self._centre.show_place(0)

    def _leave(self) -> None:
        self._is_untouched = False
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)
