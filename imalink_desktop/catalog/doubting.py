"""A catalog was put back from a backup, or by hand: its servers may know better by now than what it says."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, update

from imalink_desktop.catalog.models import Account, Outbox


def doubt(connection: Connection, moment: datetime) -> None:
    """Note that it is as at this moment: nothing goes unasked, and all that waits is in doubt."""
    connection.execute(update(Account).values(put_back=moment.isoformat()))
    connection.execute(update(Outbox).values(is_doubtful=1))
