"""`Previews`: what the window shows of photos without opening an original, and what an egg sends."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Self
from zlib import crc32

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, true

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.log import logger
from imalink_desktop.catalog.previews.cold import ColdPreviews
from imalink_desktop.catalog.previews.database import Database
from imalink_desktop.catalog.previews.keys import batches, key_of, numbers
from imalink_desktop.catalog.previews.tables import COLD_FILE, GRID, HOT, PHOTO

log = logger(__name__)


class Kind(StrEnum):
    """Previews by size: 150, 512 and up to 1920 pixels."""

    HOT = "hot"
    GRID = "grid"
    COLD = "cold"


@dataclass(frozen=True, slots=True)
class Preview:
    """The small previews of one photo, as JPEG. What is `None` stays as it was.

    The hothash is not kept beside the hot preview: it is the SHA-256 of its bytes.
    """

    uid: str
    hot: bytes | None = field(default=None, repr=False)
    grid: bytes | None = field(default=None, repr=False)
    rebuilt: bool = False
    """The hot preview was made anew after a server had acknowledged the egg: shown, but never sent."""


class Previews:
    """The previews of one catalog, for any number of threads. Made by `Previews.open`.

    Photos are named by their uid. Whatever somebody has deleted or damaged is not
    there, and may be put again.
    """

    def __init__(self, database: Database, cold: ColdPreviews) -> None:
        self._database = database
        self._cold = cold

    @classmethod
    def open(cls, folder: Path, *, cold_budget: int) -> Self:
        """Open the previews of a folder, or begin anew; cold ones may take so many bytes."""
        database = Database(folder / "previews.db")
        return cls(database, ColdPreviews(database, folder / "cold", cold_budget))

    def close(self) -> None:
        """Let go of the files. Nothing is lost by not calling it."""
        self._cold.write_down_uses()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, previews: Iterable[Preview]) -> None:
        """Keep hot and grid previews, all of them or none.

        Before the catalog's row that names them: no transaction spans two files, and a
        preview without a photo is swept, while an egg without its hot preview could not be sent.
        """
        keyed = [(key_of(preview.uid), preview) for preview in previews]
        self._database.change(partial(_put, previews=keyed))

    def hot(self, uids: Iterable[str]) -> dict[str, bytes]:
        """The hot previews that are there; of as many photos as are seen at once."""
        return self._pictures(HOT, uids)

    def grid(self, uids: Iterable[str]) -> dict[str, bytes]:
        """The grid previews that are there; of as many photos as are seen at once."""
        return self._pictures(GRID, uids)

    def hot_to_send(self, hothashes: Mapping[str, str]) -> dict[str, bytes]:
        """The hot previews that belong into the eggs of these names, by the photos' uids.

        None that was rebuilt, and none that the name does not fit.
        """
        found = self._pictures(HOT, hothashes, HOT.c.rebuilt == 0)
        return {uid: jpeg for uid, jpeg in found.items() if _hothash(jpeg) == hothashes[uid]}

    def put_cold(self, uid: str, jpeg: bytes) -> None:
        """Keep a cold preview, and evict those that were not looked at for longest."""
        self._cold.put(key_of(uid), jpeg)

    def cold(self, uid: str) -> Path | None:
        """The file of a cold preview. It may be evicted before you open it, so be ready to find none."""
        return self.colds([uid]).get(uid)

    def colds(self, uids: Iterable[str]) -> dict[str, Path]:
        """The same of many photos, as far as there are any."""
        keys = {uid: key_of(uid) for uid in uids}
        found = self._cold.find(set(keys.values()))
        return {uid: found[key] for uid, key in keys.items() if key in found}

    def set_cold_budget(self, cold_budget: int) -> None:
        """Let cold previews take so many bytes from now on."""
        self._cold.set_budget(cold_budget)

    def count(self) -> int:
        """Of how many photos there are previews, or have been."""
        return self._database.look(_count)

    def missing(self, uids: Iterable[str], kind: Kind) -> set[str]:
        """Which of these photos have no such preview."""
        keys = {uid: key_of(uid) for uid in uids}
        there = self._database.look(partial(_there, kind=kind, keys=set(keys.values())))
        return {uid for uid, key in keys.items() if key not in there}

    def forget(self, uids: Iterable[str]) -> None:
        """Drop all previews of photos."""
        self._forget([key_of(uid) for uid in uids])

    def sweep(self, known: Iterable[str]) -> int:
        """Drop what belongs to none of the known photos; answer of how many.

        What came since the program started stays: its photo may not have been in the
        catalog yet when you asked that for all it knows.
        """
        keys = {key_of(uid) for uid in known}
        strangers = self._database.look(self._old) - keys
        self._forget(strangers)
        self._cold.sweep()
        return len(strangers)

    def _pictures(
        self, table: Table, uids: Iterable[str], those: ColumnElement[bool] | None = None
    ) -> dict[str, bytes]:
        keys = {uid: key_of(uid) for uid in uids}
        read = partial(_read, table=table, keys=set(keys.values()), those=true() if those is None else those)
        sound, spoilt = self._database.look(read)
        if spoilt:
            log.warning("previews are damaged", kind=table.name, count=len(spoilt))
            with suppress(Expected):  # they will be noticed again
                self._database.change(partial(_mend, table=table, keys=spoilt))
        return {uid: sound[key] for uid, key in keys.items() if key in sound}

    def _forget(self, keys: Iterable[bytes]) -> None:
        for batch in batches(keys):
            self._database.change(partial(self._forget_batch, keys=batch))

    def _forget_batch(self, connection: Connection, keys: list[bytes]) -> None:
        theirs = PHOTO.c.uid.in_(keys)
        cold = connection.scalars(select(PHOTO.c.cold).where(theirs & PHOTO.c.cold.is_not(None))).all()
        for table in (HOT, GRID):
            _drop(connection, table, keys)
        connection.execute(delete(PHOTO).where(theirs))
        self._cold.drop_unused(connection, cold)

    def _old(self, connection: Connection) -> set[bytes]:
        before = PHOTO.c.id <= self._database.newest_at_opening
        return set(connection.scalars(select(PHOTO.c.uid).where(before)))


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(PHOTO)).scalar_one())


def _put(connection: Connection, previews: Sequence[tuple[bytes, Preview]]) -> None:
    ids = numbers(connection, {key for key, _ in previews})
    hot, grid = [], []
    for key, preview in previews:
        if preview.hot is not None:
            hot.append(_row(HOT, ids[key], key, preview.hot) | {"rebuilt": int(preview.rebuilt)})
        if preview.grid is not None:
            grid.append(_row(GRID, ids[key], key, preview.grid))
    for table, rows in ((HOT, hot), (GRID, grid)):
        if rows:
            connection.execute(insert(table).prefix_with("OR REPLACE"), rows)


def _row(table: Table, number: int, key: bytes, jpeg: bytes) -> dict[str, object]:
    return {"id": number, "jpeg": jpeg, "proof": _proof(table, key, jpeg)}


def _read(
    connection: Connection, table: Table, keys: set[bytes], those: ColumnElement[bool]
) -> tuple[dict[bytes, bytes], set[bytes]]:
    """The pictures that are as they were put, and the keys of those that are not."""
    sound: dict[bytes, bytes] = {}
    spoilt: set[bytes] = set()
    pictures = select(PHOTO.c.uid, table.c.jpeg, table.c.proof).join(table, table.c.id == PHOTO.c.id)
    for batch in batches(keys):
        for key, jpeg, proof in connection.execute(pictures.where(PHOTO.c.uid.in_(batch), those)):
            if isinstance(jpeg, bytes) and proof == _proof(table, key, jpeg):
                sound[key] = jpeg
            else:
                spoilt.add(key)
    return sound, spoilt


def _there(connection: Connection, kind: Kind, keys: set[bytes]) -> set[bytes]:
    belongs = {
        Kind.HOT: HOT.c.id == PHOTO.c.id,
        Kind.GRID: GRID.c.id == PHOTO.c.id,
        Kind.COLD: COLD_FILE.c.hash == PHOTO.c.cold,
    }
    found: set[bytes] = set()
    for batch in batches(keys):
        found.update(connection.scalars(select(PHOTO.c.uid).where(PHOTO.c.uid.in_(batch), belongs[kind])))
    return found


def _drop(connection: Connection, table: Table, keys: Iterable[bytes]) -> None:
    for batch in batches(keys):
        theirs = select(PHOTO.c.id).where(PHOTO.c.uid.in_(batch))
        connection.execute(delete(table).where(table.c.id.in_(theirs)))


def _mend(connection: Connection, table: Table, keys: Iterable[bytes]) -> None:
    """Drop pictures that are not what was put; maybe it was the index that led to the wrong ones."""
    connection.exec_driver_sql("REINDEX photo")
    _drop(connection, table, keys)


def _proof(table: Table, key: bytes, jpeg: bytes) -> int:
    """SQLite does not notice a flipped bit in a picture, nor in the row that says whose it is; this does."""
    return crc32(jpeg, crc32(key, crc32(table.name.encode())))


def _hothash(jpeg: bytes) -> str:
    return hashlib.sha256(jpeg).hexdigest()
