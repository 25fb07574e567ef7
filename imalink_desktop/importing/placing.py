"""What the walk met, each on its own volume: another one may be mounted inside a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from imalink_desktop.base.names import kept_name
from imalink_desktop.importing.known import Place
from imalink_desktop.importing.scan import Candidate
from imalink_desktop.importing.volumes import Mounted, Spot, spot_of, without_links


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
    covered: set[Place] = set()
    files: dict[Path, list[Path]] = {}
    for source in sources:
        if source.is_file() and not source.is_symlink():
            files.setdefault(source.parent, []).append(source)
            continue
        spot = spot_of(source, mounted)
        covered.add((spot.volume.volume_id, spot.path))
        real = without_links(source, {volume.mount.root for volume in mounted if volume.network})
        for inside in mounted:
            if inside.is_for_files and inside.mount.root != real and inside.mount.root.is_relative_to(real):
                covered.add((inside.volume_id, inside.path_of(inside.mount.root)))
    for folder, named in files.items():  # thousands may be dropped, out of a few folders
        spot = spot_of(folder, mounted)
        covered |= {(spot.volume.volume_id, _below(spot, file)) for file in named}
    return frozenset(covered)


def beside(sources: Iterable[Path], mounted: Sequence[Mounted]) -> frozenset[Place]:
    """The folders in which those sources lie that are files."""
    folders = {source.parent for source in sources if not source.is_dir()}
    spots = [spot_of(folder, mounted) for folder in folders]
    return frozenset((spot.volume.volume_id, spot.path) for spot in spots)


def _below(spot: Spot, file: Path) -> str:
    name = kept_name(file.name)
    return f"{spot.path}/{name}" if spot.path else name
