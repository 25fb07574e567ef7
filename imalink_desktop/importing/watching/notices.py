"""What is said of folders that are only looked at now and then."""

from __future__ import annotations

from pathlib import Path

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.words import _, marked

_LATER = marked("New photos appear a few minutes later; to have them at once, import the folder again.")


def beyond(folder: Path, wire: str) -> Expected:
    """Nobody tells us what others do on a share."""
    return Expected(
        _("{folder} lies beyond {wire}, so it is only looked at now and then.").format(
            folder=kept_path(folder), wire=wire
        ),
        _(_LATER),
    )


def no_more(folder: Path) -> Expected:
    """The system has its limit."""
    sentence = _("The system watches no more folders, so {folder} is only looked at now and then.").format(
        folder=kept_path(folder)
    )
    return Expected(sentence, _(_LATER))
