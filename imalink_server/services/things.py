"""What people keep beside photos, all in one way: made once by its uid, changed a field at a time, deleted.

A `Kind` says what is special: its table, its fields, what it refers to, and how it is told. Each change is
told to the feed, for the thing and for the photos that it makes others.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imalink_server.base.errors import Code, Refused
from imalink_server.db import owned, shelves
from imalink_server.db.database import Session
from imalink_server.db.models import (
    Author,
    Collection,
    ImportSession,
    Owned,
    SavedSearch,
    Shoot,
    Stack,
    Story,
)
from imalink_server.services.accounts import Me
from imalink_server.services.photos.adding import touch
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing

Values = Mapping[str, Any]
"""Fields by their names on the wire."""
MoreTold = Callable[[Session, Sequence[int]], Mapping[int, Values]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing."""

    name: str
    table: type[Owned]
    fields: tuple[str, ...]
    """What its owner says of it; those whose columns are called otherwise stand in `columns`."""
    columns: Mapping[str, str] = field(default_factory=dict)
    json: frozenset[str] = frozenset()
    refers: Mapping[str, type[Owned]] = field(default_factory=dict)
    more: MoreTold | None = None

    def column(self, name: str) -> str:
        """What a field is called in the table."""
        return self.columns.get(name, name)


@dataclass(frozen=True, slots=True)
class Thing:
    """One of them, as its owner sees it."""

    values: Values
    is_new: bool = False

    @property
    def etag(self) -> str:
        """What changes with it."""
        return f'"{self.values["version"]}"'


def make(w: Writing, kind: Kind, values: Values, uid: str | None = None) -> Thing:
    """Make one, unless the account has one of this uid: then that one is told."""
    known = None if uid is None else owned.by_uid(w.session, kind.table, w.me.account_id, uid)
    if known is not None:
        return told(w.session, kind, [known])[0]
    _check(w, kind, values)
    row = kind.table(
        uid=uid or str(uuid.uuid4()),
        owner_id=w.me.account_id,
        version=1,
        created_at=w.at,
        updated_at=w.at,
        **_row_values(kind, values),
    )
    w.session.add(row)
    w.session.flush()
    w.changed(kind.name, row.uid)
    return Thing(told(w.session, kind, [row])[0].values, is_new=True)


def change(w: Writing, kind: Kind, id_: int, values: Values, if_match: str | None = None) -> Thing:
    """Change the fields that are given."""
    row = mine(w, kind, id_, if_match)
    _check(w, kind, values)
    differing = {
        name: value for name, value in _row_values(kind, values).items() if getattr(row, name) != value
    }
    for name, value in differing.items():
        setattr(row, name, value)
    if differing:
        count(w, kind, row)
    return told(w.session, kind, [row])[0]


def delete(w: Writing, kind: Kind, id_: int, if_match: str | None = None) -> None:
    """Delete one. Its photos stay, and refer to it no more."""
    row = mine(w, kind, id_, if_match)
    for photo in shelves.all_on(w.session, kind.table, row.id) if kind.table in _WITH_PHOTOS else ():
        touch(w, photo)
    w.changed(kind.name, row.uid, gone=True)
    w.session.flush()
    w.session.delete(row)
    w.session.flush()
    w.session.expire_all()


_WITH_PHOTOS: tuple[type[Owned], ...] = (Author, ImportSession, Stack, Shoot)
"""What photos refer to themselves."""


def mine(w: Writing, kind: Kind, id_: int, if_match: str | None = None) -> Owned:
    """One's own, to be changed, unless somebody changed it since the sender saw it."""
    row = owned.by_id(w.session, kind.table, w.me.account_id, id_)
    if row is None:
        raise missing()
    if if_match is not None and if_match.strip() not in ("*", f'"{row.version}"'):
        now = told(w.session, kind, [row])[0]
        details: dict[str, Any] = {"current": dict(now.values), "etag": now.etag}
        raise Refused(Code.CHANGED_MEANWHILE, "It has been changed meanwhile.", details)
    return row


def count(w: Writing, kind: Kind, row: Owned) -> None:
    """Count a change of one."""
    row.version += 1
    row.updated_at = w.at
    w.changed(kind.name, row.uid)


def one(server: Server, me: Me, kind: Kind, id_: int) -> Thing:
    """One's own, by its id."""
    with server.database.reading() as session:
        row = owned.by_id(session, kind.table, me.account_id, id_)
        if row is None:
            raise missing()
        return told(session, kind, [row])[0]


def page(server: Server, me: Me, kind: Kind, offset: int, limit: int) -> tuple[list[Thing], int]:
    """Some of one's own, the latest first, and how many there are."""
    with server.database.reading() as session:
        rows, total = owned.page(session, kind.table, me.account_id, offset, limit)
        return told(session, kind, rows), total


def missing() -> Refused:
    """What everybody is told of what is not theirs, or not there."""
    return Refused(Code.NOT_FOUND, "There is no such thing.")


def told(session: Session, kind: Kind, rows: Sequence[Owned]) -> list[Thing]:
    """Some of them, as their owner sees them."""
    session.flush()
    more = kind.more(session, [row.id for row in rows]) if kind.more and rows else {}
    return [Thing({**_wire_values(kind, row), **more.get(row.id, {})}) for row in rows]


def _wire_values(kind: Kind, row: Owned) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": row.id,
        "uid": row.uid,
        "user_id": row.owner_id,
        "version": row.version,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }
    for name in kind.fields:
        value = getattr(row, kind.column(name))
        values[name] = json.loads(value) if name in kind.json and value is not None else value
    return values


def _row_values(kind: Kind, values: Values) -> dict[str, Any]:
    return {
        kind.column(name): json.dumps(value) if name in kind.json and value is not None else value
        for name, value in values.items()
        if name in kind.fields
    }


def _check(w: Writing, kind: Kind, values: Values) -> None:
    """Let only one's own be referred to."""
    for name, table in kind.refers.items():
        id_ = values.get(name)
        if id_ is not None and owned.by_id(w.session, table, w.me.account_id, id_) is None:
            raise Refused(Code.INVALID_REQUEST, f"{name}: you have no such thing", {"where": name})


def _counted(table: type[Owned], name: str) -> MoreTold:
    def more(session: Session, ids: Sequence[int]) -> Mapping[int, Values]:
        found = shelves.counts(session, table, ids)
        return {id_: {name: found.get(id_, 0)} for id_ in ids}

    return more


def _standing(table: type[Owned]) -> MoreTold:
    def more(session: Session, ids: Sequence[int]) -> Mapping[int, Values]:
        found = shelves.standing(session, table, ids)
        return {
            id_: {
                "hothashes": [each.hothash for each in found.get(id_, ())],
                "photo_uids": [each.uid for each in found.get(id_, ())],
                "photo_count": len(found.get(id_, ())),
                "cover_photo_hothash": found[id_][0].hothash if found.get(id_) else None,
            }
            for id_ in ids
        }

    return more


SESSIONS = Kind(
    "import_session",
    ImportSession,
    ("title", "description", "source", "default_author_id"),
    refers={"default_author_id": Author},
    more=_counted(ImportSession, "images_count"),
)
AUTHORS = Kind("author", Author, ("name", "email", "bio"), more=_counted(Author, "image_count"))
STACKS = Kind("stack", Stack, ("stack_type", "reason"), {"stack_type": "kind"}, more=_standing(Stack))
COLLECTIONS = Kind(
    "collection",
    Collection,
    ("name", "description", "parent_id", "position"),
    refers={"parent_id": Collection},
    more=_standing(Collection),
)
SEARCHES = Kind(
    "saved_search",
    SavedSearch,
    ("name", "description", "search_criteria", "is_favorite", "last_executed_at"),
    {"search_criteria": "criteria"},
    frozenset({"search_criteria"}),
)
SHOOTS = Kind("shoot", Shoot, ("title", "client", "note", "archived_at"), more=_standing(Shoot))
STORIES = Kind(
    "story",
    Story,
    (
        "title", "document_type", "content", "abstract", "cover_image", "is_published", "published_at",
        "visibility",
    ),
    json=frozenset({"content", "cover_image"}),
)  # fmt: skip
KINDS = {kind.name: kind for kind in (SESSIONS, AUTHORS, STACKS, COLLECTIONS, SEARCHES, SHOOTS, STORIES)}
