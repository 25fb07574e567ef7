"""On how many drives photos lie: what is on one drive only is lost with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from imalink_desktop.catalog.models import Folder, ImageFile, Photo
from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.reads.asked import asked

_BESIDE = ("sidecar", "other")
"""Files that are no picture: a copy of them saves nothing."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many photos have their files nowhere (lost, or on another machine), on one drive, on several."""

    nowhere: int
    on_one: Mapping[int, int]
    """For each drive the photos that are on it alone."""
    on_several: int


def coverage(connection: Connection, *, query: Query = EVERYTHING, online: Collection[int] = ()) -> Coverage:
    """Count them. A drive that is not there now keeps its files; those that are missing do not count."""
    spread = _spread(connection, query, online).subquery().c
    counted = select(spread.drives, spread.drive, func.count()).group_by(
        spread.drives, func.iif(spread.drives == 1, spread.drive, None)
    )
    on_one: Counter[int] = Counter()
    by_drives: Counter[int] = Counter()
    for drives, drive, many in connection.execute(counted):
        by_drives[drives] += many
        if drives == 1:
            on_one[drive] += many
    several = sum(many for drives, many in by_drives.items() if drives > 1)
    return Coverage(by_drives[0], dict(on_one), several)


def only_on(
    connection: Connection,
    drive: int,
    *,
    after: int = 0,
    limit: int = 200,
    query: Query = EVERYTHING,
    online: Collection[int] = (),
) -> list[int]:
    """The photos that lie on this drive alone, by number; a page begins after one."""
    spread = _spread(connection, query, online).where(Photo.id > after).subquery().c
    alone = select(spread.id).where(spread.drives == 1, spread.drive == drive)
    return list(connection.execute(alone.order_by(spread.id).limit(limit)).scalars())


def _spread(connection: Connection, query: Query, online: Collection[int]) -> Select[int, int, int]:
    """Each photo with the number of its drives, and one of them."""
    found = asked(connection, query, online=online)
    return (
        select(
            Photo.id,
            func.count(Folder.drive_id.distinct()).label("drives"),
            func.min(Folder.drive_id).label("drive"),
        )
        .join(found, found.c.id == Photo.id)
        .outerjoin(
            ImageFile,
            (ImageFile.photo_id == Photo.id)
            & (ImageFile.state == "present")
            & ImageFile.role.not_in(_BESIDE),
        )
        .outerjoin(Folder, Folder.id == ImageFile.folder_id)
        .group_by(Photo.id)
    )
