"""What all tables have in common, so that both databases hold and order the same things.

Times and JSON are text, as on the wire. Text is ordered by its letters' numbers in PostgreSQL
too, or a page of names would begin elsewhere there. Rows are numbered, never twice.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Words = Text().with_variant(Text(collation="C"), "postgresql")
Number = BigInteger().with_variant(Integer(), "sqlite")

Moment = Annotated[str, mapped_column(Words)]
"""A moment as `base.clock.as_text` writes it, in UTC."""
WallTime = Annotated[str, mapped_column(Words)]
"""What the clock on the wall said where a photo was taken: ISO, without a zone."""
JsonText = Annotated[str, mapped_column(Words)]
"""JSON, as it came through the door that checked it."""


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Words,
        int: Number,
        float: Double(),
        bool: Boolean(),
        bytes: LargeBinary(),
    }
    __table_args__: tuple[Any, ...] = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)


def belongs_to(table: str) -> ForeignKey:
    """A reference to what this is a part of, and goes with."""
    return ForeignKey(f"{table}.id", ondelete="CASCADE")


def refers_to(table: str) -> ForeignKey:
    """A reference to what this can do without."""
    return ForeignKey(f"{table}.id", ondelete="SET NULL")


class Owned(Base):
    """Somebody's, and known on all their machines by the same `uid`. `version` counts its changes."""

    __abstract__ = True

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - how SQLAlchemy calls it
        """Each class adds its own."""
        return (UniqueConstraint("owner_id", "uid"), *cls.more_args(), {"sqlite_autoincrement": True})

    @classmethod
    def more_args(cls) -> tuple[Any, ...]:
        """Constraints and indexes of this table alone."""
        return ()

    uid: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]

    @declared_attr
    def owner_id(cls) -> Mapped[int]:  # noqa: N805
        """Whose it is."""
        return mapped_column(belongs_to("account"))
