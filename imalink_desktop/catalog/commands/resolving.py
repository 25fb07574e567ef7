"""Conflicts: of two values that were both kept, one is chosen."""

from __future__ import annotations

import json
from enum import StrEnum

from sqlalchemy import select

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.tagging import give_and_take
from imalink_desktop.catalog.commands.uniting import TOGETHER, unite_same_bytes
from imalink_desktop.catalog.commands.words import folded
from imalink_desktop.catalog.journal import Writer, stored_columns, table_of
from imalink_desktop.catalog.models import Author, Conflict, ImageFile, Photo, PhotoTag, Tag
from imalink_desktop.catalog.touched import Value


class Side(StrEnum):
    """Whose value is to be the photo's."""

    MINE = "mine"
    THEIRS = "theirs"


def resolve(catalog: Catalog, photo: int, field: str, side: Side, *, clock: Clock = now) -> Changes:
    """Choose one of two values that a photo was given. Fields that mean something only together go together.

    A photo that had to stay apart from this one, since it would have brought a third value, joins it now.
    """
    fields = next((some for some in TOGETHER if field in some), (field,))

    def work(writer: Writer) -> None:
        rows = writer.read(
            select(Conflict.id, Conflict.field, Conflict.mine, Conflict.theirs).where(
                Conflict.photo_id == photo, Conflict.field.in_(fields)
            )
        )
        if field not in [row[1] for row in rows]:
            raise Expected(f"Photo {photo} has no conflict about its {field}.")
        for _, about, mine, theirs in rows:
            chosen = mine if side is Side.MINE else theirs
            _choose(writer, photo, about, None if chosen is None else json.loads(chosen))
        writer.about([photo])
        writer.delete(Conflict, [row[0] for row in rows])
        files = writer.read(select(ImageFile.id).where(ImageFile.photo_id == photo))
        unite_same_bytes(writer, [row[0] for row in files], clock)

    return catalog.transact(Op.RESOLVE, work)


def _choose(writer: Writer, photo: int, field: str, value: Value | list[str]) -> None:
    if field == "tags":
        paths = value if isinstance(value, list) else []
        has = select(Tag.path).join(PhotoTag, PhotoTag.tag_id == Tag.id).where(PhotoTag.photo_id == photo)
        wanted = {folded(path) for path in paths}
        unwanted = [path for (path,) in writer.read(has) if folded(path) not in wanted]
        give_and_take(writer, [photo], paths, unwanted)
    elif isinstance(value, list) or field not in [column.name for column in stored_columns(table_of(Photo))]:
        raise Expected(f"A photo has no {field}.")
    elif field == "author_id" and value and not writer.read(select(Author.id).where(Author.id == value)):
        raise Expected("That author is no longer in the catalog.", "Choose the other one.")
    else:
        writer.set(Photo, [photo], **{field: value})
