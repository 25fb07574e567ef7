"""Originals that were sent here, and the jobs they make."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from imalink_server.base.clock import as_text
from imalink_server.db.models import Account, Job, Upload

KEPT = ("received", "processing", "ready")
"""The states in which its bytes are in the store."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A job that nobody else has for a while."""

    job_id: int
    upload_id: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an upload is."""

    id: int
    uid: str
    username: str


def by_uid(session: Session, uid: str) -> tuple[Upload, Owner] | None:
    """An upload and whose it is: for whoever may do something with it without being asked their name."""
    return _with_owner(session, Upload.uid == uid)


def by_id(session: Session, id_: int) -> tuple[Upload, Owner] | None:
    """The same, by its number."""
    return _with_owner(session, Upload.id == id_)


def _with_owner(session: Session, which: ColumnElement[bool]) -> tuple[Upload, Owner] | None:
    asked = (
        select(Upload, Account.id, Account.uid, Account.username)
        .join(Account, Account.id == Upload.owner_id)
        .where(which, Account.is_active)
    )
    row = session.execute(asked).one_or_none()
    return None if row is None else (row[0], Owner(row[1], row[2], row[3]))


def new_uid() -> str:
    """A name that nobody chooses: those of all accounts lie side by side."""
    return str(uuid.uuid4())


def is_kept(session: Session, account_id: int, sha256: str, size: int) -> bool:
    """Whether an account has sent these bytes before."""
    asked = select(Upload.id).where(
        Upload.owner_id == account_id,
        Upload.sha256 == sha256,
        Upload.size == size,
        Upload.state.in_(KEPT),
    )
    return session.scalar(asked.limit(1)) is not None


def announced(
    session: Session, account_id: int, shoot_id: int, photo_id: int | None, sha256: str, at: str
) -> Upload | None:
    """The upload of these bytes for the same purpose that still waits for them."""
    asked = select(Upload).where(
        Upload.owner_id == account_id,
        Upload.sha256 == sha256,
        Upload.shoot_id == shoot_id,
        Upload.photo_id.is_not_distinct_from(photo_id),
        Upload.state == "waiting",
        Upload.expires_at > at,
    )
    return session.scalar(asked.order_by(Upload.id.desc()).limit(1))


def of_shoot(
    session: Session, account_id: int, shoot_id: int, offset: int, limit: int
) -> tuple[list[Upload], int]:
    """Some of the uploads of one shoot, the first one first, and how many there are."""
    mine = (Upload.owner_id == account_id, Upload.shoot_id == shoot_id)
    rows = session.scalars(select(Upload).where(*mine).order_by(Upload.id).offset(offset).limit(limit))
    return list(rows), session.scalar(select(func.count()).select_from(Upload).where(*mine)) or 0


def original_of(session: Session, photo_id: int) -> Upload | None:
    """The original of a photo that is ready to be fetched: the latest of several."""
    asked = select(Upload).where(Upload.photo_id == photo_id, Upload.state == "ready")
    return session.scalar(asked.order_by(Upload.id.desc()).limit(1))


def with_originals(session: Session, photo_ids: list[int]) -> set[int]:
    """Which of some photos have one."""
    asked = select(Upload.photo_id).where(Upload.photo_id.in_(photo_ids), Upload.state == "ready")
    return {id_ for id_ in session.scalars(asked) if id_ is not None}


def digests_of(session: Session, photo_id: int) -> set[str]:
    """The bytes that go with a photo."""
    return set(session.scalars(select(Upload.sha256).where(Upload.photo_id == photo_id)))


def spoken_for(session: Session, account_id: int) -> int:
    """Bytes that an account's originals take, those on their way included; the same bytes once."""
    once = (
        select(func.max(Upload.size).label("size"))
        .where(Upload.owner_id == account_id, Upload.state != "failed")
        .group_by(Upload.sha256)
        .subquery()
    )
    return int(session.scalar(select(func.coalesce(func.sum(once.c.size), 0))) or 0)


def expired(session: Session, at: datetime) -> list[Upload]:
    """Those that nobody has finished sending."""
    asked = select(Upload).where(Upload.state.in_(("waiting", "received")), Upload.expires_at <= as_text(at))
    return list(session.scalars(asked.order_by(Upload.id)))


def known(session: Session, uids: list[str]) -> set[str]:
    """Which of some uids are those of uploads that are on their way."""
    return set(session.scalars(select(Upload.uid).where(Upload.uid.in_(uids), Upload.state == "waiting")))


def take_job(session: Session, at: datetime, lease: timedelta) -> Taken | None:
    """Take the job that is due first, for as long as this; others get others."""
    asked = select(Job).where(Job.due_at <= as_text(at)).order_by(Job.due_at, Job.id).limit(1)
    job = session.scalar(asked.with_for_update(skip_locked=True))
    if job is None:
        return None
    job.attempts += 1
    job.due_at = as_text(at, lease)
    return Taken(job.id, job.upload_id, job.attempts)


def end_job(session: Session, job_id: int) -> None:
    """Strike out a job."""
    session.execute(delete(Job).where(Job.id == job_id))


def is_due(session: Session, at: datetime) -> bool:
    """Whether there is a job to do."""
    return session.scalar(select(Job.id).where(Job.due_at <= as_text(at)).limit(1)) is not None
