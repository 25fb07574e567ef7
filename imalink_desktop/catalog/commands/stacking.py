"""Stacks: photos folded into one cell. A photo lies in one at most, and a stack has two or more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.chosen import photos_there
from imalink_desktop.catalog.commands.ordering import placed
from imalink_desktop.catalog.commands.words import words
from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.journal import Writer, among, chunks, one_of, table_of
from imalink_desktop.catalog.lonely import dissolve_lonely, lie_out
from imalink_desktop.catalog.models import Photo, Stack


class StackKind(StrEnum):
    """What made a stack: the photographer, or what the machine saw."""

    MANUAL = "manual"
    BURST = "burst"
    BRACKET = "bracket"
    PANORAMA = "panorama"
    LIVE = "live"


def stack(
    catalog: Catalog,
    photos: Iterable[int],
    *,
    kind: StackKind = StackKind.MANUAL,
    reason: str | None = None,
) -> Changes:
    """Fold photos into one stack, the first on top. Those that lie in another leave it."""

    def work(writer: Writer) -> None:
        if fold(writer, photos, kind, reason) is None:
            raise Expected(_("A stack needs at least two photos."))

    return catalog.transact(Op.STACK, work)


@dataclass(frozen=True, slots=True)
class Seen:
    """Photos that the machine takes for one burst, the one to show first, and why."""

    photos: tuple[int, ...]
    kind: StackKind
    reason: str


def fold_seen(catalog: Catalog, seen: Sequence[Seen]) -> Changes:
    """Fold what the machine has seen. What the photographer stacked, or took out of a stack, stays so."""

    def work(writer: Writer) -> None:
        for one in seen:
            fold(writer, one.photos, one.kind, one.reason)

    return catalog.transact(Op.STACK, work, by_machine=True)


def unstack(catalog: Catalog, photos: Iterable[int]) -> Changes:
    """Unfold the whole stacks in which these photos lie."""

    def work(writer: Writer) -> None:
        stacks = sorted(set(_stacks_of(writer, photos).values()))
        lie_out(writer, [photo for members in _members(writer, stacks).values() for photo in members])
        writer.delete(Stack, stacks)

    return catalog.transact(Op.UNSTACK, work)


def take_out(catalog: Catalog, photos: Iterable[int]) -> Changes:
    """Take photos out of their stacks; the others stay folded while there are two."""

    def work(writer: Writer) -> None:
        lying = _stacks_of(writer, photos)
        writer.about(lying)
        lie_out(writer, lying)
        dissolve_lonely(writer, lying.values())

    return catalog.transact(Op.TAKE_FROM_STACK, work)


def set_cover(catalog: Catalog, photos: Iterable[int]) -> Changes:
    """Lay photos on top, each in its stack; of several in one, the first."""

    def work(writer: Writer) -> None:
        by_stack: dict[int, list[int]] = {}
        for photo, stack_id in _stacks_of(writer, photos).items():
            by_stack.setdefault(stack_id, []).append(photo)
        positions: dict[int, int] = {}
        for stack_id, members in _members(writer, by_stack).items():
            seats = placed(members, by_stack[stack_id], before=next(iter(members)))
            writer.about(by_stack[stack_id] if seats else ())
            positions |= seats
        writer.set_each(Photo, "stack_position", positions)

    return catalog.transact(Op.SET_COVER, work)


def keep(catalog: Catalog, photos: Iterable[int]) -> Changes:
    """Pick photos, lay them on top and reject the others of their stacks, but for those in the trash."""

    def work(writer: Writer) -> None:
        kept = _stacks_of(writer, photos)
        by_stack: dict[int, list[int]] = {}
        for photo, stack_id in kept.items():
            by_stack.setdefault(stack_id, []).append(photo)
        seats: dict[int, int] = {}
        others: list[int] = []
        for stack_id, members in _members(writer, by_stack).items():
            seats |= placed(members, by_stack[stack_id], before=next(iter(members)))
            others += [photo for photo in members if photo not in kept]
        writer.about(kept)
        writer.set(Photo, list(kept), flag=Flag.PICKED.value)
        writer.set(Photo, _out_of_trash(writer, others), flag=Flag.REJECTED.value)
        writer.set_each(Photo, "stack_position", seats)

    return catalog.transact(Op.KEEP, work)


def fold(writer: Writer, photos: Iterable[int], kind: StackKind, reason: str | None) -> int | None:
    """Make one stack of photos and answer its number; `None` where fewer than two are left to stack.

    What the photographer has stacked stays so when the machine sees a burst in it.
    A stack of these very photos stays as it is.
    """
    there = photos_there(writer, photos)
    lying = _stacks_of(writer, there)
    if kind is not StackKind.MANUAL:
        own = _made_by_hand(writer, lying.values())
        there = [photo for photo in there if lying.get(photo) not in own]
        lying = {photo: stack_id for photo, stack_id in lying.items() if stack_id not in own}
    if len(there) < 2:
        return None
    left = set(lying.values())
    if len(left) == 1:
        ((only, members),) = _members(writer, left).items()
        if members.keys() == set(there):
            return only
    (made,) = writer.insert(Stack, [{"kind": kind.value, "reason": words(reason)}])
    writer.about(there)
    writer.set(Photo, there, stack_id=made)
    writer.set_each(Photo, "stack_position", {photo: place for place, photo in enumerate(there)})
    dissolve_lonely(writer, left)
    return made


def _stacks_of(writer: Writer, photos: Iterable[int]) -> dict[int, int]:
    """The photos that lie in a stack, in the order given, with its number."""
    once = list(dict.fromkeys(photos))
    found = {
        photo: stack_id
        for chunk in chunks(once)
        for photo, stack_id in writer.read(
            select(Photo.id, Photo.stack_id).where(among(table_of(Photo), chunk), Photo.stack_id.is_not(None))
        )
    }
    return {photo: found[photo] for photo in once if photo in found}


def _members(writer: Writer, stacks: Iterable[int]) -> dict[int, dict[int, int]]:
    """The photos of each stack, the top one first, with their positions."""
    place = func.coalesce(Photo.stack_position, 0)
    found: dict[int, dict[int, int]] = {}
    for chunk in chunks(stacks):
        inside = one_of(table_of(Photo).c.stack_id, chunk)
        rows = writer.read(select(Photo.stack_id, Photo.id, place).where(inside).order_by(place, Photo.id))
        for stack_id, photo, position in rows:
            found.setdefault(stack_id, {})[photo] = position
    return found


def _out_of_trash(writer: Writer, photos: Iterable[int]) -> list[int]:
    out = select(Photo.id).where(Photo.trashed_at.is_(None))
    return [
        row[0] for chunk in chunks(photos) for row in writer.read(out.where(among(table_of(Photo), chunk)))
    ]


def _made_by_hand(writer: Writer, stacks: Iterable[int]) -> set[int]:
    by_hand = select(Stack.id).where(Stack.kind == StackKind.MANUAL.value)
    return {
        row[0]
        for chunk in chunks(sorted(set(stacks)))
        for row in writer.read(by_hand.where(among(table_of(Stack), chunk)))
    }
