"""Amounts of bytes, as a photographer reads them."""

from __future__ import annotations

from imalink_desktop.base.words import many

_UNITS = ("", "kB", "MB", "GB", "TB", "PB")


def in_words(size: float) -> str:
    """A number of bytes: `12.4 GB`."""
    amount, power = float(size), 0
    while amount >= 1000 and power < len(_UNITS) - 1:
        amount, power = amount / 1000, power + 1
    return f"{amount:.1f} {_UNITS[power]}" if power else many("{n} byte", "{n} bytes", round(size))
