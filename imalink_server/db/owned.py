"""What somebody owns, of whatever kind: one of it, all of it, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, TypeVar

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from imalink_server.base.listing import Listing
from imalink_server.db.models import Owned

T = TypeVar("T", bound=Owned)
Those: TypeAlias = ColumnElement[bool]
"""Some of all, by what they have in common."""

LARGEST = 2**63 - 1
"""The number of a row, in any database."""


def of(table: type[Owned], account_id: int | None) -> Those:
    """Somebody's own; nobody has any."""
    return table.owner_id == (account_id or 0)


def by_id(session: Session, table: type[T], account_id: int, id_: int) -> T | None:
    """One by its id."""
    return find(session, table, of(table, account_id), id_)


def find(session: Session, table: type[T], among: Those, id_: int) -> T | None:
    """The same among those, whosever they are."""
    if not 0 < id_ <= LARGEST:
        return None
    return session.scalar(select(table).where(table.id == id_, among))


def by_uid(session: Session, table: type[T], account_id: int, uid: str) -> T | None:
    """One by the name that all machines know."""
    return session.scalar(select(table).where(table.uid == uid, table.owner_id == account_id))


def by_uids(session: Session, table: type[T], account_id: int, uids: Iterable[str]) -> list[T]:
    """Those of some uids that are there."""
    wanted = list(uids)
    if not wanted:
        return []
    return list(session.scalars(select(table).where(table.owner_id == account_id, table.uid.in_(wanted))))


def by_ids(session: Session, table: type[T], account_id: int, wanted: Iterable[int]) -> list[T]:
    """Those of some ids that are there, and this account's."""
    asked = list(wanted)
    if not asked:
        return []
    return list(session.scalars(select(table).where(table.owner_id == account_id, table.id.in_(asked))))


def ids(session: Session, table: type[T], account_id: int, wanted: Iterable[int]) -> set[int]:
    """Those of some ids that are this account's."""
    asked = {id_ for id_ in wanted if 0 < id_ <= LARGEST}
    return set(session.scalars(select(table.id).where(table.owner_id == account_id, table.id.in_(asked))))


def referring(session: Session, table: type[T], column: str, id_: int) -> list[T]:
    """Those that refer to a thing in this column, which are its owner's like itself."""
    return list(session.scalars(select(table).where(getattr(table, column) == id_).order_by(table.id)))


def touch(session: Session, table: type[Owned], which: Those, at: str) -> list[tuple[int, str]]:
    """Count a change of many by one statement: one by one, many photos would take seconds.

    Answers whose each is and its uid, the first one first.
    """
    counted = update(table).where(which).values(version=table.version + 1, updated_at=at)
    asked = counted.returning(table.id, table.owner_id, table.uid)
    rows = session.execute(asked, execution_options={"synchronize_session": False}).all()
    session.expire_all()
    return [(owner_id, uid) for _, owner_id, uid in sorted(rows)]


def page(session: Session, table: type[T], among: Those, wanted: Listing) -> tuple[list[T], int]:
    """Some of those, and how many they are."""
    mine = (among, *(getattr(table, name) == value for name, value in wanted.where.items()))
    by = getattr(table, wanted.by)
    order = [by.desc(), table.id.desc()] if wanted.descending else [by, table.id]
    if table.__table__.c[wanted.by].nullable:  # what is not known comes last; databases do not agree on that
        order.insert(0, by.is_(None))
    asked = select(table).where(*mine).order_by(*order)
    rows = session.scalars(asked.offset(wanted.offset).limit(wanted.limit))
    return list(rows), session.scalar(select(func.count()).select_from(table).where(*mine)) or 0
