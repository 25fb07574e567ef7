"""Shoots: jobs for someone, with their photos. Two may have the same title, so they go by number."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import words
from imalink_desktop.catalog.commands.chosen import links, photos_there
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Shoot, ShootPhoto
from imalink_desktop.catalog.touched import Row, Value


def create(catalog: Catalog, title: str, *, client: str | None = None, note: str | None = None) -> Changes:
    """Begin a shoot."""
    row = {
        "title": words.name(title, _("A shoot needs a name.")),
        "client": words.words(client),
        "note": words.words(note),
    }
    return catalog.transact(Op.NEW_SHOOT, lambda writer: _insert(writer, row))


def edit(
    catalog: Catalog,
    shoot: int,
    *,
    title: str | None = None,
    client: str | None = None,
    note: str | None = None,
) -> Changes:
    """Write a shoot's title, client and note anew. What is not given stays; what is empty is taken away."""
    values: dict[str, Value] = (
        {} if title is None else {"title": words.name(title, _("A shoot needs a name."))}
    )
    given = {"client": client, "note": note}
    values |= {field: words.words(text) for field, text in given.items() if text is not None}

    def work(writer: Writer) -> None:
        _must_be_there(writer, shoot)
        writer.set(Shoot, [shoot], **values)

    return catalog.transact(Op.EDIT_SHOOT, work)


def archive(catalog: Catalog, shoot: int, *, clock: Clock = now) -> Changes:
    """Lay a shoot away. One that was laid away keeps its time."""

    def work(writer: Writer) -> None:
        if _must_be_there(writer, shoot) is None:
            writer.set(Shoot, [shoot], archived_at=clock().isoformat())

    return catalog.transact(Op.ARCHIVE_SHOOT, work)


def unarchive(catalog: Catalog, shoot: int) -> Changes:
    """Take a shoot up again."""

    def work(writer: Writer) -> None:
        _must_be_there(writer, shoot)
        writer.set(Shoot, [shoot], archived_at=None)

    return catalog.transact(Op.UNARCHIVE_SHOOT, work)


def delete(catalog: Catalog, shoot: int) -> Changes:
    """Take a shoot from the catalog. The photos stay."""

    def work(writer: Writer) -> None:
        _must_be_there(writer, shoot)
        inside = writer.read(select(ShootPhoto.id).where(ShootPhoto.shoot_id == shoot))
        writer.delete(ShootPhoto, [row[0] for row in inside])
        writer.delete(Shoot, [shoot])

    return catalog.transact(Op.DELETE_SHOOT, work)


def add(catalog: Catalog, shoot: int, photos: Iterable[int]) -> Changes:
    """Let photos belong to a shoot; they may belong to others too."""

    def work(writer: Writer) -> None:
        _must_be_there(writer, shoot)
        there = photos_there(writer, photos)
        inside = links(writer, ShootPhoto, "shoot_id", shoot, there)
        new = [photo for photo in there if photo not in inside]
        writer.insert(ShootPhoto, [{"shoot_id": shoot, "photo_id": photo} for photo in new])

    return catalog.transact(Op.ADD_TO_SHOOT, work)


def remove(catalog: Catalog, shoot: int, photos: Iterable[int]) -> Changes:
    """Take photos out of a shoot."""

    def work(writer: Writer) -> None:
        _must_be_there(writer, shoot)
        writer.delete(ShootPhoto, links(writer, ShootPhoto, "shoot_id", shoot, photos).values())

    return catalog.transact(Op.TAKE_FROM_SHOOT, work)


def _insert(writer: Writer, row: Row) -> None:
    writer.insert(Shoot, [row])


def _must_be_there(writer: Writer, shoot: int) -> str | None:
    """When a shoot was archived; a sentence where there is no such shoot."""
    found = writer.read(select(Shoot.archived_at).where(Shoot.id == shoot))
    if not found:
        raise Expected(_("There is no shoot {shoot}.").format(shoot=shoot))
    return None if found[0][0] is None else str(found[0][0])
