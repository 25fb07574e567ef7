"""The one scale of type: five sizes of the system's own font, in points, so that they follow the screen."""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

_LEAST = 8.0
"""Points below which nobody should have to read."""


class Role(Enum):
    """What a text is for: its size beside the body's, and its weight."""

    CAPTION = (0.88, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    HEADING = (1.0, QFont.Weight.DemiBold)
    TITLE = (1.3, QFont.Weight.DemiBold)
    DISPLAY = (1.9, QFont.Weight.Light)


def font(role: Role = Role.BODY, *, counts: bool = False) -> QFont:
    """The font of a role. With `counts`, all figures are equally wide, so that columns of them line up."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    factor, weight = role.value
    made.setPointSizeF(max(_LEAST, round(QFontInfo(made).pointSizeF() * factor * 2) / 2))
    made.setWeight(weight)
    if counts:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
