"""Invitations: a way in for one person, where not everybody may register."""

from __future__ import annotations

from datetime import timedelta

from imalink_server.base.clock import as_text
from imalink_server.base.errors import Code, Refused
from imalink_server.db import accounts
from imalink_server.db.database import Session
from imalink_server.db.models import Invitation
from imalink_server.security.tokens import digest, new_code
from imalink_server.services.server import Server


def invite(server: Server) -> str:
    """Make an invitation; the code is told once, and only its digest is kept."""
    code, at = new_code(), server.clock()
    until = as_text(at, timedelta(days=server.settings.invitation_days))
    with server.database.writing() as session:
        session.add(Invitation(code_digest=digest(code), created_at=as_text(at), expires_at=until))
    return code


def valid(server: Server, session: Session, code: str) -> Invitation:
    """The invitation that this code stands for, for nobody else to use at this moment."""
    found = accounts.invitation(session, digest(code), server.clock())
    if found is None:
        raise Refused(Code.INVITATION_NEEDED, "This invitation does not hold (any more).")
    return found
