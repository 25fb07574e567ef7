"""A made-up library as the window needs it: the catalog at home, and previews of what will be looked at.

A million previews would take twenty gigabytes. So only those photos have some that the bench comes by: the
newest ones, and those around the places it jumps to.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from imalink_desktop.base.paths import Paths, private_folder
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.previews import Preview, Previews
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.reads.rows import rows
from tests.bench.library import keeping
from tests.drawing import jpeg, scene

NEWEST = 9_000
PLACES = 20
AROUND = 120
_KINDS = 24
_GRID, _HOT = (512, 341), (150, 100)


def furnish(place: Path, photos: int, home: Path) -> None:
    """Make a home with a copy of a kept library in it."""
    paths = Paths.below(home)
    private_folder(paths.data)
    for file in keeping.folder(place, photos).glob("catalog.db*"):
        shutil.copy(file, paths.data)
    with (
        Catalog.look(paths.data) as catalog,
        catalog.reading() as look,
        Previews.open(private_folder(paths.cache), cold_budget=0) as previews,
    ):
        listed = ids(look, EVERYTHING, Sort())
        seen = [*listed[:NEWEST]]
        for stop in stops(len(listed)):
            seen += listed[max(stop - AROUND, 0) : stop + AROUND]
        previews.put(_previews([row.uid for row in rows(look, list(dict.fromkeys(seen)))]))


def stops(photos: int) -> list[int]:
    """The places of a list that are jumped to, here and there in it."""
    return [photos * (number * 7 % PLACES) // PLACES for number in range(PLACES)]


def _previews(uids: list[str]) -> Iterator[Preview]:
    """Of a few kinds, so that drawing them takes no time."""
    kinds = [
        (jpeg(scene(*_HOT, seed=seed), quality=85), jpeg(scene(*_GRID, seed=seed), quality=85))
        for seed in range(_KINDS)
    ]
    for number, uid in enumerate(uids):
        hot, grid = kinds[number % _KINDS]
        yield Preview(uid, hot, grid)
