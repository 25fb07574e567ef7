"""Tags: given and taken, renamed, moved, merged. A tag's name is its path: `travel/norway`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.chosen import links, photos_there
from imalink_desktop.catalog.commands.words import folded, on_one_line
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.models import PhotoTag, Tag

SEPARATOR = "/"
_LONGEST = 200
"""No server of the family takes a longer one."""


def clean_path(text: str) -> str:
    """A tag's path as it is kept: no empty levels, no blanks around a level."""
    path = _kept_path(text)
    if len(path) > _LONGEST:
        raise Expected(_("A tag has at most {longest} signs.").format(longest=_LONGEST))
    return path


def _kept_path(text: str) -> str:
    """The same, of a tag that is there already; longer ones could be made once."""
    levels = (part.strip() for part in on_one_line(text).split(SEPARATOR))
    path = SEPARATOR.join(level for level in levels if level)
    if not path:
        raise Expected(_("A tag needs a name."))
    return path


def tag(
    catalog: Catalog, photos: Iterable[int], add: Sequence[str] = (), remove: Sequence[str] = ()
) -> Changes:
    """Give tags to photos and take tags from them, in one step."""
    wanted, unwanted = [clean_path(text) for text in add], [_kept_path(text) for text in remove]

    def work(writer: Writer) -> None:
        give_and_take(writer, photos_there(writer, photos), wanted, unwanted)

    return catalog.transact(Op.TAG, work)


def rename(catalog: Catalog, path: str, new_path: str) -> Changes:
    """Give a tag, and all below it, another path. Where that is taken already, the two become one."""
    old, new = _kept_path(path), clean_path(new_path)
    if folded(new).startswith(folded(old) + SEPARATOR):
        raise Expected(_("{old} cannot be moved below itself.").format(old=old))

    def work(writer: Writer) -> None:
        for tag_id, below in _family(writer, old):
            # By levels: without capitals `straße` and `strasse` are one name, of more or fewer letters.
            target = SEPARATOR.join([new, *below.split(SEPARATOR)[len(old.split(SEPARATOR)) :]])
            other = _find(writer, target)
            if other is not None and other != tag_id:
                _merge(writer, tag_id, other)
            else:
                parent = ensure(writer, target.rpartition(SEPARATOR)[0]) if SEPARATOR in target else None
                writer.set(Tag, [tag_id], path=target, folded=folded(target), parent_id=parent)

    return catalog.transact(Op.RENAME_TAG, work)


def forget(catalog: Catalog, path: str) -> Changes:
    """Take a tag, and all below it, from the catalog."""
    old = _kept_path(path)

    def work(writer: Writer) -> None:
        for tag_id, _path in reversed(_family(writer, old)):
            writer.delete(PhotoTag, _links_of(writer, [tag_id]))
            writer.delete(Tag, [tag_id])

    return catalog.transact(Op.FORGET_TAG, work)


def give_and_take(
    writer: Writer, photos: Sequence[int], wanted: Iterable[str], unwanted: Iterable[str]
) -> None:
    """Give tags to photos and take tags from them, by clean paths."""
    for path in unwanted:
        _take_from(writer, photos, path)
    for path in wanted if photos else ():
        _give_to(writer, photos, ensure(writer, path))


def spell(writer: Writer, paths: Iterable[str]) -> None:
    """Write tags that are there as these paths do, and so each of their levels in all tags below it."""
    for path in sorted(paths):
        levels = path.split(SEPARATOR)
        if _find(writer, path) is None:
            continue
        for depth in range(1, len(levels) + 1):
            above = SEPARATOR.join(levels[:depth])
            below = {tag: before.split(SEPARATOR)[depth:] for tag, before in _family(writer, above)}
            writer.set_each(Tag, "path", {tag: SEPARATOR.join([above, *rest]) for tag, rest in below.items()})


def _find(writer: Writer, path: str) -> int | None:
    found = writer.read(select(Tag.id).where(Tag.folded == folded(path)))
    return found[0][0] if found else None


def ensure(writer: Writer, path: str) -> int:
    """The number of a tag; made now, and those above it, if it is new."""
    parent: int | None = None
    levels = path.split(SEPARATOR)
    for depth in range(1, len(levels) + 1):
        here = SEPARATOR.join(levels[:depth])
        found = _find(writer, here)
        if found is None:
            row = {"path": here, "folded": folded(here), "parent_id": parent}
            (found,) = writer.insert(Tag, [row])
        parent = found
    if parent is None:
        raise Expected(_("A tag needs a name."))
    return parent


def _family(writer: Writer, path: str) -> list[tuple[int, str]]:
    """A tag and all below it, those above before those below."""
    own = folded(path)
    after = own + chr(ord(SEPARATOR) + 1)
    inside = (Tag.folded == own) | ((Tag.folded >= own + SEPARATOR) & (Tag.folded < after))
    found = writer.read(select(Tag.id, Tag.path).where(inside).order_by(Tag.folded))
    if not found:
        raise Expected(_("There is no tag {path}.").format(path=path))
    return [(row[0], row[1]) for row in found]


def _links_of(writer: Writer, tags: Sequence[int]) -> list[int]:
    return [
        row[0] for row in writer.read(select(PhotoTag.id).where(one_of(table_of(PhotoTag).c.tag_id, tags)))
    ]


def _give_to(writer: Writer, photos: Sequence[int], tag_id: int) -> None:
    have = links(writer, PhotoTag, "tag_id", tag_id, photos)
    writer.insert(PhotoTag, [{"photo_id": photo, "tag_id": tag_id} for photo in photos if photo not in have])


def _take_from(writer: Writer, photos: Sequence[int], path: str) -> None:
    tag_id = _find(writer, path)
    if tag_id is not None:
        writer.delete(PhotoTag, links(writer, PhotoTag, "tag_id", tag_id, photos).values())


def _merge(writer: Writer, tag_id: int, other: int) -> None:
    """All that the first had, the other has; the first is gone."""
    photos = [row[0] for row in writer.read(select(PhotoTag.photo_id).where(PhotoTag.tag_id == tag_id))]
    writer.delete(PhotoTag, _links_of(writer, [tag_id]))
    _give_to(writer, photos, other)
    children = [row[0] for row in writer.read(select(Tag.id).where(Tag.parent_id == tag_id))]
    writer.set(Tag, children, parent_id=other)
    writer.delete(Tag, [tag_id])
