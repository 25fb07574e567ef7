"""The lanes: which work waits for which. One table."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Lane(StrEnum):
    """Work on one lane waits for its turn there; lanes do not wait for each other."""

    WRITING = "writing"
    """The photographer's changes: one at a time, in the order in which they were asked for."""

    READING = "reading"
    """What a view wants to show."""

    LOOKING = "originals to look at"
    """What somebody looks at closely: it does not wait for an import."""

    LONG = "long work"
    """Imports and checks: each waits for its own workers most of the time."""

    HATCHING = "hatching"
    """The workers of an import."""

    SENDING = "sending"
    """The workers of syncing."""

    TYPED = "what is typed in a terminal"
    """It waits for work on the other lanes, so it may not stand in its way."""

    ROUNDS = "rounds of syncing"
    """Syncing itself, and signing in: what may wait for a server, and nothing else for it."""


WIDTHS: Mapping[Lane, int] = MappingProxyType(
    {
        Lane.WRITING: 1,
        Lane.READING: 2,
        Lane.LOOKING: 2,
        Lane.LONG: 4,
        Lane.HATCHING: max(1, os.cpu_count() or 1),
        Lane.SENDING: 2,
        Lane.TYPED: 32,
        Lane.ROUNDS: 2,
    }
)
"""How much is done at once on each."""
