"""Undoing an import: all that it brought leaves the catalog, in one step that can itself be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, select

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.discarding import forget, forget_files
from imalink_desktop.catalog.commands.leading import lead_anew, leads
from imalink_desktop.catalog.commands.sessions import brought
from imalink_desktop.catalog.journal import Writer, chunks, one_of, table_of
from imalink_desktop.catalog.models import ImageFile, ImportSession, Photo, SessionFile


def undo_import(
    catalog: Catalog, session: int, *, files: Collection[int] | None = None, clock: Clock = now
) -> Changes:
    """Take away the files that an import brought, and the photos that have no other file.

    Or only some of these `files`: then the import counts as undone when none of its files is left.

    Photos that are also somewhere else keep living there. What became of each file stays told, with
    a mark on the import. The originals stay where they are.
    """
    at = clock().isoformat()

    def work(writer: Writer) -> None:
        found = writer.read(select(ImportSession.undone_at).where(ImportSession.id == session))
        if not found:
            raise Expected(_("There is no import {session}.").format(session=session))
        if found[0][0] is not None:
            raise Expected(_("This import has been undone already."))
        came = [row[0] for row in writer.read(_came(session))]
        going = came if files is None else [file for file in came if file in files]
        _take_away(writer, session, going)
        if len(going) == len(came):
            writer.set(ImportSession, [session], undone_at=at)

    return catalog.transact(Op.UNDO_IMPORT, work)


def _came(session: int) -> Select[*tuple[Any, ...]]:
    return select(SessionFile.file_id).where(
        SessionFile.session_id == session, SessionFile.file_id.is_not(None), SessionFile.anew == 0
    )


def _take_away(writer: Writer, session: int, going: Iterable[int]) -> None:
    files = table_of(ImageFile)
    lost: dict[int, str | None] = {}
    for chunk in chunks(going):
        rows = writer.read(
            select(files.c.id, files.c.photo_id, files.c.sha256).where(one_of(files.c.id, chunk))
        )
        first = leads(writer, [photo for _, photo, _ in rows])
        writer.about(photo for _, photo, _ in rows)
        lost |= {photo: sha256 for file, photo, sha256 in rows if first[photo] == file}
        forget_files(writer, chunk)
    own = {row[0] for row in writer.read(select(Photo.id).where(Photo.session_id == session))}
    writer.about(own)
    elsewhere = {
        photo: file
        for chunk in chunks(sorted(own))
        for file, photo in writer.read(
            select(files.c.id, files.c.photo_id)
            .where(one_of(files.c.photo_id, chunk))
            .order_by(files.c.id.desc())
        )
    }
    bare = lost.keys() - own - leads(writer, lost).keys()
    forget(writer, sorted((own - elsewhere.keys()) | bare))
    others = brought(writer, elsewhere.values())
    writer.set_each(Photo, "session_id", {photo: others.get(file) for photo, file in elsewhere.items()})
    lead_anew(
        writer, {photo: sha256 for photo, sha256 in lost.items() if photo not in own or photo in elsewhere}
    )
