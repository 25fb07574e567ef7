"""Import sessions: begun, every file accounted for by its fate, ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.crediting import known_by
from imalink_desktop.catalog.commands.words import file_name, words, writable
from imalink_desktop.catalog.journal import Writer, chunks, one_of, table_of
from imalink_desktop.catalog.models import Fate, ImportSession, SessionFile
from imalink_desktop.catalog.touched import Row


@dataclass(frozen=True, slots=True)
class FileFate:
    """One file's fate, with the reason where there is one.

    `file` is the row that the import made of it, or read `anew` because the file had changed.
    """

    path: str
    fate: Fate
    code: str | None = None
    message: str | None = None
    photo: int | None = None
    file: int | None = None
    anew: bool = False

    def row(self, session: int) -> Row:
        """As it is kept."""
        return {
            "session_id": session,
            "path": writable(file_name(self.path)),
            "fate": self.fate.value,
            "code": self.code,
            "message": words(self.message),
            "photo_id": self.photo,
            "file_id": self.file,
            "anew": int(self.anew),
        }


def begin(
    catalog: Catalog, source: str, *, title: str | None = None, author: str | None = None, clock: Clock = now
) -> int:
    """Begin an import and answer its number. `author` is whom its photos are by if they do not say."""
    row = {
        "title": words(title),
        "source": writable(file_name(source)),
        "started_at": clock().isoformat(),
    }
    session = 0

    def work(writer: Writer) -> None:
        nonlocal session
        by = None if author is None else known_by(writer, author)
        (session,) = writer.insert(ImportSession, [row | {"author_id": by}])

    catalog.transact(Op.BEGIN_IMPORT, work, by_machine=True)
    return session


def account_for(catalog: Catalog, session: int, fates: Iterable[FileFate]) -> Changes:
    """Note the fates of files. Who is told of a file again believes the last word, and counts it once."""
    told = list(fates)
    return catalog.transact(
        Op.ACCOUNT_FOR, lambda writer: write_fates(writer, session, told), by_machine=True
    )


def end(catalog: Catalog, session: int, *, clock: Clock = now) -> Changes:
    """Note that an import has come to its end."""
    ended = clock().isoformat()

    def work(writer: Writer) -> None:
        author_of(writer, session)
        writer.set(ImportSession, [session], ended_at=ended)

    return catalog.transact(Op.END_IMPORT, work, by_machine=True)


def forget(catalog: Catalog, session: int) -> Changes:
    """An import that met nothing leaves nothing to be told of."""

    def work(writer: Writer) -> None:
        told = select(SessionFile.id).where(SessionFile.session_id == session).limit(1)
        if not writer.read(told):
            writer.delete(ImportSession, [session])

    return catalog.transact(Op.END_IMPORT, work, by_machine=True)


def author_of(writer: Writer, session: int) -> int | None:
    """Whom the photos of an import are by; a sentence where there is no such import."""
    found = writer.read(select(ImportSession.author_id).where(ImportSession.id == session))
    if not found:
        raise Expected(_("There is no import {session}.").format(session=session))
    return None if found[0][0] is None else int(found[0][0])


def write_fates(writer: Writer, session: int, fates: Sequence[FileFate]) -> None:
    """Keep the fates of files; each path has one in a session."""
    rows = {row["path"]: row for row in (fate.row(session) for fate in fates)}
    if len(rows) != len(fates):
        raise Bug("a file has two fates at once")
    told = one_of(table_of(SessionFile).c.path, list(rows))
    known = {
        path: int(number)
        for path, number in writer.read(
            select(SessionFile.path, SessionFile.id).where(SessionFile.session_id == session, told)
        )
    }
    for field in ("fate", "code", "message", "photo_id", "file_id", "anew"):
        writer.set_each(SessionFile, field, {number: rows[path][field] for path, number in known.items()})
    writer.insert(SessionFile, [row for path, row in rows.items() if path not in known])


def settle_fates(
    writer: Writer,
    files: Iterable[int],
    was: Sequence[Fate],
    fate: Fate,
    why: tuple[str, str] | None = None,
    *,
    anew: bool = False,
) -> None:
    """What the last import said of its files turns out otherwise, now that they have been read whole.

    Of files that were read `anew`, only while that import goes on: they may be read again for other reasons.
    """
    kept = table_of(SessionFile)
    before = [said.value for said in was]
    code, message = why or (None, None)
    going_on = select(ImportSession.id).where(ImportSession.ended_at.is_(None))
    known = [kept.c.anew == 1, kept.c.session_id.in_(going_on)] if anew else []
    for chunk in chunks(files):
        last = select(func.max(kept.c.id)).where(one_of(kept.c.file_id, chunk)).group_by(kept.c.file_id)
        rows = writer.read(select(kept.c.id).where(kept.c.id.in_(last), one_of(kept.c.fate, before), *known))
        writer.set(SessionFile, [row[0] for row in rows], fate=fate.value, code=code, message=message)


def brought(writer: Writer, files: Iterable[int]) -> Mapping[int, int]:
    """Which import brought each of these files, where that is known."""
    kept = table_of(SessionFile)
    return {
        int(file): int(session)
        for chunk in chunks(files)
        for file, session in writer.read(
            select(kept.c.file_id, kept.c.session_id).where(one_of(kept.c.file_id, chunk), kept.c.anew == 0)
        )
    }
