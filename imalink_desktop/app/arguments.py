"""The command line: which words there are, and what each one runs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from imalink_core.version import VERSION
from imalink_desktop.app.typed import Commands, Typed
from imalink_desktop.app.words import bringing, changing, eggs, keeping, looking


def parse(words: Sequence[str]) -> Typed:
    """Understand the words, or end the program with what is wrong and exit code 2."""
    place = argparse.ArgumentParser(add_help=False)
    place.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="keep everything that the program writes in this folder",
    )
    parser = argparse.ArgumentParser(
        prog="imalink",
        description="A photo manager whose originals stay where they are.",
        parents=[place],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"ImaLink {VERSION}")
    parser.set_defaults(run=_window)
    commands = Commands(parser.add_subparsers(title="commands", metavar="COMMAND"), place)
    for page in (bringing, looking, changing, keeping, eggs):
        page.add(commands)
    if any(word.endswith("=--") for word in words):  # argparse would stumble over it
        parser.error("a value cannot be just --")
    return parser.parse_args(_with_queries(words), namespace=Typed())


_WITH_QUERIES = ("list", "verify")


def _window(typed: Typed) -> int:
    from imalink_desktop.app.desktop import start

    return start.run(typed.paths)


def _with_queries(words: Sequence[str]) -> list[str]:
    """`list -tag:private` asks for what has no such tag; argparse would take it for an option."""
    place = next((number for number, _ in enumerate(words) if _is_command(words, number)), None)
    if place is None or words[place] not in _WITH_QUERIES:
        return list(words)
    return [*words[: place + 1], *(_as_query(word) for word in words[place + 1 :])]


def _is_command(words: Sequence[str], number: int) -> bool:
    return not words[number].startswith("-") and (number == 0 or words[number - 1] != "--data-dir")


def _as_query(word: str) -> str:
    denies = word[:1] == "-" and word[1:2] not in ("", "-") and word != "-h"
    return f"NOT {word[1:]}" if denies else word
