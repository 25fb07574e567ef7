"""What somebody owns, of whatever kind: one of it, all of it, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from imalink_server.db.models import Owned

T = TypeVar("T", bound=Owned)

_LARGEST = 2**63 - 1


def by_id(session: Session, table: type[T], account_id: int, id_: int) -> T | None:
    """One by its id."""
    if not 0 < id_ <= _LARGEST:
        return None
    return session.scalar(select(table).where(table.id == id_, table.owner_id == account_id))


def by_uid(session: Session, table: type[T], account_id: int, uid: str) -> T | None:
    """One by the name that all machines know."""
    return session.scalar(select(table).where(table.uid == uid, table.owner_id == account_id))


def by_uids(session: Session, table: type[T], account_id: int, uids: Iterable[str]) -> list[T]:
    """Those of some uids that are there."""
    wanted = list(uids)
    if not wanted:
        return []
    return list(session.scalars(select(table).where(table.owner_id == account_id, table.uid.in_(wanted))))


def ids(session: Session, table: type[T], account_id: int, wanted: Iterable[int]) -> set[int]:
    """Those of some ids that are this account's."""
    asked = {id_ for id_ in wanted if 0 < id_ <= _LARGEST}
    return set(session.scalars(select(table.id).where(table.owner_id == account_id, table.id.in_(asked))))


def page(
    session: Session, table: type[T], account_id: int, offset: int, limit: int, *also: ColumnElement[bool]
) -> tuple[list[T], int]:
    """Some of all, the latest first, and how many all are."""
    mine = (table.owner_id == account_id, *also)
    rows = session.scalars(
        select(table)
        .where(*mine)
        .order_by(table.created_at.desc(), table.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return list(rows), session.scalar(select(func.count()).select_from(table).where(*mine)) or 0
