"""Files that an import did not meet, looked for once more: much may have happened since it asked."""

from __future__ import annotations

import os
from collections.abc import Sequence

from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import marked
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.reads.files import Known, known_of
from imalink_desktop.importing.volumes import Mounted, place_of

SEEKING = marked("looking for missing files")

_AT_ONCE = 1_000


def still_gone(
    catalog: Catalog, files: Sequence[Known], mounted: Sequence[Mounted]
) -> Job[tuple[Known, ...]]:
    """Those that the catalog takes for present, and are not. Of drives that are away nothing is said."""
    gone: list[Known] = []
    for start in range(0, len(files), _AT_ONCE):
        with catalog.reading() as look:
            now = known_of(look, [one.file for one in files[start : start + _AT_ONCE]])
        for file in now:
            place = None if file.is_missing else place_of(file.volume, file.path, mounted)
            if place is not None and not os.path.lexists(place):
                gone.append(file)
        yield Progress(SEEKING, start, len(files))
    return tuple(gone)
