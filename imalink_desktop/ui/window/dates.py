"""Days as people write them, in the language of the system."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale

from imalink_desktop.ui.wording import _


def day_in_words(name: str) -> str:
    """`2024-06-01` in words; an empty name is the shelf of those without a date."""
    if not name:
        return _("Undated")
    date = QDate.fromString(name, "yyyy-MM-dd")
    return QLocale().toString(date, QLocale.FormatType.LongFormat) if date.isValid() else name
