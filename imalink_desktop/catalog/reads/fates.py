"""The account of one import as a list of any length: where its pages begin, and what stands on one."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

from sqlalchemy import ColumnElement, Connection, func, or_, select

from imalink_desktop.catalog.models import Fate, SessionFile

PAGE = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, and why."""

    id: int
    path: str
    fate: str
    code: str | None
    message: str | None
    photo_id: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which files of which import: those of one fate, or whose path has these words in it."""

    session: int
    fate: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """How many files there are, and with which row of the table each page of them begins."""

    total: int = 0
    begins: tuple[int, ...] = ()


def pages(connection: Connection, asked: Asked) -> Pages:
    """Look through the whole list once, so that any page of it can be had at once afterwards."""
    place = func.row_number().over(order_by=SessionFile.id)
    listed = select(SessionFile.id.label("id"), place.label("place")).where(*_those(asked)).subquery()
    begins = select(listed.c.id).where((listed.c.place - 1) % PAGE == 0).order_by(listed.c.id)
    total = select(func.count()).select_from(SessionFile).where(*_those(asked))
    return Pages(
        int(connection.execute(total).scalar_one()), tuple(map(int, connection.execute(begins).scalars()))
    )


def page(connection: Connection, asked: Asked, begin: int = 0, limit: int = PAGE) -> list[Outcome]:
    """The files of the page that begins with this row, or behind it."""
    rows = (
        select(
            SessionFile.id,
            SessionFile.path,
            SessionFile.fate,
            SessionFile.code,
            SessionFile.message,
            SessionFile.photo_id,
        )
        .where(*_those(asked), SessionFile.id >= begin)
        .order_by(SessionFile.id)
        .limit(limit)
    )
    return [Outcome(*row) for row in connection.execute(rows)]


def files_of_fate(connection: Connection, session: int, fate: str) -> tuple[list[int], list[str]]:
    """The files of one fate: the numbers of those that the catalog has, the paths of the others."""
    rows = connection.execute(
        select(SessionFile.file_id, SessionFile.path)
        .where(SessionFile.session_id == session, SessionFile.fate == fate)
        .order_by(SessionFile.id)
    ).all()
    return [file for file, _ in rows if file is not None], [path for file, path in rows if file is None]


def never_photos_below(connection: Connection, folder: str) -> list[str]:
    """The paths that imports met in a folder, whose name ends in a separator, and found no photo in."""
    rows = (
        select(SessionFile.path)
        .where(SessionFile.fate.in_((Fate.SKIPPED, Fate.FAILED)), SessionFile.file_id.is_(None))
        .where(func.substr(SessionFile.path, 1, len(folder)) == folder)
        .distinct()
    )
    return list(connection.execute(rows).scalars())


def _those(asked: Asked) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [SessionFile.session_id == asked.session]
    if asked.fate is not None:
        wanted.append(SessionFile.fate == asked.fate)
    if words := asked.words.strip():
        # SQLite knows capitals of plain letters only; and an accent may be written in two ways.
        ways = {form(text) for form in (str, str.lower, str.upper, str.title) for text in _forms(words)}
        wanted.append(or_(*(SessionFile.path.contains(way, autoescape=True) for way in sorted(ways))))
    return wanted


def _forms(words: str) -> tuple[str, str]:
    return normalize("NFC", words), normalize("NFD", words)
