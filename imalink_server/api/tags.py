"""Routes of tags."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from imalink_server.api import API
from imalink_server.api.changing import TheChange, Told
from imalink_server.api.dependencies import SignedInMe, TheServer
from imalink_server.api.routes import Route
from imalink_server.schemas.accounts import Done
from imalink_server.schemas.tags import Into, NewName, SuggestionsAnswer, TagAnswer, TagsAnswer
from imalink_server.services import tags
from imalink_server.services.tags import TagSeen
from imalink_server.services.writing import Writing

router = APIRouter(prefix=f"{API}/tags", tags=["tags"], route_class=Route)

_MOST = 10_000


@router.get("", name="tags")
def listed(
    me: SignedInMe,
    server: TheServer,
    sort_by: Literal["name", "count", "created_at"] = "name",
    order: Literal["asc", "desc"] = "asc",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _MOST,
) -> TagsAnswer:
    """One's own tags; all of them, as the family's programs expect, unless there are very many."""
    found = tags.listed(server, me)  # by name already
    if sort_by == "count":
        found.sort(key=lambda tag: tag.photo_count)
    elif sort_by == "created_at":
        found.sort(key=lambda tag: (tag.created_at, tag.id))
    ordered = found[::-1] if order == "desc" else found
    return TagsAnswer.of(ordered[offset : offset + limit], len(found))


@router.get("/autocomplete")
def complete_tag(
    me: SignedInMe,
    server: TheServer,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> SuggestionsAnswer:
    """What a word that is begun may become."""
    found = tags.completed(server, me, q, limit)
    return SuggestionsAnswer(suggestions=[TagAnswer.model_validate(tag) for tag in found])


@router.put("/{id_}", response_model=TagAnswer)
def rename_tag(id_: int, wanted: NewName, change: TheChange) -> Response:
    """Call a tag otherwise; what lies below it moves along."""
    return change.answer(lambda w: _told(tags.rename(w, id_, wanted.new_name, change.if_match)))


@router.post("/{id_}/merge", response_model=TagAnswer)
def merge_tag(id_: int, wanted: Into, change: TheChange) -> Response:
    """Make one tag of two."""
    return change.answer(lambda w: _told(tags.merge(w, id_, wanted.into_id, change.if_match)))


@router.delete("/{id_}", response_model=Done)
def delete_tag(id_: int, change: TheChange) -> Response:
    """Delete a tag; its photos stay."""

    def work(w: Writing) -> Told:
        tags.delete(w, id_, change.if_match)
        return Told(Done(message="The tag is deleted."))

    return change.answer(work)


def _told(tag: TagSeen) -> Told:
    return Told(TagAnswer.model_validate(tag), etag=f'"{tag.version}"')
