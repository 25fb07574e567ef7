"""Giving a finished copy its name, and never taking the name from a file that has it."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are meant as they stand
_ONLY_IF_FREE = 1  # RENAME_NOREPLACE of Linux
_ONLY_IF_FREE_ON_MAC = 4  # RENAME_EXCL

_CANNOT = (
    *(errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP),
    *(errno.ENOSYS, errno.EINVAL, errno.EMLINK),
)
"""What file systems answer that know no links, such as exFAT's, or no such renaming."""


def land(part: Path, target: Path) -> None:
    """Rename a file within one folder tree; `FileExistsError` where something has the name already.

    Linux and macOS rename over what is there, so the name is taken in a way that fails instead.
    """
    ways = (_by_rename_on_windows,) if sys.platform == "win32" else (_by_link, _by_rename, _by_claim)
    for way in ways[:-1]:
        try:
            way(part, target)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _CANNOT:
                raise
        else:
            return
    ways[-1](part, target)


def _by_rename_on_windows(part: Path, target: Path) -> None:
    os.rename(part, target)  # noqa: PTH104 - there it refuses by itself


def _by_link(part: Path, target: Path) -> None:
    try:
        os.link(part, target)
    except FileExistsError:
        # A server whose answer was lost is asked again, and then finds what it made itself.
        if not os.path.samestat(part.lstat(), target.lstat()):
            raise
    with suppress(OSError):  # it has its name; the other one is removed the next time
        part.unlink()


def _by_rename(part: Path, target: Path) -> None:
    """The system's own way, which Python does not offer."""
    rename = _system_rename()
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if rename(os.fsencode(part), os.fsencode(target)) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(target))


def _system_rename() -> Callable[[bytes, bytes], int] | None:
    system = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        on_mac = getattr(system, "renamex_np", None)
        return on_mac and (lambda part, target: int(on_mac(part, target, _ONLY_IF_FREE_ON_MAC)))
    on_linux = getattr(system, "renameat2", None)
    return on_linux and (lambda part, target: int(on_linux(_HERE, part, _HERE, target, _ONLY_IF_FREE)))


def _by_claim(part: Path, target: Path) -> None:
    """The last resort: take the name with an empty file, which nobody else can, and rename over that."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        part.replace(target)
    except BaseException:
        target.unlink()
        raise
