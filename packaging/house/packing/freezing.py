"""PyInstaller, in the clean environment; what it could not find is an error here and not a remark."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from house.commands import tool
from house.packing.places import DONE, FOLDER, MADE, MAKING, RECIPES, RUNTIME
from house.stop import Stop

_NOT_FOUND = re.compile(r"Library not found: could not resolve '([^']+)', dependency of '([^']+)'")
_LEFT_OUT = ("libqgtk3.so", "libqeglfs", "virtualkeyboard", "libqpdf", "cupsprintersupport", "/sqldrivers/")
"""Plugins that never come into the package, so what they need need not be there."""


def freeze() -> Path:
    """Build the folder with the program."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    command = [
        tool("python", RUNTIME),
        "-P",
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level",
        "WARN",
    ]
    command += ["--distpath", str(DONE), "--workpath", str(MAKING / "work"), str(RECIPES / "imalink.spec")]
    # Not from the project's folder: what is installed is packed, not what lies about.
    print("Putting the program together; this takes a minute or two.", flush=True)
    done = subprocess.run(
        command,
        cwd=MAKING,
        env={**os.environ, "IMALINK_MADE": str(MADE), "PYTHONHASHSEED": "1"},
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    (MAKING / "said.txt").write_text(done.stderr, encoding="utf-8")
    if done.returncode != 0:
        raise Stop(f"{done.stderr[-4000:]}\nThe program could not be put together.")
    if missing := not_found(done.stderr):
        raise Stop("Libraries are missing on this machine:\n    " + "\n    ".join(missing))
    if sys.platform.startswith("linux"):
        _strip(FOLDER)
    return FOLDER


def not_found(said: str) -> list[str]:
    """What PyInstaller looked for in vain, but for what is left out anyway."""
    return [
        f"{library} (for {Path(by).name})"
        for library, by in _NOT_FOUND.findall(said)
        if not any(name in by for name in _LEFT_OUT)
    ]


def _strip(folder: Path) -> None:
    """Take out what only debuggers read; libraries that were patched after linking might break, and stay."""
    for file in folder.rglob("*.so*"):
        patched = any(part.endswith(".libs") for part in file.parts) or "PySide6" in file.parts
        if file.is_file() and not file.is_symlink() and not patched:
            subprocess.run(["strip", "--strip-unneeded", str(file)], stderr=subprocess.DEVNULL, check=False)
