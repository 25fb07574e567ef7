"""What a route needs, by name: its parameters are the list of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
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


def _me(
    request: Request,
    server: TheServer,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Me:
    if given is None:
        raise signing_in.stranger()
    me = signing_in.who(server, given.credentials)
    request.state.account = me.account_id
    return me


def _viewer(
    request: Request,
    server: TheServer,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Viewer:
    # Who comes with a token that does not hold is told so, rather than shown less.
    if given is None and "authorization" not in request.headers:
        return Viewer()
    return Viewer(_me(request, server, given).account_id)


TheCaller = Annotated[Caller, Depends(_caller)]
SignedInMe = Annotated[Me, Depends(_me)]
"""Whoever asks has to be signed in."""
AnyViewer = Annotated[Viewer, Depends(_viewer)]
"""Anybody may ask, and sees what the policy lets them."""
