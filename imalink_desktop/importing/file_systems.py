"""The one table of what file systems are like, as far as it matters for knowing a file again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file system keeps files."""

    inodes_last: bool = True
    """A file has the same number again when the volume is mounted the next time."""
    keeps_local_time: bool = False
    """Times are those of a wall clock: all of them shift when the clocks are set to summer time."""


_USUAL = Habits()
_FAT = Habits(inodes_last=False, keeps_local_time=True)
_PASSED_ON = Habits(inodes_last=False)

_HABITS: dict[str, Habits] = {
    "9p": _PASSED_ON,
    "afpfs": _PASSED_ON,
    "cifs": _PASSED_ON,
    "davfs": _PASSED_ON,
    "exfat": _FAT,
    "FAT": _FAT,
    "FAT32": _FAT,
    "exFAT": _FAT,
    "iso9660": _PASSED_ON,
    "msdos": _FAT,
    "overlay": _PASSED_ON,
    "smb2": _PASSED_ON,
    "smb3": _PASSED_ON,
    "smbfs": _PASSED_ON,
    "tmpfs": _PASSED_ON,
    "udf": _PASSED_ON,
    "vboxsf": _PASSED_ON,
    "vfat": _FAT,
    "virtiofs": _PASSED_ON,
    "webdav": _PASSED_ON,
}
"""Kinds that differ from what a disk of Linux does."""

NOT_FOR_FILES = frozenset(
    (
        *("autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devfs", "devpts"),
        *("devtmpfs", "efivarfs", "fusectl", "fuse.gvfsd-fuse", "fuse.lxcfs", "fuse.portal", "fuse.snapfuse"),
        *("hugetlbfs", "mqueue", "nsfs", "nullfs", "proc", "pstore", "ramfs", "rpc_pipefs", "securityfs"),
        *("selinuxfs", "squashfs", "sysfs", "tracefs"),
    )
)
"""What the system shows of itself in the shape of files, and frames that hold other volumes."""


def habits_of(kind: str) -> Habits:
    """What a file system does. Of those that are programs, nothing is taken for granted."""
    return _HABITS.get(kind, _PASSED_ON if kind.startswith("fuse.") else _USUAL)
