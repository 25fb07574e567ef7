"""The wire's shapes of spaces."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, SecretStr

from imalink_server.schemas.photos import PageMeta
from imalink_server.schemas.words import Answer, Line, Question, Text, Uid


class SpaceQuestion(Question):
    """A group of people."""

    uid: Uid | None = None
    name: Line
    description: Text | None = None


class SpaceChange(Question):
    """What is to be otherwise."""

    name: Line = ""
    description: Text | None = None


class Code(Question):
    """A way in."""

    code: Annotated[SecretStr, Field(min_length=1, max_length=200)]


class SpaceAnswer(Answer):
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


class SpacesAnswer(Answer):
    """Those that one is in."""

    data: list[SpaceAnswer]
    meta: PageMeta


class MemberAnswer(Answer):
    """Somebody in a space."""

    account_id: int
    username: str
    display_name: str
    role: str
    joined_at: str


class MembersAnswer(Answer):
    """Some of those who are in it, the first one first."""

    data: list[MemberAnswer]
    meta: PageMeta


class SpaceInvitationAnswer(Answer):
    """A way in; the code is told once."""

    uid: str
    space_id: int
    expires_at: str
    code: str | None


class SpaceInvitationsAnswer(Answer):
    """Some of those that still hold."""

    data: list[SpaceInvitationAnswer]
    meta: PageMeta
