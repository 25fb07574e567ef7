"""Questions about spaces: who is in them, and what they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from imalink_server.base.clock import as_text
from imalink_server.db.models import Account, Photo, Space, SpaceInvitation, SpaceMember, SpacePhoto

_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Membership:
    """A space, as one of its members sees it."""

    space: Space
    role: str
    members: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a space."""

    account_id: int
    username: str
    display_name: str
    role: str
    joined_at: str


def of_member(session: Session, account_id: int, wanted: Iterable[int]) -> set[int]:
    """Those of some spaces that this account is a member of."""
    asked = select(SpaceMember.space_id).where(
        SpaceMember.account_id == account_id,
        SpaceMember.space_id.in_([each for each in wanted if each <= _LARGEST]),
    )
    return set(session.scalars(asked))


def memberships(session: Session, account_id: int, *, only: int | None = None) -> list[Membership]:
    """The spaces that somebody is in, the latest first."""
    inside = select(func.count()).where(SpaceMember.space_id == Space.id).correlate(Space).scalar_subquery()
    asked = (
        select(Space, SpaceMember.role, inside)
        .join(SpaceMember, SpaceMember.space_id == Space.id)
        .where(SpaceMember.account_id == account_id)
        .order_by(Space.created_at.desc(), Space.id.desc())
    )
    if only is not None:
        asked = asked.where(Space.id == min(only, _LARGEST))
    return [Membership(space, role, count) for space, role, count in session.execute(asked)]


def members(session: Session, space_id: int) -> list[Member]:
    """Who is in a space, in the order in which they came."""
    asked = (
        select(Account, SpaceMember)
        .join(SpaceMember, SpaceMember.account_id == Account.id)
        .where(SpaceMember.space_id == space_id)
        .order_by(SpaceMember.id)
    )
    return [
        Member(account.id, account.username, account.display_name, member.role, member.joined_at)
        for account, member in session.execute(asked)
    ]


def shown_by(session: Session, space_id: int, account_id: int | None = None) -> list[Photo]:
    """The photos that a space is shown, by one of its members or by all."""
    asked = (
        select(Photo).join(SpacePhoto, SpacePhoto.photo_id == Photo.id).where(SpacePhoto.space_id == space_id)
    )
    return list(session.scalars(asked if account_id is None else asked.where(Photo.owner_id == account_id)))


def withdraw(session: Session, space_id: int, photos: Sequence[Photo]) -> None:
    """Show a space these photos no longer."""
    gone = delete(SpacePhoto).where(
        SpacePhoto.space_id == space_id, SpacePhoto.photo_id.in_([photo.id for photo in photos])
    )
    session.execute(gone)


def leave(session: Session, space_id: int, account_id: int) -> bool:
    """Let somebody be a member no longer; whether they were, and may go."""
    gone = delete(SpaceMember).where(
        SpaceMember.space_id == space_id,
        SpaceMember.account_id == account_id,
        SpaceMember.role != "owner",
    )
    return bool(session.scalars(gone.returning(SpaceMember.id)).all())


def invitation(session: Session, code_digest: str, at: datetime) -> SpaceInvitation | None:
    """An invitation that still holds, for nobody else to use at this moment."""
    return session.scalar(
        select(SpaceInvitation)
        .where(
            SpaceInvitation.code_digest == code_digest,
            SpaceInvitation.answered_at.is_(None),
            SpaceInvitation.expires_at > as_text(at),
        )
        .with_for_update()
    )


def invitations(session: Session, space_id: int, at: datetime) -> list[SpaceInvitation]:
    """The invitations into a space that still hold."""
    asked = select(SpaceInvitation).where(
        SpaceInvitation.space_id == space_id,
        SpaceInvitation.answered_at.is_(None),
        SpaceInvitation.expires_at > as_text(at),
    )
    return list(session.scalars(asked.order_by(SpaceInvitation.id)))
