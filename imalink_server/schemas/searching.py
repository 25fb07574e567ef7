"""The wire's shape of a search, which may be asked, or kept for later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from imalink_server.base.errors import Code, Refused
from imalink_server.base.visibility import Visibility
from imalink_server.schemas.words import Hothash, Line, Question, VisibilityWord, WallTime
from imalink_server.services.photos.finding import FACETS, MOST_WORDS, Criteria, Order, words_of

Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
"""An id; in a URL it is written with letters."""
Facet = Literal["year", "month", "rating", "camera", "lens", "format", "flag", "label", "tag"]
Stars = Annotated[int, Field(ge=0, le=5)]


class Search(Question):
    """What is asked for; what is not said does not matter."""

    text: Annotated[str, Field(max_length=500)] | None = None
    """Words, or how they begin; a photo has all of them in its title, description, camera or lens; and
    one's own also in tags, file names and label."""
    facets: Annotated[tuple[Facet, ...], Field(max_length=len(FACETS))] | None = None
    """Of what to tell how many photos there are."""
    author_id: Number | None = None
    import_session_id: Number | None = None
    tag_ids: Annotated[tuple[Number, ...], Field(max_length=50)] = ()
    rating_min: Stars | None = None
    rating_max: Stars | None = None
    taken_after: WallTime | None = None
    taken_before: WallTime | None = None
    has_gps: bool | None = None
    has_raw: bool | None = None
    visibility: Annotated[tuple[VisibilityWord, ...], Field(max_length=4)] = ()
    flag: Annotated[int, Field(ge=-1, le=1)] | None = None
    labels: Annotated[tuple[Line, ...], Field(max_length=50)] = ()
    hothash: Hothash | None = None
    collection_id: Number | None = None
    shoot_id: Number | None = None
    space_id: Number | None = None
    stack_id: Number | None = None
    camera_model: Line | None = None
    owner: Literal["me"] | None = None
    trashed: bool = False
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 50
    sort_by: Literal["taken_at", "created_at", "rating", "id"] = "taken_at"
    sort_order: Literal["asc", "desc"] = "desc"

    @model_validator(mode="before")
    @classmethod
    def _said(cls, given: object) -> object:
        """What is null is not said: so programs write it that name every field."""
        if not isinstance(given, Mapping):
            return given
        return {name: value for name, value in given.items() if value is not None}

    @classmethod
    def read(cls, kept: Mapping[str, Any], also: Mapping[str, Any]) -> Self:
        """A search that was kept: it may be another program's, with words that are none here."""
        said = {**kept, **{name: value for name, value in also.items() if value is not None}}
        try:
            return cls.model_validate(said)
        except ValidationError as wrong:
            first = wrong.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise Refused(Code.INVALID_REQUEST, f"{where}: {first['msg']}", {"where": where}) from None

    def criteria(self) -> Criteria:
        """What is asked for, for the service."""
        before = self.taken_before
        return Criteria(
            author_id=self.author_id,
            import_session_id=self.import_session_id,
            tag_ids=self.tag_ids,
            rating_min=self.rating_min,
            rating_max=self.rating_max,
            taken_after=self.taken_after,
            # A day that is named is meant to its end.
            taken_before=f"{before}T23:59:59.999999" if before and "T" not in before else before,
            has_gps=self.has_gps,
            has_raw=self.has_raw,
            visibility=tuple(int(Visibility.of(word)) for word in self.visibility),
            flag=self.flag,
            labels=self.labels,
            hothash=self.hothash,
            collection_id=self.collection_id,
            shoot_id=self.shoot_id,
            space_id=self.space_id,
            stack_id=self.stack_id,
            camera_model=self.camera_model,
            only_own=self.owner == "me",
            words=self._words(),
            trashed=self.trashed,
        )

    def _words(self) -> tuple[str, ...]:
        words = words_of(self.text or "")
        if self.text and not words:
            raise Refused(Code.INVALID_REQUEST, "text: holds no word", {"where": "text"})
        if len(words) > MOST_WORDS:
            raise Refused(
                Code.INVALID_REQUEST, f"text: holds more than {MOST_WORDS} words", {"where": "text"}
            )
        return tuple(words)

    def order(self) -> Order:
        """In which order, and which page."""
        return Order(self.sort_by, self.sort_order == "desc", self.offset, self.limit)
