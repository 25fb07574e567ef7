"""Questions about spaces: who is in them, and what they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select, union, update
from sqlalchemy.orm import Session

from imalink_server.base.clock import as_text
from imalink_server.db import given
from imalink_server.db.models import (
    Account,
    Owned,
    Photo,
    Space,
    SpaceInvitation,
    SpaceMember,
    SpacePhoto,
    SpaceStory,
    Story,
)
from imalink_server.db.owned import LARGEST, touch
from imalink_server.db.policy import Viewer


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
        SpaceMember.space_id.in_([each for each in wanted if each <= LARGEST]),
    )
    return set(session.scalars(asked))


def to_see(session: Session, viewer: Viewer) -> list[int]:
    """The spaces that show their photos to this viewer."""
    if viewer.account_id is None:
        return []
    asked = select(SpaceMember.space_id).where(SpaceMember.account_id == viewer.account_id)
    return list(session.scalars(asked.order_by(SpaceMember.space_id)))


def memberships(
    session: Session, account_id: int, *, only: int | None = None, offset: int = 0, limit: int | None = None
) -> list[Membership]:
    """The spaces that somebody is in, the latest first."""
    inside = select(func.count()).where(SpaceMember.space_id == Space.id).correlate(Space).scalar_subquery()
    asked = (
        select(Space, SpaceMember.role, inside)
        .join(SpaceMember, SpaceMember.space_id == Space.id)
        .where(SpaceMember.account_id == account_id)
        .order_by(Space.created_at.desc(), Space.id.desc())
        .offset(offset)
        .limit(limit)
    )
    if only is not None:
        asked = asked.where(Space.id == min(only, LARGEST))
    return [Membership(space, role, count) for space, role, count in session.execute(asked)]


def by_id(session: Session, id_: int) -> Space:
    """A space that is known to be there."""
    return session.scalars(select(Space).where(Space.id == id_)).one()


def members(session: Session, space_id: int, offset: int = 0, limit: int | None = None) -> list[Member]:
    """Who is in a space, in the order in which they came: all, or some of them."""
    asked = (
        select(Account, SpaceMember)
        .join(SpaceMember, SpaceMember.account_id == Account.id)
        .where(SpaceMember.space_id == space_id)
        .order_by(SpaceMember.id)
        .offset(offset)
        .limit(limit)
    )
    return [
        Member(account.id, account.username, account.display_name, member.role, member.joined_at)
        for account, member in session.execute(asked)
    ]


def concerned(
    session: Session, account_id: int, space_id: int | None = None, *, shown: bool = False
) -> set[int]:
    """Who is told of what happens in a space that an account is in, or in all of them.

    With those whose photos and stories are shown there, who may not be members any more.
    """
    own = select(SpaceMember.space_id).where(SpaceMember.account_id == account_id)
    if space_id is not None:
        own = own.where(SpaceMember.space_id == min(space_id, LARGEST))
    inside = select(SpaceMember.account_id).where(SpaceMember.space_id.in_(own))
    photos = select(SpacePhoto.photo_id).where(SpacePhoto.space_id.in_(own))
    stories = select(SpaceStory.story_id).where(SpaceStory.space_id.in_(own))
    owners = union(
        inside,
        select(Photo.owner_id).where(Photo.id.in_(photos)),
        select(Story.owner_id).where(Story.id.in_(stories)),
    )
    return set(session.scalars(owners if shown else inside))


def awaiting(session: Session, code_digest: str, at: datetime) -> set[int]:
    """Who is in the space that an invitation leads into, as long as it holds."""
    into = select(SpaceInvitation.space_id).where(SpaceInvitation.code_digest == code_digest, *_hold(at))
    return set(session.scalars(select(SpaceMember.account_id).where(SpaceMember.space_id.in_(into))))


def _hold(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Of an invitation, that it still holds."""
    return SpaceInvitation.answered_at.is_(None), SpaceInvitation.expires_at > as_text(at)


def show_story(session: Session, story_id: int, space_ids: set[int]) -> None:
    """Show a story in these spaces and no others."""
    session.execute(delete(SpaceStory).where(SpaceStory.story_id == story_id))
    session.add_all(SpaceStory(story_id=story_id, space_id=each) for each in sorted(space_ids))
    session.flush()


def of_stories(session: Session, story_ids: Sequence[int]) -> dict[int, list[int]]:
    """The spaces that some stories are shown in."""
    asked = select(SpaceStory.story_id, SpaceStory.space_id).where(SpaceStory.story_id.in_(story_ids))
    found: dict[int, list[int]] = {id_: [] for id_ in story_ids}
    for story_id, space_id in session.execute(asked.order_by(SpaceStory.space_id)):
        found[story_id].append(space_id)
    return found


def withdraw(
    session: Session, space_id: int, at: str, *, of: int | None = None, but: int | None = None
) -> list[tuple[int, str, str]]:
    """Show nothing in a space any longer: of one account's, of all but one's, or of anybody's.

    Answers what has become another by that: whose it is, whether photo or story, and its uid.
    """
    session.flush()
    told: list[tuple[int, str, str]] = []
    thing: type[Owned]
    for thing, shown, column in (
        (Photo, SpacePhoto, SpacePhoto.photo_id),
        (Story, SpaceStory, SpaceStory.story_id),
    ):
        there = select(column).where(shown.space_id == space_id)
        theirs = [thing.owner_id == of] if of is not None else [thing.owner_id != but] if but else []
        those = and_(thing.id.in_(there), *theirs)
        ids = session.scalars(select(thing.id).where(those)).all()
        told += [(owner, thing.__tablename__, uid) for owner, uid in touch(session, thing, those, at)]
        if thing is Photo:
            is_now = update(Photo).where(Photo.id.in_(given.ids(session, ids)))
            since = is_now.values(spaces_since=Photo.version)
            session.execute(since, execution_options={"synchronize_session": False})
        gone = delete(shown).where(shown.space_id == space_id, column.in_(given.ids(session, ids)))
        session.execute(gone, execution_options={"synchronize_session": False})
    return told


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
    asked = select(SpaceInvitation).where(SpaceInvitation.code_digest == code_digest, *_hold(at))
    return session.scalar(asked.with_for_update())


def invitations(
    session: Session, space_id: int, at: datetime, offset: int, limit: int
) -> tuple[list[SpaceInvitation], int]:
    """Some of the invitations into a space that still hold, the first one first, and how many there are."""
    those = (SpaceInvitation.space_id == space_id, *_hold(at))
    asked = select(SpaceInvitation).where(*those).order_by(SpaceInvitation.id)
    total = session.scalar(select(func.count()).select_from(SpaceInvitation).where(*those)) or 0
    return list(session.scalars(asked.offset(offset).limit(limit))), total


def take_back(session: Session, space_id: int, uid: str, at: datetime) -> bool:
    """Let an invitation hold no longer; whether it did."""
    gone = delete(SpaceInvitation).where(
        SpaceInvitation.space_id == space_id, SpaceInvitation.uid == uid, *_hold(at)
    )
    return bool(session.scalars(gone.returning(SpaceInvitation.id)).all())
