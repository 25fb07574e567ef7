"""The home account: the one user on one server with whom this catalog is in step."""

from __future__ import annotations

import json

from sqlalchemy import select

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.models import Account, Conflict, Outbox, Photo
from imalink_desktop.catalog.outbox import EGG, LESS_VISIBLE, SHOWS
from imalink_desktop.catalog.touched import Row

ONLY_HERE = "#"
"""What a `user` begins with that another server may call somebody else."""


def sign_in(
    catalog: Catalog,
    url: str,
    username: str,
    *,
    user: str | None = None,
    instead: bool = False,
    clock: Clock = now,
) -> Changes:
    """Make this the home account, so that changes are kept for it. `instead` of another, if there is one.

    `user` is what the server calls them for good. By it an account is known at another address too, and
    under whatever name was typed: all that waits moves along.
    """
    server = url.strip().rstrip("/")
    name = username.strip()
    if not server or not name:
        raise Expected(_("An account needs the address of a server and a name."))

    def work(writer: Writer) -> None:
        number = _found(writer, server, name, user)
        _show_to_the_fewer(writer, number, clock)
        homes = writer.read(select(Account.id, Account.url, Account.username).where(Account.is_home == 1))
        others = [home for home in homes if home[0] != number]
        if others and not instead:
            there, who = others[0][1:]
            raise Expected(
                _("This catalog belongs to {who} on {there}.").format(who=who, there=there),
                _("Sign out there first."),
            )
        for other in others:
            _leave(writer, other[0])
        if number is None:
            row: Row = {"url": server, "username": name, "is_home": 1, "user": user}
            writer.insert(Account, [{**row, "put_back": _put_back(writer)}])
        elif number not in [home[0] for home in homes]:
            # What either side did meanwhile is only found by reading everything once more.
            writer.set(Account, [number], is_home=1, cursor=None)

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


def _found(writer: Writer, server: str, name: str, user: str | None) -> int | None:
    """The account that this is, by the address and the name that lead to it from now on.

    Somebody else by now under a name that is known keeps what was known of the name: it is asked about.
    """
    columns = select(Account.id, Account.url, Account.username, Account.user).order_by(Account.id)
    known = writer.read(columns)
    named = [row for row in known if row[1:3] == (server, name)]
    same = [row for row in known if user is not None and row[3] == user]
    same = [row for row in same if row[1] == server or not str(user).startswith(ONLY_HERE)]
    for row in named if same else ():
        if row[0] != same[0][0]:  # the name leads elsewhere now
            writer.set(Account, [row[0]], username=f"{name} ({row[0]})")
    for number, _url, _name, before in same or named:
        writer.set(Account, [number], url=server, username=name, user=before or user)
        return int(number)
    return None


def _leave(writer: Writer, account: int) -> None:
    """What may have arrived there unheard stays noted, or it would come back as another's word.

    What was to be hidden stays noted too: there it is still seen. So does what waited in a backup that was
    put back: nobody knows what has been decided of it since.
    """
    calm = Outbox.sent.is_(None) & (Outbox.urgency != LESS_VISIBLE) & (Outbox.is_doubtful == 0)
    waiting = writer.read(select(Outbox.id).where(Outbox.account_id == account, calm))
    writer.delete(Outbox, [row[0] for row in waiting])
    writer.set(Account, [account], is_home=0)


def _put_back(writer: Writer) -> str | None:
    """When the backup was made that this catalog was put back from, if nobody has said to go on since."""
    moments = select(Account.put_back).where(Account.put_back.is_not(None)).order_by(Account.put_back)
    return next((moment for (moment,) in writer.read(moments)), None)


def _show_to_the_fewer(writer: Writer, account: int | None, clock: Clock) -> None:
    """What waited in a backup for another account may have been made private since, and this one cannot tell.

    It is seen by the fewer, before it waited or now; both values stay until somebody chooses.
    """
    box, photo = table_of(Outbox), table_of(Photo)
    fields = sorted(SHOWS)
    rows = (
        select(box.c.field, box.c.base, photo.c.id, *(photo.c[field] for field in fields))
        .join(photo, photo.c.id == box.c.photo_id)
        .where(box.c.is_doubtful == 1, box.c.field.in_([*fields, EGG]))
    )
    if account is not None:
        rows = rows.where(box.c.account_id != account)
    fewer: dict[str, dict[int, tuple[int, int]]] = {field: {} for field in fields}
    for waited, base, number, *shown in writer.read(rows):
        for field, mine in zip(fields, shown, strict=True):
            before = (json.loads(base or "null") or 0) if waited == field else 0
            if waited in (field, EGG) and before < mine:
                fewer[field][number] = (mine, before)
    noticed_at = clock().isoformat()
    for field, photos in fewer.items():
        writer.heard |= {(number, field) for number in photos}
        writer.set_each(Photo, field, {number: before for number, (_, before) in photos.items()})
        there = select(Conflict.photo_id).where(
            Conflict.field == field, one_of(table_of(Conflict).c.photo_id, list(photos))
        )
        open_ones = {number for (number,) in writer.read(there)}
        writer.insert(
            Conflict,
            [
                {
                    "photo_id": number,
                    "field": field,
                    "mine": json.dumps(mine),
                    "theirs": json.dumps(before),
                    "noticed_at": noticed_at,
                }
                for number, (mine, before) in photos.items()
                if number not in open_ones
            ],
        )
