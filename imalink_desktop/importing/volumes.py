"""Volumes: what is mounted now, on which one a path lies, and where a path of a volume is found again.

A volume is known by its id wherever it is mounted. So the folder where an unplugged drive used to be
lies on another volume, and being empty says nothing about the drive: that is offline, not emptied.

Nothing here waits for a server. The list of mounts comes from the system's memory, links are followed
only up to the first folder beyond a wire, and only local disks are asked for more. Whether a share
answers is a question of its own, `answers`, asked in a process that is left behind when it is late.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.mounts import Mount, mount_of, mounts_now
from imalink_desktop.base.names import kept_name, kept_path, real_name
from imalink_desktop.base.words import _
from imalink_desktop.catalog.commands.drives import Volume
from imalink_desktop.importing.file_systems import NOT_FOR_FILES, Habits, habits_of
from imalink_desktop.importing.volume_ids import GVFS, Devices, label, volume_id, with_shares_apart

_MOST_LINKS = 40


@dataclass(frozen=True, slots=True)
class Mounted:
    """A volume, where it is mounted at this moment."""

    volume_id: str
    label: str
    mount: Mount

    @property
    def network(self) -> str | None:
        """The wire it lies beyond, such as NFS."""
        return self.mount.network or (_("a network folder") if self.mount.kind == "fuse.gvfs" else None)

    @property
    def habits(self) -> Habits:
        """How its file system keeps files."""
        return habits_of(self.mount.kind)

    @property
    def is_for_files(self) -> bool:
        """Whether somebody may keep photos on it; it may as well be the system showing itself."""
        return self.mount.kind not in NOT_FOR_FILES

    @property
    def as_seen(self) -> Volume:
        """As the catalog takes note of it."""
        return Volume(self.volume_id, self.label, kept_path(self.mount.root))

    def path_of(self, place: Path) -> str:
        """The path from the volume's own root, as the catalog keeps it."""
        names = (*_parts(self.mount.inside), *place.relative_to(self.mount.root).parts)
        return "/".join(map(kept_name, names))

    def place_of(self, path: str) -> Path | None:
        """Where a path of the volume is at this moment; None where that part of it is not shown."""
        names, inside = tuple(map(real_name, _parts(path))), _parts(self.mount.inside)
        if names[: len(inside)] != inside:
            return None
        return self.mount.root.joinpath(*names[len(inside) :])


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something lies: the volume, and the path from its root."""

    volume: Mounted
    path: str


def all_mounted() -> list[Mounted]:
    """All that is mounted now, in the order of mounting; a volume may be there more than once."""
    if sys.platform == "win32":
        from imalink_desktop.importing.windows_volumes import mounted_on_windows

        return [Mounted(*found) for found in mounted_on_windows()]
    if sys.platform == "darwin":
        from imalink_desktop.importing.mac_volumes import devices, without_sealed_root

        mounts = without_sealed_root(mounts_now())
        return read_mounts(mounts, devices(mounts))
    from imalink_desktop.importing.linux_devices import devices as on_linux

    mounts = mounts_now()
    shares = {mount: _names_in(mount.root) for mount in mounts if mount.kind == GVFS}
    return read_mounts(with_shares_apart(mounts, shares), on_linux(mounts))


def read_mounts(mounts: Iterable[Mount], devices: Devices) -> list[Mounted]:
    """Say of each mount which volume it is. A pure function."""
    return [Mounted(volume_id(mount, devices), label(mount, devices), mount) for mount in mounts]


def online(known: Iterable[str], mounted: Iterable[Mounted] | None = None) -> set[str]:
    """Which of these volume ids are there now."""
    there = {volume.volume_id for volume in (all_mounted() if mounted is None else mounted)}
    return there.intersection(known)


def spot_of(path: Path, mounted: Sequence[Mounted] | None = None) -> Spot:
    """On which volume a path lies, and where on it. It need not be there."""
    table = all_mounted() if mounted is None else mounted
    real = without_links(path, {volume.mount.root for volume in table if volume.network})
    mounts = {volume.mount: volume for volume in table}
    found = mount_of(real, mounts)
    volume = mounts.get(found)
    if volume is None:
        if found.network:  # a share of Windows without a letter, such as \\\\nas\\photos
            (volume,) = read_mounts([replace(found, source=str(found.root))], Devices())
            return Spot(volume, volume.path_of(real))
        raise Expected(
            _("On which disk {path} lies cannot be told.").format(path=kept_path(path)),
            _("Choose another folder."),
        )
    return Spot(volume, volume.path_of(real))


def place_of(volume: str, path: str, mounted: Iterable[Mounted]) -> Path | None:
    """Where a path of a volume is now; None where the volume is offline, or shown without that part."""
    found = (each.place_of(path) for each in mounted if each.volume_id == volume)
    return next((place for place in found if place is not None), None)


def shows_the_system(folder: Path) -> bool:
    """Whether a folder belongs to what the system shows of itself, such as `/proc`."""
    return not spot_of(folder).volume.is_for_files


def without_links(path: Path, beyond: Collection[Path]) -> Path:
    """The path with its links followed, up to the first of the folders that lie beyond a wire."""
    if sys.platform == "win32":
        whole = Path(os.path.abspath(path))  # noqa: PTH100
        far = str(whole).startswith("\\\\") or any(whole.is_relative_to(place) for place in beyond)
        return whole if far else Path(os.path.realpath(path))
    here, *names = (Path(part) for part in Path(os.path.abspath(path)).parts)  # noqa: PTH100
    waiting, links = names[::-1], 0
    while waiting and here not in beyond and links < _MOST_LINKS:
        name = waiting.pop()
        if str(name) == "..":
            here = here.parent
            continue
        try:
            target = (here / name).readlink()
        except OSError:
            here /= name
            continue
        links += 1
        here = Path(target.anchor) if target.is_absolute() else here
        waiting.extend(Path(part) for part in reversed(target.parts[bool(target.anchor) :]))
    return here.joinpath(*reversed(waiting))


def answers(
    place: Path, *, patience: float = 10.0, ask: Sequence[str] = ("/bin/ls", "-d", "-L", "--")
) -> bool:
    """Whether a volume can be read at all. A share whose server is gone may never say so itself.

    It is asked by a process of its own: one that hangs in the system cannot be waited for, and a
    thread of ours that hangs could not even be ended.
    """
    if sys.platform == "win32":
        return place.exists()  # Windows gives up on a server by itself
    program = subprocess.Popen(  # noqa: S603
        [*ask, str(place / ".")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        return program.wait(patience) == 0
    except subprocess.TimeoutExpired:
        program.kill()
        with suppress(subprocess.TimeoutExpired):
            program.wait(1)
        return False


def _parts(path: str) -> tuple[str, ...]:
    return tuple(name for name in path.split("/") if name)


def _names_in(folder: Path) -> list[str]:
    """The names of the shares, which GNOME knows by itself."""
    try:
        return os.listdir(folder)  # noqa: PTH208 - the names, not the paths
    except OSError:
        return []
