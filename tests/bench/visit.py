"""A visit to a catalog, in a process of its own: `python -m tests.bench.visit FOLDER`.

Prints one JSON object: the peak of memory after each thing that was done.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.deciding import rate
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import ids, page
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.reads.facets import all_facets
from imalink_desktop.catalog.reads.rows import rows
from tests.bench.changing import MANY
from tests.bench.looking import SEARCHES
from tests.bench.timing import peak_memory


def main(folder: Path) -> None:
    """Look around, and rate a great many."""
    peaks = {"the program": peak_memory()}
    with Catalog.open(folder) as catalog:

        def pages() -> None:
            for text in SEARCHES:
                with catalog.reading() as connection:
                    rows(connection, page(connection, parse(text), Sort(), after=None, limit=200).ids)

        def all_ids() -> None:
            with catalog.reading() as connection:
                ids(connection, EVERYTHING, Sort())

        def facets() -> None:
            with catalog.reading() as connection:
                all_facets(connection)

        deeds: dict[str, Callable[[], object]] = {
            "… all numbers in the order of time": all_ids,
            "… the first page of each search": pages,
            "… all facets": facets,
            f"… {MANY:,} ratings in one step": lambda: rate(catalog, range(1, MANY + 1), 3),
            "… and their undo": catalog.undo,
        }
        for what, deed in deeds.items():
            deed()
            peaks[what] = peak_memory()
    json.dump(peaks, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
