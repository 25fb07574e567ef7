"""Answers on standard output: one JSON document, or lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from imalink_desktop.app.telling import on_one_line

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None


def as_json(document: Json) -> None:
    """Write the one document."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def line(words: str = "") -> None:
    """Write a line."""
    sys.stdout.write(on_one_line(words) + "\n")
