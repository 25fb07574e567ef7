"""What was typed, with types; and the small readers of single words."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from imalink_desktop.app.caller import caller
from imalink_desktop.base.paths import Paths

_MOST_IN_A_ROW = 1_000_000


class Typed(argparse.Namespace):
    """The words of one call. Which of them are there depends on the command."""

    run: Callable[[Typed], int]
    data_dir: Path | None = None
    json: bool = False
    ids: list[range]

    @property
    def paths(self) -> Paths:
        """Where the program keeps everything."""
        if (one := caller()) is not None:
            return one.paths
        return Paths.of_the_user() if self.data_dir is None else Paths.below(self.data_dir)

    @property
    def photos(self) -> list[int]:
        """The numbers of the photos that were named, each once."""
        return list(dict.fromkeys(photo for some in self.ids for photo in some))


class Commands:
    """Where each page of commands adds its own."""

    def __init__(
        self,
        parsers: argparse._SubParsersAction[argparse.ArgumentParser],
        everywhere: argparse.ArgumentParser,
    ) -> None:
        self._parsers = parsers
        self._everywhere = everywhere

    @property
    def names(self) -> Collection[str]:
        """The words that are commands."""
        return self._parsers.choices.keys()

    def add(self, name: str, help: str, run: Callable[[Any], int], more: str = "") -> argparse.ArgumentParser:  # noqa: A002 - argparse calls it so
        """Begin a command; what it takes is added to the parser that this answers."""
        parser = self._parsers.add_parser(
            name,
            help=help,
            description=f"{help[:1].upper()}{help[1:]}. {more}".rstrip(),
            parents=[self._everywhere],
            allow_abbrev=False,
        )
        parser.set_defaults(run=run)
        return parser


def takes_json(parser: argparse.ArgumentParser) -> None:
    """Add the switch for programs that read us."""
    parser.add_argument("--json", action="store_true", help="one JSON document instead of lines")


def takes_photos(parser: argparse.ArgumentParser) -> None:
    """Add the photos that a command is about."""
    parser.add_argument("ids", nargs="+", type=ids, metavar="ID", help="photos, such as 12 or 12-40")


def path(word: str) -> Path:
    """A path; nothing at all would be the folder that one stands in."""
    if not word:
        raise argparse.ArgumentTypeError("a path is missing: “” names no folder and no file")
    one = caller()
    return Path(word) if one is None else one.here / word


def ids(word: str) -> range:
    """A photo, or some in a row: `12` or `12-40`."""
    first, dash, last = word.partition("-")
    try:
        begin, end = positive(first), positive(last if dash else first)
    except argparse.ArgumentTypeError:
        begin, end = 1, 0
    if not begin <= end < begin + _MOST_IN_A_ROW:
        raise argparse.ArgumentTypeError(f"{word!r} is no photo's number, such as 12 or 12-40")
    return range(begin, end + 1)


def positive(word: str) -> int:
    """A number from 1."""
    return number(word, 1, 2**53)


def number(word: str, least: int, most: int) -> int:
    """A whole number in a range."""
    if word.isascii() and word.isdigit() and len(word) < 18 and least <= int(word) <= most:
        return int(word)
    raise argparse.ArgumentTypeError(f"{word!r} is not a number from {least} to {most}")
