"""The command line: which words there are, and what each one runs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from imalink_core.version import VERSION
from imalink_desktop.app import egg, welcome


class Arguments(argparse.Namespace):
    """What was typed, with types."""

    run: Callable[[Arguments], int]
    paths: list[Path]
    cold: int | None
    workers: int
    json: bool


def parse(words: Sequence[str]) -> Arguments:
    """Understand the words, or end the program with what is wrong and exit code 2."""
    parser = argparse.ArgumentParser(
        prog="imalink", description="A photo manager whose originals stay where they are."
    )
    parser.add_argument("--version", action="version", version=f"ImaLink {VERSION}")
    parser.set_defaults(run=lambda _: welcome.run())
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    eggs = commands.add_parser(
        "egg",
        help="turn files into PhotoEggs",
        description="Turn files, and all files of folders, into PhotoEggs.",
    )
    eggs.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    eggs.add_argument(
        "--cold",
        type=_cold,
        default=1920,
        metavar="PIXELS",
        help="longest side of the large preview, or none (default: 1920)",
    )
    eggs.add_argument("--json", action="store_true", help="one JSON document instead of lines")
    eggs.add_argument(
        "--workers",
        type=_workers,
        default=os.cpu_count() or 1,
        help="files at a time (default: one a processor)",
    )
    eggs.set_defaults(run=lambda typed: egg.run(typed.paths, typed.cold, typed.workers, as_json=typed.json))
    return parser.parse_args(words, namespace=Arguments())


def _cold(word: str) -> int | None:
    if word == "none":
        return None
    return _number(word, 150, 10_000)


def _workers(word: str) -> int:
    return _number(word, 1, 64)


def _number(word: str, least: int, most: int) -> int:
    if word.isascii() and word.isdigit() and least <= int(word[:9]) <= most:
        return int(word)
    raise argparse.ArgumentTypeError(f"{word!r} is not a number from {least} to {most}")
