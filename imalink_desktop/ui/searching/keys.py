"""Keys that belong to the control that has the keyboard, though an action of the window has them too."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""What presses a button. Space opens the loupe, but not from a button."""


class OwnKeys(QObject):
    """Keeps some keys for the controls it was given."""

    def __init__(self, keys: Collection[int], parent: QObject) -> None:
        super().__init__(parent)
        self._keys = keys

    def give(self, *widgets: QWidget) -> None:
        """Let these have the keys."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Say before the window is asked that the key is taken."""
        del watched
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return False
        is_ours = event.key() in self._keys and not event.modifiers()
        if is_ours:
            event.accept()
        return is_ours
