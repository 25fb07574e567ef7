"""The home account: the one user on one server with whom this catalog is in step."""

from __future__ import annotations

from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Account, Outbox


def sign_in(catalog: Catalog, url: str, username: str, *, instead: bool = False) -> Changes:
    """Make this the home account, so that changes are kept for it. `instead` of another, if there is one."""
    server = url.strip().rstrip("/")
    name = username.strip()
    if not server or not name:
        raise Expected("An account needs the address of a server and a name.")

    def work(writer: Writer) -> None:
        known = writer.read(select(Account.id).where(Account.url == server, Account.username == name))
        number = int(known[0][0]) if known else None
        homes = writer.read(select(Account.id, Account.url, Account.username).where(Account.is_home == 1))
        others = [home for home in homes if home[0] != number]
        if others and not instead:
            _, there, who = others[0]
            raise Expected(f"This catalog belongs to {who} on {there}.", "Sign out there first.")
        for home, _, _ in others:
            _leave(writer, home)
        if number is None:
            writer.insert(Account, [{"url": server, "username": name, "is_home": 1}])
        else:
            writer.set(Account, [number], is_home=1)

    return catalog.transact(Op.SIGN_IN, work, by_machine=True)


def sign_out(catalog: Catalog) -> Changes:
    """Have no home account. Nothing is kept for sending from now on.

    What the server knew stays known: whoever signs in there again finds by it what has been changed
    meanwhile on either side, sends no photo twice, and keeps the hashes that the server knows.
    """

    def work(writer: Writer) -> None:
        for (home,) in writer.read(select(Account.id).where(Account.is_home == 1)):
            _leave(writer, home)

    return catalog.transact(Op.SIGN_OUT, work, by_machine=True)


def _leave(writer: Writer, account: int) -> None:
    waiting = writer.read(select(Outbox.id).where(Outbox.account_id == account))
    writer.delete(Outbox, [row[0] for row in waiting])
    writer.set(Account, [account], is_home=0)
