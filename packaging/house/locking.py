"""constraints.txt: one version of everything, for every Python and system, with hashes and no address."""

from __future__ import annotations

import subprocess
from pathlib import Path

from house.commands import uv
from house.places import CONSTRAINTS, PROJECT, ROOT
from house.stop import Stop

HEADER = """\
# Written by: make lock. Every package of every extra, for Python 3.11 to 3.14, Linux, Windows and macOS.
# It holds no address: where packages come from is the business of each machine's pip.
"""


def lock() -> int:
    """Write constraints.txt anew."""
    fresh = CONSTRAINTS.with_suffix(".new")
    command = [
        *uv("pip", "compile", "--universal", "--python-version", "3.11", "--all-extras"),
        *("--upgrade", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"),
        *("--no-annotate", "--no-header", "--quiet", "--output-file", str(fresh), PROJECT.name),
    ]
    try:
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            raise Stop("The versions could not be chosen; constraints.txt is as it was.")
        publish(fresh, CONSTRAINTS)
    finally:
        fresh.unlink(missing_ok=True)
    print(f"Wrote {CONSTRAINTS.name}.")
    return 0


def publish(fresh: Path, target: Path) -> None:
    """Put the fresh list in the place of the old one, unless it names an address."""
    text = fresh.read_text(encoding="utf-8")
    if "://" in text or " @ " in text:
        raise Stop("The list names an address; constraints.txt is as it was.")
    fresh.write_text(HEADER + text, encoding="utf-8", newline="\n")
    fresh.replace(target)
