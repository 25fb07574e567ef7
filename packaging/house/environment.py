"""The virtual environment: made whole or not at all.

A stamp inside it is written last and taken away first. An environment without
its stamp was stopped halfway, and is made anew; one whose stamp differs from
what is asked for now is brought up to date.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from house import debian
from house.commands import call, must, tool
from house.places import CONSTRAINTS, PROJECT, ROOT, VENV
from house.stop import Stop

STAMP = VENV / "whole.stamp"


def ensure() -> None:
    """Set up whatever is missing; say nothing and be quick when nothing is."""
    debian.provide(debian.missing_for_qt(), "Libraries that Qt needs are missing")
    if not is_whole():
        _make()


def is_whole() -> bool:
    """Say whether the environment is there, and is the one asked for now."""
    if not STAMP.is_file() or not Path(tool("python")).exists():
        return False
    return STAMP.read_text() == stamp(VENV / "pyvenv.cfg")


def stamp(cfg: Path) -> str:
    """Sum up all that an environment depends on."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    parts = [
        json.dumps([project["build-system"], project["project"], project["tool"]["setuptools"]]),
        CONSTRAINTS.read_text(encoding="utf-8"),
        version_in(cfg.read_text(encoding="utf-8")),
        str(ROOT),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def version_in(cfg: str) -> str:
    """Read from a pyvenv.cfg which Python it was made with."""
    found = re.search(r"^version(?:_info)? *= *(\S+)", cfg, re.MULTILINE)
    return found.group(1) if found else ""


def is_usable() -> bool:
    """Say whether what is there can be brought up to date: whole, where it was made, with its Python."""
    cfg, python = VENV / "pyvenv.cfg", Path(tool("python"))
    if not (STAMP.is_file() and cfg.is_file() and python.exists()):
        return False
    # The programs in a folder that was moved still look for their Python in the old place.
    in_place = str(VENV) in cfg.read_text(encoding="utf-8")
    return in_place and call([str(python), "-c", "import pip"]) == 0


def _make() -> None:
    usable = is_usable()
    STAMP.unlink(missing_ok=True)
    if not usable:
        _make_empty()
    print("Installing what ImaLink needs; this takes a minute or two, once.", flush=True)
    # Which index, which certificates: pip reads that from its own settings, we write none down.
    pip = [tool("python"), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    must([*pip, "--require-hashes", "-r", str(CONSTRAINTS)], "What ImaLink needs could not be installed")
    must([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "ImaLink could not be installed")
    STAMP.write_text(stamp(VENV / "pyvenv.cfg"))


def _make_empty() -> None:
    # Not sys.executable: with .venv activated that one lies in the folder to be thrown away.
    python: str = getattr(sys, "_base_executable", sys.executable)
    if not _makes_venvs(python):
        debian.provide(["python3-venv"], "This Python cannot make virtual environments")
    if not _makes_venvs(python):
        raise Stop(f"{python} cannot make virtual environments; please install a complete Python.")
    if VENV.exists():
        shutil.rmtree(VENV)
    must([python, "-m", "venv", str(VENV)], "The virtual environment could not be made")


def _makes_venvs(python: str) -> bool:
    """Debian keeps `ensurepip` in a package of its own."""
    found = subprocess.run([python, "-c", "import ensurepip"], stderr=subprocess.DEVNULL, check=False)
    return found.returncode == 0
