"""What the window wears now. It hangs on the application, so there is one, and it ends with it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from imalink_desktop.ui.theme.palette import DARK, LIGHT, Palette

Theme: TypeAlias = Literal["follow", "light", "dark"]


class Look(QObject):
    """The theme that was asked for, and the palette that came of it."""

    changed = Signal()

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self.theme: Theme = "follow"
        self._worn: Palette | None = None

    @property
    def palette(self) -> Palette:
        """The palette that is worn."""
        return self._worn or DARK

    def wear(self, theme: Theme, scheme: Qt.ColorScheme) -> None:
        """Take the palette of a theme, and tell when it is another one."""
        self.theme = theme
        palette = chosen(theme, scheme)
        if palette is not self._worn:
            self._worn = palette
            self.changed.emit()

    def follow(self, scheme: Qt.ColorScheme) -> None:
        """Go with the system, if that is what was asked for."""
        if self.theme == "follow":
            self.wear("follow", scheme)


def look_of(app: QCoreApplication) -> Look | None:
    """The look of an application, when it has been dressed."""
    return app.findChild(Look, options=Qt.FindChildOption.FindDirectChildrenOnly)


def current() -> Palette:
    """The palette to paint with. Ask again on `QEvent.Type.PaletteChange`."""
    app = QCoreApplication.instance()
    look = None if app is None else look_of(app)
    return DARK if look is None else look.palette


def chosen(theme: Theme, scheme: Qt.ColorScheme) -> Palette:
    """The palette for a setting and what the system says; a system that says nothing gets the dark one."""
    if theme == "follow":
        return LIGHT if scheme is Qt.ColorScheme.Light else DARK
    return LIGHT if theme == "light" else DARK
