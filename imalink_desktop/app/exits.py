"""The exit codes of every command, which scripts rely on."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    WITH_PROBLEMS = 1
    """Done, but some files could not be read; each was named."""
    WRONG_USE = 2
    COULD_NOT = 3
