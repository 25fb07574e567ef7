"""What people keep beside photos, all in one way: made once by its uid, changed a field at a time, deleted.

A `Kind` says what is special: its table, its fields, what it refers to, and how it is told. Each change is
told to the feed, for the thing and for the photos that it makes others.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imalink_server.base.errors import Code, Refused
from imalink_server.base.listing import Listing
from imalink_server.db import owned, shelves, spaces
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
from imalink_server.db.owned import Those
from imalink_server.db.policy import Viewer, legible, may_write
from imalink_server.services.photos.adding import touch_all
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing, check_seen

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
    holds_photos: bool = False
    """Which those are, `more` tells."""
    shown_to: Callable[[Viewer], Those] | None = None
    """Those that a viewer sees, where they are more than one's own."""

    def column(self, name: str) -> str:
        """What a field is called in the table."""
        return self.columns.get(name, name)


@dataclass(frozen=True, slots=True)
class Thing:
    """One of them, as its owner sees it."""

    values: Values
    is_new: bool = False

    @property
    def etag(self) -> str | None:
        """What changes with it; others are not told."""
        version = self.values["version"]
        return None if version is None else f'"{version}"'


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
    """Delete one. Its photos, and what lies in it, stay and refer to it no more."""
    row = mine(w, kind, id_, if_match)
    if kind.table in _WITH_PHOTOS:
        touch_all(w, shelves.naming(kind.table, row.id))
    for other, name in _referring(kind):
        for each in owned.referring(w.session, other.table, other.column(name), row.id):
            setattr(each, other.column(name), None)
            count(w, other, each)
    w.changed(kind.name, row.uid, gone=True)
    w.session.flush()
    w.session.delete(row)
    w.session.flush()
    w.session.expire_all()


def _referring(kind: Kind) -> Iterator[tuple[Kind, str]]:
    """The kinds that refer to this one, and in which field."""
    for other in KINDS.values():
        yield from ((other, name) for name, table in other.refers.items() if table is kind.table)


_WITH_PHOTOS: tuple[type[Owned], ...] = (Author, ImportSession)
"""What is said of a photo itself. Which stack and which shoots it is in, is said of those."""


def mine(w: Writing, kind: Kind, id_: int, if_match: str | None = None) -> Owned:
    """One's own, to be changed, unless somebody changed it since the sender saw it."""
    row = owned.by_id(w.session, kind.table, w.me.account_id, id_)
    if row is None:
        raise missing()
    check_seen(if_match, row.version, lambda: told(w.session, kind, [row])[0].values)
    return row


def count(w: Writing, kind: Kind, row: Owned) -> None:
    """Count a change of one."""
    w.count(kind.name, row)


def one(server: Server, viewer: Viewer, kind: Kind, id_: int) -> Thing:
    """One that this viewer sees, by its id."""
    with server.database.reading() as session:
        row = owned.find(session, kind.table, _seen(viewer, kind), id_)
        if row is None:
            raise missing()
        return _shown(viewer, told(session, kind, [row]))[0]


def page(server: Server, viewer: Viewer, kind: Kind, wanted: Listing) -> tuple[list[Thing], int]:
    """Some of those that this viewer sees, and how many they are."""
    with server.database.reading() as session:
        among = _seen(viewer, kind, only_own=wanted.only_own)
        rows, total = owned.page(session, kind.table, among, wanted)
        return _shown(viewer, told(session, kind, rows)), total


def _seen(viewer: Viewer, kind: Kind, *, only_own: bool = False) -> Those:
    if kind.shown_to is None or only_own:
        return owned.of(kind.table, viewer.account_id)
    return kind.shown_to(viewer)


_OWNERS_ALONE: Values = {"uid": None, "user_id": None, "version": None, "updated_at": None, "space_ids": []}


def _shown(viewer: Viewer, found: Sequence[Thing]) -> list[Thing]:
    """The same without what is the owner's alone, where somebody else looks."""
    return [
        each if may_write(viewer, each.values["user_id"]) else Thing({**each.values, **_OWNERS_ALONE})
        for each in found
    ]


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
        told: dict[int, Values] = {}
        for id_ in ids:
            seen = [each.hothash for each in found.get(id_, ()) if not each.is_trashed]
            told[id_] = {
                "hothashes": seen,
                # Another machine has to know of all, or it would take those in the trash for taken out.
                "photo_uids": [each.uid for each in found.get(id_, ())],
                "photo_count": len(seen),
                "cover_photo_hothash": seen[0] if seen else None,
            }
        return told

    return more


SESSIONS = Kind(
    "import_session",
    ImportSession,
    ("title", "description", "source", "default_author_id"),
    refers={"default_author_id": Author},
    more=_counted(ImportSession, "images_count"),
)
AUTHORS = Kind("author", Author, ("name", "email", "bio"), more=_counted(Author, "image_count"))
STACKS = Kind(
    "stack", Stack, ("stack_type", "reason"), {"stack_type": "kind"}, more=_standing(Stack), holds_photos=True
)
COLLECTIONS = Kind(
    "collection",
    Collection,
    ("name", "description", "parent_id", "position"),
    refers={"parent_id": Collection},
    more=_standing(Collection),
    holds_photos=True,
)
SEARCHES = Kind(
    "saved_search",
    SavedSearch,
    ("name", "description", "search_criteria", "is_favorite", "last_executed_at"),
    {"search_criteria": "criteria"},
    frozenset({"search_criteria"}),
)
SHOOTS = Kind(
    "shoot", Shoot, ("title", "client", "note", "archived_at"), more=_standing(Shoot), holds_photos=True
)


def _in_spaces(session: Session, ids: Sequence[int]) -> Mapping[int, Values]:
    return {id_: {"space_ids": found} for id_, found in spaces.of_stories(session, ids).items()}


STORIES = Kind(
    "story",
    Story,
    (
        "title", "document_type", "content", "abstract", "cover_image", "is_published", "published_at",
        "visibility",
    ),
    json=frozenset({"content", "cover_image"}),
    more=_in_spaces,
    shown_to=legible,
)  # fmt: skip
KINDS = {kind.name: kind for kind in (SESSIONS, AUTHORS, STACKS, COLLECTIONS, SEARCHES, SHOOTS, STORIES)}
