"""A made-up library is made once, and kept where the user's cache is: never inside the tree."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from tests.bench.library.filling import fill
from tests.bench.library.photos import draw

PLACE = "IMALINK_BENCH"
"""The environment variable that names another folder."""

_STAMP = "stamp.json"
_SEED = 2024


def usual_place() -> Path:
    """Where libraries are kept when nobody says otherwise."""
    named = os.environ.get(PLACE)
    return Path(named) if named else Paths.of_the_user().cache / "bench"


def library(place: Path, photos: int, seed: int = _SEED) -> Iterator[str]:
    """Make a library unless the one that is kept there will do; says how far it is."""
    stamp = _stamp(photos, seed)
    here = folder(place, photos)
    if (here / _STAMP).is_file() and json.loads((here / _STAMP).read_text()) == stamp:
        return
    making = here.with_name(f"{here.name}.making")
    for old in (here, making):
        shutil.rmtree(old, ignore_errors=True)
    for progress in fill(making, draw(photos, seed)):
        yield f"{progress.what} {progress.done:,}" if progress.total else progress.what
    (making / _STAMP).write_text(json.dumps(stamp))
    making.rename(here)


def folder(place: Path, photos: int) -> Path:
    """The folder of a library's catalog."""
    return place / f"library-{photos}"


def _stamp(photos: int, seed: int) -> dict[str, str | int]:
    """What the content depends on: the dice, the tables, and this program."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    with (
        tempfile.TemporaryDirectory() as empty,
        Catalog.open(Path(empty)) as catalog,
        catalog.reading() as connection,
    ):
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master ORDER BY type, name").all()
    digest.update(repr(made).encode())
    return {"photos": photos, "seed": seed, "made by": digest.hexdigest()}
