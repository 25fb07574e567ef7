"""The feed of one account's changes: what another machine has missed, in an order that stands still."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, Boolean, Select, Text, literal, select, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from imalink_server.base.errors import Code, Refused
from imalink_server.db import given
from imalink_server.db.models import Account, Change, FeedMark


@dataclass(frozen=True, slots=True)
class Changed:
    """A thing of the account's, at its latest place in the feed."""

    number: int
    kind: str
    uid: str
    is_gone: bool
    at: str


def _turn_of(account_id: int) -> Select[int]:
    return select(Account.id).where(Account.id == account_id).with_for_update(key_share=True)


def wait_for_turn(session: Session, account_id: int) -> None:
    """Wait for whoever else writes for this account, and have the next wait, until the transaction ends."""
    if session.scalar(_turn_of(account_id)) is None:  # deleted a moment ago, on another device
        raise Refused(Code.NOT_AUTHENTICATED, "Not authenticated")


def wait_for_turns(session: Session, account_id: int, others: Callable[[Session], set[int]]) -> None:
    """Wait for one's own turn and for others', all in one order: so no two wait for each other.

    Who they are may be another by then: then all are let go, and waited for anew.
    """
    while True:
        wanted = others(session)
        with session.begin_nested() as waiting:
            for each in sorted({account_id, *wanted}):
                if each == account_id:
                    wait_for_turn(session, each)
                else:
                    session.scalar(_turn_of(each))
            if others(session) <= {account_id, *wanted}:
                return
            waiting.rollback()


def note(session: Session, account_id: int, things: Mapping[tuple[str, str], bool], at: str) -> None:
    """Move things (kind and uid; gone or not) to the end of the feed, under a mark of their own."""
    if not things:
        return
    counted = (
        update(Account)
        .where(Account.id == account_id)
        .values(last_change=Account.last_change + len(things))
        .returning(Account.last_change)
    )
    first = (session.scalar(counted) or 0) - len(things) + 1
    said = ((first + place, *thing, gone) for place, (thing, gone) in enumerate(things.items()))
    rows = given.rows(session, said, number=BigInteger, kind=Text, uid=Text, is_gone=Boolean)
    # With a condition, or SQLite would take what comes next for a join's.
    asked = select(literal(account_id, BigInteger), *rows.c, literal(at)).where(true())
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    adding = insert(Change).from_select(["account_id", *rows.c.keys(), "at"], asked)
    moving = adding.on_conflict_do_update(
        index_elements=[Change.account_id, Change.kind, Change.uid],
        set_={name: adding.excluded[name] for name in ("number", "is_gone", "at")},
    )
    session.execute(moving)
    mark = secrets.token_urlsafe(9)
    session.add(FeedMark(account_id=account_id, number=first + len(things) - 1, mark=mark))


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


def mark_at(session: Session, account_id: int, number: int) -> str:
    """The mark of the stretch that a place in the feed lies in; of its beginning there is none."""
    around = (
        select(FeedMark.mark)
        .where(FeedMark.account_id == account_id, FeedMark.number >= number)
        .order_by(FeedMark.number)
        .limit(1)
    )
    return (session.scalar(around) or "") if number else ""


def latest(session: Session, account_id: int) -> int:
    """The end of the feed."""
    return session.scalar(select(Account.last_change).where(Account.id == account_id)) or 0
