"""The egg table: one egg against a bare decode, two workers against one, and us against the others."""

from __future__ import annotations

import importlib.util
import shutil
import statistics
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from tests.bench import runs
from tests.drawing import camera_exif, jpeg, scene, turned
from tests.drawing.jpeg import Subsampling

_PICTURES: dict[str, tuple[int, int, Subsampling]] = {
    "12 MP": (4000, 3000, "4:2:0"),
    "24 MP": (6000, 4000, "4:2:2"),
    "45 MP": (8256, 5504, "4:2:0"),
}
Round: TypeAlias = dict[str, float]
"""What was measured side by side, by name."""

_ROUNDS = 5
_TIMES = 5
_FILES = 8

_VIPS = (
    "vipsthumbnail {file} -s 150x150 -o {out}-hot.jpg[Q=85] && "
    "vipsthumbnail {file} -s 1920x1920 -o {out}-cold.jpg[Q=85]"
)
_MAGICK = (
    "{program} -define jpeg:size=3840x3840 {{file}} -auto-orient -resize 1920x1920 -quality 85 "
    "-write {{out}}-cold.jpg -resize 150x150 {{out}}-hot.jpg"
)


def draw(folder: Path) -> dict[str, Path]:
    """The pictures: 12, 24 and 45 megapixels with a photograph's noise; the second held sideways."""
    files = {}
    for name, (width, height, subsampling) in _PICTURES.items():
        sideways = name == "24 MP"
        picture = turned(scene(height, width), 6) if sideways else scene(width, height)
        files[name] = folder / f"{width}.jpg"
        exif = camera_exif(orientation=6 if sideways else 1)
        files[name].write_bytes(jpeg(picture, exif=exif, quality=92, subsampling=subsampling))
    return files


def report(folder: Path) -> Iterator[str]:
    """The lines of the table."""
    files = draw(folder)
    yield from _single(files)
    yield from _workers([files["24 MP"]] * _FILES)
    yield from _others([files["24 MP"]] * _FILES, folder)


def _single(files: Mapping[str, Path]) -> Iterator[str]:
    names = ("load", "recipe", "egg", "egg+hash", "egg+hash+grid", "hot only")
    yield f"One egg, one thread: median ms over {_ROUNDS} rounds of fresh processes"
    yield f"{'':8}" + "".join(f"{name:>15}" for name in names) + f"{'egg/load':>10}{'recipe/egg':>12}"
    for size, file in files.items():
        rounds = [{name: runs.each(name, file, _TIMES) for name in names} for _ in range(_ROUNDS)]
        cells = "".join(f"{_median(rounds, name) * 1000:15.0f}" for name in names)
        to_load = _median(rounds, "egg", "load")
        to_recipe = _median(rounds, "recipe", "egg")
        yield f"{size:8}{cells}{to_load:10.2f}{to_recipe:12.2f}"
    yield "target at 24 MP: egg/load ≤ 1.50, recipe/egg ≥ 3.50"


def _workers(files: list[Path]) -> Iterator[str]:
    yield ""
    yield "Two workers, 24 MP: eggs/s"
    rounds = [
        {
            "one": runs.rate("egg", 1, files),
            "two": runs.rate("egg", 2, files),
            "processes": runs.rate_of_two_processes("egg", files),
        }
        for _ in range(_ROUNDS)
    ]
    for name in ("one", "two", "processes"):
        yield f"  {name:12}{_median(rounds, name):8.2f}"
    to_one = _median(rounds, "two", "one")
    to_processes = _median(rounds, "two", "processes")
    yield f"  two/one {to_one:.2f}, two/processes {to_processes:.2f}; target: ≥ 1.85 or ≥ 0.95"


def _others(files: list[Path], folder: Path) -> Iterator[str]:
    yield ""
    yield "Both sizes of 24 MP, two at a time: photos/s"
    yield f"  {'imalink':16}{runs.rate('egg', 2, files):8.2f}"
    if importlib.util.find_spec("pyvips") is not None:
        yield f"  {'pyvips':16}{runs.rate('vips', 2, files):8.2f}"
    for name, program, command in (
        ("vipsthumbnail", "vipsthumbnail", _VIPS),
        ("ImageMagick 7", "magick", _MAGICK.format(program="magick")),
        ("ImageMagick 6", "convert-im6.q16", _MAGICK.format(program="convert-im6.q16")),
    ):
        if shutil.which(program) is None:
            yield f"  {name:16}  not installed"
        else:
            yield f"  {name:16}{runs.rate_of_program(('sh', '-c', command), files, folder):8.2f}"


def _median(rounds: list[Round], figure: str, against: str | None = None) -> float:
    """The median of a figure over the rounds, or of its ratio to another one of the same round."""
    return statistics.median(one[figure] / (one[against] if against else 1.0) for one in rounds)
