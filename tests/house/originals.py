"""The first promise, as a fixture: an original is never written, moved, renamed, touched or deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry of a folder, as far as anyone could have changed it."""

    mode: int
    mtime_ns: int
    content: str


def look(folder: Path) -> dict[str, Seen]:
    """Look at everything in a folder, and at the folder itself."""
    return {str(path.relative_to(folder)): _seen(path) for path in [folder, *folder.rglob("*")]}


def _seen(path: Path) -> Seen:
    state = path.lstat()
    if path.is_symlink():
        content = str(path.readlink())
    elif path.is_file():
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    else:
        content = ""
    return Seen(state.st_mode, state.st_mtime_ns, content)


@pytest.fixture
def untouched() -> Iterator[Callable[[Path], None]]:
    """Call it with a folder; at the end of the test, nothing in it may have changed."""
    folders: dict[Path, dict[str, Seen]] = {}

    def watch(folder: Path) -> None:
        folders[folder] = look(folder)

    yield watch
    for folder, before in folders.items():
        after = look(folder)
        changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        if changed:
            pytest.fail(f"originals were touched in {folder.name}: {', '.join(changed)}")
