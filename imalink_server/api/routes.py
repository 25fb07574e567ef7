"""The order in which a question is looked at: first who asks, and only then what they ask.

FastAPI reads and parses a typed body before it asks any dependency, on the one loop on which everybody is
answered. Here whoever brings a token that does not hold is sent away with their body unread; whoever brings
none is listened to briefly; and JSON is read beside the loop.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeAlias

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from imalink_core.codec.strict_json import is_clean
from imalink_server.api.bodies import too_large
from imalink_server.api.dependencies import introduced, may_come, must_come

MOST_OF_A_STRANGER = 1 << 16
"""Bytes of JSON that are read of whoever has not said who they are."""

Handler: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]


class Route(APIRoute):
    """A route that knows who asks before it hears what."""

    def get_route_handler(self) -> Handler:
        """Put who asks before all that FastAPI does."""
        answer = super().get_route_handler()
        asked = set(_calls(self.dependant))
        asks, insists = bool(asked & {may_come, must_come}), must_come in asked

        async def handler(request: Request) -> Response:
            me = await introduced(request, insists=insists) if asks else None
            body = _Body(request.scope, request.receive, request._send)  # noqa: SLF001 - as FastAPI makes its own
            body.is_strangers = me is None
            return await answer(body)

        return handler


class _Body(Request):
    """A request whose JSON is bounded by who sends it, and read beside the loop."""

    is_strangers = True

    async def json(self) -> Any:  # noqa: ANN401 - JSON
        """What a typed body says."""
        body = await self.body()
        if self.is_strangers and len(body) > MOST_OF_A_STRANGER:
            # FastAPI passes on this kind alone while it reads a body.
            raise HTTPException(413, too_large(MOST_OF_A_STRANGER).message)
        return await run_in_threadpool(_read, body)


def _read(body: bytes) -> object:
    """Read JSON of which every text can be stored; a route's own words are for what else is wrong with it."""
    try:
        said = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise json.JSONDecodeError("This is not UTF-8", "", error.start) from None
    value = json.loads(said, parse_constant=_no_number)
    # Written out they cannot come: what is no letter comes escaped.
    if "\\u" in said and not all(map(is_clean, _texts(value))):
        raise json.JSONDecodeError("It holds letters that cannot be stored", "", 0)
    return value


def _no_number(name: str) -> object:
    # JSON has no such numbers; Python writes and reads them all the same.
    raise json.JSONDecodeError(f"{name} is no number", "", 0)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from value
        for each in value.values():
            yield from _texts(each)


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for each in dependant.dependencies:
        yield from _calls(each)
