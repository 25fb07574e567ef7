"""How many photos there are of each kind: sums of what triggers keep, so that nobody counts a million rows.

What is shown in spaces is not among them: who sees that is nobody's to know beforehand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import Session

from imalink_server.db.models import Photo, PhotoCount
from imalink_server.db.policy import Viewer, levels

SHOWN_KINDS: Mapping[str, Any] = {
    "year": func.coalesce(func.substr(Photo.shown_at, 1, 4), ""),
    "month": func.substr(Photo.shown_at, 1, 7),
    "rating": cast(Photo.rating, String),
    "camera": Photo.camera_model,
    "lens": Photo.lens_model,
    "format": Photo.image_format,
}
OWN_KINDS: Mapping[str, Any] = {"flag": cast(Photo.flag, String), "label": Photo.label}
"""What others are not told, and so is counted for the owner alone."""
KINDS = {**SHOWN_KINDS, **OWN_KINDS}


@dataclass(frozen=True, slots=True)
class Among:
    """Among which photos to count."""

    only_own: bool = False
    visibility: tuple[int, ...] = ()
    """Of these alone, if any are named."""


def by_value(session: Session, viewer: Viewer, kind: str, among: Among, begin: str = "") -> dict[str, int]:
    """How many photos of each value of a kind are one's own or shown to all; of what begins so."""
    of_kind = [PhotoCount.kind == kind, PhotoCount.photos > 0]
    if among.visibility:
        of_kind.append(PhotoCount.visibility.in_(among.visibility))
    if begin:
        of_kind += [PhotoCount.value >= begin, PhotoCount.value < f"{begin}~"]
    found: Counter[str] = Counter()
    asked = select(PhotoCount.value, func.sum(PhotoCount.photos)).where(*of_kind).group_by(PhotoCount.value)
    for kept in _kept(viewer, kind, among):
        for value, photos in session.execute(asked.where(kept)):
            found[value] += int(photos)
    return dict(found)


def on_road(session: Session, viewer: Viewer, kind: str, among: Among, values: Sequence[str]) -> int:
    """How many photos of some values lie on one road: one's own, or else what others show to all."""
    of_kind = [PhotoCount.kind == kind, _kept(viewer, kind, Among())[0 if among.only_own else 1]]
    if among.visibility:
        of_kind.append(PhotoCount.visibility.in_(among.visibility))
    if values or kind != "year":
        of_kind.append(PhotoCount.value.in_(values))
    return int(session.scalar(select(func.coalesce(func.sum(PhotoCount.photos), 0)).where(*of_kind)) or 0)


def of_others(session: Session, viewer: Viewer) -> int:
    """How many photos of others are shown to all, this viewer among them."""
    return on_road(session, viewer, "year", Among(), ())


def _kept(viewer: Viewer, kind: str, among: Among) -> list[ColumnElement[bool]]:
    """One's own, and what others show to all."""
    found: list[ColumnElement[bool]] = [PhotoCount.owner_id == (viewer.account_id or 0)]
    if not among.only_own and kind in SHOWN_KINDS:
        shown = PhotoCount.visibility.in_(levels(viewer))
        others = PhotoCount.owner_id != (viewer.account_id or 0)
        found.append(shown & others)
    return found
