"""What a walk through somebody's folders can fall into, as far as this machine lets us build it."""

from __future__ import annotations

import contextlib
import os
import socket
import stat
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.drawing.jpeg import jpeg
from tests.drawing.photograph import scene

_SPARSE_SIZE = 20 << 30


def traps(folder: Path) -> dict[str, Path]:
    """Build the traps and answer those that could be built, by name. `free` takes them down.

    Names: fifo, socket, device, broken link, link loop, folder loop, sparse,
    unreadable, unreadable folder, not utf-8, composed, decomposed, deep,
    newline, dash, spaces, right to left.
    """
    built = {}
    for name, build in _TRAPS.items():
        with contextlib.suppress(OSError, ValueError, NotImplementedError, AttributeError):
            built[name] = build(folder)
    return {name: path for name, path in built.items() if os.path.lexists(path)}


def free(built: Mapping[str, Path]) -> None:
    """Make the unreadable readable again, so that the folder can be removed."""
    for name in ("unreadable", "unreadable folder"):
        if name in built:
            built[name].chmod(stat.S_IRWXU)


def _picture(path: Path) -> Path:
    path.write_bytes(jpeg(scene(32, 24)))
    return path


def _fifo(folder: Path) -> Path:
    path = folder / "pipe.jpg"
    os.mkfifo(path)
    return path


def _socket(folder: Path) -> Path:
    path = folder / "socket.jpg"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
    return path


def _device(folder: Path) -> Path:
    """Never-ending zeros, where we are allowed to make a device."""
    path = folder / "device.jpg"
    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    return path


def _broken_link(folder: Path) -> Path:
    path = folder / "broken link.jpg"
    path.symlink_to("not there.jpg")
    return path


def _link_loop(folder: Path) -> Path:
    path, other = folder / "loop a.jpg", folder / "loop b.jpg"
    path.symlink_to(other.name)
    other.symlink_to(path.name)
    return path


def _folder_loop(folder: Path) -> Path:
    path = folder / "same folder"
    path.symlink_to(folder, target_is_directory=True)
    return path


def _sparse(folder: Path) -> Path:
    """20 GB that take no room; left out where a file system would really write them."""
    if sys.platform == "win32":
        raise NotImplementedError
    path = _picture(folder / "sparse.jpg")
    os.truncate(path, _SPARSE_SIZE)
    return path


def _unreadable(folder: Path) -> Path:
    """To the superuser, and on Windows, everything is readable: then it is no trap."""
    path = _picture(folder / "unreadable.jpg")
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.chmod(stat.S_IRWXU)
        path.unlink()
    return path


def _unreadable_folder(folder: Path) -> Path:
    path = folder / "unreadable folder"
    path.mkdir()
    _picture(path / "inside.jpg")
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.chmod(stat.S_IRWXU)
        (path / "inside.jpg").unlink()
        path.rmdir()
    return path


def _not_utf8(folder: Path) -> Path:
    if sys.platform == "win32":
        raise NotImplementedError
    return _picture(Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9 \xff.jpg")))


def _composed(folder: Path) -> Path:
    return _picture(folder / unicodedata.normalize("NFC", "blåbær é.jpg"))


def _decomposed(folder: Path) -> Path:
    path = folder / unicodedata.normalize("NFD", "blåbær é.jpg")
    if path.exists():
        raise NotImplementedError  # this file system takes the two names for one
    return _picture(path)


def _deep(folder: Path) -> Path:
    deep = folder.joinpath(*["a folder with a name of forty characters"] * 8)
    deep.mkdir(parents=True)
    return _picture(deep / "at the bottom.jpg")


def _named(name: str) -> Callable[[Path], Path]:
    return lambda folder: _picture(folder / name)


_TRAPS: Mapping[str, Callable[[Path], Path]] = {
    "fifo": _fifo,
    "socket": _socket,
    "device": _device,
    "broken link": _broken_link,
    "link loop": _link_loop,
    "folder loop": _folder_loop,
    "sparse": _sparse,
    "unreadable": _unreadable,
    "unreadable folder": _unreadable_folder,
    "not utf-8": _not_utf8,
    "composed": _composed,
    "decomposed": _decomposed,
    "deep": _deep,
    "newline": _named("new\nline.jpg"),
    "dash": _named("-rf.jpg"),
    "spaces": _named("  .jpg"),
    "right to left": _named("photo \u202egpj.exe"),
}
