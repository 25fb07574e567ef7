"""Photos that look alike, each with the reason. Those of the same bytes are one photo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.reads.looks import apart, neighbours

_AT_ONCE = 20_000


class Alike(StrEnum):
    """Why one photo is held for another one's like."""

    SAME_PREVIEW = "same_preview"
    SAME_LOOK = "same_look"
    NEAR_LOOK = "near_look"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A photo that looks like another. `bits` of 64 differ."""

    photo_id: int
    why: Alike
    bits: int


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """A photo, the oldest of them, and those that look like it."""

    photo_id: int
    others: tuple[Likeness, ...]


def lookalikes(catalog: Catalog) -> Job[list[Lookalikes]]:
    """All photos that look alike. Each stands in one group at most, with the oldest that it is like.

    It takes seconds, so it looks at the catalog a little at a time, that nothing has to wait for it.
    """
    by_look: defaultdict[int, list[tuple[int, str | None]]] = defaultdict(list)
    by_hothash: defaultdict[str, list[int]] = defaultdict(list)
    last, done = 0, 0
    with catalog.reading() as look:
        total = look.execute(select(func.count()).where(Photo.trashed_at.is_(None))).scalar_one()
    while rows := _some(catalog, last):
        for number, hothash, seen in rows:
            if seen is not None:
                by_look[seen].append((number, hothash))
            elif hothash is not None:
                by_hothash[hothash].append(number)
        last, done = rows[-1][0], done + len(rows)
        yield Progress("looking at photos", done, total)
    near = yield from neighbours(sorted(by_look))
    groups = [*_by_preview(by_hothash), *_by_look(by_look, near)]
    return sorted(groups, key=lambda group: group.photo_id)


def _some(catalog: Catalog, after: int) -> list[tuple[int, str | None, int | None]]:
    rows = (
        select(Photo.id, Photo.hothash, Photo.look)
        .where(Photo.id > after, Photo.trashed_at.is_(None))
        .order_by(Photo.id)
        .limit(_AT_ONCE)
    )
    with catalog.reading() as look:
        return [(number, hothash, seen) for number, hothash, seen in look.execute(rows).all()]


def _likeness(
    photo: int, hothash: str | None, look: int | None, as_hothash: str | None, as_look: int | None
) -> Likeness:
    bits = 0 if look is None or as_look is None else apart(look, as_look)
    if hothash is not None and hothash == as_hothash:
        return Likeness(photo, Alike.SAME_PREVIEW, bits)
    return Likeness(photo, Alike.NEAR_LOOK if bits else Alike.SAME_LOOK, bits)


def _by_preview(by_hothash: Mapping[str, Sequence[int]]) -> Iterator[Lookalikes]:
    """Photos of which no look is known."""
    for first, *others in by_hothash.values():
        if others:
            yield Lookalikes(first, tuple(Likeness(other, Alike.SAME_PREVIEW, 0) for other in others))


def _by_look(
    by_look: Mapping[int, Sequence[tuple[int, str | None]]], near: Mapping[int, Sequence[int]]
) -> Iterator[Lookalikes]:
    """Around the oldest first; whoever is in a group is in no other."""
    taken: set[int] = set()
    for look in sorted(by_look, key=lambda each: by_look[each][0][0]):
        if look not in taken:
            looks = [look, *(other for other in near.get(look, ()) if other not in taken)]
            taken.update(looks)
            (first, hothash, _), *others = [(*photo, each) for each in looks for photo in by_look[each]]
            if others:
                yield Lookalikes(first, tuple(_likeness(*other, hothash, look) for other in others))
