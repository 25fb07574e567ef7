"""Holding somebody at the right moment: until something has happened, and never for a time."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future
from typing import Any

import httpx
from sqlalchemy import text

from imalink_server.db.database import Database
from tests.unit.server.asking import Client


def interrupted(
    client: Client,
    method: str,
    path: str,
    content: bytes,
    then: Callable[[], Awaitable[httpx.Response]],
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    """Send a body; when one half of it is there, something else is asked, and answered, first."""

    async def pieces() -> AsyncIterator[bytes]:
        yield content[: len(content) // 2]
        answer = await then()
        assert answer.status_code == 200, answer.text
        yield content[len(content) // 2 :]

    return client.ask(method, path, content=pieces(), headers=headers or {})


def wait_until_held(database: Database, *futures: Future[Any]) -> None:
    """Wait until all of these wait for somebody's rows in PostgreSQL, but for those that did not have to."""
    asked = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    while left := sum(not future.done() for future in futures):
        with database.reading() as session:
            if (session.scalar(asked) or 0) >= left:
                return
        threading.Event().wait(0.01)
