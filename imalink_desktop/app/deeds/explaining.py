"""`imalink search-help`: what a query can ask for, from the one table of fields."""

from __future__ import annotations

import sys

from imalink_desktop.app.exits import Exit
from imalink_desktop.catalog.query.help import help_text


def run() -> int:
    """Tell it."""
    sys.stdout.write(help_text())
    return Exit.DONE
