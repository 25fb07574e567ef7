"""What is said of photos, read from the tables in the words of `sides`, for reads and commands alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, select

from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Account, Author, Photo, PhotoSpace, PhotoTag, Space, Tag
from imalink_desktop.catalog.models.sync import ASIDE
from imalink_desktop.catalog.sides import COLUMNS, NOTHING_SAID, Said, Saying

Read: TypeAlias = Callable[[Select[*tuple[Any, ...]]], Sequence[Sequence[Any]]]
"""How rows are read: by a writer within its transaction, or by who only looks."""


def said_of(read: Read, photos: Sequence[int]) -> dict[int, Said]:
    """All that a server could keep of what is said of these photos; of those that are there."""
    table = table_of(Photo)
    fields = [field for field in NOTHING_SAID if field not in ("tags", "spaces")]
    columns = [table.c[COLUMNS.get(field, field)] for field in fields]
    authors = dict(map(tuple, read(select(Author.id, Author.name))))
    tags: dict[int, list[str]] = {}
    links = select(PhotoTag.photo_id, Tag.path).join(Tag, Tag.id == PhotoTag.tag_id)
    for photo, path in read(links.where(one_of(table_of(PhotoTag).c.photo_id, photos))):
        tags.setdefault(photo, []).append(path)
    spaces = spaces_of(read, photos)
    found: dict[int, Said] = {}
    for photo, *values in read(select(table.c.id, *columns).where(one_of(table.c.id, photos))):
        said: dict[str, Saying] = dict(zip(fields, values, strict=True))
        said["author"] = authors.get(said["author"])
        said["trashed"] = said["trashed"] is not None
        said["tags"] = tuple(sorted(tags.get(photo, [])))
        said["spaces"] = tuple(sorted(spaces.get(photo, [])))
        found[photo] = said
    return found


def spaces_of(read: Read, photos: Sequence[int]) -> dict[int, list[str]]:
    """What the home server calls the spaces that photos are shown in."""
    links = (
        select(PhotoSpace.photo_id, Space.server_space_id)
        .join(Space, Space.id == PhotoSpace.space_id)
        .join(Account, Account.id == Space.account_id)
        .where(Account.is_home == 1, one_of(table_of(PhotoSpace).c.photo_id, photos))
    )
    found: dict[int, list[str]] = {}
    for photo, key in read(links.where(~Space.server_space_id.startswith(ASIDE))):
        found.setdefault(photo, []).append(key)
    return found


def said(connection: Connection, photos: Sequence[int]) -> dict[int, Said]:
    """The same, for who only looks."""
    return said_of(lambda asked: connection.execute(asked).all(), photos)
