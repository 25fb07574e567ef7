"""What the photographer made of photos, as lists: shoots, authors, saved searches, stacks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from imalink_desktop.catalog.models import Author, Photo, SavedSearch, Shoot, Stack
from imalink_desktop.catalog.reads.counts import Kind, counts


@dataclass(frozen=True, slots=True)
class KnownShoot:
    """A job, and its photos in sight."""

    id: int
    title: str
    client: str | None
    note: str | None
    archived_at: str | None
    photos: int


@dataclass(frozen=True, slots=True)
class KnownAuthor:
    """Whoever took photos, and how many."""

    id: int
    name: str
    photos: int


@dataclass(frozen=True, slots=True)
class KnownSearch:
    """A query with a name; `sort` as `commands.remembering` reads it."""

    id: int
    name: str
    query: str
    sort: str | None


@dataclass(frozen=True, slots=True)
class KnownStack:
    """A stack and why it is one; its members in sight, the top one first."""

    id: int
    kind: str
    reason: str | None
    members: tuple[int, ...]


def shoots(connection: Connection, *, archived: bool = False) -> list[KnownShoot]:
    """The jobs at hand, or those laid away; the newest first."""
    photos = counts(connection, Kind.SHOOT)
    laid_away = Shoot.archived_at.is_not(None) if archived else Shoot.archived_at.is_(None)
    columns = (Shoot.id, Shoot.title, Shoot.client, Shoot.note, Shoot.archived_at)
    rows = connection.execute(select(*columns).where(laid_away).order_by(Shoot.id.desc()))
    return [KnownShoot(*row, photos.get(row[0], 0)) for row in rows]


def authors(connection: Connection) -> list[KnownAuthor]:
    """All authors, by name."""
    photos = counts(connection, Kind.AUTHOR)
    rows = connection.execute(select(Author.id, Author.name).order_by(Author.name, Author.id))
    return [KnownAuthor(*row, photos.get(row[0], 0)) for row in rows]


def saved_searches(connection: Connection) -> list[KnownSearch]:
    """All saved searches, by name."""
    columns = (SavedSearch.id, SavedSearch.name, SavedSearch.query, SavedSearch.sort)
    return [KnownSearch(*row) for row in connection.execute(select(*columns).order_by(SavedSearch.name))]


def stack(connection: Connection, number: int) -> KnownStack | None:
    """A stack by its number."""
    row = connection.execute(select(Stack.id, Stack.kind, Stack.reason).where(Stack.id == number)).first()
    if row is None:
        return None
    inside = (
        select(Photo.id)
        .where(Photo.stack_id == number, Photo.trashed_at.is_(None))
        .order_by(func.coalesce(Photo.stack_position, 0), Photo.id)
    )
    return KnownStack(*row, tuple(connection.execute(inside).scalars()))
