"""The exit codes of every command, which scripts rely on."""

from __future__ import annotations

from enum import IntEnum

from imalink_desktop.base.errors import Expected


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    WITH_PROBLEMS = 1
    """Done, but some files could not be read; each was named."""
    WRONG_USE = 2
    COULD_NOT = 3


class WrongUse(Expected):
    """What was asked for makes no sense, though each word does."""


class Unheard(Exception):
    """It was done, but nobody can be told."""
