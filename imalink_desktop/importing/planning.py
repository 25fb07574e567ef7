"""What the catalog knows of the sources of an import, for the plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.reads.files import known_below, known_in, known_missing
from imalink_desktop.importing.placing import beside, ground
from imalink_desktop.importing.plan import Planner
from imalink_desktop.importing.volumes import Mounted


def planner_for(catalog: Catalog, sources: Sequence[Path], mounted: Sequence[Mounted]) -> Planner:
    """Plan against what is known in and below folders that are sources, and beside files that are."""
    folders = ground([source for source in sources if source.is_dir()], mounted)
    files = beside(sources, mounted)
    with catalog.reading() as look:
        known = {file.file: file for file in (*known_below(look, folders), *known_in(look, files))}
        return Planner(known.values(), known_missing(look))
