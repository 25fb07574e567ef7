"""What is said of folders that are only looked at now and then."""

from __future__ import annotations

from pathlib import Path

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import kept_path

_LATER = "New photos appear a few minutes later; to have them at once, import the folder again."


def beyond(folder: Path, wire: str) -> Expected:
    """Nobody tells us what others do on a share."""
    return Expected(f"{kept_path(folder)} lies beyond {wire}, so it is only looked at now and then.", _LATER)


def no_more(folder: Path) -> Expected:
    """The system has its limit."""
    sentence = f"The system watches no more folders, so {kept_path(folder)} is only looked at now and then."
    return Expected(sentence, _LATER)
