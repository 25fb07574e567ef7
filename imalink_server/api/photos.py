"""Routes of photos: sending, looking, searching, changing."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from imalink_server.api import API, eggs, problems
from imalink_server.api.changing import Changing, TheChange, Told
from imalink_server.api.dependencies import AnyViewer, TheServer
from imalink_server.api.routes import Route
from imalink_server.base.errors import Refused
from imalink_server.schemas.accounts import Done
from imalink_server.schemas.photos import (
    ArrivedAnswer,
    BatchAnswer,
    BatchResult,
    PhotoAnswer,
    PhotoChange,
    PhotosAnswer,
)
from imalink_server.schemas.searching import Search
from imalink_server.schemas.without_egg import RegisteredAnswer
from imalink_server.services.photos import adding, arriving, changing, finding, without_egg
from imalink_server.services.photos.arriving import Arrival
from imalink_server.services.photos.changing import Overtaken
from imalink_server.services.photos.seeing import PhotoSeen
from imalink_server.services.writing import Writing

router = APIRouter(prefix=API, tags=["photos"], route_class=Route)


THERE_ALREADY: dict[int | str, dict[str, Any]] = {
    200: {"model": ArrivedAnswer, "description": "It was there already."}
}


@router.post(
    "/photos/photoegg",
    status_code=201,
    response_model=ArrivedAnswer,
    responses=THERE_ALREADY,
    openapi_extra=eggs.flat(),
)
def send(change: TheChange) -> Response:
    """Send a photo: an egg's fields beside its owner's, or an egg within. 200 when it was there already."""
    return _send(change)


@router.post(
    "/photos/create",
    status_code=201,
    response_model=ArrivedAnswer,
    responses=THERE_ALREADY,
    openapi_extra=eggs.create(),
)
def create(change: TheChange) -> Response:
    """Send a photo in the family's latest shape."""
    return _send(change)


@router.post(
    "/photos/new-photo",
    status_code=201,
    response_model=RegisteredAnswer,
    openapi_extra=eggs.without_egg(),
)
def new_photo(change: TheChange) -> Response:
    """Send a photo without an egg: a name, a small preview, what the camera said. 409 when it is there."""
    arrival = without_egg.read(change.body)

    def work(w: Writing) -> Told:
        return Told(RegisteredAnswer.of(without_egg.add(w, arrival)), 201)

    with adding.held(change.server, change.me):
        return change.answer(work)


def _send(change: TheChange) -> Response:
    return send_arrival(change, arriving.arrival(arriving.read(change.body)))


def send_arrival(change: Changing, arrival: Arrival) -> Response:
    """Take a photo in, and answer 201; or 200 when it was there already."""

    def work(w: Writing) -> Told:
        arrived = adding.add(w, arrival)
        status = 200 if arrived.is_duplicate else 201
        return Told(ArrivedAnswer.of_arrived(arrived), status, arrived.photo.etag)

    with adding.held(change.server, change.me, arrival.cold):
        return change.answer(work)


@router.post("/photos/photoegg/batch", response_model=BatchAnswer, openapi_extra=eggs.many())
def send_many(change: TheChange) -> Response:
    """Send many photos, in one transaction. What is wrong with one harms no other."""
    with adding.held(change.server, change.me) as keep:
        arrivals = arriving.batch(change.body, keep)

        def work(w: Writing) -> Told:
            results = [BatchResult.of(each, _status(each)) for each in adding.add_all(w, arrivals)]
            return Told(BatchAnswer(results=results))

        return change.answer(work)


def _status(result: object) -> int:
    return problems.STATUS[result.code] if isinstance(result, Refused) else 0


@router.get("/photos")
def photos(search: Annotated[Search, Query()], server: TheServer, viewer: AnyViewer) -> PhotosAnswer:
    """The photos that one may see; `owner=me` for one's own."""
    return PhotosAnswer.of(finding.search(server, viewer, search.criteria(), search.order(), search.facets))


@router.post("/photos/search")
@router.post("/photo-searches/ad-hoc", operation_id="search_ad_hoc")
def search(wanted: Search, server: TheServer, viewer: AnyViewer) -> PhotosAnswer:
    """Those of them that are asked for."""
    return PhotosAnswer.of(finding.search(server, viewer, wanted.criteria(), wanted.order(), wanted.facets))


@router.get("/photos/{key}")
def photo(key: str, server: TheServer, viewer: AnyViewer, response: Response) -> PhotoAnswer:
    """One photo, by its id, its hothash, or one's own by its uid."""
    found = finding.one(server, viewer, key)
    if found.etag is not None:
        response.headers["ETag"] = found.etag
    return PhotoAnswer.of(found)


@router.put("/photos/{key}", response_model=PhotoAnswer)
def change_photo(key: str, wanted: PhotoChange, change: TheChange) -> Response:
    """Change the fields that are named."""
    return change.answer(lambda w: shown(changing.change(w, key, wanted.wanted(), change.if_match)))


@router.delete("/photos/{key}", response_model=Done)
def delete_photo(key: str, change: TheChange, forever: bool = False) -> Response:
    """Put a photo into the trash; or delete it for good."""

    def work(w: Writing) -> Told:
        if forever:
            changing.delete(w, key, change.if_match)
            return Told(Done(message="The photo is deleted."))
        trashed = changing.trash(w, key, change.if_match)
        return Told(Done(message="The photo is in the trash."), etag=trashed.etag)

    return change.answer(work)


@router.post("/photos/{key}/restore", response_model=PhotoAnswer)
def restore_photo(key: str, change: TheChange) -> Response:
    """Take a photo out of the trash, by its id or its uid."""
    wanted = changing.Wanted(frozenset({"trashed"}))
    return change.answer(lambda w: shown(changing.change(w, key, wanted, change.if_match)))


def shown(photo: PhotoSeen) -> Told:
    """The answer that shows a photo as it is now."""
    return Told(PhotoAnswer.of(photo), etag=photo.etag)


def overtaken(_: Request, error: Exception) -> JSONResponse:
    """The answer to whoever changes what somebody else has changed meanwhile: what it is now."""
    assert isinstance(error, Overtaken)  # noqa: S101 - installed for this kind alone
    current = PhotoAnswer.of(error.current).model_dump(mode="json")
    details = {"current": current, "etag": error.current.etag}
    return problems.answer(Refused(error.code, error.message, details))
