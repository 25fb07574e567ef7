"""Routes of what people keep beside photos: sessions, authors, stacks, collections, searches, shoots."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from imalink_server.api import API
from imalink_server.api.changing import NOT_KEPT, TheChange, Told
from imalink_server.api.dependencies import AnyViewer, SignedInMe, TheServer
from imalink_server.api.routes import Route
from imalink_server.api.things import Shelf, router_of, told
from imalink_server.schemas.photos import PhotosAnswer
from imalink_server.schemas.searching import Search
from imalink_server.schemas.stacks import StackNames, StacksQuestion, StacksResult, StacksTold
from imalink_server.schemas.things import (
    AuthorAnswer,
    AuthorChange,
    AuthorQuestion,
    CollectionAnswer,
    CollectionChange,
    CollectionQuestion,
    PhotosQuestion,
    SavedSearchAnswer,
    SearchChange,
    SearchQuestion,
    SessionAnswer,
    SessionChange,
    SessionQuestion,
    ShootAnswer,
    ShootChange,
    ShootQuestion,
    StackAnswer,
    StackChange,
    StackPhotoQuestion,
    StackQuestion,
    StoryAnswer,
    StoryChange,
    StoryPaging,
    StoryQuestion,
)
from imalink_server.services import saved_searches, shelving, stacking, stories, things
from imalink_server.services.photos import finding
from imalink_server.services.things import Thing
from imalink_server.services.writing import Writing


def _collection(w: Writing, wanted: CollectionQuestion) -> Thing:
    return shelving.make_collection(w, wanted.values(), wanted.hothashes, wanted.uid)


def _move(w: Writing, id_: int, wanted: CollectionChange) -> None:
    if "parent_id" in wanted.model_fields_set:
        shelving.check_parent(w, id_, wanted.parent_id)


def _stack(w: Writing, wanted: StackQuestion) -> Thing:
    return shelving.make_stack(w, wanted.values(), wanted.cover_photo_hothash, wanted.uid)


def _cover(w: Writing, id_: int, wanted: StackChange) -> None:
    if wanted.cover_photo_hothash is not None:
        shelving.cover(w, id_, wanted.cover_photo_hothash)


def _archive(w: Writing, id_: int, wanted: ShootChange) -> None:
    if "archived" in wanted.model_fields_set:
        at = w.at if wanted.archived else None
        things.change(w, things.SHOOTS, id_, {"archived_at": at})


def _story(w: Writing, wanted: StoryQuestion) -> Thing:
    return stories.make(w, wanted.values(), wanted.space_ids, wanted.uid)


def _tell(w: Writing, id_: int, wanted: StoryChange) -> None:
    if "is_published" in wanted.model_fields_set:
        stories.publish(w, id_, published=wanted.is_published)
    if "space_ids" in wanted.model_fields_set:
        stories.show(w, id_, wanted.space_ids)


SHELVES = (
    Shelf(
        "/import-sessions",
        things.SESSIONS,
        SessionQuestion,
        SessionChange,
        SessionAnswer,
        plural="sessions",
    ),
    Shelf("/authors", things.AUTHORS, AuthorQuestion, AuthorChange, AuthorAnswer),
    Shelf("/photo-stacks", things.STACKS, StackQuestion, StackChange, StackAnswer, _stack, _cover),
    Shelf(
        "/collections",
        things.COLLECTIONS,
        CollectionQuestion,
        CollectionChange,
        CollectionAnswer,
        _collection,
        _move,
    ),
    Shelf("/photo-searches", things.SEARCHES, SearchQuestion, SearchChange, SavedSearchAnswer),
    Shelf("/shoots", things.SHOOTS, ShootQuestion, ShootChange, ShootAnswer, alter=_archive),
    Shelf(
        "/phototext",
        things.STORIES,
        StoryQuestion,
        StoryChange,
        StoryAnswer,
        _story,
        _tell,
        paging=StoryPaging,
    ),
)

router = APIRouter(route_class=Route)


@router.post(f"{API}/collections/{{id_}}/photos", response_model=CollectionAnswer, tags=["collection"])
def add_to_collection(id_: int, wanted: PhotosQuestion, change: TheChange) -> Response:
    """Put photos at the end of a collection."""
    return change.answer(
        lambda w: told(CollectionAnswer, shelving.add(w, id_, wanted.hothashes, change.if_match))
    )


@router.delete(f"{API}/collections/{{id_}}/photos", response_model=CollectionAnswer, tags=["collection"])
def take_from_collection(id_: int, wanted: PhotosQuestion, change: TheChange) -> Response:
    """Take photos out of a collection."""
    return change.answer(
        lambda w: told(CollectionAnswer, shelving.take(w, id_, wanted.hothashes, change.if_match))
    )


@router.put(f"{API}/collections/{{id_}}/photos/reorder", response_model=CollectionAnswer, tags=["collection"])
@router.put(
    f"{API}/collections/{{id_}}/reorder",
    response_model=CollectionAnswer,
    tags=["collection"],
    operation_id="reorder_collection_itself",
)
def reorder_collection(id_: int, wanted: PhotosQuestion, change: TheChange) -> Response:
    """Put photos of a collection first, in this order."""
    return change.answer(
        lambda w: told(CollectionAnswer, shelving.reorder(w, id_, wanted.hothashes, change.if_match))
    )


@router.post(f"{API}/shoots/{{id_}}/photos", response_model=ShootAnswer, tags=["shoot"])
def add_to_shoot(id_: int, wanted: PhotosQuestion, change: TheChange) -> Response:
    """Let photos belong to a shoot."""
    return change.answer(
        lambda w: told(ShootAnswer, shelving.shoot_of(w, id_, wanted.hothashes, change.if_match))
    )


@router.delete(f"{API}/shoots/{{id_}}/photos", response_model=ShootAnswer, tags=["shoot"])
def take_from_shoot(id_: int, wanted: PhotosQuestion, change: TheChange) -> Response:
    """Take photos out of a shoot."""
    return change.answer(
        lambda w: told(ShootAnswer, shelving.out_of_shoot(w, id_, wanted.hothashes, change.if_match))
    )


@router.put(f"{API}/photo-stacks/batch", response_model=StacksResult, tags=["stack"])
def put_stacks(wanted: StacksQuestion, change: TheChange) -> Response:
    """Let many stacks be as they are said to be; who was overtaken is told what each is now."""
    said = [each.said() for each in wanted.stacks]
    return change.answer(lambda w: Told(StacksResult.of(stacking.put(w, said))))


@router.post(f"{API}/photo-stacks/named", dependencies=NOT_KEPT, tags=["stack"])
def named_stacks(wanted: StackNames, me: SignedInMe, server: TheServer) -> StacksTold:
    """Many of one's own stacks, by their names for good."""
    return StacksTold.of(*stacking.named(server, me, wanted.uids))


@router.post(f"{API}/photo-stacks/{{id_}}/photo", response_model=StackAnswer, tags=["stack"])
def fold(id_: int, wanted: StackPhotoQuestion, change: TheChange) -> Response:
    """Put a photo into a stack."""
    return change.answer(
        lambda w: told(StackAnswer, shelving.fold(w, id_, wanted.photo_hothash, change.if_match))
    )


@router.delete(f"{API}/photo-stacks/{{id_}}/photo/{{key}}", response_model=StackAnswer, tags=["stack"])
def unfold(id_: int, key: str, change: TheChange) -> Response:
    """Take a photo out of a stack."""
    return change.answer(lambda w: told(StackAnswer, shelving.unfold(w, id_, key, change.if_match)))


@router.get(f"{API}/photos/{{key}}/stack", tags=["photos"])
def stack_of(key: str, server: TheServer, viewer: AnyViewer) -> StackAnswer | None:
    """The stack that a photo of one's own lies in."""
    found = shelving.stack_of(server, viewer, key)
    return None if found is None else StackAnswer.of(found)


@router.post(f"{API}/photo-searches/{{id_}}/execute", dependencies=NOT_KEPT, tags=["saved_search"])
def execute(
    id_: int,
    me: SignedInMe,
    server: TheServer,
    viewer: AnyViewer,
    offset: Annotated[int | None, Query(ge=0, le=10_000_000)] = None,
    limit: Annotated[int | None, Query(ge=1, le=500)] = None,
) -> PhotosAnswer:
    """Ask a question that has a name."""
    kept = saved_searches.asked(server, me, id_)
    wanted = Search.read(kept, {"offset": offset, "limit": limit})
    return PhotosAnswer.of(finding.search(server, viewer, wanted.criteria(), wanted.order(), wanted.facets))


for shelf in SHELVES:
    router.include_router(router_of(shelf))
