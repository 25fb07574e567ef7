"""What is said on the line that tells how far a long job is."""

from __future__ import annotations

import re
from pathlib import Path

import imalink_desktop.sync
from imalink_desktop.app.watching import SYNC


def test_what_sync_is_at_is_said_in_words() -> None:
    sources = Path(imalink_desktop.sync.__file__).parent.glob("*.py")
    told = {name for one in sources for name in re.findall(r'Progress\("([^"]+)"', one.read_text("utf-8"))}
    assert told == SYNC.keys()
