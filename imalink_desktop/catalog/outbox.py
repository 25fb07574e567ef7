"""The outbox: what a server does not have yet, written in the same transaction as the change.

Each field of a photo waits once, with its base: the value that both sides agreed on last. A field
that comes back to its base needs no sending. That holds only for what has never been on its way:
what was sent may have arrived, although no answer came, and so it stays until one has come.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias
from uuid import uuid4

from sqlalchemy import Connection, delete, exists, func, literal, select, true, update
from sqlalchemy.dialects.sqlite import insert

from imalink_desktop.catalog.journal import among, one_of, table_of
from imalink_desktop.catalog.links_before import spaces_before_and_after, tags_before_and_after
from imalink_desktop.catalog.models import Account, Outbox, Photo, RemotePhoto, Tombstone
from imalink_desktop.catalog.samples import is_sample
from imalink_desktop.catalog.touched import Kind, Row, Touched, Value

TRAVELS = frozenset(
    [
        "title",
        "description",
        "rating",
        "flag",
        "label",
        "visibility",
        "tells_place",
        "tells_names",
        "author_id",
        "trashed_at",
        "corrected_at",
        "corrected_latitude",
        "corrected_longitude",
        "rotation",
        "crop",
        "exposure_adjust",
    ]
)
"""The fields of a photo that other machines see; its tags and its spaces, one field each, come beside."""

SHOWS = frozenset(["visibility", "tells_place", "tells_names"])
"""Of those, what shows a photo to more people, or tells them more of it, the higher it is."""

TAGS, SPACES, EGG, COLD, FILES = "tags", "spaces", "egg", "coldpreview", "files"
"""The names under which tags, spaces, all that a photo's files say of it, its large preview, and the word of
further files travel."""

LESS_VISIBLE, EDIT, NEW_EGG, NEW_COLD = 0, 1, 2, 3


def post(connection: Connection, touched: Sequence[Touched], heard: Collection[tuple[int, str]] = ()) -> None:
    """Note what has to travel. A field that is waiting already keeps the value both sides agreed on.

    What was `heard` from the server (fields of photos) is settled by whoever heard it.
    """
    _bury(connection, touched, heard)
    home = connection.execute(select(Account.id).where(Account.is_home == 1)).scalar()
    if home is None:
        return
    for field, changes in _by_field(touched).items():
        ours = {photo: values for photo, values in changes.items() if (photo, field) not in heard}
        _wait(connection, home, field, ours, NEW_EGG if field == EGG else EDIT)
    linked = {
        TAGS: tags_before_and_after(connection, touched),
        SPACES: spaces_before_and_after(connection, touched, home),
    }
    for field, before_and_after in linked.items():
        agreed = _as_agreed(connection, home, touched, field, before_and_after)
        own = {photo: values for photo, values in agreed.items() if (photo, field) not in heard}
        _wait(connection, home, field, own, EDIT)
    _wait(connection, home, EGG, _new_eggs(connection, home, touched), NEW_EGG)
    _try_twins_again(connection, home, touched)


Changes: TypeAlias = Mapping[int, tuple[Value | list[str], Value | list[str]]]
"""For each photo, what a field was and what it is."""

Links: TypeAlias = Mapping[int, tuple[list[str], list[str]]]


def _as_agreed(
    connection: Connection, home: int, touched: Sequence[Touched], field: str, links: Links
) -> Changes:
    """Of photos that came back, the server still has the tags and spaces that both sides agreed on last.

    Where those are not known, what waited when the photo went says it, and has come back with it.
    """
    back = _inserted(touched, "photo")
    if not back:
        return links
    known = select(RemotePhoto.photo_id, RemotePhoto.base).where(
        RemotePhoto.account_id == home, one_of(table_of(RemotePhoto).c.photo_id, back)
    )
    agreed = {row.photo_id: json.loads(row.base).get(field) for row in connection.execute(known)}
    return {
        photo: (sorted(agreed[photo]) if photo in agreed else old, new)
        for photo, (old, new) in links.items()
        if agreed.get(photo, old) is not None
    }


def _by_field(touched: Sequence[Touched]) -> dict[str, dict[int, tuple[Value, Value]]]:
    """What became of each field: from its first value to its last, however often it changed on the way."""
    fields: dict[str, dict[int, tuple[Value, Value]]] = {}
    for images in touched:
        if images.table != "photo" or images.kind is not Kind.UPDATE:
            continue
        field = EGG if images.field == "hothash" else str(images.field)
        if field not in TRAVELS and field != EGG:
            continue
        changes = fields.setdefault(field, {})
        for photo, old, new in zip(images.ids, images.olds, images.news, strict=True):
            changes[photo] = (changes[photo][0] if photo in changes else old, new)
    return fields


def _wait(connection: Connection, home: int, field: str, changes: Changes, urgency: int) -> None:
    if not changes:
        return
    there = _alive(connection, changes)
    _try_eggs_again(connection, home, there)
    waiting = _waiting(connection, home, field, there)
    back: list[int] = []
    letters: list[tuple[int, str | None, int]] = []
    for photo in there:
        old, new = changes[photo]
        row, base, has_gone = waiting.get(photo) or (None, json.dumps(old), False)
        if not has_gone and base == json.dumps(new):
            back += [] if row is None else [row]
            continue
        hurry = LESS_VISIBLE if hides(field, old, new) else urgency
        letters.append((photo, base, hurry))
    if back:
        connection.execute(delete(Outbox).where(among(table_of(Outbox), back)))
    if letters:
        _put(connection, home, field, letters)


def _put(
    connection: Connection, home: int, field: str, letters: Sequence[tuple[int, str | None, int]]
) -> None:
    """Let photos wait, each with its base and its urgency, in one statement however many they are."""
    each = func.json_each(json.dumps(letters)).table_valued("value")
    photo, base, urgency = (func.json_extract(each.c.value, f"$[{place}]") for place in range(3))
    # Without a condition SQLite would take the ON of what follows for that of a join.
    rows = select(literal(home), photo, literal(field), base, urgency, literal(0)).where(true())
    columns = [Outbox.account_id, Outbox.photo_id, Outbox.field, Outbox.base, Outbox.urgency, Outbox.tries]
    letter = insert(Outbox).from_select(columns, rows)
    news = {"urgency": func.min(Outbox.urgency, letter.excluded.urgency), "parked": None}
    connection.execute(letter.on_conflict_do_update(index_elements=columns[:3], set_=news))


def _try_eggs_again(connection: Connection, home: int, photos: Sequence[int]) -> None:
    """An egg says all of a photo, and what it was refused for may have been mended just now."""
    box = table_of(Outbox)
    eggs = (box.c.field == EGG) & box.c.parked.is_not(None) & one_of(box.c.photo_id, photos)
    connection.execute(update(Outbox).where(box.c.account_id == home, eggs).values(parked=None, tries=0))


def _try_twins_again(connection: Connection, home: int, touched: Sequence[Touched]) -> None:
    """An egg may be parked since its photo is one with another, and could not join it before somebody chose.

    When that has been done, or when there is no such other any more, it is tried again.
    """
    gone = [*_deleted(touched, "conflict"), *_deleted(touched, "remote_photo")]
    if not gone:
        return
    there = select(Photo.hothash).where(one_of(table_of(Photo).c.id, [row["photo_id"] for row in gone]))
    looks = {*connection.execute(there).scalars(), *(row["hothash"] for row in _deleted(touched, "photo"))}
    alike = select(Photo.id).where(one_of(table_of(Photo).c.hothash, sorted(filter(None, looks))))
    _try_eggs_again(connection, home, connection.execute(alike).scalars().all())


def hides(field: str, old: object, new: object) -> bool:
    """Whether fewer people see a photo than before, or are told less: more urgent than anything else."""
    if field == SPACES and isinstance(old, list | tuple):
        return not set(old) <= set(new if isinstance(new, list | tuple) else ())
    return field in SHOWS and isinstance(old, int) and isinstance(new, int) and new < old


def _alive(connection: Connection, photos: Iterable[int]) -> list[int]:
    """Those that are there; sample photos stay here, but for those that a server knows already."""
    known = exists().where(RemotePhoto.photo_id == Photo.id)
    there = select(Photo.id).where(among(table_of(Photo), list(photos)), ~is_sample() | known)
    return list(connection.execute(there.order_by(Photo.id)).scalars())


def _waiting(
    connection: Connection, home: int, field: str, photos: Sequence[int]
) -> dict[int, tuple[int, str | None, bool]]:
    """The rows that wait for these photos: their number, base, and whether any of it may have arrived."""
    rows = connection.execute(
        select(Outbox.photo_id, Outbox.id, Outbox.base, Outbox.tries, Outbox.sent, Outbox.is_doubtful).where(
            Outbox.account_id == home, Outbox.field == field, one_of(table_of(Outbox).c.photo_id, photos)
        )
    )
    return {
        row.photo_id: (row.id, row.base, bool(row.tries or row.sent is not None or row.is_doubtful))
        for row in rows
    }


def _new_eggs(
    connection: Connection, home: int, touched: Sequence[Touched]
) -> dict[int, tuple[Value, Value]]:
    """Photos that came with an egg, or came back with it, and that the server does not know."""
    photos = _inserted(touched, "photo")
    if not photos:
        return {}
    known = select(RemotePhoto.photo_id).where(RemotePhoto.account_id == home)
    rows = connection.execute(
        select(Photo.id, Photo.hothash).where(
            among(table_of(Photo), photos), Photo.hothash.is_not(None), Photo.id.not_in(known)
        )
    )
    return {row.id: (None, row.hothash) for row in rows}


def _bury(connection: Connection, touched: Sequence[Touched], heard: Collection[tuple[int, str]]) -> None:
    """Of photos that go, tell the servers that know them; of those that come back, no more.

    That is so for an account that is not home, too: who signs in there again has not changed his mind.
    A server that has been told already knows a photo that comes back no longer.
    """
    came = [photo for photo in _inserted(touched, "photo") if (photo, EGG) not in heard]
    if came:
        untold = exists().where(
            Tombstone.account_id == RemotePhoto.account_id,
            Tombstone.uid == Photo.uid,
            Photo.id == RemotePhoto.photo_id,
        )
        known = among(table_of(RemotePhoto), _inserted(touched, "remote_photo"))
        connection.execute(delete(RemotePhoto).where(known, ~untold))
        back = select(Photo.uid).where(among(table_of(Photo), came))
        connection.execute(delete(Tombstone).where(Tombstone.uid.in_(back)))
    gone = {row["id"]: row["uid"] for row in _deleted(touched, "photo")}
    graves = [
        {
            "account_id": row["account_id"],
            "uid": gone[row["photo_id"]],
            "server_photo_id": row["server_photo_id"],
            "mark": uuid4().hex,
        }
        for row in _deleted(touched, "remote_photo")
        if row["photo_id"] in gone
    ]
    if graves:
        connection.execute(insert(Tombstone).on_conflict_do_nothing(), graves)


def _inserted(touched: Sequence[Touched], table: str) -> list[int]:
    return [
        row
        for images in touched
        if images.table == table and images.kind is Kind.INSERT
        for row in images.ids
    ]


def _deleted(touched: Sequence[Touched], table: str) -> Iterable[Row]:
    return (
        row
        for images in touched
        if images.table == table and images.kind is Kind.DELETE
        for row in images.rows
    )
