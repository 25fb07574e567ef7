"""The last rounds of syncing: the newest first, each worth being told, and kept until the next start."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from imalink_desktop.ui.syncing.standing import Round

_KEPT = 20


def noted(rounds: tuple[Round, ...], one: Round) -> tuple[Round, ...]:
    """With this one before them. Of several that did nothing, or failed alike, the last is enough."""
    if rounds and replace(rounds[0], at=one.at) == one and not one.did_something:
        rounds = rounds[1:]
    return (one, *rounds)[:_KEPT]


def as_json(rounds: tuple[Round, ...]) -> list[list[Any]]:
    """As they are written down."""
    return [
        [one.at, one.pushed, one.pulled, one.trouble, list(one.spaces_gone), list(one.overruled)]
        for one in rounds
    ]


def from_json(kept: object) -> tuple[Round, ...]:
    """As they were written down, as far as that can be read."""
    found = map(_round, kept) if isinstance(kept, list) else ()
    return tuple(one for one in found if one is not None)[:_KEPT]


def _round(kept: object) -> Round | None:
    match kept:
        case [str(at), int(pushed), int(pulled), str(trouble), *rest]:
            names = [tuple(map(str, one)) if isinstance(one, list) else () for one in rest[:2]]
            return Round(at, pushed, pulled, trouble, *names)
    return None
