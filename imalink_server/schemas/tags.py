"""The wire's shapes of tags."""

from __future__ import annotations

from typing import Self

from imalink_server.schemas.words import Answer, Id, Question, TagName
from imalink_server.services.tags import TagSeen


class TagAnswer(Answer):
    """A word of one's own, and how many photos have it."""

    id: int
    uid: str
    name: str
    photo_count: int
    version: int
    created_at: str
    updated_at: str


class TagsAnswer(Answer):
    """Some of them, and how many there are."""

    tags: list[TagAnswer]
    total: int

    @classmethod
    def of(cls, tags: list[TagSeen], total: int) -> Self:
        """Shape them."""
        return cls(tags=[TagAnswer.model_validate(tag) for tag in tags], total=total)


class SuggestionsAnswer(Answer):
    """What a word may become."""

    suggestions: list[TagAnswer]


class NewName(Question):
    """What a tag is to be called."""

    new_name: TagName


class Into(Question):
    """Which tag another becomes."""

    into_id: Id
