"""Folders and files that nobody else may look into."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from imalink_server.base.errors import Expected


def private_folder(folder: Path) -> Path:
    """Make a folder, and those it lies in, for nobody else to look into; one that is there stays as it is."""
    try:
        _make(folder)
    except OSError as error:
        raise Expected(
            f"The folder {folder} cannot be made ({error.strerror}).", "Choose another with --data-dir."
        ) from error
    return folder


def _make(folder: Path) -> None:
    if not folder.is_dir():
        # mkdir(parents=True) would make the upper ones for everybody.
        if folder.parent != folder:
            _make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def write_once(path: Path, content: bytes) -> bytes:
    """Make a file that nobody else can read, whole or not at all; what it holds if another was first."""
    file, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(file, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        try:
            os.link(beside, path)
        except FileExistsError:
            return path.read_bytes()
        except OSError:  # a disk without such links
            Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)
    return content


def is_open_to_others(path: Path) -> bool:
    """Whether others on this machine may read or write a file. Only POSIX can tell."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
