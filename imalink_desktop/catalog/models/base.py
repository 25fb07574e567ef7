"""What all tables have in common."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from sqlalchemy import Double, ForeignKey, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Moment = Annotated[str, mapped_column(Text)]
"""A moment as ISO text, in UTC unless the column's comment says otherwise."""


class Base(DeclarativeBase):
    """The root of all tables. Every row has a number that is never given to another."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text, int: Integer, float: Double}
    __table_args__: tuple[Any, ...] = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)


def refers_to(table: str) -> ForeignKey:
    """A reference that is checked at the end of the transaction, and never followed by a deletion.

    What SQLite deletes or empties by itself would escape the journal, so commands do it in words.
    """
    return ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
