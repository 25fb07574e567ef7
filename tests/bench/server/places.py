"""Where the crowd lives: a file of SQLite's, and a PostgreSQL of our own; made once and kept."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imalink_server.db.database import Database
from tests.bench.server import crowd
from tests.unit.server.cluster import Cluster, programs

KINDS = ("sqlite", "postgresql")

_STAMP = "stamp.json"
_ORDINARY = "-c max_connections=100"
"""As Debian sets it up: what is acknowledged is on the disk."""
_NAME = "crowd"


@contextmanager
def place(kind: str, folder: Path, photos: int) -> Iterator[tuple[str, Iterator[str]] | None]:
    """A database with the crowd, and what has to be waited for first; `None` where there can be none."""
    if kind == "sqlite":
        here = folder / f"server-{photos}"
        if not _is_made(here, photos):
            shutil.rmtree(here, ignore_errors=True)
        here.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{here / 'imalink.db'}"
        yield url, _making(url, here, photos)
        return
    found = programs()
    if found is None:
        yield None
        return
    here = _of_postgres(photos)
    cluster = Cluster.start(found, here / "cluster", _ORDINARY)
    try:
        if not _is_made(here, photos):
            cluster.add(_NAME)
        url = cluster.url(_NAME)
        yield url, _making(url, here, photos)
    finally:
        cluster.stop(keep=True)


def _of_postgres(photos: int) -> Path:
    """Not among the user's own things: PostgreSQL runs as somebody else when that is root."""
    place = Path(tempfile.gettempdir()) / f"imalink-bench-{os.getuid()}-{photos}"
    place.mkdir(mode=0o755, exist_ok=True)
    return place


def _making(url: str, here: Path, photos: int) -> Iterator[str]:
    if _is_made(here, photos):
        return
    (here / _STAMP).unlink(missing_ok=True)
    with Database.open(url) as database:
        yield from crowd.fill(database, photos)
    (here / _STAMP).write_text(_stamp(photos))


def _is_made(here: Path, photos: int) -> bool:
    return (here / _STAMP).exists() and (here / _STAMP).read_text() == _stamp(photos)


def _stamp(photos: int) -> str:
    """What it was made by: another crowd is another library."""
    return json.dumps(
        {"photos": photos, "made by": hashlib.sha256(Path(crowd.__file__).read_bytes()).hexdigest()}
    )
