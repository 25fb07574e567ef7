"""`Once`: a dialog that is there once. Who asks for it again sees the one that is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog
from shiboken6 import isValid


class Once:
    """Makes it when it is asked for, and anew when it has been closed."""

    def __init__(self, make: Callable[[], QDialog]) -> None:
        self._make = make
        self.dialog: QDialog | None = None

    def show(self) -> None:
        """Bring it to the front."""
        if self.dialog is None or not isValid(self.dialog) or self.dialog.isHidden():
            self.dialog = self._make()
        to_the_front(self.dialog)


def to_the_front(dialog: QDialog) -> None:
    """Show it above all others."""
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
