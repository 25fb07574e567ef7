"""Routes for those who watch over the server."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from imalink_server.api.dependencies import TheCaller, TheServer
from imalink_server.base.errors import Code, Refused
from imalink_server.schemas.health import HealthAnswer
from imalink_server.security.peers import lies_in
from imalink_server.services.server import Server

router = APIRouter(tags=["health"])

_AWAY = 503


@router.get("/health")
def health(server: TheServer, response: Response) -> HealthAnswer:
    """Whether the server is well."""
    database = _is_there(server)
    if not database:
        response.status_code = _AWAY
    return HealthAnswer(
        ok=database,
        status="ok" if database else "trouble",
        message="ImaLink is well." if database else "ImaLink cannot reach its database.",
        database="ok" if database else "away",
    )


@router.get("/ready", response_class=Response)
def ready(server: TheServer) -> Response:
    """Whether questions should be sent here: 200 or 503, and no more."""
    return Response(status_code=200 if _is_there(server) else _AWAY)


@router.get("/metrics", response_class=Response)
def metrics(request: Request, server: TheServer, caller: TheCaller) -> Response:
    """Counts for Prometheus; for this machine, unless the settings name others."""
    through = caller.forwarded and not server.settings.trusted_proxies
    if through or not lies_in(caller.address, server.settings.metrics_from):
        raise Refused(Code.NOT_FOUND, "Not Found")
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _is_there(server: Server) -> bool:
    try:
        server.database.check()
    except Refused:
        return False
    return True
