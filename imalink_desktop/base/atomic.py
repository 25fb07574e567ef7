"""Write beside, then replace: after a crash there is the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from imalink_desktop.base.disks import disk_trouble

_CANNOT = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
"""What file systems answer that cannot bring a folder to the disk, such as those of a NAS."""


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file's content, for the eyes of its owner alone; on trouble the old file stays."""
    try:
        # Who made the file a link keeps the link.
        _write(Path(os.path.realpath(path)), content)
    except OSError as error:
        raise disk_trouble(error, path) from error


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".imalink-", suffix=".new", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the new name to the disk, too; Windows does that by itself and lets no folder be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    finally:
        os.close(handle)
