"""What a text on the wire may be: bounded, and without letters that no database or screen can hold."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from imalink_core import BadEgg
from imalink_core.codec import checks
from imalink_core.codec.strict_json import is_clean
from imalink_server.base import indexed

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_NAME = r"^[^\W_][\w.-]*$"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)*")


def _printable(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("holds letters that cannot be printed")
    return text


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text) or not indexed.fits(unicodedata.normalize("NFKC", text)):
        raise ValueError("is no e-mail address")
    return text


Line: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_printable),
]
"""One line of text."""
FileName: TypeAlias = Annotated[
    str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^/\\]+$"), AfterValidator(_printable)
]
"""What a file is called, without the folders it lies in."""
UserName: TypeAlias = Annotated[str, StringConstraints(min_length=2, max_length=64, pattern=_NAME)]
"""Letters and digits of any script; within it also . - and _. No @, by which e-mail addresses are known."""
Email: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254),
    AfterValidator(_printable),
    AfterValidator(_email),
]


def _clean(text: str) -> str:
    if not is_clean(text):
        raise ValueError("holds letters that cannot be stored")
    return text


def _wall_time(text: str) -> str:
    if _DAY.fullmatch(text):
        date.fromisoformat(text)
        return text
    try:
        return checks.moment(text, "").isoformat()
    except BadEgg as bad:
        raise ValueError(bad.why) from None


Id: TypeAlias = Annotated[int, Field(ge=1, le=checks.MOST_WHOLE, strict=True)]
"""What the server calls a thing."""
Uid: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""What all machines call a thing: a UUID that was made with it."""
Hothash: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Text: TypeAlias = Annotated[str, StringConstraints(max_length=100_000), AfterValidator(_clean)]
"""Text of many lines."""
Title: TypeAlias = Annotated[str, StringConstraints(max_length=8000), AfterValidator(_clean)]
TagName: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_printable)
]
WallTime: TypeAlias = Annotated[str, StringConstraints(max_length=40), AfterValidator(_wall_time)]
"""A moment on the clocks of where a photo was taken, or a day."""
Latitude: TypeAlias = Annotated[float, Field(ge=-90, le=90)]
Longitude: TypeAlias = Annotated[float, Field(ge=-180, le=180)]
VisibilityWord: TypeAlias = Literal["private", "space", "authenticated", "public"]


class Question(BaseModel):
    """The body of a request: nothing in it that is not asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """The body of an answer."""

    model_config = ConfigDict(frozen=True, from_attributes=True)
