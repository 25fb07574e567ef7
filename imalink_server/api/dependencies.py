"""What a route needs, by name: its parameters are the list of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from imalink_server.db.policy import Viewer
from imalink_server.security.peers import peer
from imalink_server.services import signing_in
from imalink_server.services.accounts import Caller, Me
from imalink_server.services.server import Server

_FORWARDING = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")

_bearer = HTTPBearer(auto_error=False, description="The `access_token` of `/auth/login`.")


def _server(request: Request) -> Server:
    server: Server = request.app.state.server
    return server


TheServer = Annotated[Server, Depends(_server)]


def _caller(request: Request, server: TheServer) -> Caller:
    connection = request.client.host if request.client else ""
    said = request.headers.getlist("x-forwarded-for")
    return Caller(
        address=peer(connection, said, server.settings.trusted_proxies),
        forwarded=any(name in request.headers for name in _FORWARDING),
        agent=request.headers.get("user-agent", ""),
    )


async def introduced(request: Request, *, insists: bool) -> Me | None:
    """Who asks. It is asked once, before the question is heard, and remembered for what comes after."""
    if not hasattr(request.state, "me"):
        given = await _bearer(request)
        # Who comes with a token that does not hold is told so, rather than shown less.
        if given is None and (insists or "authorization" in request.headers):
            raise signing_in.stranger()
        request.state.me = None
        if given is not None:
            me = await run_in_threadpool(signing_in.who, _server(request), given.credentials)
            request.state.account, request.state.me = me.account_id, me
    found: Me | None = request.state.me
    if found is None and insists:
        raise signing_in.stranger()
    return found


_Given = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
"""Read by `introduced`; named here so that the OpenAPI document tells of it."""


async def must_come(request: Request, _: _Given) -> Me:
    """Whoever has introduced themselves."""
    me = await introduced(request, insists=True)
    assert me is not None  # noqa: S101 - a stranger does not come as far as this
    return me


async def may_come(request: Request, _: _Given) -> Viewer:
    """What they see who may have introduced themselves."""
    me = await introduced(request, insists=False)
    return Viewer() if me is None else Viewer(me.account_id)


async def _themselves(me: Annotated[Me, Depends(must_come)]) -> Viewer:
    return Viewer(me.account_id)


TheCaller = Annotated[Caller, Depends(_caller)]
SignedInMe = Annotated[Me, Depends(must_come)]
"""Whoever asks has to be signed in."""
OwnViewer = Annotated[Viewer, Depends(_themselves)]
"""The same, to look at what is theirs."""
AnyViewer = Annotated[Viewer, Depends(may_come)]
"""Anybody may ask, and sees what the policy lets them."""
