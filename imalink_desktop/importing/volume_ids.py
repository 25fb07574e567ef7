"""By what a volume is known: pure functions over the list of mounts and what is known of devices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from imalink_desktop.base.mounts import Mount

GVFS = "fuse.gvfsd-fuse"
"""GNOME's folder of shares, cameras and phones: each folder in it is a volume."""

_SHARES = {"nfs4": "nfs", "cifs": "smb", "smb2": "smb", "smb3": "smb", "smbfs": "smb", "afpfs": "afp"}
"""Names for one and the same share, whichever system mounted it."""


@dataclass(frozen=True, slots=True)
class Devices:
    """What the system knows of block devices, each by its number, such as `8:17`."""

    ids: Mapping[str, str] = field(default_factory=dict)
    """`uuid:…` as it was given when the disk was formatted."""
    labels: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Numbers by name, such as `/dev/sdb1`: btrfs tells only the name."""

    def number(self, mount: Mount) -> str:
        """The number of the device that is mounted."""
        return self.numbers.get(mount.source, mount.device)


def volume_id(mount: Mount, devices: Devices) -> str:
    """What tells this volume from all others, wherever it is mounted.

    The best is what was written on the disk itself. A share is known by its server and name, anything
    else by the kind and the name of what is mounted, and what has no name by where it stands.
    """
    if known := devices.ids.get(devices.number(mount)):
        return known
    if mount.kind in _SHARES or mount.kind == "nfs":
        return _share(mount)
    kind = mount.kind.removeprefix("fuse.")
    named = mount.source not in ("", "none", kind, mount.kind) and mount.kind not in ("tmpfs", "overlay")
    return f"{kind}:{_without_password(mount.source) if named else mount.root}"


def label(mount: Mount, devices: Devices) -> str:
    """What a photographer calls it: the disk's own name, else that of the folder it is mounted at."""
    return devices.labels.get(devices.number(mount)) or mount.root.name or "This computer"


def with_shares_apart(mounts: Iterable[Mount], children: Mapping[Mount, Iterable[str]]) -> list[Mount]:
    """The mounts, and for GNOME's folder of shares each share as one of its own."""
    apart: list[Mount] = []
    for mount in mounts:
        apart.append(mount)
        if mount.kind == GVFS:
            shares = sorted(children.get(mount, ()))
            apart.extend(Mount(mount.root / name, "fuse.gvfs", name) for name in shares)
    return apart


def _share(mount: Mount) -> str:
    """`nfs:nas:/photos` or `smb://nas/photos`, without a user's name and the ways of writing a server's."""
    scheme = _SHARES.get(mount.kind, mount.kind)
    if scheme == "nfs":
        server, _, folder = mount.source.rpartition(":/")
        return f"nfs:{server.lower()}:/{folder.strip('/')}"
    host, _, folder = _without_user(mount.source).replace("\\", "/").lstrip("/").partition("/")
    host = re.sub(r"\._(smb|afpovertcp)\._tcp\.local$", ".local", host.lower())
    folder = unquote(folder).strip("/")
    return f"{scheme}://{host}/{folder.lower() if scheme == 'smb' else folder}"


def _without_user(source: str) -> str:
    return re.sub(r"^((?:\w+:)?//)[^/@]*@", r"\1", source)


def _without_password(source: str) -> str:
    """An id is kept and shown; `https://anna:secret@nas/photos` must not be."""
    return re.sub(r"^((?:\w+:)?//[^/:@]*):[^/@]*@", r"\1@", source)
