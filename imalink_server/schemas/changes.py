"""The wire's shape of the feed of changes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Self

from pydantic import JsonValue, TypeAdapter

from imalink_server.schemas.photos import PhotoAnswer
from imalink_server.schemas.tags import TagAnswer
from imalink_server.schemas.words import Answer
from imalink_server.services.catching_up import Feed, Missed
from imalink_server.services.photos.seeing import PhotoSeen
from imalink_server.services.spaces import SpaceSeen
from imalink_server.services.tags import TagSeen
from imalink_server.services.things import Thing

_JSON: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(dict[str, JsonValue])


class ChangeAnswer(Answer):
    """A thing that is another, as it is now, or that is gone."""

    kind: str
    uid: str
    gone: bool
    at: str
    photo: PhotoAnswer | None = None
    tag: TagAnswer | None = None
    thing: dict[str, JsonValue] | None = None
    """Whatever is neither, as its own route tells it, but for the photos on it: those are asked for there."""

    @classmethod
    def of(cls, missed: Missed) -> Self:
        """Shape one."""
        now = missed.thing
        photo = PhotoAnswer.of(now) if isinstance(now, PhotoSeen) else None
        tag = TagAnswer.model_validate(now) if isinstance(now, TagSeen) else None
        other = None
        if isinstance(now, SpaceSeen):
            other = _JSON.validate_python(asdict(now))
        elif isinstance(now, Thing):
            other = _JSON.validate_python(dict(now.values))
        return cls(
            kind=missed.kind,
            uid=missed.uid,
            gone=missed.is_gone,
            at=missed.at,
            photo=photo,
            tag=tag,
            thing=other,
        )


class FeedAnswer(Answer):
    """A piece of the feed. Ask on with `since=cursor`, at once if there is more."""

    server_id: str
    epoch: str
    cursor: str
    has_more: bool
    changes: list[ChangeAnswer]

    @classmethod
    def of(cls, feed: Feed) -> Self:
        """Shape it."""
        return cls(
            server_id=feed.server_id,
            epoch=feed.epoch,
            cursor=feed.cursor,
            has_more=feed.has_more,
            changes=[ChangeAnswer.of(each) for each in feed.missed],
        )
