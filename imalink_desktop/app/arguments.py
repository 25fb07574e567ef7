"""The command line: which words there are, and what each one runs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from imalink_core.version import VERSION
from imalink_desktop.app.typed import Commands, Typed, path, takes_json
from imalink_desktop.app.words import bringing, changing, eggs, keeping, looking, syncing


def parse(words: Sequence[str]) -> Typed:
    """Understand the words, or end the program with what is wrong and exit code 2."""
    place = argparse.ArgumentParser(add_help=False)
    place.add_argument(
        "--data-dir",
        type=path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="keep everything that the program writes in this folder",
    )
    parser = argparse.ArgumentParser(
        prog="imalink",
        usage="imalink [-h] [--data-dir DIR] [--version] [COMMAND … | PATH…]",
        description="A photo manager whose originals stay where they are.",
        epilog="Without a command the window opens; with paths it asks how to import them. "
        "A file that is called like a command is given as ./import, say. "
        "“imalink COMMAND --help” tells more of a command, "
        f"“imalink {_SELF_CHECK}” whether all parts of the program are there and work.",
        parents=[place],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"ImaLink {VERSION}")
    parser.set_defaults(run=_window)
    commands = Commands(parser.add_subparsers(prog="imalink", title="commands", metavar="COMMAND"), place)
    for page in (bringing, looking, changing, keeping, syncing, eggs):
        page.add(commands)
    if any(word.endswith("=--") for word in words):  # argparse would stumble over it
        parser.error("a value cannot be just --")
    first = _first_word(words)
    if first is None and _SELF_CHECK in words:
        return _proving().parse_args(list(words), namespace=Typed())
    if first is not None and words[first] not in commands.names and _is_path(words[first]):
        return _opening(place).parse_args(list(words), namespace=Opening())
    return parser.parse_args(_with_queries(words), namespace=Typed())


_SELF_CHECK = "--self-check"
_WITH_QUERIES = ("list", "verify", "space")


_HANDED = frozenset(
    {
        *("rate", "tag", "visibility", "tell", "edit", "discard", "bring-back", "resolve", "undo", "redo"),
        *("import", "imports", "sync"),
    }
)
"""What the window does for others: what needs neither a password nor the catalog for itself."""


def can_be_handed(words: Sequence[str]) -> bool:
    """Whether the window can be asked to do this."""
    first = _first_word(words)
    if first is not None and words[first] == "space":
        return words[first + 1 : first + 2] in (["list"], ["put"], ["take"])
    return first is not None and words[first] in _HANDED and "--password-stdin" not in words


class Opening(Typed):
    """What the window was opened with, such as by “Open with” in a file manager."""

    sources: list[Path]


def _opening(place: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="imalink", usage="imalink [--data-dir DIR] PATH…", parents=[place], allow_abbrev=False
    )
    parser.add_argument("sources", nargs="+", type=_there, metavar="PATH")
    parser.set_defaults(run=_window_with)
    return parser


def _proving() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="imalink", allow_abbrev=False)
    parser.add_argument(
        _SELF_CHECK, action="store_true", help="prove that all of the program is there and works"
    )
    takes_json(parser)
    parser.set_defaults(run=_self_check)
    return parser


def _self_check(typed: Typed) -> int:
    from imalink_desktop.app.deeds import proving

    return proving.run(typed)


def _window(typed: Typed) -> int:
    from imalink_desktop.app.desktop import start

    return start.run(typed.paths)


def _window_with(typed: Opening) -> int:
    from imalink_desktop.app.desktop import start

    return start.run(typed.paths, typed.sources)


def _there(word: str) -> Path:
    """A path to import from: whoever mistypes one is to hear it here, and not in the window."""
    named = path(word).absolute()
    if not os.path.lexists(named):
        raise argparse.ArgumentTypeError(f"there is no {word}")
    return named


def _is_path(word: str) -> bool:
    """What is no command may be a path; a slip of the keys should be told as one."""
    return bool(word) and (os.sep in word or "/" in word or os.path.lexists(word))


def _with_queries(words: Sequence[str]) -> list[str]:
    """`list -tag:private` asks for what has no such tag; argparse would take it for an option."""
    place = _first_word(words)
    if place is None or words[place] not in _WITH_QUERIES:
        return list(words)
    if words[place] == "space" and words[place + 1 : place + 2] == ["join"]:
        return _with_code(words, place + 1)
    return [*words[: place + 1], *(_as_query(word) for word in words[place + 1 :])]


def _with_code(words: Sequence[str], join: int) -> list[str]:
    """A code may begin with a dash; behind everything else nothing takes it for an option."""
    code = words[join + 1 : join + 2]
    if not code or code[0] in ("-h", "--", "--help", "--json", "--password-stdin", "--data-dir"):
        return list(words)
    return [*words[:join], *words[join + 2 :], words[join], "--", *code]


def _first_word(words: Sequence[str]) -> int | None:
    """Where the command stands, or the first path."""
    return next((number for number, _ in enumerate(words) if _is_plain(words, number)), None)


def _is_plain(words: Sequence[str], number: int) -> bool:
    return not words[number].startswith("-") and (number == 0 or words[number - 1] != "--data-dir")


def _as_query(word: str) -> str:
    denies = word[:1] == "-" and word[1:2] not in ("", "-") and word != "-h"
    return f"NOT {word[1:]}" if denies else word
