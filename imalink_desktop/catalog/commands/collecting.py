"""Collections: photos in an order of one's own, and collections in collections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import words
from imalink_desktop.catalog.commands.chosen import links, photos_there
from imalink_desktop.catalog.commands.ordering import placed
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.models import Collection, CollectionPhoto
from imalink_desktop.catalog.query.ast import Under
from imalink_desktop.catalog.query.columns import collection_paths
from imalink_desktop.catalog.query.match import lies_under

_NEW = 0
"""Stands for a collection that has no number yet; no row has this one."""


def create(
    catalog: Catalog,
    name: str,
    *,
    description: str | None = None,
    parent: int | None = None,
    before: int | None = None,
) -> Changes:
    """Begin a collection, in another or at the top; right before a sibling, or as the last."""
    called = words.name(name, _("A collection needs a name."))

    def work(writer: Writer) -> None:
        _must_be_free(writer, called, parent)
        seats = _seats(writer, _NEW, parent, before)
        row = {"name": called, "description": words.words(description), "parent_id": parent}
        writer.about(writer.insert(Collection, [{**row, "position": seats.pop(_NEW)}]))
        writer.set_each(Collection, "position", seats)

    return catalog.transact(Op.NEW_COLLECTION, work)


def rename(catalog: Catalog, collection: int, name: str) -> Changes:
    """Give a collection another name."""
    called = words.name(name, _("A collection needs a name."))

    def work(writer: Writer) -> None:
        _must_be_free(writer, called, _parent(writer, collection), but_for=collection)
        writer.set(Collection, [collection], name=called)

    return catalog.transact(Op.RENAME_COLLECTION, work)


def describe(catalog: Catalog, collection: int, description: str | None) -> Changes:
    """Give a collection a description; an empty one is none."""

    def work(writer: Writer) -> None:
        _parent(writer, collection)
        writer.set(Collection, [collection], description=words.words(description))

    return catalog.transact(Op.DESCRIBE_COLLECTION, work)


def move(catalog: Catalog, collection: int, *, parent: int | None, before: int | None = None) -> Changes:
    """Put a collection, with all below it, into another or at the top; before a sibling, or as the last."""

    def work(writer: Writer) -> None:
        called = _name(writer, collection)
        if parent is not None and parent in _family(writer, collection):
            raise Expected(_("{called} cannot be moved below itself.").format(called=called))
        _must_be_free(writer, called, parent, but_for=collection)
        seats = _seats(writer, collection, parent, before)
        writer.about([collection])
        writer.set(Collection, [collection], parent_id=parent)
        writer.set_each(Collection, "position", seats)

    return catalog.transact(Op.MOVE_COLLECTION, work)


def delete(catalog: Catalog, collection: int) -> Changes:
    """Take a collection, and all below it, from the catalog. The photos stay."""

    def work(writer: Writer) -> None:
        _parent(writer, collection)
        # One by one, the lower before the higher: what is undone and done again goes the same way,
        # and a collection that others still lie in would be left alone.
        for one in reversed(_family(writer, collection)):
            rows, _ = _photos_in(writer, one)
            writer.delete(CollectionPhoto, rows.values())
            writer.delete(Collection, [one])

    return catalog.transact(Op.DELETE_COLLECTION, work)


def add(catalog: Catalog, collection: int, photos: Iterable[int], *, before: int | None = None) -> Changes:
    """Put photos into a collection, in this order; before one that is there, or at the end.

    Those that are there already keep their place.
    """

    def work(writer: Writer) -> None:
        _parent(writer, collection)
        rows, positions = _photos_in(writer, collection)
        new = [photo for photo in photos_there(writer, photos) if photo not in rows]
        _must_be_in(positions, before)
        _seat(writer, collection, rows, placed(positions, new, before))

    return catalog.transact(Op.COLLECT, work)


def remove(catalog: Catalog, collection: int, photos: Iterable[int]) -> Changes:
    """Take photos out of a collection."""

    def work(writer: Writer) -> None:
        _parent(writer, collection)
        gone = links(writer, CollectionPhoto, "collection_id", collection, photos)
        writer.delete(CollectionPhoto, gone.values())

    return catalog.transact(Op.TAKE_FROM_COLLECTION, work)


def take_out(catalog: Catalog, seen: Under, photos: Iterable[int]) -> Changes:
    """Take photos out of every collection that is meant: what shows a collection shows those in it, too."""

    def work(writer: Writer) -> None:
        chosen = list(photos)
        for collection, path in writer.read(collection_paths()):
            if lies_under(path, seen.path, seen.exactly):
                gone = links(writer, CollectionPhoto, "collection_id", collection, chosen)
                writer.delete(CollectionPhoto, gone.values())

    return catalog.transact(Op.TAKE_FROM_COLLECTION, work)


def arrange(
    catalog: Catalog, collection: int, photos: Iterable[int], *, before: int | None = None
) -> Changes:
    """Move photos within a collection: together, in this order, before another one or to the end."""

    def work(writer: Writer) -> None:
        _parent(writer, collection)
        rows, positions = _photos_in(writer, collection)
        moving = [photo for photo in dict.fromkeys(photos) if photo in rows]
        _must_be_in(positions, before)
        writer.about(moving)
        _seat(writer, collection, rows, placed(positions, moving, before))

    return catalog.transact(Op.ARRANGE_COLLECTION, work)


def _name(writer: Writer, collection: int) -> str:
    found = writer.read(select(Collection.name).where(Collection.id == collection))
    if not found:
        raise Expected(_("There is no collection {collection}.").format(collection=collection))
    return str(found[0][0])


def _parent(writer: Writer, collection: int) -> int | None:
    """What a collection lies in; a sentence where there is no such collection."""
    _name(writer, collection)
    found = writer.read(select(Collection.parent_id).where(Collection.id == collection))
    return None if found[0][0] is None else int(found[0][0])


def _family(writer: Writer, collection: int) -> list[int]:
    """A collection and all below it, the higher before the lower."""
    family, level = [collection], [collection]
    while level:
        below = writer.read(
            select(Collection.id).where(one_of(table_of(Collection).c.parent_id, level)).order_by("id")
        )
        level = [row[0] for row in below if row[0] not in family]
        family += level
    return family


def _must_be_free(writer: Writer, name: str, parent: int | None, but_for: int | None = None) -> None:
    if parent is not None:
        _name(writer, parent)
    beside = select(Collection.id, Collection.name).where(
        Collection.parent_id.is_not_distinct_from(parent), Collection.id.is_distinct_from(but_for)
    )
    if words.bearer_of(name, writer.read(beside)) is not None:
        raise Expected(
            _("There is a collection {name} here already.").format(name=name), _("Choose another name.")
        )


def _seats(writer: Writer, collection: int, parent: int | None, before: int | None) -> dict[int, int]:
    """The positions to give, so that a collection comes to lie where it should."""
    siblings = select(Collection.id, Collection.position).where(
        Collection.parent_id.is_not_distinct_from(parent)
    )
    now = dict(map(tuple, writer.read(siblings.order_by(Collection.position, Collection.id))))
    if before is not None and before not in now:
        raise Expected(_("The collection that should come next does not lie there."))
    return placed(now, [collection], before)


def _photos_in(writer: Writer, collection: int) -> tuple[dict[int, int], dict[int, int]]:
    """The photos of a collection in their order: the rows that say so, and their positions."""
    found = writer.read(
        select(CollectionPhoto.photo_id, CollectionPhoto.id, CollectionPhoto.position)
        .where(CollectionPhoto.collection_id == collection)
        .order_by(CollectionPhoto.position, CollectionPhoto.id)
    )
    return {photo: row for photo, row, _ in found}, {photo: position for photo, _, position in found}


def _must_be_in(positions: Mapping[int, int], before: int | None) -> None:
    if before is not None and before not in positions:
        raise Expected(_("The photo that should come next is not in the collection."))


def _seat(writer: Writer, collection: int, rows: Mapping[int, int], seats: Mapping[int, int]) -> None:
    """Give photos their positions; those that have no row yet, a row."""
    writer.set_each(CollectionPhoto, "position", {rows[one]: at for one, at in seats.items() if one in rows})
    new = [one for one in seats if one not in rows]
    writer.insert(
        CollectionPhoto,
        [{"collection_id": collection, "photo_id": one, "position": seats[one]} for one in new],
    )
