"""Which bytes in the store are referred to, and which are not any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from imalink_server.base.clock import as_text
from imalink_server.db.models import Account, DeletedAccount, LooseBytes, Photo, PhotoPreview


def is_referred_to(session: Session, account_id: int, sha256: str) -> bool:
    """Whether a photo of this account still has these bytes."""
    asked = exists().where(
        PhotoPreview.cold_sha256 == sha256,
        Photo.id == PhotoPreview.photo_id,
        Photo.owner_id == account_id,
    )
    return bool(session.scalar(select(asked)))


def note(session: Session, account_id: int, digests: Iterable[str]) -> bool:
    """Note bytes of which nothing is left but the bytes; whether there are any."""
    found = [each for each in sorted(set(digests)) if not is_referred_to(session, account_id, each)]
    for sha256 in found:
        known = exists().where(LooseBytes.account_id == account_id, LooseBytes.sha256 == sha256)
        if not session.scalar(select(known)):
            session.add(LooseBytes(account_id=account_id, sha256=sha256))
    return bool(found)


def of(session: Session, account_id: int) -> list[str]:
    """What has been noted of an account."""
    return list(session.scalars(select(LooseBytes.sha256).where(LooseBytes.account_id == account_id)))


def forget(session: Session, account_id: int) -> None:
    """Strike out the notes of an account."""
    session.execute(delete(LooseBytes).where(LooseBytes.account_id == account_id))


def accounts(session: Session) -> list[tuple[int, str]]:
    """Ids and uids of those of whom something has been noted."""
    asked = select(Account.id, Account.uid).where(exists().where(LooseBytes.account_id == Account.id))
    return [(id_, uid) for id_, uid in session.execute(asked)]


def unswept(session: Session) -> list[str]:
    """The uids of deleted accounts whose bytes are still there."""
    return list(session.scalars(select(DeletedAccount.uid).where(DeletedAccount.swept_at.is_(None))))


def swept(session: Session, uid: str, at: datetime) -> None:
    """Note that nothing is left of a deleted account."""
    found = session.scalars(select(DeletedAccount).where(DeletedAccount.uid == uid)).one()
    found.swept_at = as_text(at)
