"""The command line: which words there are, and what each one runs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from imalink_core.version import VERSION
from imalink_desktop.app import welcome
from imalink_desktop.app.typed import Commands, Typed
from imalink_desktop.app.words import changing, eggs, keeping, looking


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
    parser.set_defaults(run=lambda _: welcome.run())
    commands = Commands(parser.add_subparsers(title="commands", metavar="COMMAND"), place)
    for page in (looking, changing, keeping, eggs):
        page.add(commands)
    return parser.parse_args([_as_query(word, words) for word in words], namespace=Typed())


def _as_query(word: str, words: Sequence[str]) -> str:
    """`list -tag:private` asks for what has no such tag; argparse would take it for an option."""
    is_part_of_one = "list" in words and word[:1] == "-" and word[1:2] not in ("", "-") and word != "-h"
    return f"NOT {word[1:]}" if is_part_of_one else word
