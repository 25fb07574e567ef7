"""The trash: a photo is put there, comes back, or is purged. The original is touched by none of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.journal import Writer, among, chunks, one_of, table_of
from imalink_desktop.catalog.lonely import dissolve_lonely
from imalink_desktop.catalog.models import Base, ImageFile, Photo


def discard(catalog: Catalog, photos: Iterable[int], *, clock: Clock = now) -> Changes:
    """Put photos into the trash. Those that lie there already keep their place."""
    return _move(catalog, Op.DISCARD, photos, clock().isoformat())


def bring_back(catalog: Catalog, photos: Iterable[int]) -> Changes:
    """Take photos out of the trash."""
    return _move(catalog, Op.BRING_BACK, photos, None)


def purge(catalog: Catalog, photos: Iterable[int]) -> Changes:
    """Forget photos that lie in the trash, with all that hangs on them; the files stay where they are."""

    def work(writer: Writer) -> None:
        for chunk in chunks(photos):
            lying = (Photo.trashed_at.is_not(None)) & among(table_of(Photo), chunk)
            going = [row[0] for row in writer.read(select(Photo.id).where(lying))]
            writer.about(going)
            forget(writer, going)

    return catalog.transact(Op.PURGE, work)


def forget(writer: Writer, photos: Iterable[int]) -> None:
    """Let photos be gone, with all that hangs on them."""
    for gone in chunks(photos):
        folded = among(table_of(Photo), gone) & Photo.stack_id.is_not(None)
        stacks = {row[0] for row in writer.read(select(Photo.stack_id).where(folded))}
        lying = one_of(table_of(ImageFile).c.photo_id, gone)
        forget_files(writer, [row[0] for row in writer.read(select(ImageFile.id).where(lying))])
        _forget_all(writer, _referring_to(Photo), gone)
        writer.delete(Photo, gone)
        dissolve_lonely(writer, stacks)


def forget_files(writer: Writer, files: Iterable[int]) -> None:
    """Let files be gone from the catalog; the originals stay where they are."""
    for gone in chunks(files):
        _forget_all(writer, _referring_to(ImageFile), gone)
        writer.delete(ImageFile, gone)


def _move(catalog: Catalog, op: Op, photos: Iterable[int], trashed_at: str | None) -> Changes:
    def work(writer: Writer) -> None:
        for chunk in chunks(photos):
            elsewhere = Photo.trashed_at.is_(None) if trashed_at else Photo.trashed_at.is_not(None)
            moved = writer.read(select(Photo.id).where(elsewhere & among(table_of(Photo), chunk)))
            writer.set(Photo, [row[0] for row in moved], trashed_at=trashed_at)

    return catalog.transact(op, work)


def _forget_all(writer: Writer, references: Iterable[tuple[type[Base], str]], gone: list[int]) -> None:
    """Let go of what refers to rows that go: it can be without them, or goes too."""
    for model, field in references:
        table = table_of(model)
        rows = writer.read(select(table.c.id).where(one_of(table.c[field], gone)))
        if table.c[field].nullable:
            writer.set(model, [row[0] for row in rows], **{field: None})
        else:
            writer.delete(model, [row[0] for row in rows])


def _referring_to(target: type[Base]) -> list[tuple[type[Base], str]]:
    """Every table that refers to this one, and by which field."""
    return [
        (mapper.class_, column.name)
        for mapper in Base.registry.mappers
        for column in table_of(mapper.class_).columns
        if any(key.column.table is table_of(target) for key in column.foreign_keys)
    ]
