"""Putting photos into collections, shoots and stacks, and taking them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from imalink_server.base.errors import Code, Refused
from imalink_server.db import owned, photos, shelves
from imalink_server.db.database import Session
from imalink_server.db.models import Collection, Photo, Stack
from imalink_server.db.policy import Viewer
from imalink_server.db.shelves import Place
from imalink_server.services.photos import shelved
from imalink_server.services.photos.changing import mine as my_photo
from imalink_server.services.photos.changing import missing as missing_photo
from imalink_server.services.server import Server
from imalink_server.services.things import (
    COLLECTIONS,
    SHOOTS,
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


def add(w: Writing, id_: int, keys: Sequence[str], if_match: str | None = None) -> Thing:
    """Put photos at the end of a collection, those that are not in it."""
    return _arranged(w, id_, lambda has: [*has, *_ids(w, keys)], if_match)


def take(w: Writing, id_: int, keys: Sequence[str], if_match: str | None = None) -> Thing:
    """Take photos out of a collection."""

    def left(has: list[int]) -> list[int]:
        gone = set(_ids(w, keys))
        return [each for each in has if each not in gone]

    return _arranged(w, id_, left, if_match)


def reorder(w: Writing, id_: int, keys: Sequence[str], if_match: str | None = None) -> Thing:
    """Put these photos of a collection first, in this order; the others stay behind them in theirs."""

    def ordered(has: list[int]) -> list[int]:
        here = set(has)
        return [*(each for each in _ids(w, keys) if each in here), *has]

    return _arranged(w, id_, ordered, if_match)


def shoot_of(w: Writing, id_: int, keys: Sequence[str], if_match: str | None = None) -> Thing:
    """Let photos belong to a shoot too."""
    return _shot(w, id_, keys, if_match, shelves.join)


def out_of_shoot(w: Writing, id_: int, keys: Sequence[str], if_match: str | None = None) -> Thing:
    """Take photos out of a shoot."""
    return _shot(w, id_, keys, if_match, shelves.leave)


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
    standing = shelves.standing(w.session, Stack, [id_])
    if standing.get(id_) and standing[id_][0].photo_id == photo.id:
        return
    shelves.make_room(w.session, id_)
    count(w, STACKS, mine(w, STACKS, id_))
    _fold(w, id_, photo, 0)


def fold(w: Writing, id_: int, key: str, if_match: str | None = None) -> Thing:
    """Put a photo at the bottom of a stack."""
    row = mine(w, STACKS, id_, if_match)
    lowest = shelves.lowest_in(w.session, id_)
    photo = my_photo(w, key)
    if photo.stack_id != id_:
        _fold(w, id_, photo, lowest + 1)
        count(w, STACKS, row)
    return told(w.session, STACKS, [row])[0]


def unfold(w: Writing, id_: int, key: str, if_match: str | None = None) -> Thing:
    """Take a photo out of a stack."""
    row = mine(w, STACKS, id_, if_match)
    photo = my_photo(w, key)
    if photo.stack_id != id_:
        raise missing()
    photo.stack_id = photo.stack_position = None
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


def _arranged(w: Writing, id_: int, how: Callable[[list[int]], list[int]], if_match: str | None) -> Thing:
    row = mine(w, COLLECTIONS, id_, if_match)
    before = shelves.arranged(w.session, id_)
    after = list(dict.fromkeys(how(before)))
    if after != before:
        shelves.arrange(w.session, id_, after)
        count(w, COLLECTIONS, row)
    return told(w.session, COLLECTIONS, [row])[0]


def _shot(
    w: Writing,
    id_: int,
    keys: Sequence[str],
    if_match: str | None,
    how: Callable[[Session, int, Sequence[int]], bool],
) -> Thing:
    row = mine(w, SHOOTS, id_, if_match)
    if how(w.session, id_, _ids(w, keys)):
        count(w, SHOOTS, row)
    return told(w.session, SHOOTS, [row])[0]


def _fold(w: Writing, id_: int, photo: Photo, position: int) -> None:
    if photo.stack_id is not None and photo.stack_id != id_:
        shelved.tell(w, [Place(Stack, photo.stack_id)])
    photo.stack_id, photo.stack_position = id_, position


def _now(w: Writing, thing: Thing) -> Thing:
    kind = COLLECTIONS if "parent_id" in thing.values else STACKS
    return told(w.session, kind, [mine(w, kind, thing.values["id"])])[0]


def _ids(w: Writing, keys: Iterable[str]) -> list[int]:
    """Whom these keys mean, each once; asked for all together, since everybody waits meanwhile."""
    wanted = list(dict.fromkeys(keys))
    found = photos.own_ids(w.session, w.me.account_id, wanted)
    if len(found) < len(wanted):
        raise missing_photo()
    return list(dict.fromkeys(found[key] for key in wanted))
