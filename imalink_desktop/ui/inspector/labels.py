"""Words of the inspector: always plain, and never wider than it is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy

from imalink_desktop.ui.pieces import label


def plain(text: str = "", *, caption: bool = False, quiet: bool = False) -> QLabel:
    """A label that wraps, however narrow the inspector is."""
    made = label(text, quiet=quiet)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    made.setProperty("caption", caption)
    return made


def show_or_hide(shown: QLabel, text: str) -> None:
    """Show a label that has something to say, and only then."""
    shown.setText(text)
    shown.setVisible(bool(text))
