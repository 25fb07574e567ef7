"""Which disk a path lies on, whether a catalog is safe there, and what to say when writing fails."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from imalink_desktop.base.errors import Expected

_NETWORK = {
    "9p": "a shared folder",
    "afpfs": "AFP",
    "cifs": "SMB",
    "davfs": "WebDAV",
    "fuse.davfs2": "WebDAV",
    "fuse.gvfsd-fuse": "a network folder",
    "fuse.rclone": "cloud storage",
    "fuse.sshfs": "SSH",
    "nfs": "NFS",
    "nfs4": "NFS",
    "smb2": "SMB",
    "smb3": "SMB",
    "smbfs": "SMB",
    "vboxsf": "a shared folder",
    "webdav": "WebDAV",
}
"""File systems that lie beyond a wire, where SQLite's locks cannot be relied on, in words."""

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

_TROUBLES: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("{disk} is full.", "Make room on it and try again."),
    errno.EDQUOT: ("Your share of {disk} is used up.", "Make room in it and try again."),
    errno.EFBIG: ("{disk} takes no file this large.", "Choose a folder on another disk."),
    errno.EROFS: ("{disk} can only be read.", "Unlock the disk, or choose a folder on another one."),
    errno.EACCES: ("Nothing may be written in {folder} on {disk}.", "Allow it, or choose another folder."),
    errno.EPERM: ("Nothing may be written in {folder} on {disk}.", "Allow it, or choose another folder."),
    errno.EIO: ("{disk} reports a fault.", "Copy what you need from it, and have it checked."),
    errno.ENODEV: ("{disk} is no longer there.", "Plug it in again."),
    errno.ENXIO: ("{disk} is no longer there.", "Plug it in again."),
    errno.ENOENT: (
        "The folder {folder} is no longer there.",
        "Plug in its disk again, or choose another folder.",
    ),
}
"""What the system says when writing fails, and what a person does about it."""


@dataclass(frozen=True, slots=True)
class Mount:
    """Where the system shows a file system, and of which kind it is."""

    root: Path
    kind: str
    source: str = ""
    """What is shown: a device, or a share such as `nas:/photos`."""
    device: str = ""
    """Linux's number of the device, such as `8:17`."""
    inside: str = "/"
    """The folder of the file system that is shown here, where it is not all of it."""
    is_read_only: bool = False

    @property
    def network(self) -> str | None:
        """The wire it lies beyond, such as NFS."""
        return _NETWORK.get(self.kind)


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
    if error.errno in _TROUBLES:
        sentence, next_step = _TROUBLES[error.errno]
    else:
        sentence, next_step = "{disk} would not take the file {file}: {reason}.", "Try again."
    disk = f"The disk {disk_of(path).name}"
    words = sentence.format(disk=disk, folder=path.parent, file=path.name, reason=error.strerror or error)
    # Inside a sentence the article is small.
    return Expected(words[0] + words[1:].replace("The disk ", "the disk "), next_step)


def read_mountinfo(text: str) -> list[Mount]:
    """Understand Linux's list of mounts."""
    mounts = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        if len(fields := before.split(" ")) > 5 and after:
            _, _, device, inside, root, here, *_ = map(_unescaped, fields)
            kind, source, everywhere, *_ = [*map(_unescaped, after.split(" ")), "", ""]
            is_read_only = "ro" in (here + "," + everywhere).split(",")
            mounts.append(Mount(Path(root), kind, source, device, inside, is_read_only))
    return mounts


def _unescaped(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), field)


def read_mount_output(text: str) -> list[Mount]:
    """Understand what the `mount` of macOS prints: `//anna@nas/photos on /Volumes/photos (smbfs, nodev)`."""
    found = re.finditer(r"^(.+?) on (/.*) \((\w+)([,)].*)", text, re.MULTILINE)
    return [
        Mount(Path(at), kind, source, is_read_only="read-only" in more)
        for source, at, kind, more in map(re.Match.groups, found)
    ]


def mounts_now() -> list[Mount]:
    """What is mounted now. Nothing that is mounted is touched, so a dead share cannot hold us up."""
    try:
        if sys.platform == "darwin":
            told = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=True)
            return read_mount_output(os.fsdecode(told.stdout))
        return read_mountinfo(os.fsdecode(Path("/proc/self/mountinfo").read_bytes()))
    except (OSError, subprocess.SubprocessError):
        return []  # on Windows there is no such list, and a drive's letter says as much


def mount_of(real: Path, mounts: Iterable[Mount]) -> Mount:
    """The deepest mount above the path; of two at one place, the later hides the earlier."""
    above = [mount for mount in mounts if real.is_relative_to(mount.root)]
    if above:
        depth = max(len(mount.root.parts) for mount in above)
        return [mount for mount in above if len(mount.root.parts) == depth][-1]
    root = next(place for place in (real, *real.parents) if os.path.ismount(place) or place == place.parent)
    return Mount(root, _kind_on_windows(root))


def _kind_on_windows(root: Path) -> str:
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE
        if ctypes.windll.kernel32.GetDriveTypeW(f"{root}\\") == remote or str(root).startswith("\\\\"):
            return "smb3"
    return ""


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
