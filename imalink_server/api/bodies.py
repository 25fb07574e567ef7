"""What is too large is refused before it is read, or as soon as it turns out to be."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from imalink_server.api import problems
from imalink_server.base.errors import Code, Refused


class BodyLimit:
    """Bounds the bodies of requests. Packed ones are not unpacked: a small one may be endless."""

    def __init__(self, app: ASGIApp, most: int, larger: Mapping[str, int]) -> None:
        self._app = app
        self._most = most
        self._larger = {re.compile(asked): most for asked, most in larger.items()}
        """Method and path of each route that takes more: what is not named here takes no more."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a question pass that says, and keeps, how much it is."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = f"{scope['method']} {scope['path']}"
        most = next((most for form, most in self._larger.items() if form.fullmatch(asked)), self._most)
        headers = Headers(scope=scope)
        said = headers.get("content-length", "0")
        if headers.get("content-encoding", "identity") != "identity":
            refusal = Refused(Code.UNSUPPORTED_ENCODING, "Bodies that are packed are not taken.")
            await problems.answer(refusal)(scope, receive, send)
            return
        if said.isdecimal() and int(said[:20]) > most:
            await problems.answer(too_large(most))(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                # FastAPI passes on this kind alone; what it says is worded by `problems`.
                raise HTTPException(413, too_large(most).message)
            return message

        await self._app(scope, counted, send)


def too_large(most: int) -> Refused:
    """The refusal, with the limit."""
    return Refused(Code.TOO_LARGE, f"A request here may have {most:,} bytes.", {"most": most})
