"""Spaces: groups of people who show each other photos. One owns it; the others were invited, and may leave.

Whoever leaves, or is sent away, sees nothing more of the space, and takes their own photos along. To those
who are not in it, a space is not there.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from imalink_server.base.clock import as_text
from imalink_server.base.errors import Code, Refused
from imalink_server.db import changes, owned, spaces
from imalink_server.db.models import Photo, Space, SpaceInvitation, SpaceMember
from imalink_server.db.spaces import Member, Membership
from imalink_server.security.tokens import digest, new_code
from imalink_server.services.accounts import Me
from imalink_server.services.photos.adding import KIND as PHOTO
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing

KIND = "space"


@dataclass(frozen=True, slots=True)
class SpaceSeen:
    """A space, as one of its members sees it."""

    id: int
    uid: str
    name: str
    description: str | None
    role: str
    member_count: int
    version: int
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class InvitationSeen:
    """A way into a space; the code is told once, when it is made."""

    uid: str
    space_id: int
    expires_at: str
    code: str | None = field(default=None, repr=False)


def listed(server: Server, me: Me) -> list[SpaceSeen]:
    """The spaces that one is in."""
    with server.database.reading() as session:
        return [_seen(each) for each in spaces.memberships(session, me.account_id)]


def one(server: Server, me: Me, id_: int) -> SpaceSeen:
    """A space that one is in."""
    with server.database.reading() as session:
        found = spaces.memberships(session, me.account_id, only=id_)
        if not found:
            raise missing()
        return _seen(found[0])


def members(server: Server, me: Me, id_: int) -> list[Member]:
    """Who else is in it."""
    with server.database.reading() as session:
        if not spaces.memberships(session, me.account_id, only=id_):
            raise missing()
        return spaces.members(session, id_)


def make(w: Writing, name: str, description: str | None, uid: str | None) -> SpaceSeen:
    """Make a space, which one owns; or tell of the one that has this uid."""
    known = None if uid is None else owned.by_uid(w.session, Space, w.me.account_id, uid)
    if known is None:
        known = Space(
            uid=uid or str(uuid.uuid4()),
            owner_id=w.me.account_id,
            version=1,
            name=name,
            description=description,
            created_at=w.at,
            updated_at=w.at,
        )
        w.session.add(known)
        w.session.flush()
        _join(w, known.id, "owner")
        w.changed(KIND, known.uid)
    return _now(w, known.id)


def change(w: Writing, id_: int, values: Mapping[str, Any]) -> SpaceSeen:
    """Call a space otherwise, or say something else of it."""
    space = _mine(w, id_)
    differing = {name: value for name, value in values.items() if getattr(space, name) != value}
    for name, value in differing.items():
        setattr(space, name, value)
    if differing:
        space.version += 1
        space.updated_at = w.at
        w.changed(KIND, space.uid)
    return _now(w, id_)


def delete(w: Writing, id_: int) -> None:
    """Delete a space; the photos stay, and are shown in it no longer."""
    space = _mine(w, id_)
    _withdraw(w, id_, spaces.shown_by(w.session, id_))
    w.changed(KIND, space.uid, gone=True)
    w.session.flush()
    w.session.delete(space)


def invite(w: Writing, id_: int) -> InvitationSeen:
    """Make an invitation, for one person; it is for its owner to say who may come."""
    _mine(w, id_)
    code, at = new_code(), w.server.clock()
    made = SpaceInvitation(
        uid=str(uuid.uuid4()),
        space_id=id_,
        inviter_id=w.me.account_id,
        code_digest=digest(code),
        created_at=w.at,
        expires_at=as_text(at, timedelta(days=w.server.settings.invitation_days)),
    )
    w.session.add(made)
    return InvitationSeen(made.uid, id_, made.expires_at, code)


def invitations(server: Server, me: Me, id_: int) -> list[InvitationSeen]:
    """The invitations into one's own space that still hold."""
    with server.database.reading() as session:
        if owned.by_id(session, Space, me.account_id, id_) is None:
            raise missing()
        return [
            InvitationSeen(each.uid, id_, each.expires_at)
            for each in spaces.invitations(session, id_, server.clock())
        ]


def take_back(w: Writing, id_: int, uid: str) -> None:
    """Let an invitation hold no longer."""
    _mine(w, id_)
    for each in spaces.invitations(w.session, id_, w.server.clock()):
        if each.uid == uid:
            w.session.delete(each)
            return
    raise Refused(Code.NOT_FOUND, "There is no such invitation.")


def join(w: Writing, code: str) -> SpaceSeen:
    """Come into a space by an invitation, which is used up."""
    found = spaces.invitation(w.session, digest(code), w.server.clock())
    if found is None:
        raise Refused(Code.NOT_FOUND, "This invitation does not hold (any more).")
    if not spaces.of_member(w.session, w.me.account_id, [found.space_id]):
        found.answered_at = w.at
        _join(w, found.space_id, "member")
    return _now(w, found.space_id)


def leave(w: Writing, id_: int, account_id: int) -> None:
    """Leave a space; or send somebody away from one's own. Its owner can only delete it."""
    if account_id != w.me.account_id:
        _mine(w, id_)
    elif not spaces.of_member(w.session, account_id, [id_]):
        raise missing()
    if not spaces.leave(w.session, id_, account_id):
        raise Refused(Code.NOT_FOUND, "There is no such member who could leave.")
    _withdraw(w, id_, spaces.shown_by(w.session, id_, account_id))


def missing() -> Refused:
    """What everybody is told of a space that they are not in, or that is not there."""
    return Refused(Code.NOT_FOUND, "There is no such space.")


def _mine(w: Writing, id_: int) -> Space:
    space = owned.by_id(w.session, Space, w.me.account_id, id_)
    if space is None:
        raise missing()
    return space


def _join(w: Writing, id_: int, role: str) -> None:
    w.session.add(SpaceMember(space_id=id_, account_id=w.me.account_id, role=role, joined_at=w.at))
    w.session.flush()


def _withdraw(w: Writing, id_: int, photos: Iterable[Photo]) -> None:
    """Show these photos in a space no longer, and tell the feeds of all whose photos they are."""
    by_owner: dict[int, list[Photo]] = {}
    for photo in photos:
        by_owner.setdefault(photo.owner_id, []).append(photo)
    for owner_id, theirs in sorted(by_owner.items()):
        if owner_id != w.me.account_id:
            changes.wait_for_turn(w.session, owner_id)
        for photo in theirs:
            photo.version += 1
            photo.updated_at = w.at
        if owner_id == w.me.account_id:
            for photo in theirs:
                w.changed(PHOTO, photo.uid)
        else:
            changes.note(w.session, owner_id, {(PHOTO, photo.uid): False for photo in theirs}, w.at)
        spaces.withdraw(w.session, id_, theirs)


def _now(w: Writing, id_: int) -> SpaceSeen:
    w.session.flush()
    return _seen(spaces.memberships(w.session, w.me.account_id, only=id_)[0])


def _seen(membership: Membership) -> SpaceSeen:
    space = membership.space
    return SpaceSeen(
        id=space.id,
        uid=space.uid,
        name=space.name,
        description=space.description,
        role=membership.role,
        member_count=membership.members,
        version=space.version,
        created_at=space.created_at,
        updated_at=space.updated_at,
    )
