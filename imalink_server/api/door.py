"""What every question passes on its way in, and every answer on its way out.

A request id, which stands in all that is logged meanwhile; headers that keep browsers from guessing; one line
in the log; one count. Whatever is raised behind it becomes an answer here, and nothing of it is told.
"""

from __future__ import annotations

import re
import time
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from imalink_server.api import problems
from imalink_server.api.metrics import Metrics
from imalink_server.base.errors import Code, Refused
from imalink_server.base.log import logger, said_of

log = logger(__name__)

REQUEST_ID = "X-Request-ID"
_OTHERS_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_QUIET = {"/health", "/ready", "/metrics"}
"""What machines ask every few seconds."""

_LONGEST_PATH = 1024
"""Letters. No name that we give, or take, is as long."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
"""What holds unless a route says otherwise."""


class Door:
    """Stands before the whole application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, secure: bool) -> None:
        self._app = app
        self._metrics = metrics
        self._headers = HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one question pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = given if _OTHERS_ID.fullmatch(given) else uuid.uuid4().hex
        status, began = 0, time.perf_counter()

        async def out(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = request_id
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        with said_of(request_id=request_id):
            try:
                refusal = _unaskable(scope)
                await (problems.answer(refusal) if refusal else self._app)(scope, receive, out)
            except ClientDisconnect:
                log.info("whoever asked has left", method=scope["method"], route=_route(scope))
            except Exception:
                log.exception("a bug in answering", method=scope["method"], route=_route(scope))
                if status == 0:
                    await problems.bug(request_id)(scope, receive, out)
                else:
                    raise  # too late for another answer: the connection breaks off
            finally:
                self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route, method = _route(scope), scope["method"] if scope["method"] in _METHODS else "OTHER"
        self._metrics.answered(method, route, status, seconds)
        say = log.debug if route in _QUIET else log.info
        who = {name: scope["state"][name] for name in ("account",) if name in scope.get("state", {})}
        say("answered", method=method, route=route, status=status, ms=round(seconds * 1000, 1), **who)


def _unaskable(scope: Scope) -> Refused | None:
    """Why nobody behind the door can make anything of what is asked for: no database takes NUL."""
    path = scope["path"]
    if len(path) > _LONGEST_PATH or "\0" in path:
        return Refused(Code.NOT_FOUND, "Not Found")
    if b"%00" in scope["query_string"] or b"\0" in scope["query_string"]:
        return Refused(Code.INVALID_REQUEST, "query: holds letters that cannot be stored", {"where": "query"})
    return None


def _route(scope: Scope) -> str:
    """The route as it is written in the code, so that nothing of what was asked for stands in the log."""
    return str(getattr(scope.get("route"), "path", "none"))
