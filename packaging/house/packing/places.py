"""Where a package is made, and where it lies when it is done."""

from __future__ import annotations

import re

from house.places import ROOT

MAKING = ROOT / "build" / "package"
"""May be thrown away at any time."""

RUNTIME = MAKING / "runtime"
"""The clean environment."""

MADE = MAKING / "made"
"""Icons, licences and the like."""

DONE = ROOT / "dist"
FOLDER = DONE / "imalink"
"""The program, with all it needs."""

RECIPES = ROOT / "packaging"


def version() -> str:
    """The version of the whole project, read without importing it."""
    told = (ROOT / "imalink_core" / "version.py").read_text(encoding="utf-8")
    found = re.search(r'^VERSION = "([^"]+)"', told, re.MULTILINE)
    if found is None:
        raise ValueError("imalink_core/version.py names no version")
    return found[1]
