"""The five routes that every kind of thing has, made from one table.

What FastAPI reads from a function's annotations is set by hand here, since it is another for each kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import create_model

from imalink_server.api import API
from imalink_server.api.changing import TheChange, Told
from imalink_server.api.dependencies import AnyViewer, OwnViewer, TheServer
from imalink_server.api.routes import Route
from imalink_server.db.policy import Viewer
from imalink_server.schemas.accounts import Done
from imalink_server.schemas.photos import PageMeta
from imalink_server.schemas.things import AnyThing, Made, Paging, Said
from imalink_server.schemas.words import Answer
from imalink_server.services import things
from imalink_server.services.things import Kind, Thing
from imalink_server.services.writing import Writing


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is special about the routes of one kind."""

    path: str
    kind: Kind
    question: type[Made]
    change: type[Said]
    answer: type[AnyThing]
    make: Callable[[Writing, Any], Thing] | None = None
    alter: Callable[[Writing, int, Any], None] | None = None
    """What a change does besides setting fields."""
    paging: type[Paging] = Paging
    plural: str | None = None
    """Under which other name the family looks for the list."""


def told(answer: type[AnyThing], thing: Thing) -> Told:
    """The answer that shows a thing."""
    return Told(answer.of(thing), 201 if thing.is_new else 200, thing.etag)


def router_of(shelf: Shelf) -> APIRouter:
    """The five routes."""
    name = shelf.kind.name
    router = APIRouter(prefix=f"{API}{shelf.path}", tags=[name], route_class=Route)
    many = _list_of(shelf)
    page, one = _looks(shelf, many)

    def make(wanted: Made, change: TheChange) -> Response:
        """Make one; or tell of the one that has this uid."""

        def work(w: Writing) -> Told:
            if shelf.make is not None:
                return told(shelf.answer, shelf.make(w, wanted))
            return told(shelf.answer, things.make(w, shelf.kind, wanted.values(), wanted.uid))

        return change.answer(work)

    def alter(id_: int, wanted: Said, change: TheChange) -> Response:
        """Change the fields that are named."""

        def work(w: Writing) -> Told:
            things.mine(w, shelf.kind, id_, change.if_match)
            if shelf.alter is not None:
                shelf.alter(w, id_, wanted)
            return told(shelf.answer, things.change(w, shelf.kind, id_, wanted.values()))

        return change.answer(work)

    def delete(id_: int, change: TheChange) -> Response:
        """Delete one; its photos stay."""

        def work(w: Writing) -> Told:
            things.delete(w, shelf.kind, id_, change.if_match)
            return Told(Done(message="It is deleted."))

        return change.answer(work)

    make.__annotations__["wanted"] = shelf.question
    alter.__annotations__["wanted"] = shelf.change
    add, at = router.add_api_route, "/{id_}"
    there: dict[int | str, dict[str, Any]] = {
        200: {"model": shelf.answer, "description": "It was there already."}
    }
    made: dict[str, Any] = {"status_code": 201, "response_model": shelf.answer, "responses": there}
    add("", make, methods=["POST"], name=f"make_{name}", **made)
    add("", page, methods=["GET"], response_model=many, name=f"list_{name}")
    add(at, one, methods=["GET"], response_model=shelf.answer, name=f"one_{name}")
    for method in ("PATCH", "PUT"):
        called = f"{method.lower()}_{name}"
        add(at, alter, methods=[method], response_model=shelf.answer, name=called)
    add(at, delete, methods=["DELETE"], response_model=Done, name=f"delete_{name}")
    return router


def _looks(shelf: Shelf, many: type[Answer]) -> tuple[Callable[..., Answer], Callable[..., Answer]]:
    """The two that only look: at a page, and at one."""

    def page(viewer: Viewer, server: TheServer, asked: Paging) -> Answer:
        """Those that one sees, the latest first unless another order is asked for."""
        found, total = things.page(server, viewer, shelf.kind, asked.listing())
        data = [shelf.answer.of(thing) for thing in found]
        also = {shelf.plural: data, "total": total} if shelf.plural else {}
        meta = PageMeta.at(total, asked.offset, asked.limit)
        return many.model_validate({"data": data, "meta": meta, **also})

    def one(id_: int, viewer: Viewer, server: TheServer, response: Response) -> Answer:
        """One of those that one sees."""
        thing = things.one(server, viewer, shelf.kind, id_)
        if thing.etag is not None:
            response.headers["ETag"] = thing.etag
        return shelf.answer.of(thing)

    page.__annotations__["asked"] = Annotated[shelf.paging, Query()]
    for each in (page, one):
        each.__annotations__["viewer"] = OwnViewer if shelf.kind.shown_to is None else AnyViewer
    return page, one


def _list_of(shelf: Shelf) -> type[Answer]:
    also: dict[str, Any] = {}
    if shelf.plural:
        also = {shelf.plural: (list[shelf.answer], ...), "total": (int, ...)}  # type: ignore[name-defined]  # made here
    return create_model(
        f"{shelf.answer.__name__}s",
        __base__=Answer,
        __doc__="A page of them.",
        data=(list[shelf.answer], ...),  # type: ignore[name-defined]  # a list of what is made here
        meta=(PageMeta, ...),
        links=(None, None),
        **also,
    )
