"""Facets: of what somebody may see and asks for, how many photos each year, camera or star has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from imalink_server.db import counts, tags
from imalink_server.db.counts import KINDS, OWN_KINDS, Among
from imalink_server.db.criteria import Criteria
from imalink_server.db.models import Photo, PhotoTag, Showing, Tag
from imalink_server.db.policy import Viewer
from imalink_server.db.searching import Walk

TAG = "tag"
FACETS = (*KINDS, TAG)
_MOST = 200
"""Values of one facet; the rarest are left out."""


@dataclass(frozen=True, slots=True)
class Count:
    """A value, and how many photos have it."""

    value: str
    photos: int


def counted(
    session: Session, viewer: Viewer, criteria: Criteria, walks: Sequence[Walk], wanted: Sequence[str]
) -> Mapping[str, Sequence[Count]]:
    """The facets that are wanted of what is walked for, each with its most frequent values first."""
    if _asks_nothing(criteria):
        among = Among(criteria.only_own, criteria.visibility)
        found = {kind: counts.by_value(session, viewer, kind, among) for kind in wanted if kind in KINDS}
        in_spaces = [walk for walk in walks if walk.row is Showing]
        for kind, values in _counted_out(session, in_spaces, wanted).items():
            found[kind] = Counter(found[kind]) + Counter(values)
        if TAG in wanted and not criteria.visibility:
            every = tags.counted(session, viewer.account_id or 0)
            found[TAG] = {each.tag.name: each.photos for each in every if each.photos}
        elif TAG in wanted:
            found |= _counted_out(session, walks, (TAG,))
    else:
        found = _counted_out(session, walks, wanted)
    return {kind: _told(found.get(kind, {})) for kind in wanted}


def _asks_nothing(criteria: Criteria) -> bool:
    return criteria == Criteria(only_own=criteria.only_own, visibility=criteria.visibility)


def _counted_out(session: Session, walks: Sequence[Walk], wanted: Sequence[str]) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for walk in walks:
        kinds = [kind for kind in wanted if kind in KINDS and (walk.is_own or kind not in OWN_KINDS)]
        columns = [KINDS[kind].label(kind) for kind in kinds]
        among = walk.where if walk.row is Photo else Photo.id.in_(walk.ids)
        those = select(Photo.id.label("id"), *columns).where(among).cte("those")
        parts = [
            select(literal(kind).label("kind"), those.c[kind].label("value"), func.count().label("photos"))
            .where(those.c[kind].is_not(None))
            .group_by(those.c[kind])
            for kind in kinds
        ]
        if walk.is_own and TAG in wanted:
            tagged = select(literal(TAG), Tag.name, func.count()).join_from(
                those, PhotoTag, PhotoTag.photo_id == those.c.id
            )
            parts.append(tagged.join(Tag, Tag.id == PhotoTag.tag_id).group_by(Tag.name))
        for kind, value, photos in session.execute(union_all(*parts)) if parts else ():
            found[kind][value] += photos
    return {kind: dict(values) for kind, values in found.items()}


def _told(values: Mapping[str, int]) -> Sequence[Count]:
    ordered = sorted(values.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Count(value, photos) for value, photos in ordered[:_MOST])
