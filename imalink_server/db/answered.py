"""Requests that were answered, so that whoever did not hear the answer may ask again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from imalink_server.base.clock import as_text
from imalink_server.db.models import Answered

_KEPT = timedelta(days=30)


def find(session: Session, account_id: int, key: str) -> Answered | None:
    """What was answered to a key, if it was."""
    return session.scalar(select(Answered).where(Answered.account_id == account_id, Answered.key == key))


def keep(session: Session, answer: Answered, at: datetime) -> None:
    """Keep an answer for a month; the account's older ones go meanwhile."""
    session.add(answer)
    old = delete(Answered).where(Answered.account_id == answer.account_id, Answered.at < as_text(at, -_KEPT))
    session.execute(old)
