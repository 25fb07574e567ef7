"""Who may see a photo, and who may change it: the one place that says so, in SQL and in Python.

Every read of photos goes through `visible`, and so does whatever counts, dates or names them.
It is a sum of roads that never meet, so that a read may walk each along its own index. Who leaves
a space, or is shown a photo no longer, is asked for anew each time: nothing is remembered.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, false, or_

from imalink_server.base.visibility import Visibility
from imalink_server.db.models import Photo, SpaceMember, SpacePhoto


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking: an account, or nobody known."""

    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whether a photo can be seen."""

    owner_id: int
    visibility: Visibility
    is_trashed: bool
    space_ids: AbstractSet[int]
    """The spaces it was put in."""


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The photos that this viewer may see. Owners also see what lies in their trash."""
    return or_(*roads(viewer))


def roads(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    """The same in parts, of which each photo has one at most: one's own, shown to all, shown in a space."""
    return own(viewer), _shown_to_all(viewer), _shown_in_a_space(viewer)


def own(viewer: Viewer) -> ColumnElement[bool]:
    """The viewer's own photos: all that this viewer may change."""
    return false() if viewer.account_id is None else Photo.owner_id == viewer.account_id


def _shown_to_all(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.account_id is None:
        return and_(Photo.trashed_at.is_(None), Photo.visibility >= Visibility.PUBLIC)
    others = Photo.owner_id != viewer.account_id
    return and_(Photo.trashed_at.is_(None), Photo.visibility >= Visibility.AUTHENTICATED, others)


def _shown_in_a_space(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.account_id is None:
        return false()
    shared = exists().where(
        SpacePhoto.photo_id == Photo.id,
        SpaceMember.space_id == SpacePhoto.space_id,
        SpaceMember.account_id == viewer.account_id,
    )
    others = Photo.owner_id != viewer.account_id
    return and_(Photo.trashed_at.is_(None), Photo.visibility == Visibility.SPACE, others, shared)


def may_see(viewer: Viewer, photo: Facts, member_of: AbstractSet[int]) -> bool:
    """The same in Python, for a photo at hand and the spaces that the viewer is a member of."""
    if may_write(viewer, photo.owner_id):
        return True
    if photo.is_trashed:
        return False
    if photo.visibility is Visibility.SPACE:
        return viewer.account_id is not None and bool(photo.space_ids & member_of)
    least = Visibility.PUBLIC if viewer.account_id is None else Visibility.AUTHENTICATED
    return photo.visibility >= least


def may_write(viewer: Viewer, owner_id: int) -> bool:
    """Whether the viewer may change what this account owns. Nobody else may, whoever sees it."""
    return viewer.account_id is not None and viewer.account_id == owner_id
