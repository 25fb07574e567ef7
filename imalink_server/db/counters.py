"""Counters that all workers and replicas share, in the shape that the `limits` library asks for."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from limits.storage import Storage
from sqlalchemy import case, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from imalink_server.base.clock import Clock, as_text, from_text
from imalink_server.db.database import Database
from imalink_server.db.models import Counter


class Counters(Storage):
    """Counts by key until a window ends. A key is kept as its digest: it may name people and addresses."""

    STORAGE_SCHEME = None

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__()
        self._database = database
        self._clock = clock

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        """What may go wrong: the database says it in words of its own."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count once more, in a new window where the last has ended. Others' old windows go meanwhile."""
        at = as_text(self._clock())
        until = as_text(self._clock(), timedelta(seconds=expiry))
        insert = sqlite.insert if self._database.kind == "sqlite" else postgresql.insert
        ended = Counter.ends_at <= at
        counting = insert(Counter).values(key=_digest(key), count=amount, ends_at=until)
        counted = counting.on_conflict_do_update(
            index_elements=[Counter.key],
            set_={
                "count": case((ended, amount), else_=Counter.count + amount),
                "ends_at": case((ended, until), else_=Counter.ends_at),
            },
        ).returning(Counter.count)
        with self._database.writing() as session:
            count = session.scalar(counted) or 0
            session.execute(delete(Counter).where(Counter.ends_at <= at))
        return count

    def get(self, key: str) -> int:
        """How often it was counted in the window that is open now."""
        asked = select(Counter.count).where(
            Counter.key == _digest(key), Counter.ends_at > as_text(self._clock())
        )
        with self._database.reading() as session:
            return session.scalar(asked) or 0

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds of the epoch; now, where none is open."""
        with self._database.reading() as session:
            ends = session.scalar(select(Counter.ends_at).where(Counter.key == _digest(key)))
        ends_at: datetime = from_text(ends) if ends else self._clock()
        return ends_at.timestamp()

    def check(self) -> bool:
        """Whether counting works."""
        self._database.check()
        return True

    def reset(self) -> int | None:
        """Forget everything."""
        with self._database.writing() as session:
            count = session.scalar(select(func.count()).select_from(Counter))
            session.execute(delete(Counter))
        return count

    def clear(self, key: str) -> None:
        """Forget one key."""
        with self._database.writing() as session:
            session.execute(delete(Counter).where(Counter.key == _digest(key)))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
