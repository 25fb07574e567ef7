"""HEAD: what GET would answer, without its body. So programs ask whether something is there and how large."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ONLY_HEAD = "imalink.only_head"


class HeadAsGet:
    """Asks as GET what is asked as HEAD, and keeps the body back."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a question on; one as HEAD under the other name."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def head(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
            elif not message.get("more_body", False):
                await send({**message, "body": b""})

        asked = {**scope, "method": "GET", _ONLY_HEAD: True}
        try:
            await self._app(asked, receive, head)
        finally:
            # Those around us look here for what was asked and by whom; how, the server goes on to know.
            scope.update({name: value for name, value in asked.items() if name != "method"})


def only_head(request: Request) -> bool:
    """Whether nobody will see a body, so that none need be fetched."""
    return _ONLY_HEAD in request.scope
