"""Routes of what belongs to one photo: previews, tags, corrections, files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from imalink_server.api import API, eggs, problems
from imalink_server.api.changing import FilesChange, TheChange, Told
from imalink_server.api.dependencies import AnyViewer, TheServer
from imalink_server.api.photos import shown
from imalink_server.api.routes import Route
from imalink_server.base.errors import Refused
from imalink_server.schemas.photos import (
    ColdKeptAnswer,
    ColdResult,
    ColdsKeptAnswer,
    NamedAnswer,
    PhotoAnswer,
    TagRemovedAnswer,
    TagsAddedAnswer,
    TagsQuestion,
    TimelocQuestion,
    ViewQuestion,
)
from imalink_server.services.photos import adding, arriving, changing, previews
from imalink_server.services.writing import Writing

router = APIRouter(prefix=f"{API}/photos", tags=["photos"], route_class=Route)

_PIXELS = Annotated[int | None, Query(ge=100, le=2000)]
_JPEG = "image/jpeg"


@router.get("/{key}/hotpreview", response_class=Response, responses=eggs.picture())
def hotpreview(key: str, server: TheServer, viewer: AnyViewer) -> Response:
    """The small preview."""
    return Response(previews.hot(server, viewer, key), media_type=_JPEG)


@router.get("/{key}/coldpreview", response_class=Response, responses=eggs.picture())
def coldpreview(
    key: str, server: TheServer, viewer: AnyViewer, width: _PIXELS = None, height: _PIXELS = None
) -> Response:
    """The large preview, or one fitted into so many pixels."""
    return Response(previews.cold(server, viewer, key, width, height), media_type=_JPEG)


@router.put("/{key}/coldpreview", response_model=ColdKeptAnswer, openapi_extra=eggs.jpeg())
def put_coldpreview(key: str, change: TheChange) -> Response:
    """Give a photo another large preview."""
    arriving.bounded(change.body)
    cold = arriving.looked_at(change.body)

    def work(w: Writing) -> Told:
        photo = previews.put_cold(w, key, cold, change.if_match)
        return Told(ColdKeptAnswer.of(photo, "The large preview is kept."), etag=photo.etag)

    with adding.held(change.server, change.me, cold):
        return change.answer(work)


# A form, since the pictures are most of what goes over a photographer's line: as JSON they would be a third
# more, and take seven times as long to read.
@router.put("/coldpreviews/batch", response_model=ColdsKeptAnswer, openapi_extra=eggs.jpegs())
def put_coldpreviews(change: FilesChange) -> Response:
    """Give many photos other large previews, in one transaction. What is wrong with one harms no other."""
    with adding.held(change.server, change.me) as keep:
        colds = arriving.coldpreviews(change.files, keep)

        def work(w: Writing) -> Told:
            results = [ColdResult.of(each, _status(each)) for each in previews.put_colds(w, colds)]
            return Told(ColdsKeptAnswer(results=results))

        return change.answer(work)


def _status(result: object) -> int:
    return problems.STATUS[result.code] if isinstance(result, Refused) else 200


@router.delete("/{key}/coldpreview", response_model=ColdKeptAnswer)
def delete_coldpreview(key: str, change: TheChange) -> Response:
    """Take a photo's large preview away."""

    def work(w: Writing) -> Told:
        photo = previews.drop_cold(w, key, change.if_match)
        return Told(ColdKeptAnswer.of(photo, "The large preview is deleted."), etag=photo.etag)

    return change.answer(work)


@router.post("/{key}/tags", response_model=TagsAddedAnswer)
def add_tags(key: str, wanted: TagsQuestion, change: TheChange) -> Response:
    """Give a photo tags."""

    def work(w: Writing) -> Told:
        photo, new = changing.add_tags(w, key, tuple(wanted.tags), change.if_match)
        answer = TagsAddedAnswer(
            hothash=photo.hothash,
            tags=[NamedAnswer.model_validate(tag) for tag in photo.tags],
            added=len(new),
            skipped=len(wanted.tags) - len(new),
            message=f"{len(new)} tag{'' if len(new) == 1 else 's'} added.",
            version=photo.version,
        )
        return Told(answer, etag=photo.etag)

    return change.answer(work)


@router.delete("/{key}/tags/{name:path}", response_model=TagRemovedAnswer)
def remove_tag(key: str, name: str, change: TheChange) -> Response:
    """Take a tag off a photo; its name may hold slashes."""

    def work(w: Writing) -> Told:
        photo, removed = changing.remove_tag(w, key, name, change.if_match)
        answer = TagRemovedAnswer(
            hothash=photo.hothash,
            removed_tag=removed,
            remaining_tags=[NamedAnswer.model_validate(tag) for tag in photo.tags],
            version=photo.version,
        )
        return Told(answer, etag=photo.etag)

    return change.answer(work)


@router.patch("/{key}/timeloc-correction", response_model=PhotoAnswer)
def correct_timeloc(
    key: str, change: TheChange, said: Annotated[TimelocQuestion | None, Body()] = None
) -> Response:
    """Say when and where a photo was taken; `null` for what the camera said."""
    wanted = changing.Wanted(
        frozenset({"timeloc_correction"}), timeloc_correction=said.said() if said else None
    )
    return change.answer(lambda w: shown(changing.change(w, key, wanted, change.if_match)))


@router.patch("/{key}/view-correction", response_model=PhotoAnswer)
def correct_view(
    key: str, change: TheChange, said: Annotated[ViewQuestion | None, Body()] = None
) -> Response:
    """Say how a photo is to be shown; `null` for as it is."""
    wanted = changing.Wanted(frozenset({"view_correction"}), view_correction=said.said() if said else None)
    return change.answer(lambda w: shown(changing.change(w, key, wanted, change.if_match)))


@router.post("/{key}/files", status_code=201, response_model=PhotoAnswer, openapi_extra=eggs.companion())
def add_file(key: str, change: TheChange) -> Response:
    """Note one more file of a photo."""
    file, session_id = arriving.companion(change.body)

    def work(w: Writing) -> Told:
        photo = changing.add_file(w, key, file, session_id, change.if_match)
        return Told(PhotoAnswer.of(photo), 201, photo.etag)

    return change.answer(work)
