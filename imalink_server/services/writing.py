"""Writing for an account: one transaction, one turn, the feed told at its end; and each request once.

A request with a key is answered within its own transaction: either all of it was done and the answer is
kept, or nothing was. So whoever did not hear the answer asks again, after any crash, and
hears the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from imalink_core.egg import Json
from imalink_server.base.clock import as_text
from imalink_server.base.errors import Code, Refused
from imalink_server.db import accounts, answered, changes, loose, words
from imalink_server.db.database import Session
from imalink_server.db.models import Answered, Owned, Tag
from imalink_server.services.accounts import Me
from imalink_server.services.server import Server
from imalink_server.services.sweeping import sweep

Others: TypeAlias = Callable[[Session], set[int]]
"""The accounts of others that something is about to be changed for."""


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

    def count(self, kind: str, row: Owned) -> None:
        """Count a change of a thing."""
        row.version += 1
        row.updated_at = self.at
        self.changed(kind, row.uid)


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


def was_seen(if_match: str | None, version: int) -> bool:
    """Whether a sender has seen the latest version, does not say, or does not mind."""
    seen = ["*"] if if_match is None else [each.strip() for each in if_match.split(",")]
    return "*" in seen or f'"{version}"' in seen


def check_seen(if_match: str | None, version: int, now: Callable[[], Mapping[str, Json]]) -> None:
    """Let a change pass whose sender has seen the latest version, or does not say; else tell what is now."""
    if not was_seen(if_match, version):
        details: dict[str, Json] = {"current": dict(now()), "etag": f'"{version}"'}
        raise Refused(Code.CHANGED_MEANWHILE, "It has been changed meanwhile.", details)


@contextmanager
def writing(server: Server, me: Me, others: Others | None = None) -> Iterator[Writing]:
    """Write for an account, after whoever else does; and where it concerns others, after those too."""
    with server.database.writing() as session:
        if others is None:
            changes.wait_for_turn(session, me.account_id)
        else:
            changes.wait_for_turns(session, me.account_id, others)
        if me.device_uid:  # a body may be long on its way, and its sender signed out meanwhile
            accounts.check_signed_in(session, me.account_id, me.device_uid)
        made = Writing(server, session, me, as_text(server.clock()))
        yield made
        session.flush()
        words.renew(session, me.account_id, [uid for kind, uid in made.things if kind == "photo"])
        session.flush()
        changes.note(session, me.account_id, made.things, made.at)
        noted = loose.note(session, me.account_id, made.let_go)
    if noted:
        sweep(server, me.account_id, me.account_uid)


def let_go(server: Server, me: Me, digests: Collection[str]) -> None:
    """Let bytes go that were kept for a change which did not come about, unless something else has them."""
    with server.database.reading() as session:
        left = set(digests) - loose.referred_to(session, me.account_id, digests)
    if not left:
        return
    try:
        with writing(server, me.on_no_device()) as w:
            w.let_go |= left
    except Refused as refused:
        if refused.code is not Code.NOT_AUTHENTICATED:
            raise
        # The account was deleted meanwhile, and its bytes with it: these came after that.
        server.store.drop_all(me.account_uid)


def once(
    server: Server,
    me: Me,
    asked: Asked | None,
    work: Callable[[Writing], Reply],
    others: Others | None = None,
) -> Reply:
    """Do what is asked, unless this very request was answered before: then answer the same."""
    with writing(server, me, others) as made:
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
