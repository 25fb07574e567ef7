"""Which disk a path lies on, whether a catalog is safe there, and what to say when writing fails."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.mounts import Mount, mount_of, mounts_now
from imalink_desktop.base.words import _, marked

_SYNCED = (
    (re.compile(r"onedrive( - .+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"onedrive-.+", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"(google ?drive|googledrive-.+)", re.IGNORECASE), "Google Drive"),
    (re.compile(r"(icloud ?drive|mobile documents)", re.IGNORECASE), "iCloud"),
    (re.compile(r"(nextcloud|owncloud)", re.IGNORECASE), "Nextcloud"),
)
"""How services that copy single files, half-written ones too, name their folders."""

_MARKS = {".dropbox.cache": "Dropbox", ".stfolder": "Syncthing"}
"""What such services leave in a folder that has any name."""

_FOR_DRIVES = tuple(map(Path, ("/media", "/run/media", "/mnt", "/Volumes")))
"""Folders below which systems mount what is plugged in, by its label."""

_TROUBLES: dict[int, tuple[str, str]] = marked(
    {
        errno.ENOSPC: ("The disk {disk} is full.", "Make room on it and try again."),
        errno.EDQUOT: ("Your share of the disk {disk} is used up.", "Make room in it and try again."),
        errno.EFBIG: ("The disk {disk} takes no file this large.", "Choose a folder on another disk."),
        errno.EROFS: (
            "The disk {disk} can only be read.",
            "Unlock the disk, or choose a folder on another one.",
        ),
        errno.EACCES: (
            "Nothing may be written in {folder} on the disk {disk}.",
            "Allow it, or choose another folder.",
        ),
        errno.EPERM: (
            "Nothing may be written in {folder} on the disk {disk}.",
            "Allow it, or choose another folder.",
        ),
        errno.EEXIST: (
            "There is a file {file} in {folder}, where a folder is needed.",
            "Move that file away, or choose another folder.",
        ),
        errno.EIO: ("The disk {disk} reports a fault.", "Copy what you need from it, and have it checked."),
        errno.ENODEV: ("The disk {disk} is no longer there.", "Plug it in again."),
        errno.ENXIO: ("The disk {disk} is no longer there.", "Plug it in again."),
        errno.ENOENT: (
            "The folder {folder} is no longer there.",
            "Plug in its disk again, or choose another folder.",
        ),
    }
)
"""What the system says when writing fails, and what a person does about it."""

_OTHERWISE = marked(("The disk {disk} would not take the file {file}: {reason}.", "Try again."))


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk a path lies on, as far as the system tells."""

    root: Path
    free: int | None
    """Bytes that may still be written."""
    network: str | None
    """The wire it lies beyond, such as NFS."""
    synced_by: str | None
    """The service that copies the folder elsewhere, such as Dropbox."""

    @property
    def name(self) -> str:
        """The label of a drive that was plugged in, otherwise where the disk is mounted."""
        named = any(self.root.is_relative_to(place) and self.root != place for place in _FOR_DRIVES)
        return f"“{self.root.name}”" if named else str(self.root)


def disk_of(path: Path, mounts: Iterable[Mount] | None = None) -> Disk:
    """Tell on which disk a path lies, or would lie: it need not be there. Never fails."""
    real = Path(os.path.realpath(path))
    mount = mount_of(real, mounts_now() if mounts is None else mounts)
    return Disk(mount.root, _free(real), mount.network, _synced_by(real))


def disk_trouble(error: OSError, path: Path) -> Expected:
    """Put into words why the system would not write a file, naming its disk."""
    words, next_step = _TROUBLES.get(error.errno or 0, _OTHERWISE)
    sentence = _(words).format(
        disk=disk_of(path).name, folder=path.parent, file=path.name, reason=error.strerror or error
    )
    return Expected(sentence, _(next_step))


def _free(real: Path) -> int | None:
    for place in (real, *real.parents):
        try:
            return shutil.disk_usage(place).free
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def _synced_by(real: Path) -> str | None:
    for folder in (real, *real.parents):
        for pattern, service in _SYNCED:
            if pattern.fullmatch(folder.name):
                return service
        for mark, service in _MARKS.items():
            if os.path.lexists(folder / mark):
                return service
    return None
