"""`imalink egg`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from imalink_desktop.app.typed import Commands, Typed, number, path, takes_json


class Hatching(Typed):
    """What `egg` was asked for."""

    files: list[Path]
    cold: int | None
    workers: int


def add(commands: Commands) -> None:
    """Say what can be typed."""
    egg = commands.add("egg", "tell what is read in files, as PhotoEggs; nothing is imported", _egg)
    egg.add_argument("files", nargs="+", type=path, metavar="PATH", help="a file, or a folder with all in it")
    egg.add_argument(
        "--cold",
        type=_cold,
        default=1920,
        metavar="PIXELS",
        help="longest side of the large preview, or none (default: 1920)",
    )
    takes_json(egg)
    egg.add_argument(
        "--workers",
        type=_workers,
        metavar="N",
        default=os.cpu_count() or 1,
        help="read so many files at once (default: one for each processor)",
    )


def _egg(typed: Hatching) -> int:
    from imalink_desktop.app.deeds import hatching

    return hatching.run(typed)


def _cold(word: str) -> int | None:
    if word == "none":
        return None
    try:
        return number(word, 150, 10_000)
    except argparse.ArgumentTypeError as error:
        raise argparse.ArgumentTypeError(f"{error}, nor none") from None


def _workers(word: str) -> int:
    return number(word, 1, 64)
