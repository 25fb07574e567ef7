"""What the catalog knows of the sources of an import, for the plan, and of what lies beside new files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.reads.files import known_below, known_in, known_missing
from imalink_desktop.importing.placing import beside, ground
from imalink_desktop.importing.plan import Planned, Planner, Verdict
from imalink_desktop.importing.shelving import folder_of
from imalink_desktop.importing.volumes import Mounted


def planner_for(catalog: Catalog, sources: Sequence[Path], mounted: Sequence[Mounted]) -> Planner:
    """Plan against what is known in and below folders that are sources, and beside files that are."""
    folders = ground([source for source in sources if source.is_dir()], mounted)
    files = beside(sources, mounted)
    with catalog.reading() as look:
        known = {file.file: file for file in (*known_below(look, folders), *known_in(look, files))}
        return Planner(known.values(), known_missing(look))


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
