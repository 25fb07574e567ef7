"""A clean environment: the desktop, what it needs, and last of all PyInstaller; nothing of the tests.

Whatever is installed beside the desktop may end in the package, so it is made anew each time. The versions
are those of constraints.txt.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from house.commands import must, tool, uv
from house.packing.places import MADE, MAKING, RUNTIME
from house.places import CONSTRAINTS, ROOT

_WHY = "The clean environment could not be made"


def make() -> None:
    """Make it, and have everything drawn and told by what will be shipped, before PyInstaller comes in."""
    python: str = getattr(sys, "_base_executable", sys.executable)
    MAKING.mkdir(parents=True, exist_ok=True)
    must(uv("venv", "--quiet", "--clear", "--python", python, str(RUNTIME)), _WHY)
    _install(f"imalink[desktop] @ {ROOT.as_uri()}")
    # setuptools leaves a copy of the packages here, and would take up again what is gone from the source.
    shutil.rmtree(ROOT / "build" / "lib", ignore_errors=True)
    shutil.rmtree(MADE, ignore_errors=True)
    MADE.mkdir()
    draw = str(Path(__file__).parents[2] / "draw.py")
    must([tool("python", RUNTIME), "-P", draw, str(MADE)], "The icons could not be drawn")
    _install("pyinstaller")


def _install(what: str) -> None:
    constraints = ["--constraints", str(CONSTRAINTS), "--build-constraints", str(CONSTRAINTS)]
    # uv would take a build of ours from its cache as long as pyproject.toml has not changed.
    into = ["--python", tool("python", RUNTIME), "--quiet", "--refresh-package", "imalink"]
    must(uv("pip", "install", *into, *constraints, what), _WHY)
