"""`make package`: from a clean environment to a folder that runs anywhere, and on Debian a .deb of it."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from house import debian
from house.packing import deb, freezing, libraries, proving, resource, runtime
from house.packing.places import DONE, FOLDER, MAKING


def package() -> int:
    """Make it, prove it, and tell where it lies."""
    debian.provide(debian.missing_for_packing(), "A package needs what is not installed here")
    _step("clean environment", runtime.make)
    if sys.platform == "win32":
        _step("version resource", resource.write)
    _step("program", freezing.freeze)
    _step("self-check", lambda: proving.prove(program()))
    made = [FOLDER]
    if sys.platform.startswith("linux"):
        wants = libraries.wants(FOLDER)
        inside = frozenset(file.name for file in FOLDER.rglob("*"))
        depends = libraries.packages_for(wants, inside)
        if shutil.which("dpkg-deb"):
            print("Wrapping it up as Debian's package takes some minutes.", flush=True)
            _step("Debian's package", lambda: made.append(deb.build(FOLDER, depends, MAKING / "deb", DONE)))
    for each in made:
        print(f"{each}: {_bytes(each) / 1e6:.0f} MB")
    return 0


def program() -> Path:
    """The built program, as it is started from a terminal."""
    return FOLDER / ("imalink.exe" if sys.platform == "win32" else "imalink")


def _step(name: str, step: Callable[[], object]) -> None:
    begin = time.monotonic()
    step()
    print(f"== {name}: {time.monotonic() - begin:.0f} s", flush=True)


def _bytes(place: Path) -> int:
    if place.is_file():
        return place.stat().st_size
    return sum(file.lstat().st_size for file in place.rglob("*") if file.is_file() and not file.is_symlink())
