"""Which bytes in the store are referred to, and which are not any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Row, delete, exists, select, union
from sqlalchemy.orm import Session

from imalink_server.base.clock import as_text
from imalink_server.db import uploads
from imalink_server.db.models import Account, DeletedAccount, LooseBytes, Photo, PhotoPreview, Upload


def is_referred_to(session: Session, account_id: int, sha256: str) -> bool:
    """Whether a photo or an upload of this account still has these bytes."""
    return bool(referred_to(session, account_id, (sha256,)))


def referred_to(session: Session, account_id: int, digests: Collection[str]) -> set[str]:
    """Which of some bytes a photo or an upload of this account still has."""
    previews = (
        select(PhotoPreview.cold_sha256)
        .join(Photo, Photo.id == PhotoPreview.photo_id)
        .where(PhotoPreview.cold_sha256.in_(digests), Photo.owner_id == account_id)
    )
    originals = select(Upload.sha256).where(
        Upload.owner_id == account_id, Upload.sha256.in_(digests), Upload.state.in_(uploads.KEPT)
    )
    return {each for each in session.scalars(union(previews, originals)) if each}


def all_referred_to(session: Session, *, originals: bool = True) -> set[tuple[str, str]]:
    """Owners' uids and digests of all bytes that something refers to; older tables know no originals."""
    asked = (
        select(Account.uid, PhotoPreview.cold_sha256)
        .join(Photo, Photo.owner_id == Account.id)
        .join(PhotoPreview, PhotoPreview.photo_id == Photo.id)
        .where(PhotoPreview.cold_sha256.is_not(None))
    )
    sent = (
        select(Account.uid, Upload.sha256)
        .join(Upload, Upload.owner_id == Account.id)
        .where(Upload.state.in_(uploads.KEPT))
    )
    if not originals:
        return {(uid, sha256) for uid, sha256 in session.execute(asked) if sha256}
    found: Iterable[Row[str, str]] = session.execute(union(asked, sent))
    return {(uid, sha256) for uid, sha256 in found}


def note(session: Session, account_id: int, digests: Iterable[str]) -> bool:
    """Note bytes of which nothing is left but the bytes; whether there are any."""
    let_go = set(digests)
    if not let_go:
        return False
    found = sorted(let_go - referred_to(session, account_id, let_go))
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
