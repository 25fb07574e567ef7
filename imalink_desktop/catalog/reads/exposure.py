"""What photos that everybody can see tell beside their pictures; asked when they become public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Photo, PhotoTag, Shoot, ShootPhoto, Tag
from imalink_desktop.catalog.samples import is_sample

PRIVATE_TAG = "private"
"""Whoever has a tag of this name, or one below it, means that nobody else is to see the photo."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """Of some photos, how many are public, and how many of those one would rather think about twice."""

    public: int = 0
    placed: int = 0
    """It is known where they were taken."""
    telling: int = 0
    """Of those, who sees them is told."""
    private: int = 0
    """They have a tag that says that they are private."""
    clients: int = 0
    """They were taken for a client."""

    @property
    def is_doubtful(self) -> bool:
        """Whether there is anything to be thought about."""
        return bool(self.placed or self.private or self.clients)


def exposure(connection: Connection, photos: Sequence[int]) -> Exposure:
    """Count these photos."""
    table = table_of(Photo)
    public = [
        one_of(table.c.id, list(photos)),
        table.c.visibility == int(Visibility.PUBLIC),
        table.c.trashed_at.is_(None),
        ~is_sample(),  # They never leave this computer.
    ]

    tagged = (
        select(PhotoTag.photo_id)
        .join(Tag, Tag.id == PhotoTag.tag_id)
        .where(
            or_(
                Tag.folded == PRIVATE_TAG,
                Tag.folded.startswith(f"{PRIVATE_TAG}/"),
                Tag.folded.endswith(f"/{PRIVATE_TAG}"),
                Tag.folded.contains(f"/{PRIVATE_TAG}/"),
            )
        )
    )
    for_clients = (
        select(ShootPhoto.photo_id)
        .join(Shoot, Shoot.id == ShootPhoto.shoot_id)
        .where(Shoot.client.is_not(None), Shoot.client != "")
    )
    counted = select(
        func.count(),
        func.count().filter(Photo.latitude.is_not(None)),
        func.count().filter(Photo.latitude.is_not(None), table.c.tells_place == 1),
        func.count().filter(table.c.id.in_(tagged)),
        func.count().filter(table.c.id.in_(for_clients)),
    ).where(*public)
    return Exposure(*connection.execute(counted).one())
