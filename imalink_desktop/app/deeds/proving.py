"""`imalink --self-check`: a line for each part of the program, and whether it works here."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from imalink_desktop.app.deeds.answers import as_json, line
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.proving.parts import Finding, examined
from imalink_desktop.app.telling import tell
from imalink_desktop.app.typed import Typed


def run(typed: Typed) -> int:
    """Prove it in a folder that is gone afterwards. 1 says that something is missing."""
    _without_a_screen()
    begin, findings = time.monotonic(), list[Finding]()
    with tempfile.TemporaryDirectory(prefix="imalink-check-", ignore_cleanup_errors=True) as place:
        for finding in examined(Path(place)):
            findings.append(finding)
            if not typed.json:
                line(f"{'ok' if finding.is_ok else 'FAILED':<7} {finding.part}: {finding.why}")
    broken = [finding.part for finding in findings if not finding.is_ok]
    if typed.json:
        as_json(
            {
                "ok": not broken,
                "seconds": round(time.monotonic() - begin, 2),
                "parts": [{"part": one.part, "ok": one.is_ok, "why": one.why} for one in findings],
            }
        )
    if broken:
        tell(f"This ImaLink is not whole: {', '.join(broken)}.")
    return Exit.WITH_PROBLEMS if broken else Exit.DONE


def _without_a_screen() -> None:
    """Nobody is to see a window flash by, on a machine that only builds packages least of all."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
