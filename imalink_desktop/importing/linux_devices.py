"""What Linux knows of the disks that are mounted. Nothing beyond a wire is touched here."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from imalink_desktop.base.mounts import Mount
from imalink_desktop.importing.volume_ids import Devices

_EXT = ("ext2", "ext3", "ext4")
"""Their id in `statvfs` is made from the UUID; that of others is the device's number, which changes."""


def devices(mounts: Iterable[Mount], disks: Path = Path("/dev/disk")) -> Devices:
    """Read what udev tells of the devices of these mounts."""
    on_disk = [mount for mount in mounts if mount.source.startswith("/dev/")]
    numbers = {mount.source: number for mount in on_disk if (number := _number(Path(mount.source)))}
    ids = {
        number: f"fsid:{fsid:016x}"
        for mount in on_disk
        if mount.kind in _EXT
        and (number := numbers.get(mount.source, mount.device))
        and (fsid := _fsid(mount))
    }
    ids |= {number: f"uuid:{uuid.lower()}" for number, uuid in _links(disks / "by-uuid")}
    labels = dict(_links(disks / "by-label"))
    return Devices(ids, labels, numbers)


def _links(folder: Path) -> Iterator[tuple[str, str]]:
    """The devices that udev's links in a folder lead to, each with the link's name."""
    with suppress(OSError):
        for link in sorted(folder.iterdir()):
            if number := _number(link):
                yield number, _unescaped(link.name)


def _number(device: Path) -> str | None:
    try:
        state = device.stat().st_rdev
    except OSError:
        return None
    return f"{os.major(state)}:{os.minor(state)}" if state else None


def _unescaped(name: str) -> str:
    r"""Udev writes a blank as `\x20`, and any sign in UTF-8."""
    raw = re.sub(rb"\\x([0-9a-f]{2})", lambda byte: bytes([int(byte[1], 16)]), os.fsencode(name))
    return raw.decode("utf-8", "replace")


def _fsid(mount: Mount) -> int:
    try:
        return os.statvfs(mount.root).f_fsid
    except OSError:
        return 0
