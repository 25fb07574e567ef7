"""What the walk met, each on its own volume: another one may be mounted inside a source."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from imalink_desktop.base.names import kept_name
from imalink_desktop.importing.known import Place
from imalink_desktop.importing.scan import Candidate
from imalink_desktop.importing.volumes import Mounted, Spot, spot_of


@dataclass(frozen=True, slots=True)
class Met:
    """Something that the walk met, and where it lies: the volume, and the path from its root."""

    volume: Mounted
    path: str
    candidate: Candidate


def place(candidates: Iterable[Candidate], mounted: Sequence[Mounted]) -> Iterator[Met]:
    """Say of each candidate where it lies. Files come folder by folder, so few folders are looked up."""
    folder: Path | None = None
    spot: Spot | None = None
    for candidate in candidates:
        if candidate.is_folder:
            whole = spot_of(candidate.path, mounted)
            yield Met(whole.volume, whole.path, candidate)
            continue
        if spot is None or candidate.path.parent != folder:
            folder = candidate.path.parent
            spot = spot_of(folder, mounted)
        yield Met(spot.volume, _below(spot, candidate.path), candidate)


def ground(sources: Iterable[Path], mounted: Sequence[Mounted]) -> frozenset[Place]:
    """The folders that a walk through these sources covers, and the files that are sources themselves.

    Volumes that are mounted inside a source belong to it as long as they are there. What the catalog
    knows of any other volume is not missing, however empty the folder is where it used to be.

    Ask before the walk and after it, with what is mounted then: only what is in both answers has been
    walked. A drive may be unplugged on the way.
    """
    spots = [*_spots(sources, mounted)]
    walked = {spot.volume.place_of(spot.path) for spot in spots}
    covered = {(spot.volume.volume_id, spot.path) for spot in spots}
    for inside in mounted:
        root = inside.mount.root
        if inside.is_for_files and any(above in walked for above in root.parents):
            covered.add((inside.volume_id, inside.path_of(root)))
    return frozenset(covered)


def beside(sources: Iterable[Path], mounted: Sequence[Mounted]) -> frozenset[Place]:
    """The folders in which those sources lie that are files."""
    files = (source for source in sources if not os.path.isdir(source))  # noqa: PTH112 - Path would raise
    spots = _spots(files, mounted)
    return frozenset((spot.volume.volume_id, spot.path.rpartition("/")[0]) for spot in spots)


def _spots(sources: Iterable[Path], mounted: Sequence[Mounted]) -> Iterator[Spot]:
    """Where each source lies. Thousands may be dropped out of a few folders, which are looked up once."""
    around: dict[Path, Spot] = {}
    mount_points = {"", "..", *(volume.mount.root.name for volume in mounted)}
    for source in sources:
        is_file = os.path.isfile(source)  # noqa: PTH113 - Path would raise
        if os.path.islink(source) or (source.name in mount_points and not is_file):  # noqa: PTH114
            yield spot_of(source, mounted)
            continue
        if source.parent not in around:
            around[source.parent] = spot_of(source.parent, mounted)
        spot = around[source.parent]
        yield Spot(spot.volume, _below(spot, source))


def _below(spot: Spot, file: Path) -> str:
    name = kept_name(file.name)
    return f"{spot.path}/{name}" if spot.path else name
