"""Who may see a photo, or a story, and who may change it: the one place that says so.

Every read of photos goes through `visible`, and so does whatever counts, dates or names them; every read
of stories through `legible`. What is visible is a sum of roads that never meet, so that a read may walk each
along its own index. Who leaves a space, or is shown a photo no longer, is asked for anew each time: nothing
is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, literal, or_, select

from imalink_server.base.visibility import Visibility
from imalink_server.db.models import Photo, Showing, SpaceMember, SpacePhoto, SpaceStory, Story


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking: an account, or nobody known."""

    account_id: int | None = None


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The photos that this viewer may see. Owners also see what lies in their trash."""
    return or_(*roads(viewer))


def roads(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    """The same in parts, of which each photo has one at most: one's own, shown to all, shown in a space."""
    return own(viewer), others_shown_to_all(viewer), shown_in_a_space(viewer)


def levels(viewer: Viewer) -> tuple[Visibility, ...]:
    """The visibilities that let this viewer see whosever photo it is."""
    if viewer.account_id is None:
        return (Visibility.PUBLIC,)
    return (Visibility.AUTHENTICATED, Visibility.PUBLIC)


def own(viewer: Viewer) -> ColumnElement[bool]:
    """The viewer's own photos: all that this viewer may change."""
    return false() if viewer.account_id is None else Photo.owner_id == viewer.account_id


def shown_to_all(viewer: Viewer) -> ColumnElement[bool]:
    """What everybody may see who is signed in as this viewer is, or is not."""
    # Written out, since an index of some rows is only used where it is plain that these are among them.
    least = Photo.visibility >= literal(int(Visibility.AUTHENTICATED), literal_execute=True)
    shown = and_(Photo.trashed_at.is_(None), least)
    if viewer.account_id is None:
        return and_(shown, Photo.visibility == literal(int(Visibility.PUBLIC), literal_execute=True))
    return shown


def others_shown_to_all(viewer: Viewer) -> ColumnElement[bool]:
    """The same without the viewer's own."""
    if viewer.account_id is None:
        return shown_to_all(viewer)
    return and_(shown_to_all(viewer), Photo.owner_id != viewer.account_id)


def shown_in_a_space(viewer: Viewer) -> ColumnElement[bool]:
    """What others show in a space that this viewer is a member of."""
    if viewer.account_id is None:
        return false()
    shared = (
        select(SpacePhoto.photo_id)
        .join(SpaceMember, SpaceMember.space_id == SpacePhoto.space_id)
        .where(SpaceMember.account_id == viewer.account_id)
    )
    in_space = Photo.visibility == literal(int(Visibility.SPACE), literal_execute=True)
    others = Photo.owner_id != viewer.account_id
    return and_(Photo.trashed_at.is_(None), in_space, others, Photo.id.in_(shared))


def shown_there(viewer: Viewer, space_ids: Sequence[int]) -> ColumnElement[bool]:
    """The same of what is kept of showings, by who knows which spaces the viewer is a member of now."""
    return and_(Showing.space_id.in_(space_ids), Showing.owner_id != viewer.account_id)


def legible(viewer: Viewer) -> ColumnElement[bool]:
    """The stories that this viewer may read, by the same four words as photos."""
    shown = Story.visibility.in_(levels(viewer))
    if viewer.account_id is None:
        return shown
    shared = (
        select(SpaceStory.story_id)
        .join(SpaceMember, SpaceMember.space_id == SpaceStory.space_id)
        .where(SpaceMember.account_id == viewer.account_id)
    )
    in_a_space = and_(Story.visibility == Visibility.SPACE, Story.id.in_(shared))
    return or_(Story.owner_id == viewer.account_id, shown, in_a_space)


def may_write(viewer: Viewer, owner_id: int) -> bool:
    """Whether the viewer may change what this account owns, and is told all of it. Nobody else may."""
    return viewer.account_id is not None and viewer.account_id == owner_id
