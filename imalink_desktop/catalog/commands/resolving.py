"""Conflicts: of two values that were both kept, one is chosen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import select

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.tagging import give_and_take
from imalink_desktop.catalog.commands.uniting import TOGETHER, unite_same_bytes
from imalink_desktop.catalog.commands.words import folded
from imalink_desktop.catalog.journal import Writer, one_of, stored_columns, table_of
from imalink_desktop.catalog.models import Author, Conflict, ImageFile, Photo, PhotoTag, Tag
from imalink_desktop.catalog.touched import Value


class Side(StrEnum):
    """Whose value is to be the photo's."""

    MINE = "mine"
    THEIRS = "theirs"


def resolve(catalog: Catalog, photo: int, field: str, side: Side, *, clock: Clock = now) -> Changes:
    """Choose one of two values that a photo was given. Fields that mean something only together go together.

    What was offered before these two is asked about next, beside what was chosen.
    A photo that had to stay apart from this one, since it would have brought a third value, joins it now.
    """

    def work(writer: Writer) -> None:
        rows = _open_ones(writer, field, [photo])
        if field not in [row.field for row in rows]:
            raise Expected(
                _("Photo {photo} has no conflict about its {field}.").format(photo=photo, field=field)
            )
        _end(writer, photo, rows, side)
        _unite(writer, [photo], clock)

    return catalog.transact(Op.RESOLVE, work)


def resolve_all(catalog: Catalog, field: str, side: Side, *, clock: Clock = now) -> Changes:
    """Choose the same side for every photo that has two values for this field. One undo takes all back."""

    def work(writer: Writer) -> None:
        by_photo: dict[int, list[_Row]] = {}
        for row in _open_ones(writer, field):
            by_photo.setdefault(row.photo, []).append(row)
        if not by_photo:
            raise Expected(_("There is nothing left to choose."))
        for photo, rows in by_photo.items():
            _end(writer, photo, rows, side)
        _unite(writer, list(by_photo), clock)

    return catalog.transact(Op.RESOLVE, work)


class _Row(NamedTuple):
    """A conflict, as it is kept."""

    id: int
    photo: int
    field: str
    mine: str | None
    theirs: str | None
    others: str | None


def _open_ones(writer: Writer, field: str, photos: Sequence[int] | None = None) -> list[_Row]:
    """About a field, and what means something only together with it."""
    fields = next((some for some in TOGETHER if field in some), (field,))
    table = table_of(Conflict)
    columns = select(*(table.c[name] for name in ("id", "photo_id", "field", "mine", "theirs", "others")))
    wanted = columns.where(table.c.field.in_(fields)).order_by(table.c.id)
    found = writer.read(wanted if photos is None else wanted.where(one_of(table.c.photo_id, photos)))
    return [_Row(*row) for row in found]


def _end(writer: Writer, photo: int, rows: Sequence[_Row], side: Side) -> None:
    values: dict[int, Any] = {}
    for row in rows:
        chosen = row.mine if side is Side.MINE else row.theirs
        values[row.id] = None if chosen is None else json.loads(chosen)
        _choose(writer, photo, row.field, values[row.id])
    writer.about([photo])
    _ask_on(writer, values, {row.id: json.loads(row.others or "[]") for row in rows})


def _unite(writer: Writer, photos: Sequence[int], clock: Clock) -> None:
    files = table_of(ImageFile)
    rows = writer.read(select(files.c.id).where(one_of(files.c.photo_id, photos)))
    unite_same_bytes(writer, [row[0] for row in rows], clock)


def _ask_on(writer: Writer, chosen: Mapping[int, Any], others: Mapping[int, list[Any]]) -> None:
    """What was offered before and is not what was chosen is the next question."""
    turns = zip(*(others[row] for row in chosen), strict=False)
    left = [turn for turn in turns if turn != tuple(chosen.values())]
    if not left:
        writer.delete(Conflict, chosen)
        return
    for (row, value), *offered in zip(chosen.items(), *left, strict=True):
        theirs, *rest = map(json.dumps, offered)
        later = f"[{', '.join(rest)}]" if rest else None
        writer.set(Conflict, [row], mine=json.dumps(value), theirs=theirs, others=later)


def _choose(writer: Writer, photo: int, field: str, value: Value | list[str]) -> None:
    if field == "tags":
        paths = value if isinstance(value, list) else []
        has = select(Tag.path).join(PhotoTag, PhotoTag.tag_id == Tag.id).where(PhotoTag.photo_id == photo)
        wanted = {folded(path) for path in paths}
        unwanted = [path for (path,) in writer.read(has) if folded(path) not in wanted]
        give_and_take(writer, [photo], paths, unwanted)
    elif isinstance(value, list) or field not in [column.name for column in stored_columns(table_of(Photo))]:
        raise Expected(_("A photo has no {field}.").format(field=field))
    elif field == "author_id" and value and not writer.read(select(Author.id).where(Author.id == value)):
        raise Expected(_("That author is no longer in the catalog."), _("Choose the other one."))
    else:
        writer.set(Photo, [photo], **{field: value})
