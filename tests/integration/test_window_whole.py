"""The whole program on a real screen: another program drops photos onto it, and keys decide about them."""

from __future__ import annotations

import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageColor

from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.ui.theme.palette import DARK, LIGHT
from tests.drawing import camera_exif, jpeg
from tests.integration.dragging import LIT, SIDE
from tests.integration.screen import MISSING, PATIENCE, SIZE, Screen, screen, until

_IMALINK = "import sys; from imalink_desktop.app.main import main; sys.exit(main(sys.argv[1:]))"
_COLOURS = ((220, 30, 30), (30, 160, 40), (40, 60, 220), (230, 210, 40), (200, 40, 200), (40, 200, 210))
_ASKING = "Import photos"
_THERE = (SIZE[0] - SIDE - 20, 40)
"""Beside the window, which stands at the upper left."""
_MIDDLE = (_THERE[0] + SIDE // 2, _THERE[1] + SIDE // 2)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"needs a screen of X: {', '.join(MISSING)} is not installed"),
]


def test_a_folder_dropped_by_another_program_is_imported_seen_and_decided_about(
    tmp_path: Path, untouched: Callable[[Path], None]
) -> None:
    folder, paths = tmp_path.resolve() / "Norway", Paths.below(tmp_path / "home")
    _draw(folder)
    untouched(folder)
    with screen(tmp_path / "screen") as seen, _imalink(seen, paths) as program:
        window = seen.window("ImaLink")
        until(lambda: _has_colour(seen, DARK.accent_fill, LIGHT.accent_fill), "the button of an empty window")
        assert _drop(seen, folder, window) == "CopyAction"
        seen.do("windowfocus", "--sync", seen.window(_ASKING))
        seen.do("key", "Return")
        until(lambda: _found(paths, "") == len(_COLOURS), "the photos in the catalog")
        for colour in _COLOURS:
            until(partial(_is_seen, seen, colour), f"a picture of {colour}")
        seen.do("windowfocus", "--sync", window)
        seen.do("key", "5")
        until(lambda: _found(paths, "rating:5") == 1, "five stars by key")
        seen.do("key", "Right")
        seen.do("key", "p")
        until(lambda: _found(paths, "flag:pick rating:0") == 1, "a pick of the next photo")
        seen.do("key", "ctrl+z")
        seen.do("key", "ctrl+z")
        until(lambda: _found(paths, "rating:5 OR flag:pick") == 0, "both undone")
        assert _drag_out(seen, folder, _COLOURS[2]) == f"CopyAction {folder / 'IMG_2.JPG'}"
        assert (folder / "IMG_2.JPG").exists()
        seen.do("key", "ctrl+q")
        assert program.wait(PATIENCE) == 0


@contextmanager
def _imalink(seen: Screen, paths: Paths) -> Iterator[subprocess.Popen[bytes]]:
    home = str(paths.data.parent)
    program = subprocess.Popen([sys.executable, "-c", _IMALINK, "--data-dir", home], env=seen.environment)
    try:
        yield program
    except BaseException:
        seen.picture().save(seen.memory / "last.png")  # whoever asks why will want to see it
        print("The program", "goes on." if program.poll() is None else f"ended with {program.poll()}.")
        raise
    finally:
        program.kill()
        program.wait(PATIENCE)


@contextmanager
def _another_program(seen: Screen, folder: Path) -> Iterator[IO[str]]:
    """What it says."""
    left, top = _THERE
    words = [sys.executable, "-m", "tests.integration.dragging", str(folder), str(left), str(top)]
    with subprocess.Popen(words, env=seen.environment, stdout=subprocess.PIPE, text=True) as other:
        try:
            seen.window("Another program")
            assert other.stdout is not None
            yield other.stdout
        finally:
            other.kill()


def _drop(seen: Screen, folder: Path, window: str) -> str:
    """Drag a folder out of another program into the window; what that program was told came of it."""
    with _another_program(seen, folder) as said:
        seen.do("mousemove", "--sync", *_MIDDLE, "mousedown", 1)
        before = seen.picture()

        def come_nearer() -> bool:
            """A hand is never quite still. It may drop when a large place has lit up."""
            for step in (0, 8, 16):
                seen.do("mousemove", "--window", window, 500 + step, 400)
            return _difference(before, seen.picture()) > 0.05

        seen.do("mousemove_relative", "--sync", "--", -40, 10)
        until(come_nearer, "a place to drop it that lights up")
        seen.do("mouseup", 1)
        seen.window(_ASKING)  # it has asked the other program for what was dropped
        return _line(said)


def _drag_out(seen: Screen, folder: Path, colour: tuple[int, int, int]) -> str:
    """Drag the photo of this colour into the other program; what that program says of it."""
    with _another_program(seen, folder) as said:
        rows, columns = np.nonzero(_alike(seen, colour))
        seen.do("mousemove", "--sync", int(np.median(columns)), int(np.median(rows)), "mousedown", 1)
        for step in (8, 16, 24):
            seen.do("mousemove_relative", "--sync", "--", step, 0)
        before = seen.picture()

        def is_carried() -> bool:
            """Where the hand is, a picture hangs on it."""
            seen.do("mousemove_relative", "--sync", "--", 1, 0)
            return _difference(before, seen.picture()) > 0.001

        def is_over() -> bool:
            for step in (-16, -8, 0):
                seen.do("mousemove", _MIDDLE[0] + step, _MIDDLE[1])
            return _is_seen(seen, LIT)

        until(is_carried, "a picture that hangs on the hand")
        until(is_over, "the other program that would take it")
        seen.do("mouseup", 1)
        return _line(said)


def _line(said: IO[str]) -> str:
    """The next line, or none when it does not come."""
    there, _, _ = select.select([said], [], [], PATIENCE)
    return said.readline().strip() if there else ""


def _draw(folder: Path) -> None:
    folder.mkdir()
    for number, colour in enumerate(_COLOURS):
        picture = Image.new("RGB", (600, 400), colour)
        exif = camera_exif(taken_at=f"2024:06:01 10:{number:02}:00")
        (folder / f"IMG_{number}.JPG").write_bytes(jpeg(picture, exif=exif))


def _found(paths: Paths, text: str) -> int:
    if not (paths.data / "catalog.db").exists():
        return 0
    with Catalog.look(paths.data) as catalog, catalog.reading() as look:
        return len(ids(look, parse(text), Sort()))


def _is_seen(seen: Screen, colour: tuple[int, int, int]) -> bool:
    """Whether much of the screen has this colour."""
    return int(_alike(seen, colour).sum()) > 5_000


def _alike(seen: Screen, colour: tuple[int, int, int]) -> npt.NDArray[np.bool_]:
    """Where the screen has this colour, as nearly as a JPEG keeps it."""
    pixels = np.asarray(seen.picture()).astype(int)
    near: npt.NDArray[np.bool_] = np.abs(pixels - colour).max(axis=2) < 14
    return near


def _has_colour(seen: Screen, *colours: str) -> bool:
    """Whether one of these is somewhere on the screen."""
    pixels = np.asarray(seen.picture())
    return any((pixels == ImageColor.getrgb(colour)).all(axis=2).any() for colour in colours)


def _difference(one: Image.Image, other: Image.Image) -> float:
    """The part of the pixels that differ."""
    return float((np.asarray(one) != np.asarray(other)).any(axis=2).mean())
