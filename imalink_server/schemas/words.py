"""What a text on the wire may be: bounded, and without letters that no database or screen can hold."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_NAME = r"^[^\W_][\w.-]*$"
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)*")


def _printable(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("holds letters that cannot be printed")
    return text


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise ValueError("is no e-mail address")
    return text


Line: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_printable),
]
"""One line of text."""
UserName: TypeAlias = Annotated[str, StringConstraints(min_length=2, max_length=64, pattern=_NAME)]
"""Letters and digits of any script; within it also . - and _. No @, by which e-mail addresses are known."""
Email: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254),
    AfterValidator(_printable),
    AfterValidator(_email),
]


class Question(BaseModel):
    """The body of a request: nothing in it that is not asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """The body of an answer."""

    model_config = ConfigDict(frozen=True)
