"""Three kinds of trouble: the world's, the caller's, and ours.

Trouble
├── Expected    the port is taken, the disk is full: tell who runs the server what to do
├── Refused     a question that is not answered: tell the caller by a code and in words
└── Bug         we are wrong: log it, and do not pretend
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from imalink_core.egg import Json


class Trouble(Exception):
    """The root of all that the server raises on purpose."""


class Expected(Trouble):
    """Something in the world stands in the way. `sentence` says what, `next_step` what to do about it."""

    def __init__(self, sentence: str, next_step: str = "") -> None:
        self.sentence = sentence
        self.next_step = next_step
        super().__init__(f"{sentence} {next_step}".rstrip())


class Code(StrEnum):
    """Why a question is refused: what programs read. Which status that is, only `api.problems` knows."""

    INVALID_REQUEST = "INVALID_REQUEST"
    NOT_AUTHENTICATED = "NOT_AUTHENTICATED"
    WRONG_CREDENTIALS = "WRONG_CREDENTIALS"
    WRONG_PASSWORD = "WRONG_PASSWORD"  # noqa: S105 - a word for it
    TOO_MANY_ATTEMPTS = "TOO_MANY_ATTEMPTS"
    REGISTRATION_CLOSED = "REGISTRATION_CLOSED"
    INVITATION_NEEDED = "INVITATION_NEEDED"
    ALREADY_TAKEN = "ALREADY_TAKEN"
    DUPLICATE = "DUPLICATE"
    NOT_FOUND = "NOT_FOUND"
    CHANGED_MEANWHILE = "CHANGED_MEANWHILE"
    NOT_A_PICTURE = "NOT_A_PICTURE"
    INVALID_FILE_FORMAT = "INVALID_FILE_FORMAT"
    KEY_USED_OTHERWISE = "KEY_USED_OTHERWISE"
    STALE_CURSOR = "STALE_CURSOR"
    UNCLEAR_STRETCH = "UNCLEAR_STRETCH"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    TOO_LARGE = "TOO_LARGE"
    UNSUPPORTED_ENCODING = "UNSUPPORTED_ENCODING"
    TOO_SLOW = "TOO_SLOW"
    WRONG_HOST = "WRONG_HOST"
    WRONG_ORIGIN = "WRONG_ORIGIN"
    UNAVAILABLE = "UNAVAILABLE"
    DISK_FULL = "DISK_FULL"
    QUOTA_EXCEEDED = "QUOTA_EXCEEDED"
    UPLOAD_UNFINISHED = "UPLOAD_UNFINISHED"
    UPLOAD_DAMAGED = "UPLOAD_DAMAGED"
    NO_SUCH_RANGE = "NO_SUCH_RANGE"
    BUG = "BUG"


class Refused(Trouble):
    """A question that is not answered, with the reason as a code and in words."""

    def __init__(self, code: Code, message: str, details: Mapping[str, Json] | None = None) -> None:
        self.code = code
        self.message = message
        self.details = dict(details or {})
        super().__init__(message)


def disk_full() -> Refused:
    """What to say where there is no room, whoever meets it."""
    return Refused(Code.DISK_FULL, "The server's disk is full. Nothing of this was kept.")


class Bug(Trouble):
    """Something that cannot be, if the program is right."""
