"""A screen of a real X server that nobody sees: what stands on it, and hands for its mouse and its keys."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

PATIENCE = 30.0
"""Seconds; generous, since nothing here takes one on an idle machine."""
SIZE = (1600, 900)
NEEDED = ("Xvfb", "xdotool")
MISSING = [name for name in NEEDED if shutil.which(name) is None]

_HEADER = struct.Struct(">25I")
"""The header of an xwd file; the pixels follow it and the table of colours."""
_COLOUR = 12


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen, and the folder in which the server keeps what stands on it."""

    display: str
    memory: Path

    @property
    def environment(self) -> dict[str, str]:
        """For programs that are to be seen on it."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def picture(self) -> Image.Image:
        """What stands on it now."""
        data = (self.memory / "Xvfb_screen0").read_bytes()
        header = _HEADER.unpack_from(data)
        start, wide, high, row, colours = header[0], header[4], header[5], header[12], header[19]
        pixels = data[start + colours * _COLOUR :]
        return Image.frombuffer("RGB", (wide, high), pixels, "raw", "BGRX", row, 1)

    def do(self, *words: str | int) -> str:
        """Have hands do something, in the words of xdotool; what it answers."""
        command = ["xdotool", *map(str, words)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE)
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """The number of the window with this title, when it can be seen."""
        found: list[str] = []

        def look() -> bool:
            found[:] = self.do("search", "--onlyvisible", "--name", f"^{title}$").split()
            return bool(found)

        until(look, f"a window called {title}")
        return found[0]


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """Begin one, and end it."""
    folder.mkdir()
    looking, telling = os.pipe()
    words = ["-displayfd", str(telling), "-fbdir", str(folder), "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        ["Xvfb", "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", *words],
        pass_fds=[telling],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(telling)
    try:
        with os.fdopen(looking) as told:
            number = told.readline().strip()
        yield Screen(f":{number}", folder)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def until(is_so: Callable[[], object], what: str) -> None:
    """Look again and again until this is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE:.0f} seconds for {what}")
        time.sleep(0.05)
