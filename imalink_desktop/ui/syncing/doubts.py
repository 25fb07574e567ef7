"""What two computers disagree about, ready to be shown: read beside the window."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.commands.resolving import Side
from imalink_desktop.catalog.commands.uniting import TOGETHER
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.catalog.reads.conflicts import Difference, as_it_is, conflicts, how_many_about
from imalink_desktop.catalog.reads.organised import authors
from imalink_desktop.catalog.reads.shown import shown
from imalink_desktop.ui.dates import by_our_clock, day_of, short_day
from imalink_desktop.ui.told import field_name, in_words
from imalink_desktop.ui.wording import _

_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Doubt:
    """One of them."""

    rows: tuple[int, ...]
    """The conflicts it is made of: a place has two halves."""
    photo: int
    field: str
    about: str
    """The field, as people call it."""
    name: str
    day: str
    mine: str
    theirs: str
    noticed: str
    now: str
    """What the photo has at the moment."""
    is_now: Side | None
    """Which of the two that is, if it is one of them."""
    alike: int
    """How many there are about this field."""
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class Doubts:
    """Those that come first, and how many there are; with those left for later."""

    first: tuple[Doubt, ...] = ()
    count: int = 0


def doubts(look: Look, previews: Previews, but: Collection[int] = ()) -> Doubts:
    """What there is to choose, but for what was left for later."""
    found = conflicts(look, limit=_AT_ONCE, but=but)
    counts = how_many_about(look)
    halves = sum(min(counts.get(field, 0) for field in fields) for fields in TOGETHER)
    photos = shown(look, {one.photo_id for one in found})
    names = {one.id: one.name for one in authors(look)} if found else {}
    pictures = previews.hot([one.uid for one in photos.values()])
    now = as_it_is(look, found)
    first = []
    for some in _grouped(found):
        photo = photos.get(some[0].photo_id)
        has = [now.get(one.id) for one in some]
        first.append(
            Doubt(
                rows=tuple(one.id for one in some),
                photo=some[0].photo_id,
                field=some[0].field,
                about=_("Place") if len(some) > 1 else field_name(some[0].field),
                name="" if photo is None else photo.name or photo.title or "",
                day="" if photo is None or photo.shown_at is None else day_of(photo.shown_at),
                mine=_say(some, [one.mine for one in some], names),
                theirs=_say(some, [one.theirs for one in some], names),
                noticed=_noticed(some[0].noticed_at),
                now=_say(some, has, names),
                is_now=_side(some, has),
                alike=counts.get(some[0].field, 0),
                picture=None if photo is None else pictures.get(photo.uid),
            )
        )
    return Doubts(tuple(first), sum(counts.values()) - halves)


def _grouped(found: Sequence[Difference]) -> list[tuple[Difference, ...]]:
    """Halves of one thing beside each other."""
    groups: dict[tuple[int, str], list[Difference]] = {}
    for one in found:
        fields = next((some for some in TOGETHER if one.field in some), (one.field,))
        groups.setdefault((one.photo_id, fields[0]), []).append(one)
    return [tuple(sorted(some, key=lambda one: one.field)) for some in groups.values()]


def _say(some: Sequence[Difference], kept: Sequence[str | None], authors: Mapping[int, str]) -> str:
    return ", ".join(in_words(one.field, value, authors) for one, value in zip(some, kept, strict=True))


def _side(some: Sequence[Difference], has: Sequence[str | None]) -> Side | None:
    for side, kept in ((Side.THEIRS, [one.theirs for one in some]), (Side.MINE, [one.mine for one in some])):
        if [_value(each) for each in kept] == [_value(each) for each in has]:
            return side
    return None


def _value(kept: str | None) -> object:
    return None if kept is None else json.loads(kept)


def _noticed(at: str) -> str:
    when = by_our_clock(at)
    if when is None:
        return ""
    return _("Noticed on {day}, {time}").format(day=short_day(when), time=f"{when:%H:%M}")
