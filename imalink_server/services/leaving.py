"""Leaving for good: an account goes with everything in it, and whoever that concerns is told."""

from __future__ import annotations

from imalink_server.base.clock import as_text
from imalink_server.db import accounts, changes
from imalink_server.services import spaces
from imalink_server.services.accounts import Caller, Me, prove, to_change
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing


def delete(server: Server, me: Me, password: str | None, caller: Caller) -> None:
    """Delete the account with everything in it. A password, where one is given, has to be right."""
    proved = None if password is None else prove(server, me, password, caller)
    with server.database.writing() as session:
        changes.wait_for_turns(session, me.account_id, spaces.whom_it_concerns(me, shown=True))
        account = to_change(session, me, proved)
        # Others' photos were shown in one's spaces: their machines have to learn that they are no longer.
        spaces.part(Writing(server, session, me, as_text(server.clock())))
        session.flush()
        accounts.remove(session, account, server.clock())
