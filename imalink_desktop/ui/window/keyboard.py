"""`Keyboard`: whose a key is. Where a button has the keyboard, Space presses it and letters decide nothing.

Also Caps Lock: while it is on, each decision goes on to the next photo. Qt does not tell of it, but the
system's own word comes with every key.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QWidget

from imalink_desktop.base.events import Signal

_PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_NOT_BY_CLICK = (QAbstractButton, QAbstractSlider, QComboBox)
_OWN_KEYS = (QAbstractButton, QComboBox, QAbstractItemView)
"""What uses letters and digits itself, or would surprise if they did something far away."""
_CAPS_LOCK: Mapping[str, int] = MappingProxyType(
    {"xcb": 0x2, "wayland": 0x2, "offscreen": 0x2, "windows": 0x100, "cocoa": 0x10000}
)
"""The bit of the system's modifiers that says it, by the name of Qt's platform."""


class Keyboard(QObject):
    """Hears what keys come to a window that nobody in it has claimed."""

    def __init__(self, window: QWidget, views: Collection[QWidget]) -> None:
        super().__init__(window)
        self.caps_locked = Signal[bool]("Caps Lock was switched on or off")
        self._window = window
        self._views = views
        self._is_locked: bool | None = None
        window.installEventFilter(self)
        for widget in window.findChildren(QWidget):
            if isinstance(widget, _NOT_BY_CLICK):
                # Who clicks on something goes on deciding by keys about the photos.
                widget.setFocusPolicy(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Before a key becomes an action: keep it for what has the keyboard."""
        del watched
        if isinstance(event, QKeyEvent):
            self._look_at_lock(event)
            if event.type() == QEvent.Type.ShortcutOverride and self._is_own(event):
                event.accept()
                return True
        return False

    def _is_own(self, event: QKeyEvent) -> bool:
        widget: QWidget | None = self._window.focusWidget()  # None, whatever Qt's types say
        if widget in self._views or event.modifiers() & _COMMANDS:
            return False
        if event.key() in _PRESSING:
            return widget not in (None, self._window)
        is_text = event.text().isprintable() and bool(event.text().strip())
        return isinstance(widget, _OWN_KEYS) and (is_text or event.key() in _REMOVING)

    def _look_at_lock(self, event: QKeyEvent) -> None:
        bit = _CAPS_LOCK.get(QGuiApplication.platformName())
        if bit is None:
            return
        is_locked = bool(event.nativeModifiers() & bit)
        was_locked, self._is_locked = self._is_locked, is_locked
        if is_locked != bool(was_locked):
            self.caps_locked.emit(is_locked)
