"""Running other programs, always from the project's folder."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from house.places import ROOT, VENV
from house.stop import Stop


def tool(name: str, venv: Path = VENV) -> str:
    """Give the path of a program in the virtual environment."""
    return str(venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name)


def call(command: Sequence[str]) -> int:
    """Run it, show what it says, and give its exit code."""
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except FileNotFoundError:
        raise Stop(f"{command[0]} cannot be started; remove .venv and try again.") from None


def uv(*words: str) -> list[str]:
    """A command of uv, which is to trust whom the system trusts, as pip does."""
    return [tool("uv"), "--system-certs", *words]


def must(command: Sequence[str], why: str) -> None:
    """Run it; when it fails, stop and say what could not be done."""
    if call(command) != 0:
        raise Stop(f"{why}: {' '.join(command)}")
