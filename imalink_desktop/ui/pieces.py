"""The few labels and buttons that all parts of the window are made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import SMALL_ICON
from imalink_desktop.ui.theme.type import Role, font


def label(words: str = "", *, role: Role = Role.BODY, quiet: bool = False, wraps: bool = True) -> QLabel:
    """Plain words that take as many lines as they need."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    made.setFont(font(role))
    made.setProperty("quiet", quiet)
    return made


def field_label(words: str) -> QLabel:
    """The word before a field, on one line with it: by itself Qt would put it some pixels higher."""
    made = label(words, wraps=False)
    made.setProperty("field", True)
    return made


def button(words: str, do: Callable[[], object], hint: str = "", *, symbol: str = "") -> QPushButton:
    """A button that does something; Enter in another field does not press it."""
    made = QPushButton(words)
    if symbol:
        made.setIcon(icon(symbol))
    made.setToolTip(hint)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: do())
    return made


def sign(symbol: str, words: str) -> QToolButton:
    """A small button with nothing but an icon; the tool tip says what it does."""
    made = QToolButton()
    made.setIcon(icon(symbol))
    made.setIconSize(QSize(SMALL_ICON, SMALL_ICON))
    made.setToolTip(words)
    made.setAccessibleName(words)
    return made
