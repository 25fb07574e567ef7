"""What is mounted where, as the system tells it. Nothing that is mounted is touched for that."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from imalink_desktop.base.words import _, marked

_NETWORK = marked(
    {
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
)
"""File systems that lie beyond a wire, where SQLite's locks cannot be relied on, in words."""


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
        return None if self.kind not in _NETWORK else _(_NETWORK[self.kind])


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
    """What is mounted now; a dead share cannot hold us up."""
    try:
        if sys.platform == "darwin":
            told = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=True)
            return read_mount_output(os.fsdecode(told.stdout))
        return with_root(read_mountinfo(os.fsdecode(Path("/proc/self/mountinfo").read_bytes())))
    except (OSError, subprocess.SubprocessError):
        return []  # on Windows there is no such list, and a drive's letter says as much


def with_root(mounts: list[Mount]) -> list[Mount]:
    """In a bare chroot the root is no mount that is told of; files lie on it all the same."""
    if any(mount.root == Path("/") for mount in mounts):
        return mounts
    device = Path("/").stat().st_dev
    return [Mount(Path("/"), "unknown", device=f"{os.major(device)}:{os.minor(device)}"), *mounts]


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
