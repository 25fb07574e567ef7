"""What is kept beside photos among its like: what it is called, and where the next one lies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from imalink_desktop.catalog.commands import words
from imalink_desktop.catalog.commands.ordering import GAP
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.models import Collection as CollectionRow
from imalink_desktop.catalog.models import CollectionPhoto, SavedSearch, Shoot, ShootPhoto
from imalink_desktop.catalog.reads.things import MODELS
from imalink_desktop.catalog.things import ThingKind

_LONGEST = 200
"""Signs of a name that a server takes."""


def number_of(writer: Writer, kind: ThingKind, uid: str) -> int | None:
    """The row of one, if it is here."""
    found = writer.read(select(MODELS[kind].id).where(MODELS[kind].uid == uid))
    return found[0][0] if found else None


def let_go_of(writer: Writer, kind: ThingKind, numbers: Collection[int]) -> None:
    """Take these away, the lower before the higher. What lies in them and stays moves up."""
    if kind is ThingKind.SEARCH:
        writer.delete(SavedSearch, numbers)
        return
    if kind is ThingKind.SHOOT:
        shot = table_of(ShootPhoto)
        inside = writer.read(select(shot.c.id).where(one_of(shot.c.shoot_id, list(numbers))))
        writer.delete(ShootPhoto, [row[0] for row in inside])
        writer.delete(Shoot, numbers)
        return
    table = table_of(CollectionRow)
    above: Mapping[int, int | None] = dict(map(tuple, writer.read(select(table.c.id, table.c.parent_id))))
    for number in sorted(numbers, key=lambda one: len(_line(above, one)), reverse=True):
        parent = next((one for one in _line(above, number) if one not in numbers), None)
        for child, up in above.items():
            if up == number and child not in numbers:
                move_up(writer, child, parent)
        links = table_of(CollectionPhoto)
        rows = writer.read(select(links.c.id).where(links.c.collection_id == number))
        writer.delete(CollectionPhoto, [row[0] for row in rows])
        writer.delete(CollectionRow, [number])


def move_up(writer: Writer, child: int, parent: int | None) -> None:
    """Lay a collection into another one, or at the top, under a name that none there has."""
    name = writer.read(select(CollectionRow.name).where(CollectionRow.id == child))[0][0]
    beside = [called for _number, _uid, called in siblings(writer, ThingKind.COLLECTION, parent)]
    if words.bearer_of(name, enumerate(beside)) is not None:
        writer.set(CollectionRow, [child], name=numbered(name, beside))
    writer.set(CollectionRow, [child], parent_id=parent, position=place_behind(writer, parent))


def _line(above: Mapping[int, int | None], number: int) -> list[int]:
    """What a collection lies in, from the next one to the highest."""
    line: list[int] = []
    up = above.get(number)
    while up is not None and up not in line:
        line.append(up)
        up = above.get(up)
    return line


def lies_in(writer: Writer, number: int, other: int) -> bool:
    """Whether one collection is another, or lies in it."""
    table = table_of(CollectionRow)
    above = dict(map(tuple, writer.read(select(table.c.id, table.c.parent_id))))
    return number == other or other in _line(above, number)


def siblings(writer: Writer, kind: ThingKind, parent: int | None) -> list[tuple[int, str, str]]:
    """Those beside each other, each with its number, uid and name."""
    if kind is ThingKind.COLLECTION:
        beside = CollectionRow.parent_id.is_not_distinct_from(parent)
        rows = select(CollectionRow.id, CollectionRow.uid, CollectionRow.name).where(beside)
    else:
        rows = select(SavedSearch.id, SavedSearch.uid, SavedSearch.name)
    return [(number, uid or "", name) for number, uid, name in writer.read(rows.order_by("id"))]


def place_behind(writer: Writer, parent: int | None) -> int:
    """The position behind all collections that lie in one, or at the top."""
    beside = select(CollectionRow.position).where(CollectionRow.parent_id.is_not_distinct_from(parent))
    return max((row[0] for row in writer.read(beside)), default=0) + GAP


def cleaned(name: str | None, uid: str) -> str:
    """A stranger's name as names are here."""
    return " ".join(words.on_one_line(name or "").split())[: words.LONGEST_NAME] or uid[:8]


def numbered(name: str, taken: Iterable[str]) -> str:
    """The name with a number that none of these has."""
    known = {words.folded(one) for one in taken}
    number = 2
    while words.folded(f"{name[: _LONGEST - 8]} {number}") in known:
        number += 1
    return f"{name[: _LONGEST - 8]} {number}"


def age(key: str | None) -> tuple[bool, int, str]:
    """Which of two a server has known longer: it counts; what it does not know yet comes last."""
    return (key is None, int(key) if key is not None and key.isdecimal() else 0, key or "")
