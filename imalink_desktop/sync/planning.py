"""What to send next: pure, from what waits and what the server can do.

Less visibility comes first, then edits, each photo's together, then new eggs in batches, the newest first,
and large previews last. A photo that the server does not know goes as a whole, with all that is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from imalink_desktop.catalog.outbox import COLD, EGG, FILES, LESS_VISIBLE
from imalink_desktop.catalog.reads.waiting import Waiting
from imalink_desktop.sync.values import TOGETHER, Abilities, Field

BATCH = 200
"""Eggs of one request, even where the server takes more: each is a few kilobytes in memory."""


@dataclass(frozen=True, slots=True)
class Change:
    """Some fields of a photo that the server knows."""

    photo: int
    uid: str
    key: str
    version: str | None
    rows: tuple[int, ...]
    fields: frozenset[Field]
    each: tuple[tuple[int, frozenset[Field]], ...] = field(default=(), compare=False, repr=False)
    """What each row alone would say."""

    def parts(self) -> list[Change]:
        """The same in as many requests as it can be: whoever is refused one thing may be told the others."""
        units: dict[frozenset[Field], list[int]] = {}
        for row, fields in self.each:
            units.setdefault(fields, []).append(row)
        return [
            replace(self, rows=tuple(rows), fields=fields, each=tuple((row, fields) for row in rows))
            for fields, rows in units.items()
        ]


@dataclass(frozen=True, slots=True)
class Eggs:
    """New photos, each with the row that waits."""

    photos: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Files:
    """Photos that the server knows, of which there are further files; each with the row that waits."""

    photos: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Cold:
    """A large preview."""

    photo: int
    uid: str
    key: str
    row: int


@dataclass(frozen=True, slots=True)
class Needless:
    """Rows that wait for what has happened already."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """Rows that go with their egg, when its turn has come, or when it has been laid."""

    rows: tuple[int, ...]


Step: TypeAlias = Change | Eggs | Files | Cold | Needless | Later


def travels(abilities: Abilities) -> frozenset[str]:
    """What of all that may wait this server can be told."""
    beside = {EGG: True, COLD: abilities.has_coldpreviews, FILES: abilities.knows_uids}
    return frozenset(
        {*abilities.fields, *abilities.things, *(name for name, is_so in beside.items() if is_so)}
    )


def plan(waiting: Sequence[Waiting], abilities: Abilities) -> list[Step]:
    """The steps, in their order; every row that waits is in one of them."""
    urgent = [one for one in waiting if one.urgency == LESS_VISIBLE]
    calm = [one for one in waiting if one.urgency != LESS_VISIBLE]
    unknown = [(one.photo, one.row) for one in urgent if one.key is None]
    steps: list[Step] = [*_changes(urgent, abilities), *_eggs(unknown, abilities)]
    steps += _changes([one for one in calm if one.field not in (EGG, COLD, FILES)], abilities)
    more = [(one.photo, one.row) for one in calm if one.field == FILES and one.key is not None]
    steps += [Files(some.photos) for some in _eggs(more, abilities)]
    hurried = {photo for photo, _ in unknown}
    new = [one for one in calm if one.field == EGG and one.key is None]
    steps += _eggs([(one.photo, one.row) for one in new if one.photo not in hurried], abilities)
    steps += [
        Cold(one.photo, one.uid, one.key, one.row)
        for one in calm
        if one.field == COLD and one.key is not None
    ]
    if known := tuple(one.row for one in calm if one.field == EGG and one.key is not None):
        steps.append(Needless(known))
    later = [one for one in calm if one.key is None and (one.field != EGG or one.photo in hurried)]
    return [*steps, Later(tuple(one.row for one in later))] if later else steps


def _changes(waiting: Iterable[Waiting], abilities: Abilities) -> list[Change]:
    by_photo: dict[int, list[Waiting]] = {}
    for one in waiting:
        if one.key is not None:
            by_photo.setdefault(one.photo, []).append(one)
    changes = []
    for photo, rows in by_photo.items():
        first = rows[0]
        each = tuple((one.row, _with_its_like(Field(one.field), abilities)) for one in rows)
        fields = frozenset(name for _row, some in each for name in some)
        numbers = tuple(one.row for one in rows)
        changes.append(Change(photo, first.uid, first.key or "", first.version, numbers, fields, each))
    return changes


def _with_its_like(one: Field, abilities: Abilities) -> frozenset[Field]:
    """A field, with those that mean something only beside it."""
    some = next((set(some) & abilities.fields for some in TOGETHER if one in some), set())
    return frozenset({one, *some})


def _eggs(photos: Iterable[tuple[int, int]], abilities: Abilities) -> list[Eggs]:
    once = list(dict(photos).items())
    most = max(1, min(BATCH, abilities.most_at_once))
    return [Eggs(tuple(once[start : start + most])) for start in range(0, len(once), most)]
