"""The application: made from settings, opened when it starts, closed when it ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import TypeAlias
from urllib.parse import urlsplit

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
    registering,
    spaces,
    tags,
    timeline,
    uploads,
)
from imalink_server.api.at_home import LOOPBACK, AtHome, name_of
from imalink_server.api.bodies import BodyLimit
from imalink_server.api.door import REQUEST_ID, Door
from imalink_server.api.heads import HeadAsGet
from imalink_server.api.metrics import Metrics
from imalink_server.api.slashes import OneSpelling
from imalink_server.base.clock import Clock, now
from imalink_server.base.settings import Settings, is_loopback
from imalink_server.services.nest import Nest
from imalink_server.services.photos.changing import Overtaken
from imalink_server.services.server import Server, open_server
from imalink_server.services.sweeping import sweep_all

_ASKED_WITH = [
    "Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "Range", "If-Range",
    "X-Upload-Token", "Upload-Offset",
]  # fmt: skip

Beside: TypeAlias = Callable[[Server], AbstractContextManager[None]]
"""What goes on beside the answering."""


def create_app(settings: Settings, clock: Clock = now, beside: Beside | None = None) -> FastAPI:
    """Make an application; nothing is opened before it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_server(settings, clock) as server, Nest(settings.hatching_at_once) as nest:
            sweep_all(server)
            app.state.server = server
            app.state.nest = nest
            with beside(server) if beside else nullcontext():
                yield

    app = FastAPI(
        title="ImaLink",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=problems.described(),
        generate_unique_id_function=_name_of,
    )
    app.state.metrics = Metrics()
    problems.install(app)
    app.include_router(accounts.router)
    for each in (changes, organising, photos, photo_parts, registering, spaces, tags, timeline, uploads):
        app.include_router(each.router)
    app.add_exception_handler(Overtaken, photos.overtaken)
    app.include_router(health.router)
    _guard(app, settings, app.state.metrics)
    return app


def _guard(app: FastAPI, settings: Settings, metrics: Metrics) -> None:
    """Put the guards before it, the innermost first."""
    app.add_middleware(HeadAsGet)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=_ASKED_WITH,
            expose_headers=["ETag", REQUEST_ID, "Retry-After", "Content-Range"],
        )
    app.add_middleware(
        BodyLimit,
        most=settings.largest_question,
        larger={
            f"POST {API}/photos/register-image": settings.largest_picture,
            f"POST {API}/photos/(photoegg|photoegg/batch|create|new-photo)": settings.largest_upload,
            f"PUT {API}/photos/([^/]+/coldpreview|coldpreviews/batch)": settings.largest_upload,
            # Streamed to the disk.
            f"PUT {API}/uploads/[^/]+": settings.largest_original,
        },
    )
    app.add_middleware(OneSpelling)
    if settings.allowed_hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.allowed_hosts, www_redirect=False)
    elif is_loopback(settings.host):
        named, pages = _public(settings)
        app.add_middleware(AtHome, hosts=(*LOOPBACK, *named), origins=(*settings.cors_origins, *pages))
    secure = (settings.public_url or "").startswith("https:")
    app.add_middleware(Door, metrics=metrics, secure=secure)


def _public(settings: Settings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The name by which a proxy on this machine lets others ask for us, and the pages that are ours there."""
    if settings.public_url is None:
        return (), ()
    parts = urlsplit(settings.public_url)
    return (name_of(parts.netloc),), (f"{parts.scheme}://{parts.netloc}",)


def _name_of(route: APIRoute) -> str:
    return route.name
