"""The two kinds of error: the world's, which gets a sentence and a next step, and ours, which gets a report.

Trouble
├── Expected    the disk is full, the server is away: tell the user what to do
└── Bug         we are wrong: log it, report it, and do not pretend
"""

from __future__ import annotations


class Trouble(Exception):
    """The root of all that the desktop raises on purpose."""


class Expected(Trouble):
    """Something in the world stands in the way. `sentence` says what, `next_step` what to do about it."""

    def __init__(self, sentence: str, next_step: str = "") -> None:
        self.sentence = sentence
        self.next_step = next_step
        super().__init__(f"{sentence} {next_step}".rstrip())


class Bug(Trouble):
    """Something that cannot be, if the program is right."""
