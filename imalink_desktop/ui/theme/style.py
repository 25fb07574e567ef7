"""The style of every widget: Fusion, our palette, our marks, and one small sheet filled from the tokens."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.look import Look, Theme, look_of
from imalink_desktop.ui.theme.marks import Marks
from imalink_desktop.ui.theme.palette import Palette
from imalink_desktop.ui.theme.type import Role, font
from imalink_resources import text

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the application; again with another theme as often as you like.

    `follow` goes with the system, also when that changes later.
    """
    look = look_of(app) or _first_look(app)
    hints = app.styleHints()
    # The system is told too, so that title bars and its own dialogs go with the window.
    if theme == "follow":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(_SCHEMES[theme])
    look.wear(theme, hints.colorScheme())


def primary(button: QAbstractButton) -> None:
    """Mark the one button of a dialog or an empty place that most people want."""
    button.setProperty("primary", True)


def mark_wrong(field: QWidget, *, is_wrong: bool) -> None:
    """Mark a field in which something stands that will not do, or no more."""
    if bool(field.property("wrong")) is not is_wrong:
        field.setProperty("wrong", is_wrong)
        field.style().unpolish(field)
        field.style().polish(field)


def sheet(palette: Palette) -> str:
    """The style sheet in the colours of a palette."""
    words = asdict(palette)
    words |= {f"{name.lower()}_px": f"{size}px" for name, size in vars(space).items() if name.isupper()}
    words |= {f"{role.name.lower()}_pt": f"{font(role).pointSizeF():g}pt" for role in Role}
    return Template(text("window.qss")).substitute(words)


def qt_palette(palette: Palette) -> QPalette:
    """Our colours in the places where Qt looks for them."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    everywhere = {
        role.Window: palette.panel,
        role.WindowText: palette.text,
        role.Base: palette.field,
        role.AlternateBase: palette.panel,
        role.Text: palette.text,
        role.PlaceholderText: palette.text_quiet,
        role.Button: palette.button,
        role.ButtonText: palette.text,
        role.BrightText: palette.accent_text,
        role.ToolTipBase: palette.raised,
        role.ToolTipText: palette.text,
        role.Highlight: palette.accent_fill,
        role.HighlightedText: palette.accent_text,
        role.Accent: palette.accent_fill,
        role.Link: palette.accent,
        role.LinkVisited: palette.accent,
        role.Light: palette.button_hover,
        role.Midlight: palette.button,
        role.Mid: palette.edge,
        role.Dark: palette.line,
        role.Shadow: palette.line,
    }
    off = (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.Link)
    made = QPalette()
    for where, colour in everywhere.items():
        made.setColor(where, QColor(colour))
    for where in off:
        made.setColor(group.Disabled, where, QColor(palette.text_off))
    made.setColor(group.Disabled, role.Highlight, QColor(palette.selection_idle))
    return made


def _first_look(app: QApplication) -> Look:
    look = Look(app)
    app.setStyle(Marks())
    app.setFont(font())
    app.styleHints().colorSchemeChanged.connect(look.follow)
    look.changed.connect(lambda: _dress(app, look.palette))
    return look


def _dress(app: QApplication, palette: Palette) -> None:
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(sheet(palette))
