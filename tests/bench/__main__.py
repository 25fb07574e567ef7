"""`python -m tests.bench [eggs] [import] …`: run all benches, or those named."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import awake, catalog, eggs, grid, importing, loupe, syncing, window
from tests.bench.library import keeping
from tests.bench.server import report as server

BENCHES = ("eggs", "catalog", "grid", "import", "loupe", "awake", "window", "server", "sync")
_TREE = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run the benches that are asked for."""
    options = _options()
    for name in options.benches or BENCHES:
        for line in _report(name, options):
            print(line, flush=True)
        print(flush=True)


def _report(name: str, options: argparse.Namespace) -> Iterator[str]:
    if name == "catalog":
        yield from catalog.report(options.library, options.photos)
    elif name == "grid":
        yield from grid.report(options.photos)
    elif name == "import":
        yield from importing.report(options.library)
    elif name == "window":
        yield from window.report(options.library, options.photos)
    elif name == "server":
        yield from server.report(options.library, options.photos)
    elif name == "sync":
        yield from syncing.report()
    elif name == "awake":
        yield from awake.report(options.library)
    else:
        bench = loupe if name == "loupe" else eggs
        with tempfile.TemporaryDirectory() as folder:
            yield from bench.report(Path(folder))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("benches", nargs="*", choices=BENCHES, default=[], help="which to run; usually all")
    parser.add_argument("--photos", type=int, default=catalog.USUAL_PHOTOS, help="how large a library")
    parser.add_argument(
        "--library",
        type=Path,
        default=keeping.usual_place(),
        help=f"where the made-up library is kept; ${keeping.PLACE} says so too",
    )
    options = parser.parse_args()
    if options.library.resolve().is_relative_to(_TREE):
        parser.error("A library has no place in the source tree.")
    return options


if __name__ == "__main__":
    main()
