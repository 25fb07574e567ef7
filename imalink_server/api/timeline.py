"""The route of the timeline."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from imalink_server.api import API
from imalink_server.api.dependencies import AnyViewer, TheServer
from imalink_server.api.routes import Route
from imalink_server.base.visibility import Visibility
from imalink_server.schemas.timeline import TimelineAnswer
from imalink_server.schemas.words import VisibilityWord
from imalink_server.services import timeline
from imalink_server.services.timeline import Granularity, Stretch

router = APIRouter(prefix=API, tags=["timeline"], route_class=Route)


@router.get("/timeline", name="timeline")
def counted(
    server: TheServer,
    viewer: AnyViewer,
    granularity: Granularity = Granularity.YEAR,
    year: Annotated[int | None, Query(ge=1, le=9999)] = None,
    month: Annotated[int | None, Query(ge=1, le=12)] = None,
    day: Annotated[int | None, Query(ge=1, le=31)] = None,
    visibility: VisibilityWord | None = None,
    owner: Literal["me"] | None = None,
) -> TimelineAnswer:
    """How many photos there are of each stretch of time, and one that stands for it."""
    level = Visibility.of(visibility) if visibility else None
    buckets = timeline.counted(
        server, viewer, granularity, Stretch(year, month, day), level, only_own=owner == "me"
    )
    return TimelineAnswer.of(buckets, granularity)
