"""What has to be in order before the first byte is copied, and what the report says of the drives."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from imalink_desktop.base.disks import disk_of
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.sizes import in_words
from imalink_desktop.base.words import _
from imalink_desktop.importing.placing import ground
from imalink_desktop.importing.volumes import Mounted, spot_of

_IN_MEMORY = ("ramfs", "tmpfs")
"""File systems that are empty when the computer was switched off, such as `/dev/shm`."""


@dataclass(frozen=True, slots=True)
class Drives:
    """On which volumes the originals lie, and on which their copies will."""

    card: frozenset[str]
    is_whole_card: bool
    """Whether the volumes of the card were walked from their roots."""
    volumes: tuple[str, ...]
    """The volume of each destination."""
    in_memory: frozenset[str]
    """Those of them that are no disks: what lies there is gone when the computer is switched off."""
    warnings: tuple[str, ...]


def drives_of(sources: Sequence[Path], roots: Sequence[Path], mounted: Sequence[Mounted]) -> Drives:
    """Look at where copies would go; refuse what would mix copies and originals."""
    for root in roots:
        if not os.path.isdir(root):  # noqa: PTH112 - which says no, where Path would raise
            raise Expected(
                _("There is no folder {root}.").format(root=kept_path(root)),
                _("Make it first, or choose another folder.")
                if _can_be_made(root)
                else _("Plug in its drive, or choose another folder."),
            )
        for source in sources:
            if _holds(source, root):
                raise Expected(
                    _("The folder for the copies, {root}, lies inside of what is to be copied.").format(
                        root=kept_path(root)
                    ),
                    _("Choose a folder on another drive."),
                )
            if _holds(root, source):
                raise Expected(
                    _("What is to be copied lies in the folder for the copies, {root}, already.").format(
                        root=kept_path(root)
                    ),
                    _("Choose another folder, or import it where it is."),
                )
    for one, other in combinations(roots, 2):
        if _holds(one, other) or _holds(other, one):
            raise Expected(
                _("The two folders for the copies are one, or one lies in the other."),
                _("Choose two folders on two drives."),
            )
    covered = ground(sources, mounted)
    card = frozenset(volume for volume, _ in covered)
    places = [spot_of(root, mounted).volume for root in roots]
    volumes = tuple(volume.volume_id for volume in places)
    in_memory = frozenset(volume.volume_id for volume in places if volume.mount.kind in _IN_MEMORY)
    whole = bool(card) and all((volume, "") in covered for volume in card)
    warnings = tuple(_warnings(card, roots, volumes, in_memory))
    return Drives(card, whole, volumes, in_memory, warnings)


def check_room(needs: Iterable[tuple[Path, int]]) -> None:
    """Refuse to begin where a drive has no room for all; two destinations may lie on one."""
    wanted: dict[int, int] = {}
    for root, size in needs:
        device = root.stat().st_dev
        wanted[device] = wanted.get(device, 0) + size
        free = shutil.disk_usage(root).free
        if wanted[device] > free:
            raise Expected(
                _("The disk {root} has {free} free, and the copies need {wanted}.").format(
                    root=disk_of(root).name, free=in_words(free), wanted=in_words(wanted[device])
                ),
                _("Make room on it, or choose a folder on another disk."),
            )


def _warnings(
    card: frozenset[str], roots: Sequence[Path], volumes: Sequence[str], in_memory: frozenset[str]
) -> Iterable[str]:
    for root, volume in zip(roots, volumes, strict=True):
        if volume in card:
            yield _("{root} lies on the same drive as the originals: when that fails, both are lost.").format(
                root=kept_path(root)
            )
        if volume in in_memory:
            yield _("{root} lies in the computer's memory: switched off, it forgets the copies.").format(
                root=kept_path(root)
            )
    if len(set(volumes)) < len(volumes):
        yield _("Both folders for the copies lie on one drive: when that fails, both copies are lost.")


def _can_be_made(folder: Path) -> bool:
    """Whether nothing is in the way of a folder, and what it would lie in is there."""
    return os.path.isdir(folder.parent) and not os.path.lexists(folder)  # noqa: PTH112 - Path would raise


def _holds(outer: Path, inner: Path) -> bool:
    """Whether a folder is another one or lies below it, by whatever way it is named or mounted."""
    try:
        state = outer.stat()
    except OSError:
        return False
    here = Path(os.path.realpath(inner))
    for folder in (here, *here.parents):
        try:
            if os.path.samestat(folder.stat(), state):
                return True
        except OSError:
            continue
    return False
