"""The tables of `previews.db`. There are no migrations: another version is thrown away and begun anew.

The pictures lie apart from what they belong to, so that asking which photos have one
need not read through them.
"""

from __future__ import annotations

from sqlalchemy import Column, Dialect, Index, Integer, LargeBinary, MetaData, Table, TypeDecorator

from imalink_desktop.catalog.previews.damage import Damaged

VERSION = 1
"""Of these tables. Whoever changes them counts on."""

METADATA = MetaData()


class _Bytes(TypeDecorator[bytes]):
    """So many bytes. SQLite would hand out anything that a flipped bit has made of them."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, count: int, *, or_none: bool = False) -> None:
        super().__init__()
        self.count = count
        self.or_none = or_none

    def process_result_value(self, value: object, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        if isinstance(value, bytes) and len(value) == self.count:
            return value
        if value is None and self.or_none:
            return None
        raise Damaged(f"there should be {self.count} bytes")


class _Whole(TypeDecorator[int]):
    """A whole number."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: object, dialect: Dialect) -> int:  # noqa: ARG002
        if isinstance(value, int):
            return value
        raise Damaged("there should be a number")


PHOTO = Table(
    "photo",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("uid", _Bytes(16), nullable=False, unique=True),
    Column("cold", _Bytes(32, or_none=True)),
    Index("ix_photo_cold", "cold"),
    sqlite_autoincrement=True,
)
"""The photos that have previews, and the hash of the cold one; its file may have been evicted since."""

HOT = Table(
    "hot",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("jpeg", LargeBinary, nullable=False),
    Column("proof", Integer, nullable=False),
    Column("rebuilt", Integer, nullable=False),
)
"""Hot previews, by the photo's number."""

GRID = Table(
    "grid",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("jpeg", LargeBinary, nullable=False),
    Column("proof", Integer, nullable=False),
)
"""Grid previews, by the photo's number."""

COLD_FILE = Table(
    "cold_file",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("hash", _Bytes(32), nullable=False, unique=True),
    Column("size", _Whole, nullable=False),
)
"""The files in `cold`. The higher the number, the later it was used: no clock can put that out of order."""
