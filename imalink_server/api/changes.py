"""The route of the feed of changes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from imalink_server.api import API
from imalink_server.api.dependencies import SignedInMe, TheServer
from imalink_server.api.routes import Route
from imalink_server.schemas.changes import FeedAnswer
from imalink_server.services import catching_up

router = APIRouter(prefix=API, tags=["changes"], route_class=Route)


@router.get("/changes")
def changes(
    me: SignedInMe,
    server: TheServer,
    since: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> FeedAnswer:
    """What another machine of one's own has missed."""
    return FeedAnswer.of(catching_up.since(server, me, since, limit))
