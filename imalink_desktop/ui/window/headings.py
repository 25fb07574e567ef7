"""How the sections of a list are called, in the language of the system."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale

from imalink_desktop.ui.wording import _

_STAR, _NO_STAR = "\N{BLACK STAR}", "\N{WHITE STAR}"
_MOST = 5


def heading_in_words(title: str) -> str:
    """A day such as `2024-06-01`, a number of stars such as `4`, or nothing for those without a date."""
    if not title:
        return _("Undated")
    if len(title) == 1 and title.isdigit():
        stars = int(title)
        return _STAR * stars + _NO_STAR * (_MOST - stars) if stars else _("No stars")
    date = QDate.fromString(title, "yyyy-MM-dd")
    return QLocale().toString(date, QLocale.FormatType.LongFormat) if date.isValid() else title
