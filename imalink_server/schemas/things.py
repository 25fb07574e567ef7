"""The wire's shapes of what people keep beside their photos."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, StringConstraints

from imalink_core.codec.strict_json import is_clean
from imalink_server.base.listing import Listing
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
    written = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if len(written) > _LARGEST or not is_clean(written):
        raise ValueError(f"takes more than {_LARGEST} characters, or holds what cannot be stored")
    return value


def _or_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Free = Annotated[dict[str, JsonValue], AfterValidator(_bounded)]
"""JSON that is the sender's own affair."""
PhotoKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""A photo by its hothash, id or uid."""
Keys = Annotated[tuple[PhotoKey, ...], Field(max_length=10_000)]


class Said(Question):
    """What is said of a thing: all of it when it is made, a field at a time when it is changed."""

    def values(self) -> dict[str, Any]:
        """What was said."""
        return self.model_dump(exclude={"uid"}, exclude_unset=True)


class Made(Said):
    """What is made; whoever gives a uid makes it once, however often they ask."""

    uid: Uid | None = None


class SessionChange(Said):
    """One act of importing."""

    title: Title | None = None
    description: Text | None = None
    source: Title | None = None
    default_author_id: Id | None = None


class SessionQuestion(SessionChange, Made):
    """The same, to be made."""


class AuthorChange(Said):
    """Whoever took photos."""

    name: Line = ""
    email: Annotated[Email | None, BeforeValidator(_or_none)] = None
    bio: Text | None = None


class AuthorQuestion(AuthorChange, Made):
    """The same, to be made."""

    name: Line


class StackChange(Said):
    """Photos folded into one."""

    stack_type: Line | None = None
    reason: Text | None = None
    cover_photo_hothash: Hothash | None = None


class StackQuestion(StackChange, Made):
    """The same, to be made."""


class CollectionChange(Said):
    """Photos in an order of one's own; which those are, its own routes say."""

    name: Line = ""
    description: Text | None = None
    parent_id: Id | None = None
    position: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class CollectionQuestion(CollectionChange, Made):
    """The same, to be made with photos in it."""

    name: Line
    hothashes: Keys = ()


class PhotosQuestion(Question):
    """Some photos."""

    hothashes: Keys


class StackPhotoQuestion(Question):
    """A photo for a stack."""

    photo_hothash: PhotoKey


class SearchChange(Said):
    """A question with a name."""

    name: Line = ""
    description: Text | None = None
    search_criteria: Free = {}  # noqa: RUF012 - pydantic copies it
    is_favorite: bool = False


class SearchQuestion(SearchChange, Made):
    """The same, to be made."""

    name: Line

    def values(self) -> dict[str, Any]:
        """What was said; a search of everything, if nothing was."""
        return {"search_criteria": self.search_criteria, **super().values()}


class ShootWords(Said):
    """A job for someone."""

    title: Title = ""
    client: Title | None = None
    note: Text | None = None


class ShootChange(ShootWords):
    """What is to be otherwise."""

    archived: bool = False


class ShootQuestion(ShootWords, Made):
    """One that is to be made."""

    title: Title


class StoryChange(Said):
    """A text with photos."""

    title: Title = ""
    document_type: Line = "general"
    content: Free = {}  # noqa: RUF012
    abstract: Text | None = None
    cover_image: Free | None = None
    is_published: bool = False
    visibility: VisibilityWord = "private"
    """Who may read it, published or not."""
    space_ids: Annotated[tuple[Id, ...], Field(max_length=100)] = ()

    def values(self) -> dict[str, Any]:
        """What was said; the visibility as the server counts it."""
        return _counted(super().values())


class StoryQuestion(StoryChange, Made):
    """The same, to be made."""

    title: Title

    def values(self) -> dict[str, Any]:
        """What was said; of what it is and holds something is always said."""
        return {"document_type": self.document_type, "content": self.content, **super().values()}


def _counted(said: dict[str, Any]) -> dict[str, Any]:
    return said | ({"visibility": int(Visibility.of(said["visibility"]))} if "visibility" in said else {})


class Paging(Question):
    """Which page of a list, the latest first."""

    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 50

    def listing(self) -> Listing:
        """The same, for the service."""
        return Listing(self.offset, self.limit)


class LongPaging(Paging):
    """Which page of a list that most want whole."""

    limit: Annotated[int, Field(ge=1, le=500)] = 500


class StoryPaging(Paging):
    """Which stories, in which order."""

    owner: Literal["me"] | None = None
    document_type: Line | None = None
    is_published: bool | None = None
    sort_by: Literal["created_at", "updated_at", "published_at", "title"] = "created_at"
    sort_order: Literal["asc", "desc"] = "desc"

    def listing(self) -> Listing:
        """The same, for the service."""
        asked = {"document_type": self.document_type, "is_published": self.is_published}
        where = {name: value for name, value in asked.items() if value is not None}
        return Listing(
            self.offset, self.limit, where, self.owner == "me", self.sort_by, self.sort_order == "desc"
        )


class AnyThing(Answer):
    """What all of them have, whoever looks."""

    id: int
    created_at: str

    @classmethod
    def of(cls, thing: Thing) -> Self:
        """Shape one."""
        return cls.model_validate(dict(thing.values))


class ThingAnswer(AnyThing):
    """What is told of one's own."""

    uid: str
    user_id: int
    version: int
    updated_at: str


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


class StoryAnswer(AnyThing):
    """A text with photos. What is its owner's alone is null for others."""

    uid: str | None
    user_id: int | None
    version: int | None
    updated_at: str | None
    title: str
    document_type: str
    content: dict[str, JsonValue]
    abstract: str | None
    cover_image: dict[str, JsonValue] | None
    is_published: bool
    published_at: str | None
    visibility: VisibilityWord
    space_ids: list[int]

    @classmethod
    def of(cls, thing: Thing) -> Self:
        """Shape one; the visibility as a word."""
        word = Visibility(thing.values["visibility"]).word
        return cls.model_validate({**thing.values, "visibility": word})
