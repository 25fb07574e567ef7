"""Routes that change something: the question is done once, and its answer is sent as it was kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request, Response
from starlette.datastructures import UploadFile

from imalink_server.api.dependencies import SignedInMe, TheServer
from imalink_server.base.errors import Code, Refused
from imalink_server.schemas.words import Answer
from imalink_server.services.accounts import Me
from imalink_server.services.server import Server
from imalink_server.services.writing import Asked, Reply, Writing, once

_KEY = re.compile(r"[\x21-\x7e]{1,255}")


@dataclass(frozen=True, slots=True)
class Told:
    """What to answer: a shape of the wire, with its status, and the ETag of what it shows."""

    answer: Answer
    status: int = 200
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class Changing:
    """Who changes something, and what they sent."""

    server: Server
    me: Me
    body: bytes
    asked: Asked | None
    if_match: str | None

    def answer(self, work: Callable[[Writing], Told]) -> Response:
        """Do it in one transaction, and answer; a question that was answered before gets the same answer."""

        def done(w: Writing) -> Reply:
            told = work(w)
            return Reply(told.status, told.answer.model_dump_json().encode(), told.etag)

        reply = once(self.server, self.me, self.asked, done)
        headers = {} if reply.etag is None else {"ETag": reply.etag}
        return Response(reply.body, reply.status, headers, "application/json")


async def _body(request: Request) -> bytes:
    """What was sent; of a form the one file in it, since each sender wraps the same file in other words."""
    body = await request.body()
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return body
    async with request.form(max_files=1, max_fields=10, max_part_size=1 << 16) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Refused(Code.INVALID_REQUEST, "file: is missing", {"where": "file"})
        return await file.read()


def _changing(
    request: Request,
    server: TheServer,
    me: SignedInMe,
    body: Annotated[bytes, Depends(_body)],
    idempotency_key: Annotated[str | None, Header(description="Repeat a request with the same.")] = None,
    if_match: Annotated[str | None, Header(description="The ETag that was last seen.")] = None,
) -> Changing:
    asked = None
    if idempotency_key is not None:
        if not _KEY.fullmatch(idempotency_key):
            raise Refused(Code.INVALID_REQUEST, "This is no Idempotency-Key.")
        what = f"{request.method} {request.url.path.rstrip('/')}?{request.url.query}\n{if_match or ''}\n"
        asked = Asked(idempotency_key, hashlib.sha256(what.encode() + body).hexdigest())
    return Changing(server, me, body, asked, if_match)


TheChange = Annotated[Changing, Depends(_changing)]
"""A change that whoever asks may make to their own."""
