"""Spaces: groups of people who show each other photos. One owns it; the others were invited, and may leave.

Whoever leaves, or is sent away, sees nothing more of the space, and takes their own photos along. To those
who are not in it, a space is not there.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, TypeAlias

from imalink_server.base.clock import as_text
from imalink_server.base.errors import Code, Refused
from imalink_server.db import changes, owned, spaces
from imalink_server.db.database import Session
from imalink_server.db.models import Space, SpaceInvitation, SpaceMember
from imalink_server.db.policy import Viewer
from imalink_server.db.spaces import Member, Membership
from imalink_server.security.tokens import digest, new_code
from imalink_server.services.accounts import Me
from imalink_server.services.server import Server
from imalink_server.services.writing import Others, Writing, check_seen

KIND = "space"

ByAccount: TypeAlias = dict[int, dict[tuple[str, str], bool]]
"""Things by whom to tell of them: kind and uid, gone or not."""


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


def listed(server: Server, me: Me, offset: int, limit: int) -> tuple[list[SpaceSeen], int]:
    """Some of the spaces that one is in, and how many there are."""
    with server.database.reading() as session:
        total = len(spaces.to_see(session, Viewer(me.account_id)))
        found = spaces.memberships(session, me.account_id, offset=offset, limit=limit)
        return [_seen(each) for each in found], total


def one(server: Server, me: Me, id_: int) -> SpaceSeen:
    """A space that one is in."""
    with server.database.reading() as session:
        found = spaces.memberships(session, me.account_id, only=id_)
        if not found:
            raise missing()
        return _seen(found[0])


def of_uids(session: Session, me: Me, uids: Collection[str]) -> dict[str, SpaceSeen]:
    """Those that one is in, by what all machines call them."""
    if not uids:
        return {}
    found = spaces.memberships(session, me.account_id)
    return {each.space.uid: _seen(each) for each in found if each.space.uid in uids}


def members(server: Server, me: Me, id_: int, offset: int, limit: int) -> tuple[list[Member], int]:
    """Some of those who are in a space that one is in, and how many they are."""
    with server.database.reading() as session:
        found = spaces.memberships(session, me.account_id, only=id_)
        if not found:
            raise missing()
        return spaces.members(session, id_, offset, limit), found[0].members


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


def change(w: Writing, id_: int, values: Mapping[str, Any], if_match: str | None = None) -> SpaceSeen:
    """Call a space otherwise, or say something else of it."""
    space = _mine(w, id_, if_match)
    differing = {name: value for name, value in values.items() if getattr(space, name) != value}
    for name, value in differing.items():
        setattr(space, name, value)
    if differing:
        _count(w, space)
    return _now(w, id_)


def whom_it_concerns(me: Me, id_: int | None = None, *, shown: bool = False) -> Others:
    """Those whose turn is needed before anything happens in a space that one is in, or in all of them.

    They are told of it; and before that, nobody knows what they are just about to show there.
    """
    return lambda session: spaces.concerned(session, me.account_id, id_, shown=shown)


def who_waits(server: Server, code: str) -> Others:
    """The same before one comes into a space by an invitation."""
    return lambda session: spaces.awaiting(session, digest(code), server.clock())


def delete(w: Writing, id_: int, if_match: str | None = None) -> None:
    """Delete a space; the photos stay, and are shown in it no longer."""
    space = _mine(w, id_, if_match)
    _tell(w, _members_told(w, space, gone=True))
    _tell(w, _by_account(spaces.withdraw(w.session, id_, w.at)))
    w.session.delete(space)


def part(w: Writing) -> None:
    """Tell all who are in one's spaces, or show photos there, that one's account goes with what is in it."""
    for each in spaces.memberships(w.session, w.me.account_id):
        space, is_mine = each.space, each.space.owner_id == w.me.account_id
        if is_mine:
            _tell(w, _members_told(w, space, gone=True))
            _tell(w, _by_account(spaces.withdraw(w.session, space.id, w.at, but=w.me.account_id)))
        else:
            _count(w, space)


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


def invitations(
    server: Server, me: Me, id_: int, offset: int, limit: int
) -> tuple[list[InvitationSeen], int]:
    """Some of the invitations into one's own space that still hold, and how many there are."""
    with server.database.reading() as session:
        if owned.by_id(session, Space, me.account_id, id_) is None:
            raise missing()
        found, total = spaces.invitations(session, id_, server.clock(), offset, limit)
        return [InvitationSeen(each.uid, id_, each.expires_at) for each in found], total


def take_back(w: Writing, id_: int, uid: str) -> None:
    """Let an invitation hold no longer."""
    _mine(w, id_)
    if not spaces.take_back(w.session, id_, uid, w.server.clock()):
        raise Refused(Code.NOT_FOUND, "There is no such invitation.")


def join(w: Writing, code: str) -> SpaceSeen:
    """Come into a space by an invitation, which is used up."""
    found = spaces.invitation(w.session, digest(code), w.server.clock())
    if found is None:
        raise Refused(Code.NOT_FOUND, "This invitation does not hold (any more).")
    if not spaces.of_member(w.session, w.me.account_id, [found.space_id]):
        found.answered_at = w.at
        _join(w, found.space_id, "member")
        _count(w, spaces.by_id(w.session, found.space_id))
    return _now(w, found.space_id)


def leave(w: Writing, id_: int, account_id: int) -> None:
    """Leave a space; or send somebody away from one's own. Its owner can only delete it."""
    if account_id != w.me.account_id:
        _mine(w, id_)
    elif not spaces.of_member(w.session, account_id, [id_]):
        raise missing()
    if not spaces.leave(w.session, id_, account_id):
        raise Refused(Code.NOT_FOUND, "There is no such member who could leave.")
    _tell(w, _by_account(spaces.withdraw(w.session, id_, w.at, of=account_id)))
    space = spaces.by_id(w.session, id_)
    _tell(w, {account_id: {(KIND, space.uid): True}})
    _count(w, space)


def missing() -> Refused:
    """What everybody is told of a space that they are not in, or that is not there."""
    return Refused(Code.NOT_FOUND, "There is no such space.")


def _mine(w: Writing, id_: int, if_match: str | None = None) -> Space:
    space = owned.by_id(w.session, Space, w.me.account_id, id_)
    if space is None:
        raise missing()
    check_seen(if_match, space.version, lambda: asdict(_now(w, id_)))
    return space


def _join(w: Writing, id_: int, role: str) -> None:
    w.session.add(SpaceMember(space_id=id_, account_id=w.me.account_id, role=role, joined_at=w.at))
    w.session.flush()


def _by_account(things: Iterable[tuple[int, str, str]]) -> ByAccount:
    """Things that are others now, by whose they are."""
    told: ByAccount = {}
    for owner_id, kind, uid in things:
        told.setdefault(owner_id, {})[kind, uid] = False
    return told


def _count(w: Writing, space: Space) -> None:
    """Count a change of a space, and tell all who are in it."""
    space.version += 1
    space.updated_at = w.at
    _tell(w, _members_told(w, space))


def _members_told(w: Writing, space: Space, *, gone: bool = False) -> ByAccount:
    inside = spaces.members(w.session, space.id)
    return {each.account_id: {(KIND, space.uid): gone} for each in inside}


def _tell(w: Writing, told: ByAccount) -> None:
    """Tell each of those accounts of things: it is their turn."""
    for account_id, things in sorted(told.items()):
        if account_id != w.me.account_id:
            changes.note(w.session, account_id, things, w.at)
            continue
        for (kind, uid), gone in things.items():
            w.changed(kind, uid, gone=gone)


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
