"""Who may ask a program that listens at this machine alone: its own programs, and pages that were named.

A page from anywhere runs in a browser on this very machine. By a name of its own that leads to 127.0.0.1 it
would be at home here, so only our names are answered to; and a form can be sent to us by any page
without asking first, so whoever is not on the list is sent away before the form is read.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from imalink_server.api import problems
from imalink_server.base.errors import Code, Refused

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class AtHome:
    """Sends away who calls us by another's name, and pages that were not named."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], origins: Collection[str]) -> None:
        self._app = app
        self._hosts = {host.lower() for host in hosts}
        """None: by whatever name."""
        self._origins = set(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a question pass that is meant for us."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if self._hosts and name_of(headers.get("host", "")) not in self._hosts:
            refusal = Refused(Code.WRONG_HOST, "Nobody here is called that.")
        elif origin is not None and origin not in self._origins:
            refusal = Refused(Code.WRONG_ORIGIN, "This page may not ask here.")
        else:
            await self._app(scope, receive, send)
            return
        await problems.answer(refusal)(scope, receive, send)


def name_of(host: str) -> str:
    """A host without its port; an address of IPv6 keeps its brackets."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and (port.isdecimal() or not port) else host.lower()
