"""With a slash at the end or without: the same place, at once and without a redirect.

A redirect would make clients send a photo twice, or their token to another address.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class OneSpelling:
    """Takes the slash away before anybody looks for a route."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a question on under its one spelling."""
        if scope["type"] == "http" and len(scope["path"]) > 1 and scope["path"].endswith("/"):
            scope["path"] = scope["path"].rstrip("/") or "/"
        await self._app(scope, receive, send)
