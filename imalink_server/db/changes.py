"""The feed of one account's changes: what another machine has missed, in an order that stands still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from imalink_server.base.errors import Code, Refused
from imalink_server.db.models import Account, Change

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Changed:
    """A thing of the account's, at its latest place in the feed."""

    number: int
    kind: str
    uid: str
    is_gone: bool
    at: str


def wait_for_turn(session: Session, account_id: int) -> None:
    """Wait for whoever else writes for this account, and have the next wait, until the transaction ends."""
    asked = select(Account.id).where(Account.id == account_id).with_for_update(key_share=True)
    if session.scalar(asked) is None:  # deleted a moment ago, on another device
        raise Refused(Code.NOT_AUTHENTICATED, "Not authenticated")


def note(session: Session, account_id: int, things: Mapping[tuple[str, str], bool], at: str) -> None:
    """Move things (kind and uid; gone or not) to the end of the feed."""
    if not things:
        return
    counted = (
        update(Account)
        .where(Account.id == account_id)
        .values(last_change=Account.last_change + len(things))
        .returning(Account.last_change)
    )
    first = (session.scalar(counted) or 0) - len(things) + 1
    rows = [
        {"account_id": account_id, "number": first + at_, "kind": kind, "uid": uid, "is_gone": gone, "at": at}
        for at_, ((kind, uid), gone) in enumerate(things.items())
    ]
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    for start in range(0, len(rows), _AT_ONCE):
        adding = insert(Change).values(rows[start : start + _AT_ONCE])
        session.execute(
            adding.on_conflict_do_update(
                index_elements=[Change.account_id, Change.kind, Change.uid],
                set_={name: adding.excluded[name] for name in ("number", "is_gone", "at")},
            )
        )


def since(session: Session, account_id: int, number: int, most: int) -> list[Changed]:
    """What came after a place in the feed, the oldest first."""
    asked = (
        select(Change)
        .where(Change.account_id == account_id, Change.number > number)
        .order_by(Change.number)
        .limit(most)
    )
    return [
        Changed(each.number, each.kind, each.uid, each.is_gone, each.at) for each in session.scalars(asked)
    ]


def latest(session: Session, account_id: int) -> int:
    """The end of the feed."""
    return session.scalar(select(Account.last_change).where(Account.id == account_id)) or 0
