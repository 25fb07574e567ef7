"""Routes of what people keep beside photos: sessions, authors, stacks, collections, searches, shoots."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from imalink_server.api import API
from imalink_server.api.changing import TheChange
from imalink_server.api.dependencies import AnyViewer, SignedInMe, TheServer
from imalink_server.api.things import Shelf, router_of, told
from imalink_server.schemas.photos import PhotosAnswer
from imalink_server.schemas.searching import Search
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
    SessionQuestion,
    ShootAnswer,
    ShootChange,
    ShootQuestion,
    StackAnswer,
    StackPhotoQuestion,
    StackQuestion,
    StoryAnswer,
    StoryChange,
    StoryQuestion,
)
from imalink_server.services import saved_searches, shelving, things
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


def _cover(w: Writing, id_: int, wanted: StackQuestion) -> None:
    if wanted.cover_photo_hothash is not None:
        shelving.cover(w, id_, wanted.cover_photo_hothash)


def _archive(w: Writing, id_: int, wanted: ShootChange) -> None:
    if "archived" in wanted.model_fields_set:
        at = w.at if wanted.archived else None
        things.change(w, things.SHOOTS, id_, {"archived_at": at})


def _publish(w: Writing, id_: int, wanted: StoryChange) -> None:
    if "is_published" in wanted.model_fields_set:
        at = w.at if wanted.is_published else None
        things.change(w, things.STORIES, id_, {"published_at": at})


SHELVES = (
    Shelf(
        "/import-sessions",
        things.SESSIONS,
        SessionQuestion,
        SessionQuestion,
        SessionAnswer,
        plural="sessions",
    ),
    Shelf("/authors", things.AUTHORS, AuthorQuestion, AuthorChange, AuthorAnswer),
    Shelf("/photo-stacks", things.STACKS, StackQuestion, StackQuestion, StackAnswer, _stack, _cover),
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
    Shelf("/phototext", things.STORIES, StoryQuestion, StoryChange, StoryAnswer, alter=_publish),
)

router = APIRouter()


@router.post(f"{API}/collections/{{id_}}/photos", response_model=CollectionAnswer, tags=["collection"])
def add_to_collection(id_: int, wanted: PhotosQuestion, change: TheChange) -> Response:
    """Put photos at the end of a collection."""
    return change.answer(lambda w: told(CollectionAnswer, shelving.add(w, id_, wanted.hothashes)))


@router.delete(f"{API}/collections/{{id_}}/photos", response_model=CollectionAnswer, tags=["collection"])
def take_from_collection(id_: int, wanted: PhotosQuestion, change: TheChange) -> Response:
    """Take photos out of a collection."""
    return change.answer(lambda w: told(CollectionAnswer, shelving.take(w, id_, wanted.hothashes)))


@router.put(f"{API}/collections/{{id_}}/photos/reorder", response_model=CollectionAnswer, tags=["collection"])
@router.put(
    f"{API}/collections/{{id_}}/reorder",
    response_model=CollectionAnswer,
    tags=["collection"],
    operation_id="reorder_collection_itself",
)
def reorder_collection(id_: int, wanted: PhotosQuestion, change: TheChange) -> Response:
    """Put photos of a collection first, in this order."""
    return change.answer(lambda w: told(CollectionAnswer, shelving.reorder(w, id_, wanted.hothashes)))


@router.post(f"{API}/photo-stacks/{{id_}}/photo", response_model=StackAnswer, tags=["stack"])
def fold(id_: int, wanted: StackPhotoQuestion, change: TheChange) -> Response:
    """Put a photo into a stack."""
    return change.answer(lambda w: told(StackAnswer, shelving.fold(w, id_, wanted.photo_hothash)))


@router.delete(f"{API}/photo-stacks/{{id_}}/photo/{{key}}", response_model=StackAnswer, tags=["stack"])
def unfold(id_: int, key: str, change: TheChange) -> Response:
    """Take a photo out of a stack."""
    return change.answer(lambda w: told(StackAnswer, shelving.unfold(w, id_, key)))


@router.get(f"{API}/photos/{{key}}/stack", tags=["photos"])
def stack_of(key: str, server: TheServer, viewer: AnyViewer) -> StackAnswer | None:
    """The stack that a photo of one's own lies in."""
    found = shelving.stack_of(server, viewer, key)
    return None if found is None else StackAnswer.of(found)


@router.post(f"{API}/photo-searches/{{id_}}/execute", tags=["saved_search"])
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
    return PhotosAnswer.of(finding.search(server, viewer, wanted.criteria(), wanted.order()))


for shelf in SHELVES:
    router.include_router(router_of(shelf))
