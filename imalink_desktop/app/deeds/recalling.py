"""`imalink imports`: what was imported when, and what became of every file."""

from __future__ import annotations

from collections.abc import Iterator

from imalink_desktop.app.deeds.answers import Json, as_json, line, moment
from imalink_desktop.app.exits import Exit, WrongUse
from imalink_desktop.app.library import answered, to_change, to_look
from imalink_desktop.app.telling import tell
from imalink_desktop.app.words.bringing import Imports
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.unimporting import undo_import
from imalink_desktop.catalog.lock import is_held
from imalink_desktop.catalog.models import Fate
from imalink_desktop.catalog.reads.fates import Asked, Outcome, page
from imalink_desktop.catalog.reads.sessions import (
    Session,
    photos_not_read,
    session_of,
    sessions,
    skipped_for,
)
from imalink_desktop.catalog.wording import counted
from imalink_desktop.importing.left_out import ON_PURPOSE

_PAGE = 5_000
_WORDS = {
    "imported": "imported",
    "duplicate": "already there, the same bytes",
    "unchanged": "as the catalog knew them",
    "skipped": "skipped",
    "failed": "failed",
}
_SHOWN = 20


def run(typed: Imports) -> int:
    """List all, tell of one, or take one back."""
    if typed.session is None:
        if typed.undo:
            raise WrongUse(
                "Which import is to be taken back?", "Name its number; “imalink imports” lists them."
            )
        return _list(typed)
    if typed.undo:
        with to_change(typed.paths) as catalog:
            changes = undo_import(catalog, typed.session)
        if typed.json:
            as_json({"op": changes.op.value, "changed": changes.count})
        else:
            line(f"Import {typed.session} was taken back: {counted(changes.count, 'photo')}.")
        return Exit.DONE
    with to_look(typed.paths) as catalog:
        with catalog.reading() as look:
            session = session_of(look, typed.session)
        if typed.json:
            as_json(_head(session) | {"files": [_file(one) for one in _all(catalog, session.id)]})
        else:
            told_of(catalog, session, everything=True)
    return answered(catalog)


def _list(typed: Imports) -> int:
    with to_look(typed.paths) as catalog, catalog.reading() as look:
        there = sessions(look)
        is_in_use = is_held(typed.paths.catalog)
    if typed.json:
        as_json({"imports": [_head(session) for session in there]})
        return answered(catalog)
    for session in there:
        mark = _mark(session, is_in_use=is_in_use)
        title = f"  {session.title}" if session.title else ""
        first, *others = session.source.split("\n")
        source = first + (f" and {len(others)} more" if others else "")
        line(f"{session.id:>4}  {moment(session.started_at)}{title}  {source}{mark}: {_summary(session)}")
    tell("No import yet." if not there else counted(len(there), "import"))
    return answered(catalog)


def _mark(session: Session, *, is_in_use: bool) -> str:
    """What somebody who has the library open may just be at is not said to be interrupted."""
    if session.undone_at:
        return " (taken back)"
    if session.ended_at:
        return ""
    return " (not ended)" if is_in_use else " (interrupted)"


def told_of(catalog: Catalog, session: Session, *, everything: bool = False) -> None:
    """Say in lines what became of the files: of those with a reason, the reason."""
    line(f"Import {session.id}: {_sum(catalog, session)}")
    for fate in Fate:
        if not session.fates[fate]:
            continue
        line(f"{session.fates[fate]:>8,} {_WORDS[fate]}")
        if fate in ("skipped", "failed") or everything:
            shown = None if everything else _SHOWN
            for number, one in enumerate(_all(catalog, session.id, fate)):
                if number == shown:
                    line(f"{'':>8} … all of them: imalink imports {session.id}")
                    break
                line(f"{'':>8} {one.path}{': ' + one.message if one.message else ''}")


def _sum(catalog: Catalog, session: Session) -> str:
    """What is left out may be a whole folder, and a photo that was not read is that of a file that failed."""
    with catalog.reading() as look:
        aside, unread = skipped_for(look, session.id, ON_PURPOSE), photos_not_read(look, session.id)
    told = f"{counted(session.found - aside, 'file')}, {counted(session.photos, 'photo')}"
    if unread:
        told += ", not read whole" if unread == session.photos else f", {unread:,} of them not read whole"
    return f"{told}." + (f" Left out on purpose: {aside:,}." if aside else "")


def fates_of(catalog: Catalog, session: int) -> dict[str, list[Json]]:
    """The files with a reason, as an answer has them."""
    return {fate: [_file(one) for one in _all(catalog, session, fate)] for fate in ("skipped", "failed")}


def with_problems(session: Session) -> bool:
    """Whether some files could not be read."""
    return session.fates["failed"] > 0


def _summary(session: Session) -> str:
    return ", ".join(f"{session.fates[fate]:,} {fate}" for fate in Fate if session.fates[fate]) or "nothing"


def _head(session: Session) -> dict[str, Json]:
    return {
        "session": session.id,
        "title": session.title,
        "source": session.source.split("\n"),
        "author": session.author,
        "started_at": session.started_at,
        "ended_at": session.ended_at,
        "undone_at": session.undone_at,
        "found": session.found,
        "photos": session.photos,
        **session.fates,
    }


def _file(one: Outcome) -> Json:
    return {
        "path": one.path,
        "fate": one.fate,
        "code": one.code,
        "message": one.message,
        "photo": one.photo_id,
    }


def _all(catalog: Catalog, session: int, fate: str | None = None) -> Iterator[Outcome]:
    """Page by page: there may be a million."""
    begin = 0
    while True:
        with catalog.reading() as look:
            files = page(look, Asked(session, fate), begin, _PAGE)
        if not files:
            return
        yield from files
        begin = files[-1].id + 1
