"""The application: made from settings, opened when it starts, closed when it ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from imalink_server.api import (
    API,
    accounts,
    changes,
    health,
    organising,
    photo_parts,
    photos,
    problems,
    spaces,
    tags,
    timeline,
)
from imalink_server.api.bodies import BodyLimit
from imalink_server.api.door import REQUEST_ID, Door
from imalink_server.api.metrics import Metrics
from imalink_server.api.slashes import OneSpelling
from imalink_server.base.clock import Clock, now
from imalink_server.base.settings import Settings
from imalink_server.schemas.problems import ProblemAnswer
from imalink_server.services.photos.changing import Overtaken
from imalink_server.services.server import open_server
from imalink_server.services.sweeping import sweep_all

_PHOTOS = (f"{API}/photos", f"{API}/uploads")
"""Where more may be sent at once."""


def create_app(settings: Settings, clock: Clock = now) -> FastAPI:
    """Make an application; nothing is opened before it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_server(settings, clock) as server:
            sweep_all(server)
            app.state.server = server
            yield

    wrong: dict[int | str, dict[str, Any]] = {
        "4XX": {"model": ProblemAnswer, "description": "The question is refused."},
        "5XX": {"model": ProblemAnswer, "description": "The server cannot answer."},
    }
    app = FastAPI(
        title="ImaLink",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=wrong,
        generate_unique_id_function=_name_of,
    )
    app.state.metrics = Metrics()
    problems.install(app)
    app.include_router(accounts.router)
    for each in (changes, organising, photos, photo_parts, spaces, tags, timeline):
        app.include_router(each.router)
    app.add_exception_handler(Overtaken, photos.overtaken)
    app.include_router(health.router)
    _guard(app, settings, app.state.metrics)
    return app


def _guard(app: FastAPI, settings: Settings, metrics: Metrics) -> None:
    """Put the guards before it, the innermost first."""
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key"],
            expose_headers=["ETag", REQUEST_ID, "Retry-After"],
        )
    app.add_middleware(OneSpelling)
    app.add_middleware(
        BodyLimit,
        most=settings.largest_question,
        below=dict.fromkeys(_PHOTOS, settings.largest_upload),
    )
    if settings.allowed_hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.allowed_hosts, www_redirect=False)
    secure = (settings.public_url or "").startswith("https:")
    app.add_middleware(Door, metrics=metrics, secure=secure)


def _name_of(route: APIRoute) -> str:
    return route.name
