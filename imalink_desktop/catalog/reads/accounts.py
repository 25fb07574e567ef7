"""The accounts that this catalog has been in step with; one of them may be home."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from imalink_desktop.catalog.models import Account


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """A user on a server."""

    url: str
    username: str
    is_home: bool


def accounts(connection: Connection) -> list[KnownAccount]:
    """All of them, the one that is home first."""
    rows = select(Account.url, Account.username, Account.is_home).order_by(Account.is_home.desc(), Account.id)
    return [KnownAccount(url, username, bool(home)) for url, username, home in connection.execute(rows)]
