"""Which of a photo's files stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from imalink_core.pairing import Role
from imalink_desktop.catalog.journal import Writer, chunks, one_of, table_of
from imalink_desktop.catalog.models import ImageFile, Photo, Reading

_RANK = {role.value: rank for rank, role in enumerate(Role)}


def leads(writer: Writer, photos: Iterable[int]) -> dict[int, int]:
    """The file that stands for each photo: the one that is said to, else the first."""
    files = table_of(ImageFile)
    found: dict[int, int] = {}
    for chunk in chunks(photos):
        rows = select(files.c.photo_id, files.c.id).where(one_of(files.c.photo_id, chunk))
        for photo, file in writer.read(rows.order_by(files.c.leads.desc(), files.c.id)):
            found.setdefault(photo, file)
    return found


def lead_anew(writer: Writer, lost: Mapping[int, str | None]) -> None:
    """Let another file stand for photos that lost the one that did; of that one the SHA-256 is told.

    The best of the others is chosen, and is to be hatched if it is not another copy of the same.
    """
    chosen: dict[int, tuple[int, str, int, str]] = {}
    again: list[int] = []
    files = table_of(ImageFile)
    columns = (
        files.c.photo_id,
        files.c.id,
        files.c.name,
        files.c.size,
        files.c.format,
        files.c.role,
        files.c.sha256,
    )
    for chunk in chunks(lost):
        rows = writer.read(select(*columns).where(one_of(files.c.photo_id, chunk)).order_by(files.c.id))
        for photo, file, name, size, format_, _, sha256 in sorted(rows, key=lambda row: _RANK[row[5]]):
            if photo not in chosen:
                chosen[photo] = (file, name, size, format_)
                if sha256 is None or sha256 != lost[photo]:
                    again.append(file)
    writer.set(ImageFile, [file for file, *_ in chosen.values()], leads=1)
    writer.set(ImageFile, again, reading=Reading.GLANCED.value)
    writer.set_each(Photo, "name", {photo: name for photo, (_, name, _, _) in chosen.items()})
    writer.set_each(Photo, "file_size_bytes", {photo: size for photo, (_, _, size, _) in chosen.items()})
    writer.set_each(Photo, "image_format", {photo: kind for photo, (_, _, _, kind) in chosen.items()})
