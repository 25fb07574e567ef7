"""Letting bytes go that nothing refers to, and those of accounts that are gone.

A note is made in the transaction that drops the last reference, and the bytes go in a later one of the
same account's: whoever refers to the same bytes again meanwhile has them kept. What a
power cut leaves over goes at the next start.
"""

from __future__ import annotations

from imalink_server.base.errors import Refused
from imalink_server.base.log import logger
from imalink_server.db import changes, loose
from imalink_server.services.server import Server

log = logger(__name__)


def sweep(server: Server, account_id: int, account_uid: str) -> None:
    """Let an account's loose bytes go. When the store is away they stay noted."""
    try:
        with server.database.writing() as session:
            changes.wait_for_turn(session, account_id)
            for sha256 in loose.of(session, account_id):
                if not loose.is_referred_to(session, account_id, sha256):
                    server.store.drop(account_uid, sha256)
            loose.forget(session, account_id)
    except Refused as refused:
        log.info("loose bytes stay for now", reason=refused.message)


def sweep_deleted(server: Server) -> None:
    """Let everything go of accounts that are gone."""
    with server.database.reading() as session:
        left = loose.unswept(session)
    for uid in left:
        try:
            server.store.drop_all(uid)
        except Refused as refused:
            log.info("the bytes of a deleted account stay for now", reason=refused.message)
            return
        with server.database.writing() as session:
            loose.swept(session, uid, server.clock())


def sweep_all(server: Server) -> None:
    """What is left over from an earlier run."""
    sweep_deleted(server)
    with server.database.reading() as session:
        left = loose.accounts(session)
    for account_id, account_uid in left:
        sweep(server, account_id, account_uid)
