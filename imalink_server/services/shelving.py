"""Putting photos into collections and stacks, and taking them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from imalink_server.base.errors import Code, Refused
from imalink_server.db import owned, photos, shelves
from imalink_server.db.models import Collection, Photo, Stack
from imalink_server.db.policy import Viewer
from imalink_server.services.photos.adding import touch
from imalink_server.services.photos.changing import mine as my_photo
from imalink_server.services.server import Server
from imalink_server.services.things import (
    COLLECTIONS,
    STACKS,
    Thing,
    Values,
    count,
    make,
    mine,
    missing,
    told,
)
from imalink_server.services.writing import Writing


def make_collection(w: Writing, values: Values, keys: Sequence[str], uid: str | None) -> Thing:
    """Make a collection that holds these photos."""
    thing = make(w, COLLECTIONS, values, uid)
    if thing.is_new and keys:
        shelves.arrange(w.session, thing.values["id"], _ids(w, keys))
        return Thing(_now(w, thing).values, is_new=True)
    return thing


def check_parent(w: Writing, id_: int, parent_id: int | None) -> None:
    """Let no collection lie within itself."""
    at = parent_id
    while at is not None:
        if at == id_:
            raise Refused(
                Code.INVALID_REQUEST, "parent_id: it would lie within itself", {"where": "parent_id"}
            )
        above = owned.by_id(w.session, Collection, w.me.account_id, at)
        at = above.parent_id if above else None


def add(w: Writing, id_: int, keys: Sequence[str]) -> Thing:
    """Put photos at the end of a collection, those that are not in it."""
    return _arranged(w, id_, lambda has: [*has, *_ids(w, keys)])


def take(w: Writing, id_: int, keys: Sequence[str]) -> Thing:
    """Take photos out of a collection."""

    def left(has: list[int]) -> list[int]:
        gone = set(_ids(w, keys))
        return [each for each in has if each not in gone]

    return _arranged(w, id_, left)


def reorder(w: Writing, id_: int, keys: Sequence[str]) -> Thing:
    """Put these photos of a collection first, in this order; the others stay behind them in theirs."""

    def ordered(has: list[int]) -> list[int]:
        first = [each for each in _ids(w, keys) if each in set(has)]
        return [*first, *(each for each in has if each not in set(first))]

    return _arranged(w, id_, ordered)


def make_stack(w: Writing, values: Values, cover: str | None, uid: str | None) -> Thing:
    """Make a stack, with a photo on top."""
    thing = make(w, STACKS, values, uid)
    if thing.is_new and cover is not None:
        _fold(w, thing.values["id"], my_photo(w, cover), 0)
        return Thing(_now(w, thing).values, is_new=True)
    return thing


def cover(w: Writing, id_: int, key: str) -> None:
    """Put a photo on top of a stack."""
    photo = my_photo(w, key)
    shelves.make_room(w.session, id_)
    for each in shelves.all_on(w.session, Stack, id_):
        if each.id != photo.id:
            touch(w, each)
    _fold(w, id_, photo, 0)


def fold(w: Writing, id_: int, key: str) -> Thing:
    """Put a photo at the bottom of a stack."""
    row = mine(w, STACKS, id_)
    has = shelves.all_on(w.session, Stack, id_)
    lowest = max((each.stack_position or 0 for each in has), default=-1)
    photo = my_photo(w, key)
    if photo.stack_id != id_:
        _fold(w, id_, photo, lowest + 1)
        count(w, STACKS, row)
    return told(w.session, STACKS, [row])[0]


def unfold(w: Writing, id_: int, key: str) -> Thing:
    """Take a photo out of a stack."""
    row = mine(w, STACKS, id_)
    photo = my_photo(w, key)
    if photo.stack_id != id_:
        raise missing()
    photo.stack_id = photo.stack_position = None
    touch(w, photo)
    count(w, STACKS, row)
    return told(w.session, STACKS, [row])[0]


def stack_of(server: Server, viewer: Viewer, key: str) -> Thing | None:
    """The stack that one's own photo lies in. Of others' stacks nothing is told."""
    with server.database.reading() as session:
        photo = photos.find(session, viewer, key)
        if photo is None:
            raise missing()
        if photo.owner_id != viewer.account_id or photo.stack_id is None:
            return None
        row = owned.by_id(session, Stack, photo.owner_id, photo.stack_id)
        return told(session, STACKS, [row])[0] if row else None


def _arranged(w: Writing, id_: int, how: Callable[[list[int]], list[int]]) -> Thing:
    row = mine(w, COLLECTIONS, id_)
    before = shelves.arranged(w.session, id_)
    after = list(dict.fromkeys(how(before)))
    if after != before:
        shelves.arrange(w.session, id_, after)
        count(w, COLLECTIONS, row)
    return told(w.session, COLLECTIONS, [row])[0]


def _fold(w: Writing, id_: int, photo: Photo, position: int) -> None:
    photo.stack_id, photo.stack_position = id_, position
    touch(w, photo)


def _now(w: Writing, thing: Thing) -> Thing:
    kind = COLLECTIONS if "parent_id" in thing.values else STACKS
    return told(w.session, kind, [mine(w, kind, thing.values["id"])])[0]


def _ids(w: Writing, keys: Iterable[str]) -> list[int]:
    return [my_photo(w, key).id for key in keys]
