"""The built program proves itself, in a home of its own and without a screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from house.stop import Stop

_SECONDS = 300
_KEPT = ("PATH", "LANG", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "COMSPEC")


def prove(program: Path) -> None:
    """Have it check itself; nothing of this environment may help it."""
    with tempfile.TemporaryDirectory() as home:
        own = {name: os.environ[name] for name in _KEPT if name in os.environ}
        own |= {"HOME": home, "USERPROFILE": home, "QT_QPA_PLATFORM": "offscreen"}
        asked = [str(program), "--self-check", "--json"]
        try:
            done = subprocess.run(
                asked,
                env=own,
                cwd=home,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
                timeout=_SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise Stop(f"The built program has not told of itself within {_SECONDS} seconds.") from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise Stop(f"The built program says nothing of itself:\n{done.stdout}{done.stderr}") from None
    for part in told["parts"]:
        print(f"    {'ok' if part['ok'] else 'FAILED':<7} {part['part']}: {part['why']}")
    if done.returncode != 0 or not told["ok"]:
        raise Stop("The built program is not whole.")
    sys.stdout.flush()
