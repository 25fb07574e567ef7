"""Cold previews: files named by the hash of their content, as many as a budget of bytes allows.

One file serves all photos whose cold preview has these bytes. A file is written before
the row that knows it, so that being killed leaves a file too many and never one too few;
and whatever somebody deletes is simply not there.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from imalink_desktop.base.atomic import write_atomically
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import private_folder
from imalink_desktop.catalog.previews.database import Database
from imalink_desktop.catalog.previews.keys import batches, numbers
from imalink_desktop.catalog.previews.tables import COLD_FILE, PHOTO

_SPARE = 0.95
"""How much of the budget is left in use when it has been exceeded, so that not every file evicts another."""

_USES_KEPT = 500
"""Looks at cold previews that are remembered before they are written down."""

_OURS = re.compile(r"([0-9a-f]{64})\.jpg")
_HALF_WRITTEN = re.compile(r"\.imalink-.*\.new")


class ColdPreviews:
    """The files in the folder and their rows, kept in line."""

    def __init__(self, database: Database, folder: Path, budget: int) -> None:
        self._database = database
        self._folder = folder
        self._budget = budget
        self._room = -1
        """Bytes that may surely be written before all have to be counted again."""
        self._used: dict[bytes, None] = {}
        self._using = Lock()

    def put(self, key: bytes, jpeg: bytes) -> None:
        """Keep a photo's cold preview, and let go of what was not used for longest."""
        digest = hashlib.sha256(jpeg).digest()

        def work(connection: Connection) -> None:
            if len(jpeg) > self._budget:
                return
            self._write(digest, jpeg)
            self._write_down_uses(connection)  # they were before this one
            number = numbers(connection, [key])[key]
            before = connection.execute(select(PHOTO.c.cold).where(PHOTO.c.id == number)).scalar_one()
            connection.execute(update(PHOTO).where(PHOTO.c.id == number).values(cold=digest))
            connection.execute(delete(COLD_FILE).where(COLD_FILE.c.hash == digest))
            connection.execute(insert(COLD_FILE).values(hash=digest, size=len(jpeg)))
            self.drop_unused(connection, [before] if before and before != digest else [])
            self._room -= len(jpeg)
            self._make_room(connection, but=digest)

        self._database.change(work)

    def find(self, keys: Iterable[bytes]) -> dict[bytes, Path]:
        """The files of photos' cold previews. Each may be evicted before it is opened."""
        found: dict[bytes, Path] = {}
        lost: list[bytes] = []
        for key, digest, size in self._database.look(partial(_known, keys=list(keys))):
            path = self._path(digest)
            if _size(path) == size:
                found[key] = path
                with self._using:
                    self._used.pop(digest, None)
                    self._used[digest] = None
            else:
                lost.append(digest)
        if lost:
            with suppress(Expected):  # it will be noticed again
                self._database.change(partial(self._drop, digests=lost))
        if len(self._used) >= _USES_KEPT:
            self.write_down_uses()
        return found

    def set_budget(self, budget: int) -> None:
        """Allow more bytes from now on, or fewer."""
        self._budget = budget

        def work(connection: Connection) -> None:
            self._write_down_uses(connection)
            self._room = -1
            self._make_room(connection)

        self._database.change(work)

    def write_down_uses(self) -> None:
        """Remember beyond this run what was looked at last."""
        if not self._used:
            return
        with suppress(Expected):  # only the order of eviction hangs on it
            self._database.change(self._write_down_uses)

    def drop_unused(self, connection: Connection, digests: Iterable[bytes]) -> None:
        """Let go of those of these files that no photo has any more."""
        for batch in batches(digests):
            in_use = connection.execute(select(PHOTO.c.cold).where(PHOTO.c.cold.in_(batch)).distinct())
            self._drop(connection, set(batch) - set(in_use.scalars()))

    def sweep(self) -> None:
        """Let go of files that no row knows, and of rows whose file is gone."""
        for batch in batches(self._files()):
            self._database.change(partial(self._drop_strays, paths=batch))
        known = self._database.look(lambda connection: list(connection.scalars(select(COLD_FILE.c.hash))))
        for hashes in batches(known):
            self._database.change(partial(self._drop_gone, digests=hashes))

    def _write(self, digest: bytes, jpeg: bytes) -> None:
        path = self._path(digest)
        if _size(path) != len(jpeg):
            private_folder(path.parent)
            write_atomically(path, jpeg)

    def _make_room(self, connection: Connection, but: bytes = b"") -> None:
        """Evict what was not used for longest, once the budget is exceeded."""
        if self._room >= 0:
            return
        in_use = int(connection.execute(select(func.total(COLD_FILE.c.size))).scalar_one())
        if in_use > self._budget:
            oldest = select(COLD_FILE.c.hash, COLD_FILE.c.size).order_by(COLD_FILE.c.id).limit(100)
            while in_use > self._budget * _SPARE:
                rows = connection.execute(oldest.where(COLD_FILE.c.hash != but)).all()
                if not rows:
                    break
                victims = []
                for digest, size in rows:
                    victims.append(digest)
                    in_use -= size
                    if in_use <= self._budget * _SPARE:
                        break
                self._drop(connection, victims)
        self._room = self._budget - in_use

    def _write_down_uses(self, connection: Connection) -> None:
        with self._using:
            used, self._used = self._used, {}
        if used:
            last = select(func.max(COLD_FILE.c.id) + 1).scalar_subquery()
            mine = COLD_FILE.c.hash == bindparam("used")
            connection.execute(
                update(COLD_FILE).where(mine).values(id=last), [{"used": digest} for digest in used]
            )

    def _drop(self, connection: Connection, digests: Iterable[bytes]) -> None:
        """Let go of files; photos that had them have none until the same bytes come back."""
        for batch in batches(digests):
            connection.execute(delete(COLD_FILE).where(COLD_FILE.c.hash.in_(batch)))
            for digest in batch:
                _remove(self._path(digest))

    def _drop_strays(self, connection: Connection, paths: list[Path]) -> None:
        """Nobody writes a file while this looks, so those without a row are left from a program that died."""
        digests = {path: _digest(path) for path in paths}
        known = set(
            connection.scalars(select(COLD_FILE.c.hash).where(COLD_FILE.c.hash.in_(list(digests.values()))))
        )
        for path, digest in digests.items():
            if digest not in known:
                _remove(path)

    def _drop_gone(self, connection: Connection, digests: list[bytes]) -> None:
        self._drop(connection, [digest for digest in digests if _size(self._path(digest)) is None])

    def _files(self) -> Iterator[Path]:
        """What we have written into the folder, and nothing else."""
        for folder, _, names in os.walk(self._folder):
            for path in (Path(folder, name) for name in names):
                digest = _digest(path)
                if _HALF_WRITTEN.fullmatch(path.name) or (digest and path == self._path(digest)):
                    yield path

    def _path(self, digest: bytes) -> Path:
        name = digest.hex()
        return self._folder / name[:2] / name[2:4] / f"{name}.jpg"


def _known(connection: Connection, keys: Iterable[bytes]) -> list[tuple[bytes, bytes, int]]:
    """Which files belong to photos, and how large they are."""
    columns = select(PHOTO.c.uid, COLD_FILE.c.hash, COLD_FILE.c.size)
    rows = columns.join(COLD_FILE, PHOTO.c.cold == COLD_FILE.c.hash)
    return [
        (key, digest, size)
        for batch in batches(keys)
        for key, digest, size in connection.execute(rows.where(PHOTO.c.uid.in_(batch)))
    ]


def _digest(path: Path) -> bytes:
    """The hash in a file's name; nothing when there is none."""
    ours = _OURS.fullmatch(path.name)
    return bytes.fromhex(ours[1]) if ours else b""


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _remove(path: Path) -> None:
    with suppress(OSError):  # gone already, or open in a window of Windows: the next sweep will find it
        path.unlink()
