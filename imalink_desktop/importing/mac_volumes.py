"""What macOS knows of its volumes: the UUID that was written on the disk."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from imalink_desktop.base.mounts import Mount
from imalink_desktop.importing.volume_ids import Devices

_ROOT, _DATA = Path("/"), Path("/System/Volumes/Data")
_ATTRIBUTES = 5  # ATTR_BIT_MAP_COUNT
_VOLUME_UUID = 0x80000000 | 0x00040000  # ATTR_VOL_INFO | ATTR_VOL_UUID
_SAID = 4 + 16


class _Asked(ctypes.Structure):
    """`struct attrlist` of <sys/attr.h>."""

    _fields_ = (
        ("count", ctypes.c_ushort),
        ("reserved", ctypes.c_uint16),
        ("common", ctypes.c_uint32),
        ("volume", ctypes.c_uint32),
        ("folder", ctypes.c_uint32),
        ("file", ctypes.c_uint32),
        ("fork", ctypes.c_uint32),
    )


def without_sealed_root(mounts: Iterable[Mount]) -> list[Mount]:
    """The mounts with the volume of people's data at `/`.

    What macOS shows there is two volumes woven into one, and all that can be written lies on the second.
    """
    listed = list(mounts)
    data = next((mount for mount in listed if mount.root == _DATA), None)
    return [replace(data, root=_ROOT) if data and mount.root == _ROOT else mount for mount in listed]


def devices(mounts: Iterable[Mount]) -> Devices:
    """The UUIDs of local volumes, by the names of their devices."""
    system = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)
    local = [mount for mount in mounts if mount.source.startswith("/dev/")]
    found = {mount.source: uuid for mount in local if (uuid := _uuid(system, mount.root))}
    return Devices(
        ids={source: f"uuid:{uuid}" for source, uuid in found.items()},
        labels={mount.source: "Macintosh HD" for mount in local if mount.root in (_ROOT, _DATA)},
        numbers={mount.source: mount.source for mount in local},
    )


def _uuid(system: ctypes.CDLL, root: Path) -> UUID | None:
    asked = _Asked(count=_ATTRIBUTES, volume=_VOLUME_UUID)
    answer = ctypes.create_string_buffer(_SAID)
    failed = system.getattrlist(
        bytes(root), ctypes.byref(asked), answer, ctypes.c_size_t(_SAID), ctypes.c_ulong(0)
    )
    said = answer.raw[4:]
    return None if failed or not any(said) else UUID(bytes=said)
