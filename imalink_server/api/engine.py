"""The engine over HTTP, for browsers and other programs: a picture comes, its egg goes, nothing is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from starlette.middleware.cors import CORSMiddleware

from imalink_core import Order
from imalink_server.api import problems
from imalink_server.api.at_home import LOOPBACK, AtHome
from imalink_server.api.bodies import BodyLimit
from imalink_server.api.door import REQUEST_ID, Door
from imalink_server.api.heads import HeadAsGet
from imalink_server.api.metrics import Metrics
from imalink_server.api.receiving import hatched, received
from imalink_server.api.slashes import OneSpelling
from imalink_server.base.settings import Settings, is_loopback
from imalink_server.schemas.eggs import EggAnswer, EngineHealth
from imalink_server.schemas.hatching import cold_side
from imalink_server.services.nest import Nest

router = APIRouter()

_ROOM_FOR_FIELDS = 1 << 20

_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "coldpreview_size": {"type": "integer", "minimum": 150, "maximum": 8192},
                    },
                }
            }
        },
    }
}


@router.get("/health")
async def health() -> EngineHealth:
    """Whether the engine answers."""
    return EngineHealth()


@router.post("/v1/process", openapi_extra=_FORM)
async def process(request: Request) -> EggAnswer:
    """Make an egg of a picture; with a large preview if `coldpreview_size` says how large."""
    nest: Nest = request.app.state.nest
    with nest.place():
        async with received(request, ("coldpreview_size",)) as sent:
            order = Order(cold=cold_side(sent.fields.get("coldpreview_size")), sha256=True)
            return EggAnswer.of(await hatched(nest, sent, order), sent.filename)


def create_engine(settings: Settings) -> FastAPI:
    """Make the application; nothing is opened before it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with Nest(settings.hatching_at_once) as nest:
            app.state.nest = nest
            yield

    app = FastAPI(
        title="The ImaLink engine",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=problems.described(),
    )
    problems.install(app)
    app.include_router(router)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST"],
            expose_headers=[REQUEST_ID, "Retry-After"],
        )
    app.add_middleware(OneSpelling)
    app.add_middleware(HeadAsGet)
    app.add_middleware(BodyLimit, most=settings.largest_picture + _ROOM_FOR_FIELDS, larger={})
    hosts = (*LOOPBACK, *settings.allowed_hosts) if is_loopback(settings.host) else settings.allowed_hosts
    app.add_middleware(AtHome, hosts=hosts, origins=settings.cors_origins)
    app.add_middleware(Door, metrics=Metrics(), secure=False)
    return app
