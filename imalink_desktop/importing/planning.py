"""What the catalog knows of the sources of an import, for the plan, and of what lies beside new files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.reads.files import known_below, known_in, known_like, known_missing
from imalink_desktop.importing.placing import Met, beside, ground
from imalink_desktop.importing.plan import Planned, Planner, Verdict
from imalink_desktop.importing.shelving import folder_of
from imalink_desktop.importing.volumes import Mounted, place_of


def planner_for(catalog: Catalog, sources: Sequence[Path], mounted: Sequence[Mounted]) -> Planner:
    """Plan against what is known in and below folders that are sources, and beside files that are."""
    folders = ground([source for source in sources if os.path.isdir(source)], mounted)  # noqa: PTH112
    files = beside(sources, mounted)
    with catalog.reading() as look:
        known = {file.file: file for file in (*known_below(look, folders), *known_in(look, files))}
        return Planner(known.values(), known_missing(look))


def recall_moved(
    catalog: Catalog, planner: Planner, portion: Sequence[Met], mounted: Sequence[Mounted]
) -> None:
    """Tell the planner of known files that these may be, moved here from where nobody walks this time.

    A folder that was renamed, for instance: what lay in it is no longer in its place, as a look there shows.
    """
    marks: dict[str, set[tuple[int, int]]] = {}
    for met in portion:
        facts = met.candidate.facts
        if facts is not None and met.volume.habits.inodes_last and not planner.knows(met):
            marks.setdefault(met.volume.volume_id, set()).add((facts.mtime_ns, facts.size))
    for volume, wanted in marks.items():
        with catalog.reading() as look:
            alike = known_like(look, volume, wanted)
        places = {file.file: place_of(file.volume, file.path, mounted) for file in alike}
        planner.add_elsewhere(file for file in alike if _is_gone(places[file.file]))


def _is_gone(place: Path | None) -> bool:
    """Whether nothing is in a place, and its drive is there."""
    return place is not None and not os.path.lexists(place)


def known_beside(portion: Sequence[Planned], planner: Planner, *, in_part: bool) -> dict[int, Path]:
    """Known files that may be of the photos of a portion's new ones, by number, with their paths.

    A portion holds all files of its photos, unless it is `in_part`: what had to wait for the end of the
    walk, and files that are sources themselves.
    """
    met = {one.known.file: one.met.candidate.path for one in portion if one.known is not None}
    new = [one.met for one in portion if one.verdict is Verdict.NEW]
    if not in_part or not new:
        return met
    folders = {folder_of(one): one.candidate.path.parent for one in new}
    unmet: dict[int, Path] = {}
    for file in planner.beside(new):
        folder, _, name = file.path.rpartition("/")
        unmet[file.file] = folders[file.volume, folder] / name
    return unmet | met
