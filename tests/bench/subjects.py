"""What is timed, each in a process of its own: `python -m tests.bench.subjects NAME THREADS FILE…`.

Prints one JSON list: the seconds of each picture after the first, which warms up;
with several threads the seconds of all together.
"""

from __future__ import annotations

import importlib
import io
import json
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageOps

from imalink_core import Hatchery, Order

Subject = Callable[[Path], object]


def load(path: Path) -> object:
    """A bare Pillow decode."""
    with Image.open(path) as image:
        return image.load()


def recipe(path: Path) -> object:
    """The recipe step by step, each step on its own full-size copy."""
    with Image.open(path) as image:
        image.load()
        upright = ImageOps.exif_transpose(image)
    previews = []
    for side in (150, 1920):
        preview = upright.copy()
        preview.thumbnail((side, side), Image.Resampling.LANCZOS)
        stream = io.BytesIO()
        preview.convert("RGB").save(stream, "JPEG", quality=85)
        previews.append(stream.getvalue())
    return previews


def vips(path: Path) -> object:
    """Both sizes by pyvips, which decodes at a reduced scale: not the recipe's pixels."""
    pyvips = importlib.import_module("pyvips")

    return [
        pyvips.Image.thumbnail(str(path), side, height=side, size="down").jpegsave_buffer(Q=85)
        for side in (150, 1920)
    ]


def subjects(hatchery: Hatchery) -> dict[str, Subject]:
    """Everything there is to time, by name."""
    return {
        "load": load,
        "recipe": recipe,
        "vips": vips,
        "egg": lambda path: hatchery.hatch(path, Order(cold=1920)),
        "egg+hash": lambda path: hatchery.hatch(path, Order(cold=1920, sha256=True)),
        "egg+hash+grid": lambda path: hatchery.hatch(path, Order(cold=1920, grid=512, sha256=True)),
        "hot only": lambda path: hatchery.hatch(path, Order(cold=None)),
    }


def one_by_one(subject: Subject, files: Sequence[Path]) -> list[float]:
    """The seconds of each file but the first."""
    seconds = []
    for file in files:
        started = time.perf_counter()
        subject(file)
        seconds.append(time.perf_counter() - started)
    return seconds[1:]


def together(subject: Subject, files: Sequence[Path], threads: int) -> list[float]:
    """The seconds of all files in so many threads, warmed up by one file each."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(subject, files[:threads]))
        started = time.perf_counter()
        list(pool.map(subject, files))
        return [time.perf_counter() - started]


def main(name: str, threads: int, files: Sequence[Path]) -> None:
    """Time one subject and print the seconds."""
    with Hatchery() as hatchery:
        subject = subjects(hatchery)[name]
        seconds = together(subject, files, threads) if threads else one_by_one(subject, files)
    json.dump(seconds, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), [Path(word) for word in sys.argv[3:]])
