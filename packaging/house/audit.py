"""Known vulnerabilities in what we build on; silence of the service is no failure."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path

from house.commands import tool
from house.places import CONSTRAINTS, ROOT

SECONDS = 60


def audit() -> int:
    """Ask about every pinned version; 1 only when something was found."""
    versions = CONSTRAINTS.read_text(encoding="utf-8")
    # One question first: where nobody answers it, a hundred more would only take time.
    asked, troubles = verdict(_ask(_first(versions)))
    if asked:
        asked, troubles = verdict(_ask(versions))
    if not asked:
        print("The service that knows of vulnerabilities cannot be reached; nothing was audited.")
        return 0
    print(*troubles, f"{asked} versions audited, {len(troubles)} known vulnerabilities.", sep="\n")
    return 1 if troubles else 0


def verdict(answer: str) -> tuple[int, list[str]]:
    """Count the versions that something is known about, and list what is wrong with them."""
    try:
        known = [package for package in json.loads(answer)["dependencies"] if "vulns" in package]
    except (ValueError, KeyError, TypeError):
        return 0, []
    return len(known), [
        f"{package['name']} {package['version']}: {trouble['id']}"
        f" (mended in {', '.join(trouble['fix_versions']) or 'no version yet'})"
        for package in known
        for trouble in package["vulns"]
    ]


def _ask(versions: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "versions.txt"
        listed.write_text(versions, encoding="utf-8")
        command = [
            *(tool("pip-audit"), "--disable-pip", "--require-hashes", "-r", str(listed)),
            *("--format", "json", "--progress-spinner", "off", "--timeout", "10"),
        ]
        try:
            asking = subprocess.run(
                command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            return ""
        return asking.stdout


def _first(versions: str) -> str:
    """Give the first entry of a list of versions, with its hashes."""
    return re.split(r"\n(?=[a-zA-Z])", "\n" + versions)[1]
