"""Keys and clicks on the frame while it was empty: nobody can have meant a photo that was not there yet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

_BY_HAND = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
    }
)


class Unheard(QObject):
    """Passes over what waits when the program begins to listen, and hears all that comes after it."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)
        # Of no time at all, a timer is the last in a round: after whatever has come by then.
        QTimer.singleShot(0, self, self.deleteLater)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Whether it is passed over."""
        return event.type() in _BY_HAND
