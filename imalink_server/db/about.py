"""What this server is: an id of its own, and an epoch that changes when its past does."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from imalink_server.base.clock import as_text
from imalink_server.db.models import About


@dataclass(frozen=True, slots=True)
class Identity:
    """By these two, machines notice another server, or the same one restored or reset."""

    server_id: str
    epoch: str


def identity(session: Session, at: datetime) -> Identity:
    """Tell what this server is, which is settled when it is asked for the first time."""
    found = session.scalar(select(About).where(About.id == 1))
    if found is None:
        found = About(id=1, server_id=str(uuid.uuid4()), epoch=str(uuid.uuid4()), made_at=as_text(at))
        session.add(found)
    return Identity(found.server_id, found.epoch)
