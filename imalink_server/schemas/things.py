"""The wire's shapes of what people keep beside their photos."""

from __future__ import annotations

import json
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, JsonValue, StringConstraints

from imalink_core.codec.strict_json import is_clean
from imalink_server.base.visibility import Visibility
from imalink_server.schemas.words import (
    Answer,
    Email,
    Hothash,
    Id,
    Line,
    Question,
    Text,
    Title,
    Uid,
    VisibilityWord,
)
from imalink_server.services.things import Thing

_LARGEST = 512 * 1024


def _bounded(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    written = json.dumps(value, ensure_ascii=False)
    if len(written) > _LARGEST or not is_clean(written):
        raise ValueError(f"takes more than {_LARGEST} characters, or holds what cannot be stored")
    return value


Free = Annotated[dict[str, JsonValue], AfterValidator(_bounded)]
"""JSON that is the sender's own affair."""
PhotoKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""A photo by its hothash, id or uid."""
Keys = Annotated[tuple[PhotoKey, ...], Field(max_length=10_000)]


class Made(Question):
    """What is made; whoever gives a uid makes it once, however often they ask."""

    uid: Uid | None = None

    def values(self) -> dict[str, Any]:
        """What was said."""
        return self.model_dump(exclude={"uid"}, exclude_unset=True)


class SessionQuestion(Made):
    """One act of importing."""

    title: Title | None = None
    description: Text | None = None
    source: Title | None = None
    default_author_id: Id | None = None


class AuthorQuestion(Made):
    """Whoever took photos."""

    name: Line
    email: Email | None = None
    bio: Text | None = None


class AuthorChange(AuthorQuestion):
    """What is to be otherwise."""

    name: Line = ""


class StackQuestion(Made):
    """Photos folded into one."""

    stack_type: Line | None = None
    reason: Text | None = None
    cover_photo_hothash: Hothash | None = None


class CollectionQuestion(Made):
    """Photos in an order of one's own."""

    name: Line
    description: Text | None = None
    parent_id: Id | None = None
    position: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    hothashes: Keys = ()


class CollectionChange(CollectionQuestion):
    """What is to be otherwise."""

    name: Line = ""


class PhotosQuestion(Question):
    """Some photos."""

    hothashes: Keys


class StackPhotoQuestion(Question):
    """A photo for a stack."""

    photo_hothash: PhotoKey


class SearchQuestion(Made):
    """A question with a name."""

    name: Line
    description: Text | None = None
    search_criteria: Free = {}  # noqa: RUF012 - pydantic copies it
    is_favorite: bool = False

    def values(self) -> dict[str, Any]:
        """What was said; a search of everything, if nothing was."""
        return {"search_criteria": self.search_criteria, **super().values()}


class SearchChange(SearchQuestion):
    """What is to be otherwise."""

    name: Line = ""

    def values(self) -> dict[str, Any]:
        """What was said."""
        return Made.values(self)


class ShootQuestion(Made):
    """A job for someone."""

    title: Title
    client: Title | None = None
    note: Text | None = None


class ShootChange(ShootQuestion):
    """What is to be otherwise."""

    title: Title = ""
    archived: bool = False


class StoryQuestion(Made):
    """A text with photos."""

    title: Title
    document_type: Line = "general"
    content: Free = {}  # noqa: RUF012
    abstract: Text | None = None
    cover_image: Free | None = None
    is_published: bool = False
    visibility: VisibilityWord = "private"

    def values(self) -> dict[str, Any]:
        """What was said; the visibility as the server counts it."""
        return _counted({"document_type": self.document_type, "content": self.content, **super().values()})


class StoryChange(StoryQuestion):
    """What is to be otherwise."""

    title: Title = ""

    def values(self) -> dict[str, Any]:
        """What was said."""
        return _counted(Made.values(self))


def _counted(said: dict[str, Any]) -> dict[str, Any]:
    return said | ({"visibility": int(Visibility.of(said["visibility"]))} if "visibility" in said else {})


class ThingAnswer(Answer):
    """What all of them have."""

    id: int
    uid: str
    user_id: int
    version: int
    created_at: str
    updated_at: str

    @classmethod
    def of(cls, thing: Thing) -> Self:
        """Shape one."""
        return cls.model_validate(dict(thing.values))


class SessionAnswer(ThingAnswer):
    """One act of importing."""

    title: str | None
    description: str | None
    source: str | None
    default_author_id: int | None
    images_count: int
    imported_at: str

    @classmethod
    def of(cls, thing: Thing) -> Self:
        """Shape one; the family calls its beginning so."""
        return cls.model_validate({**thing.values, "imported_at": thing.values["created_at"]})


class AuthorAnswer(ThingAnswer):
    """Whoever took photos."""

    name: str
    email: str | None
    bio: str | None
    image_count: int


class ShelfAnswer(ThingAnswer):
    """Something that photos stand on."""

    hothashes: list[str]
    photo_uids: list[str]
    photo_count: int
    cover_photo_hothash: str | None


class StackAnswer(ShelfAnswer):
    """Photos folded into one; the first lies on top."""

    stack_type: str | None
    reason: str | None


class CollectionAnswer(ShelfAnswer):
    """Photos in an order of one's own."""

    name: str
    description: str | None
    parent_id: int | None
    position: int


class SavedSearchAnswer(ThingAnswer):
    """A question with a name."""

    name: str
    description: str | None
    search_criteria: dict[str, JsonValue]
    is_favorite: bool
    last_executed_at: str | None


class ShootAnswer(ShelfAnswer):
    """A job for someone."""

    title: str
    client: str | None
    note: str | None
    archived_at: str | None


class StoryAnswer(ThingAnswer):
    """A text with photos."""

    title: str
    document_type: str
    content: dict[str, JsonValue]
    abstract: str | None
    cover_image: dict[str, JsonValue] | None
    is_published: bool
    published_at: str | None
    visibility: VisibilityWord

    @classmethod
    def of(cls, thing: Thing) -> Self:
        """Shape one; the visibility as a word."""
        word = Visibility(thing.values["visibility"]).word
        return cls.model_validate({**thing.values, "visibility": word})
