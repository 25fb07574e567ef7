"""Routes of originals: announced, sent as they are rather than as a form, and fetched again."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from imalink_server.api import API
from imalink_server.api.changing import NOT_KEPT, AnewChange, TheChange, Told
from imalink_server.api.dependencies import SignedInMe, TheServer
from imalink_server.api.heads import only_head
from imalink_server.api.routes import Route
from imalink_server.schemas.accounts import Done
from imalink_server.schemas.photos import PageMeta
from imalink_server.schemas.things import LongPaging
from imalink_server.schemas.uploads import (
    CompleteQuestion,
    ReceivedAnswer,
    UploadAnswer,
    UploadQuestion,
    UploadsAnswer,
)
from imalink_server.services.uploads import fetching, taking
from imalink_server.services.uploads.taking import Receiving
from imalink_server.services.writing import Writing

router = APIRouter(prefix=API, tags=["uploads"], route_class=Route)

_AT_ONCE = 1 << 20
"""Bytes that are gathered before the disk is asked to take them."""
_BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}, "description": "All of it, or a part (206)."}
}


@router.post(
    "/shoots/{id_}/uploads/init", status_code=201, response_model=UploadAnswer, dependencies=NOT_KEPT
)
def begin(id_: int, wanted: UploadQuestion, change: AnewChange) -> Response:
    """Announce an original or a video. Its state is `received` when these bytes are here already."""
    return change.answer(
        lambda w: Told(UploadAnswer.of(taking.begin(w, id_, wanted.announced())), status=201)
    )


@router.get("/shoots/{id_}/uploads")
def uploads_of_shoot(
    id_: int, me: SignedInMe, server: TheServer, asked: Annotated[LongPaging, Query()]
) -> UploadsAnswer:
    """The uploads of one's own shoot, the first one first."""
    found, total = taking.of_shoot(server, me, id_, asked.offset, asked.limit)
    meta = PageMeta.at(total, asked.offset, asked.limit)
    return UploadsAnswer(data=[UploadAnswer.of(each) for each in found], meta=meta)


@router.put(
    "/uploads/{uid}",
    dependencies=NOT_KEPT,
    openapi_extra={"requestBody": {"required": True, "content": _BYTES}},
)
async def receive(
    uid: str,
    request: Request,
    server: TheServer,
    x_upload_token: Annotated[str, Header(description="As it was given when it was announced.")] = "",
    upload_offset: Annotated[int, Header(ge=0, le=2**53 - 1, description="Where these bytes belong.")] = 0,
) -> ReceivedAnswer:
    """Send bytes, all of them or some; what has come stays, even when the connection breaks off."""
    receiving = await run_in_threadpool(Receiving, server, uid, x_upload_token, upload_offset)
    gathered = bytearray()
    try:
        async for piece in request.stream():
            gathered += piece
            if len(gathered) >= _AT_ONCE:
                full, gathered = bytes(gathered), bytearray()
                await run_in_threadpool(receiving.write, full)
    finally:
        # Even when nobody listens any more; and somebody else may have to be waited for.
        await asyncio.shield(asyncio.to_thread(receiving.write, bytes(gathered)))
    return ReceivedAnswer.of(await run_in_threadpool(receiving.ended))


@router.get("/uploads/{uid}")
def upload(uid: str, me: SignedInMe, server: TheServer) -> UploadAnswer:
    """How far an upload has come."""
    return UploadAnswer.of(taking.one(server, me, uid))


@router.post("/uploads/complete", response_model=UploadAnswer)
def complete(wanted: CompleteQuestion, change: TheChange) -> Response:
    """Say that all has been sent. It is looked at beside; `state` tells how that ended."""

    def work(w: Writing) -> Told:
        return Told(UploadAnswer.of(taking.complete(w, wanted.upload_id)))

    return change.answer(work)


@router.delete("/uploads/{uid}", response_model=Done)
def cancel(uid: str, change: TheChange) -> Response:
    """Forget an upload, with its bytes; its photo stays."""

    def work(w: Writing) -> Told:
        taking.cancel(w, uid)
        return Told(Done(message="The upload is deleted."))

    return change.answer(work)


@router.get("/photos/{key}/original", response_class=Response, responses=_FILE)
def original(
    key: str,
    request: Request,
    me: SignedInMe,
    server: TheServer,
    range_: Annotated[str | None, Header(alias="Range", description="Such as `bytes=0-499`.")] = None,
    if_range: Annotated[str | None, Header(description="The ETag of what the part belongs to.")] = None,
) -> Response:
    """The original of one's own photo, if it was sent here. Nobody else gets it, whoever sees the photo."""
    found = fetching.original(server, me, key, range_, if_range, only_facts=only_head(request))
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(found.end - found.start),
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.filename, safe='')}",
        "ETag": found.etag,
    }
    if found.is_part:
        headers["Content-Range"] = f"bytes {found.start}-{found.end - 1}/{found.size}"
    status = 206 if found.is_part else 200
    return StreamingResponse(found.pieces, status, headers, "application/octet-stream")
