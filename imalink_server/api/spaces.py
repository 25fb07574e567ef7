"""Routes of spaces."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from imalink_server.api import API
from imalink_server.api.changing import NOT_KEPT, AnewChange, TheChange, Told
from imalink_server.api.dependencies import SignedInMe, TheServer
from imalink_server.api.routes import Route
from imalink_server.schemas.accounts import Done
from imalink_server.schemas.photos import PageMeta
from imalink_server.schemas.spaces import (
    Code,
    MemberAnswer,
    MembersAnswer,
    SpaceAnswer,
    SpaceChange,
    SpaceInvitationAnswer,
    SpaceInvitationsAnswer,
    SpaceQuestion,
    SpacesAnswer,
)
from imalink_server.schemas.things import LongPaging
from imalink_server.services import spaces
from imalink_server.services.spaces import SpaceSeen
from imalink_server.services.writing import Writing

router = APIRouter(prefix=f"{API}/spaces", tags=["spaces"], route_class=Route)


@router.get("", name="spaces")
def listed(me: SignedInMe, server: TheServer, asked: Annotated[LongPaging, Query()]) -> SpacesAnswer:
    """The spaces that one is in, the latest first."""
    found, total = spaces.listed(server, me, asked.offset, asked.limit)
    meta = PageMeta.at(total, asked.offset, asked.limit)
    return SpacesAnswer(data=[SpaceAnswer.model_validate(each) for each in found], meta=meta)


@router.post("", status_code=201, response_model=SpaceAnswer)
def make_space(wanted: SpaceQuestion, change: TheChange) -> Response:
    """Make a space."""
    return change.answer(
        lambda w: _told(spaces.make(w, wanted.name, wanted.description, wanted.uid), status=201)
    )


@router.post("/join", response_model=SpaceAnswer)
def join_space(wanted: Code, change: TheChange) -> Response:
    """Come into a space by an invitation."""
    code = wanted.code.get_secret_value()
    return change.answer(lambda w: _told(spaces.join(w, code)), spaces.who_waits(change.server, code))


@router.get("/{id_}")
def space(id_: int, me: SignedInMe, server: TheServer, response: Response) -> SpaceAnswer:
    """A space that one is in."""
    found = spaces.one(server, me, id_)
    response.headers["ETag"] = _etag(found)
    return SpaceAnswer.model_validate(found)


@router.patch("/{id_}", response_model=SpaceAnswer)
def change_space(id_: int, wanted: SpaceChange, change: TheChange) -> Response:
    """Call one's own space otherwise."""
    return change.answer(
        lambda w: _told(spaces.change(w, id_, wanted.model_dump(exclude_unset=True), change.if_match)),
        spaces.whom_it_concerns(change.me, id_),
    )


@router.delete("/{id_}", response_model=Done)
def delete_space(id_: int, change: TheChange) -> Response:
    """Delete one's own space."""

    def work(w: Writing) -> Told:
        spaces.delete(w, id_, change.if_match)
        return Told(Done(message="The space is deleted."))

    return change.answer(work, spaces.whom_it_concerns(change.me, id_, shown=True))


@router.get("/{id_}/members")
def members(
    id_: int, me: SignedInMe, server: TheServer, asked: Annotated[LongPaging, Query()]
) -> MembersAnswer:
    """Who is in a space that one is in, in the order in which they came."""
    found, total = spaces.members(server, me, id_, asked.offset, asked.limit)
    meta = PageMeta.at(total, asked.offset, asked.limit)
    return MembersAnswer(data=[MemberAnswer.model_validate(each) for each in found], meta=meta)


@router.delete("/{id_}/members/{account_id}", response_model=Done)
def send_away(id_: int, account_id: Annotated[int, Path(ge=1, le=2**53 - 1)], change: TheChange) -> Response:
    """Send somebody away from one's own space; or leave it oneself."""
    return _left(id_, account_id, change)


@router.post("/{id_}/leave", response_model=Done)
def leave_space(id_: int, change: TheChange) -> Response:
    """Leave a space."""
    return _left(id_, change.me.account_id, change)


@router.post(
    "/{id_}/invitations", status_code=201, response_model=SpaceInvitationAnswer, dependencies=NOT_KEPT
)
def invite_to_space(id_: int, change: AnewChange) -> Response:
    """Make an invitation into one's own space."""
    # The code is a secret, so this answer is never kept: who asks again has two invitations.
    return change.answer(lambda w: Told(SpaceInvitationAnswer.model_validate(spaces.invite(w, id_)), 201))


@router.get("/{id_}/invitations")
def invitations(
    id_: int, me: SignedInMe, server: TheServer, asked: Annotated[LongPaging, Query()]
) -> SpaceInvitationsAnswer:
    """The invitations into one's own space that still hold, the first one first."""
    found, total = spaces.invitations(server, me, id_, asked.offset, asked.limit)
    meta = PageMeta.at(total, asked.offset, asked.limit)
    return SpaceInvitationsAnswer(
        data=[SpaceInvitationAnswer.model_validate(each) for each in found], meta=meta
    )


@router.delete("/{id_}/invitations/{uid}", response_model=Done)
def take_back_invitation(id_: int, uid: str, change: TheChange) -> Response:
    """Let an invitation hold no longer."""

    def work(w: Writing) -> Told:
        spaces.take_back(w, id_, uid)
        return Told(Done(message="The invitation does not hold any more."))

    return change.answer(work)


def _left(id_: int, account_id: int, change: TheChange) -> Response:
    def work(w: Writing) -> Told:
        spaces.leave(w, id_, account_id)
        return Told(Done(message="Left; what was shown there by the one who left is shown no longer."))

    return change.answer(work, spaces.whom_it_concerns(change.me, id_))


def _told(space: SpaceSeen, status: int = 200) -> Told:
    return Told(SpaceAnswer.model_validate(space), status, _etag(space))


def _etag(space: SpaceSeen) -> str:
    return f'"{space.version}"'
