"""Routes for those who watch over the server."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from imalink_server.api.dependencies import TheCaller, TheServer
from imalink_server.base.errors import Code, Refused
from imalink_server.db.database import Database
from imalink_server.schemas.health import HealthAnswer
from imalink_server.security.peers import lies_in
from imalink_server.services.uploads import working
from imalink_server.storage.store import Store

router = APIRouter(tags=["health"])

_AWAY = 503


@router.get("/health")
def health(server: TheServer, response: Response) -> HealthAnswer:
    """Whether the server is well."""
    database, storage = _is_there(server.database), _is_there(server.store)
    queue = database and working.moves(server)
    parts = (("database", database), ("storage", storage), ("queue", queue or not database))
    missing = [name for name, well in parts if not well]
    if missing:
        response.status_code = _AWAY
    return HealthAnswer(
        ok=not missing,
        status="trouble" if missing else "ok",
        message=f"ImaLink cannot reach its {' and '.join(missing)}." if missing else "ImaLink is well.",
        database="ok" if database else "away",
        storage="ok" if storage else "away",
        queue="ok" if queue else "away",
    )


@router.get("/ready", response_class=Response)
def ready(server: TheServer) -> Response:
    """Whether questions should be sent here: 200 or 503, and no more."""
    well = _is_there(server.database) and _is_there(server.store)
    return Response(status_code=200 if well else _AWAY)


@router.get("/metrics", response_class=Response)
def metrics(request: Request, server: TheServer, caller: TheCaller) -> Response:
    """Counts for Prometheus; for this machine, unless the settings name others."""
    through = caller.forwarded and not server.settings.trusted_proxies
    if through or not lies_in(caller.address, server.settings.metrics_from):
        raise Refused(Code.NOT_FOUND, "Not Found")
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _is_there(part: Database | Store) -> bool:
    try:
        part.check()
    except Refused:
        return False
    return True
