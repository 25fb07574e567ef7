"""Writing for an account: one transaction, one turn, the feed told at its end; and each request once.

A request with a key is answered within its own transaction: either all of it was done and the answer is
kept, or nothing was. So whoever did not hear the answer asks again, after any crash, and
hears the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from imalink_server.base.clock import as_text
from imalink_server.base.errors import Code, Refused
from imalink_server.db import answered, changes, loose
from imalink_server.db.database import Session
from imalink_server.db.models import Answered, Tag
from imalink_server.services.accounts import Me
from imalink_server.services.server import Server
from imalink_server.services.sweeping import sweep


@dataclass(slots=True)
class Writing:
    """What one transaction knows: who writes, when, and what they have changed so far."""

    server: Server
    session: Session
    me: Me
    at: str
    things: dict[tuple[str, str], bool] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    """Those that were looked up so far: the photos of a batch often have the same."""
    let_go: set[str] = field(default_factory=set)
    """Digests of bytes that something referred to until now."""

    def changed(self, kind: str, uid: str, *, gone: bool = False) -> None:
        """Tell the feed, at the end, that a thing is another, or no more."""
        self.things.pop((kind, uid), None)
        self.things[kind, uid] = gone


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may be repeated: the sender's key for it, and what was asked."""

    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes out."""

    status: int
    body: bytes
    etag: str | None = None


@contextmanager
def writing(server: Server, me: Me) -> Iterator[Writing]:
    """Write for an account, after whoever else does."""
    with server.database.writing() as session:
        changes.wait_for_turn(session, me.account_id)
        made = Writing(server, session, me, as_text(server.clock()))
        yield made
        session.flush()
        changes.note(session, me.account_id, made.things, made.at)
        noted = loose.note(session, me.account_id, made.let_go)
    if noted:
        sweep(server, me.account_id, me.account_uid)


def once(server: Server, me: Me, asked: Asked | None, work: Callable[[Writing], Reply]) -> Reply:
    """Do what is asked, unless this very request was answered before: then answer the same."""
    with writing(server, me) as made:
        if asked is None:
            return work(made)
        before = answered.find(made.session, me.account_id, asked.key)
        if before is not None:
            return _again(before, asked)
        reply = work(made)
        kept = Answered(
            account_id=me.account_id,
            key=asked.key,
            request_digest=asked.digest,
            status=reply.status,
            headers=reply.etag,
            body=reply.body,
            at=made.at,
        )
        answered.keep(made.session, kept, server.clock())
        return reply


def _again(before: Answered, asked: Asked) -> Reply:
    if before.request_digest != asked.digest:
        raise Refused(Code.KEY_USED_OTHERWISE, "This Idempotency-Key was used for another request.")
    return Reply(before.status or 0, before.body or b"", before.headers)
