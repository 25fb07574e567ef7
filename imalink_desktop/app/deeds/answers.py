"""Answers on standard output: one JSON document, or lines for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from imalink_desktop.app.caller import out
from imalink_desktop.app.telling import on_one_line

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None


def as_json(document: Json) -> None:
    """Write the one document, in signs that every terminal and every pipe has."""
    json.dump(document, out(), indent=1)
    out().write("\n")


def moment(kept: str) -> str:
    """A moment of UTC as everybody here is told of it: by the clock of this computer."""
    at = datetime.fromisoformat(kept)
    return f"{(at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone():%Y-%m-%d %H:%M}"


def line(words: str = "") -> None:
    """Write a line."""
    out().write(on_one_line(words) + "\n")
