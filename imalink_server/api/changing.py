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
from imalink_server.services.writing import Asked, Others, Reply, Writing, once

MOST_FILES = 100
"""Files of one form."""

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
    files: tuple[tuple[str, bytes, str], ...] = ()
    """Of a form in which each stands for itself: its name, its bytes, and their digest."""

    def answer(self, work: Callable[[Writing], Told], others: Others | None = None) -> Response:
        """Do it in one transaction, and answer; a question that was answered before gets the same answer."""

        def done(w: Writing) -> Reply:
            told = work(w)
            return Reply(told.status, told.answer.model_dump_json().encode(), told.etag)

        reply = once(self.server, self.me, self.asked, done, others)
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


async def _files(request: Request) -> tuple[tuple[str, bytes], ...]:
    """All files of a form, and what each is called."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refused(Code.INVALID_REQUEST, "A form with files is needed (multipart/form-data).")
    async with request.form(max_files=MOST_FILES, max_fields=0) as form:
        found = [(name, file) for name, file in form.multi_items() if isinstance(file, UploadFile)]
        return tuple([(name, await file.read()) for name, file in found])


def _changing(
    request: Request,
    server: TheServer,
    me: SignedInMe,
    body: Annotated[bytes, Depends(_body)],
    idempotency_key: Annotated[str | None, Header(description="Repeat a request with the same.")] = None,
    if_match: Annotated[str | None, Header(description="The ETag that was last seen.")] = None,
) -> Changing:
    asked = asked_as(request, idempotency_key, f"{if_match or ''}\n".encode(), body)
    return Changing(server, me, body, asked, if_match)


def _changing_files(
    request: Request,
    server: TheServer,
    me: SignedInMe,
    files: Annotated[tuple[tuple[str, bytes], ...], Depends(_files)],
    idempotency_key: Annotated[str | None, Header(description="Repeat a request with the same.")] = None,
) -> Changing:
    told = tuple([(name, content, hashlib.sha256(content).hexdigest()) for name, content in files])
    said = [f"{name}\n{sha256}\n".encode() for name, _, sha256 in told]
    return Changing(server, me, b"", asked_as(request, idempotency_key, *said), None, told)


def _anew(server: TheServer, me: SignedInMe, body: Annotated[bytes, Depends(_body)]) -> Changing:
    return Changing(server, me, body, None, None)


def _without_key(request: Request) -> None:
    if "idempotency-key" in request.headers:
        message = "An Idempotency-Key is not taken here: this answer is never kept."
        raise Refused(Code.INVALID_REQUEST, message, {"where": "Idempotency-Key"})


def asked_as(request: Request, key: str | None, *said: bytes) -> Asked | None:
    """What a key stands for: this route, and all that was said to it. Without a key it stands for nothing."""
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise Refused(Code.INVALID_REQUEST, "This is no Idempotency-Key.")
    what = f"{request.method} {request.url.path.rstrip('/')}?{request.url.query}\n"
    digest = hashlib.sha256(what.encode())
    for part in said:
        digest.update(part)
    return Asked(key, digest.hexdigest())


NOT_KEPT = [Depends(_without_key)]
"""For routes that hold secrets, or after which one is nobody: a key is refused there, and not ignored."""
AnewChange = Annotated[Changing, Depends(_anew)]
"""A change that is made anew each time it is asked for."""
TheChange = Annotated[Changing, Depends(_changing)]
"""A change that whoever asks may make to their own."""
FilesChange = Annotated[Changing, Depends(_changing_files)]
"""The same, with files for several of their things."""
