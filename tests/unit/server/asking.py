"""Asking a server that runs in this process: the whole application, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeAlias

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI

from imalink_server.api.app import create_app
from imalink_server.base.settings import Settings
from imalink_server.services.server import Server

More: TypeAlias = Any
"""Whatever httpx takes."""

PASSWORD = "a long enough one"  # noqa: S105 - of nobody


@dataclass
class Clock:
    """A clock that tests move."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 21, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def go(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Client:
    """Somebody at an address, who may be signed in."""

    app: FastAPI
    portal: BlockingPortal
    clock: Clock
    address: str = "127.0.0.1"
    token: str | None = None
    refresh_token: str = ""

    @property
    def server(self) -> Server:
        server: Server = self.app.state.server
        return server

    def ask(self, method: str, path: str, **more: More) -> httpx.Response:
        return self.portal.call(partial(self.asking, method, path, **more))

    async def asking(self, method: str, path: str, **more: More) -> httpx.Response:
        """The same on the server's own loop: while another question is on its way."""
        headers = {
            **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            **more.pop("headers", {}),
        }
        transport = httpx.ASGITransport(self.app, client=(self.address, 4711))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, headers=headers, **more)

    def get(self, path: str, **more: More) -> httpx.Response:
        return self.ask("GET", path, **more)

    def post(self, path: str, body: object = None, **more: More) -> httpx.Response:
        return self.ask("POST", path, **({"json": body} if body is not None else {}), **more)

    def put(self, path: str, body: object) -> httpx.Response:
        return self.ask("PUT", path, json=body)

    def delete(self, path: str, **more: More) -> httpx.Response:
        return self.ask("DELETE", path, **more)

    def at(self, address: str) -> Client:
        """Somebody else, elsewhere."""
        return Client(self.app, self.portal, self.clock, address)

    def register(
        self, name: str = "anna", headers: dict[str, str] | None = None, **more: object
    ) -> httpx.Response:
        wanted = {"username": name, "email": f"{name}@example.org", "password": PASSWORD, **more}
        return self.post("/api/v1/auth/register", wanted, headers=headers or {})

    def login(self, name: str = "anna", password: str = PASSWORD) -> httpx.Response:
        return self.post("/api/v1/auth/login", {"username": name, "password": password})

    def signed_in(self, name: str = "anna") -> Client:
        """The same person, on a new device."""
        answer = self.login(name)
        assert answer.status_code == 200, answer.text
        got = answer.json()
        return Client(
            self.app, self.portal, self.clock, self.address, got["access_token"], got["refresh_token"]
        )


@contextmanager
def running(settings: Settings) -> Iterator[Client]:
    """Run a server as long as this lasts."""
    clock = Clock()
    with answering(create_app(settings, clock), clock) as client:
        yield client


@contextmanager
def answering(app: FastAPI, clock: Clock) -> Iterator[Client]:
    """Run an application as long as this lasts."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.router.lifespan_context(app)),
    ):
        yield Client(app, portal, clock)
