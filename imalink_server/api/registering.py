"""The route for those who only have a browser: the picture comes whole, once, and its egg is kept, not it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from starlette.concurrency import run_in_threadpool

from imalink_core import Order
from imalink_server.api import API
from imalink_server.api.changing import Changing, asked_as
from imalink_server.api.dependencies import SignedInMe, TheServer
from imalink_server.api.photos import THERE_ALREADY, send_arrival
from imalink_server.api.receiving import hatched, received
from imalink_server.api.routes import Route
from imalink_server.schemas.hatching import RegisterImage
from imalink_server.schemas.photos import ArrivedAnswer
from imalink_server.services.nest import Nest
from imalink_server.services.photos import arriving

router = APIRouter(prefix=API, tags=["photos"], route_class=Route)


def _form() -> dict[str, Any]:
    schema = RegisterImage.model_json_schema()
    properties = {"file": {"type": "string", "format": "binary"}, **schema["properties"]}
    form = {"type": "object", "required": ["file"], "properties": properties}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}}}


@router.post(
    "/photos/register-image",
    status_code=201,
    response_model=ArrivedAnswer,
    responses=THERE_ALREADY,
    openapi_extra=_form(),
)
async def register_image(
    request: Request,
    me: SignedInMe,
    server: TheServer,
    idempotency_key: Annotated[str | None, Header(description="Repeat a request with the same.")] = None,
) -> Response:
    """Send a picture whole: its egg is made and kept, as if that had been sent. 200 when it was there."""
    nest: Nest = request.app.state.nest
    with nest.place():
        async with received(request, tuple(RegisterImage.model_fields)) as sent:
            said = RegisterImage.of(sent.fields)
            order = Order(cold=said.coldpreview_size, sha256=True)
            egg = await hatched(nest, sent, order)
    question = f"{sorted(sent.fields.items())} {sent.filename} {egg.sha256}".encode()
    change = Changing(server, me, b"", asked_as(request, idempotency_key, question), None)

    def kept() -> Response:
        return send_arrival(change, arriving.arrival(said.submission(egg, sent.filename)))

    return await run_in_threadpool(kept)
