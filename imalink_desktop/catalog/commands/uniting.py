"""Two photos turn out to be one: their files are the same bytes.

The older stays. Its blanks are filled from the younger, and where the user has said one thing of the one and
another of the other, both stay as a conflict. The machine never shows a photo to more people than before, nor
tells them more, and where a value could be lost, the two stay apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, FromClause, Select, select

from imalink_core.pairing import Role
from imalink_desktop.base.clock import Clock
from imalink_desktop.catalog.commands.discarding import forget
from imalink_desktop.catalog.commands.sessions import settle_fates
from imalink_desktop.catalog.commands.syncing import let_files_wait
from imalink_desktop.catalog.journal import Writer, chunks, one_of, stored_columns, table_of
from imalink_desktop.catalog.models import (
    Account,
    Base,
    CollectionPhoto,
    Conflict,
    FarDigest,
    Fate,
    ImageFile,
    Origin,
    Photo,
    PhotoExif,
    PhotoSpace,
    PhotoTag,
    Reading,
    RemotePhoto,
    SessionFile,
    ShootPhoto,
)
from imalink_desktop.catalog.outbox import SHOWS
from imalink_desktop.catalog.touched import Value

SAID: Mapping[str, Value] = {
    "title": None,
    "description": None,
    "rating": 0,
    "flag": 0,
    "label": None,
    "place": None,
    "author_id": None,
    "corrected_at": None,
    "rotation": 0,
    "crop": None,
    "exposure_adjust": None,
}
"""What a user says of a photo, and what each field holds of which nothing has been said."""

TOGETHER = (("corrected_latitude", "corrected_longitude"),)
"""Fields that mean something only together."""

_LINKS: tuple[tuple[type[Base], str], ...] = (
    (PhotoTag, "tag_id"),
    (CollectionPhoto, "collection_id"),
    (ShootPhoto, "shoot_id"),
)
_OURS = SHOWS | {"id", "uid", "session_id", "added_at", "trashed_at", "stack_id", "stack_position"}

_Photo: TypeAlias = Mapping[str, Any]
Pairs: TypeAlias = Mapping[int, int]
"""Each younger photo, with the older that it is one with."""

BESIDE = frozenset([Role.SIDECAR.value, Role.OTHER.value])
"""What merely lies beside a photo; the same bytes may well lie beside two."""


def shows(files: FromClause) -> ColumnElement[bool]:
    """Whether a file shows its photo."""
    return files.c.role.not_in(sorted(BESIDE))


def unite_same_bytes(writer: Writer, files: Iterable[int], clock: Clock) -> None:
    """Make one photo of all that share the bytes of one of these files."""
    own = table_of(ImageFile)
    other = own.alias()
    photos: list[set[int]] = []
    for chunk in chunks(files):
        alike = (
            select(own.c.sha256, other.c.photo_id)
            .join(other, (other.c.sha256 == own.c.sha256) & (other.c.size == own.c.size))
            .where(one_of(own.c.id, chunk), other.c.reading == Reading.HATCHED.value)
            .where(shows(own), shows(other))
            .distinct()
        )
        far = table_of(FarDigest)
        elsewhere = (
            select(own.c.sha256, far.c.photo_id)
            .join(far, far.c.sha256 == own.c.sha256)
            .where(one_of(own.c.id, chunk), shows(own))
        )
        by_bytes: dict[str, set[int]] = {}
        for sha256, photo in (*writer.read(alike), *writer.read(elsewhere)):
            by_bytes.setdefault(sha256, set()).add(photo)
        photos += [group for group in by_bytes.values() if len(group) > 1]
    unite(writer, photos, clock)


def unite_with_elsewhere(writer: Writer, photos: Iterable[int], clock: Clock) -> None:
    """Originals that are here join what is known of them from another machine, whichever of them came now.

    A hash of the preview alone proves little: they were taken at one moment too, and are as large.
    Where a digest of the one elsewhere is known, that alone tells.
    """
    own, other = _ONE, _OTHER
    # What was thrown away here hides nothing that is seen elsewhere.
    alike = _found().where(own.c.trashed_at.is_(None) | other.c.trashed_at.is_not(None))
    for chunk in chunks(photos):
        groups: dict[int, set[int]] = {}
        for side in (own, other):
            pairs = alike.where(one_of(side.c.id, chunk)).order_by(other.c.id, own.c.id)
            for photo, elsewhere in writer.read(pairs):
                groups.setdefault(elsewhere, {elsewhere, photo})
        unite(writer, groups.values(), clock)


def found_apart(files: Iterable[int]) -> Select[int, int]:
    """Photos of these files, each with one from another machine that it is one with, and has not joined."""
    own = table_of(ImageFile)
    lying = select(own.c.photo_id).where(one_of(own.c.id, list(files)), shows(own))
    return _found().where(_ONE.c.id.in_(lying))


def unite_with_kept(writer: Writer, photos: Iterable[int], clock: Clock) -> None:
    """Photos that the server has no more join those that it has, where both are files of one."""
    own, other = _ONE, _OTHER
    files = table_of(ImageFile)
    mine, theirs = table_of(FarDigest), table_of(FarDigest).alias()
    looks = _alike().where(~((_is_here(own) | _is_told(own)) & (_is_here(other) | _is_told(other))))
    told = (
        select(mine.c.photo_id, theirs.c.photo_id)
        .join(theirs, (theirs.c.sha256 == mine.c.sha256) & (theirs.c.photo_id != mine.c.photo_id))
        .where(select(RemotePhoto.id).where(RemotePhoto.photo_id == theirs.c.photo_id).exists())
    )
    for chunk in chunks(photos):
        lying = writer.read(select(files.c.id).where(one_of(files.c.photo_id, chunk)))
        unite_same_bytes(writer, [file for (file,) in lying], clock)
        groups: dict[int, set[int]] = {}
        for pairs in (told.where(one_of(mine.c.photo_id, chunk)), looks.where(one_of(own.c.id, chunk))):
            for photo, kept in writer.read(pairs):
                groups.setdefault(photo, {photo, kept})
        unite(writer, groups.values(), clock)


_ONE = table_of(Photo)
_OTHER = _ONE.alias()


def _alike() -> Select[int, int]:
    """Pairs that look the same, of which a server knows the other one."""
    own, other = _ONE, _OTHER
    same = [own.c[name].is_not_distinct_from(other.c[name]) for name in ("width", "height", "taken_at")]
    return (
        select(own.c.id, other.c.id)
        .join(other, (other.c.hothash == own.c.hothash) & (other.c.file_size_bytes == own.c.file_size_bytes))
        .where(other.c.id != own.c.id, *same)
        .where(select(RemotePhoto.id).where(RemotePhoto.photo_id == other.c.id).exists())
    )


def _found() -> Select[int, int]:
    """Of those the ones whose original is here, and of the other nobody knows whether it is the same."""
    return _alike().where(_is_here(_ONE), ~_is_here(_OTHER), ~_is_told(_OTHER))


def _is_here(photo: FromClause) -> ColumnElement[bool]:
    return select(ImageFile.id).where(ImageFile.photo_id == photo.c.id).exists()


def _is_told(photo: FromClause) -> ColumnElement[bool]:
    """Whether a server has told the digest of a file of it."""
    return select(FarDigest.id).where(FarDigest.photo_id == photo.c.id).exists()


def unite(writer: Writer, groups: Iterable[set[int]], clock: Clock) -> None:
    """Make one photo of those in each group.

    Of two that the home server knows it is told to delete one, and all machines choose the same.
    """
    wanted = [group for group in groups if len(group) > 1]
    names = _names(writer, {photo for group in wanted for photo in group})
    for pairs in rounds([group & names.keys() for group in wanted], names):
        _unite(writer, pairs, clock)
    left = _photos(writer, {photo for group in wanted for photo in group}).keys()
    for pairs in rounds(group & left for group in wanted):
        _unite(writer, pairs, clock)
    stay = [photo for group in wanted for photo in group if photo in left]
    remote, files = table_of(RemotePhoto), table_of(ImageFile)
    here = select(files.c.id).where(files.c.photo_id == remote.c.photo_id).exists()
    found = select(remote.c.id).where(_one_of(RemotePhoto, stay), remote.c.machine.is_not(None), here)
    writer.set(RemotePhoto, [row for (row,) in writer.read(found)], machine=None)
    let_files_wait(writer, stay)


def _names(writer: Writer, photos: Iterable[int]) -> dict[int, str]:
    """What all machines call photos that the home server knows."""
    known = select(Photo.id, Photo.uid).join(RemotePhoto, RemotePhoto.photo_id == Photo.id)
    at_home = known.join(Account, Account.id == RemotePhoto.account_id).where(Account.is_home == 1)
    rows = writer.read(at_home.where(one_of(table_of(Photo).c.id, list(photos))))
    return {photo: uid for photo, uid, *_ in rows}


def rounds(groups: Iterable[set[int]], names: Mapping[int, str] | None = None) -> Iterator[dict[int, int]]:
    """Which photos to unite one after the other: in each round, none is in two pairs.

    The first by its name is the one that stays, or else the oldest.
    """
    roots: dict[int, int] = {}
    first: Mapping[int, str] = names or {}

    def root(photo: int) -> int:
        while photo in roots:
            photo = roots[photo]
        return photo

    for group in groups:
        if group:
            oldest, *others = sorted(
                {root(photo) for photo in group}, key=lambda photo: (first.get(photo, ""), photo)
            )
            roots |= dict.fromkeys(others, oldest)
    by_oldest: dict[int, list[int]] = {}
    for photo in sorted(roots):
        by_oldest.setdefault(root(photo), []).append(photo)
    while by_oldest:
        yield {others.pop(0): oldest for oldest, others in by_oldest.items()}
        by_oldest = {oldest: others for oldest, others in by_oldest.items() if others}


def _unite(writer: Writer, wanted: Pairs, clock: Clock) -> None:
    both = [*wanted, *wanted.values()]
    photos = _photos(writer, both)
    disputed = {pair: _disputed(photos[pair[1]], photos[pair[0]]) for pair in wanted.items()}
    open_ones = _conflicts(writer, both)
    pairs = {
        younger: older
        for younger, older in wanted.items()
        if not _would_lose(open_ones.get(younger, {}), open_ones.get(older, {}), disputed[younger, older])
    }
    filled = {older: _fill(photos[older], photos[younger]) for younger, older in pairs.items()}
    _keep_both(writer, {older: disputed[younger, older] for younger, older in pairs.items()}, clock)
    _move(writer, Conflict, pairs, [row for one in pairs for row in open_ones.get(one, {}).values()])
    for model, field in _LINKS:
        _move_links(writer, model, field, pairs)
    _keep_spaces_of_both(writer, pairs)
    _move_links(writer, Origin, "field", pairs, only=filled)
    _move_links(writer, PhotoExif, None, pairs)
    knows = {
        photo for (photo,) in writer.read(select(RemotePhoto.photo_id).where(_one_of(RemotePhoto, both)))
    }
    _move_links(writer, RemotePhoto, "account_id", pairs)
    _move_files(writer, pairs)
    for field in sorted({field for values in filled.values() for field in values}):
        news = {older: values[field] for older, values in filled.items() if field in values}
        writer.set_each(Photo, field, news)
    forget(writer, pairs)
    # Where the server knows the younger alone, it calls the photo by that one's name.
    called = {older: photos[younger]["uid"] for younger, older in pairs.items() if younger in knows}
    writer.set_each(Photo, "uid", {older: uid for older, uid in called.items() if older not in knows})


def _photos(writer: Writer, photos: Iterable[int]) -> dict[int, _Photo]:
    columns = stored_columns(table_of(Photo))
    rows = writer.read(select(*columns).where(one_of(table_of(Photo).c.id, list(photos))))
    names = [column.name for column in columns]
    return {row["id"]: row for row in (dict(zip(names, values, strict=True)) for values in rows)}


def _disputed(older: _Photo, younger: _Photo) -> dict[str, tuple[Value, Value]]:
    """The fields of which both say something, and not the same."""
    fields = [
        field
        for field, blank in SAID.items()
        if blank not in (older[field], younger[field]) and older[field] != younger[field]
    ]
    for some in TOGETHER:
        mine, theirs = [older[field] for field in some], [younger[field] for field in some]
        if mine != theirs and None not in (*mine, *theirs):
            fields += some
    fields += [field for field in sorted(SHOWS) if older[field] != younger[field]]
    return {field: (older[field], younger[field]) for field in fields}


def _would_lose(younger: Mapping[str, int], older: Mapping[str, int], disputed: Mapping[str, object]) -> bool:
    """Whether a field would have three values, of which a conflict keeps two."""
    return bool((younger.keys() & older.keys()) | ((younger.keys() | older.keys()) & disputed.keys()))


def _fill(older: _Photo, younger: _Photo) -> dict[str, Value]:
    """What the older gets from the younger."""
    filled: dict[str, Value] = {
        field: younger[field]
        for field in older
        if field not in _OURS and older[field] == SAID.get(field) and younger[field] != SAID.get(field)
    }
    by_user = bool(filled.keys() & (SAID.keys() | set(TOGETHER[0]))) or bool(_disputed(older, younger))
    if older["trashed_at"] and not younger["trashed_at"] and by_user:
        filled["trashed_at"] = None
    filled |= {field: younger[field] for field in SHOWS if older[field] > younger[field]}
    if older["stack_id"] is None and younger["stack_id"] is not None:
        filled |= {field: younger[field] for field in ("stack_id", "stack_position")}
    return filled


def _conflicts(writer: Writer, photos: Iterable[int]) -> dict[int, dict[str, int]]:
    """The open conflicts of photos, by field."""
    found: dict[int, dict[str, int]] = {}
    rows = select(Conflict.photo_id, Conflict.field, Conflict.id).where(_one_of(Conflict, photos))
    for photo, field, row in writer.read(rows):
        found.setdefault(photo, {})[field] = row
    return found


def _keep_both(
    writer: Writer, disputed: Mapping[int, Mapping[str, tuple[Value, Value]]], clock: Clock
) -> None:
    noticed_at = clock().isoformat()
    writer.insert(
        Conflict,
        [
            {
                "photo_id": photo,
                "field": field,
                "mine": json.dumps(mine),
                "theirs": json.dumps(theirs),
                "noticed_at": noticed_at,
            }
            for photo, fields in disputed.items()
            for field, (mine, theirs) in fields.items()
        ],
    )


def _move_links(
    writer: Writer,
    model: type[Base],
    field: str | None,
    pairs: Pairs,
    only: Mapping[int, Mapping[str, Value]] | None = None,
) -> None:
    """What hangs on the younger hangs on the older, unless it has that already; what stays goes with it."""
    table = table_of(model)
    key = table.c.photo_id if field is None else table.c[field]
    both = [*pairs, *pairs.values()]
    rows = writer.read(
        select(table.c.id, table.c.photo_id, key).where(_one_of(model, both)).order_by(table.c.id)
    )
    have = {(photo, None if field is None else key) for _, photo, key in rows}
    moving = [
        row
        for row, photo, key in rows
        if photo in pairs
        and (pairs[photo], None if field is None else key) not in have
        and (only is None or key in only[pairs[photo]])
    ]
    _move(writer, model, pairs, moving)


def _keep_spaces_of_both(writer: Writer, pairs: Pairs) -> None:
    """Only who sees both sees the one: the words of either were shown in no other space."""
    table = table_of(PhotoSpace)
    there = _one_of(PhotoSpace, [*pairs, *pairs.values()])
    rows = writer.read(select(table.c.id, table.c.photo_id, table.c.space_id).where(there))
    stay = {(pairs[photo], space) for _, photo, space in rows if photo in pairs}
    gone = [row for row, photo, space in rows if photo not in pairs and (photo, space) not in stay]
    writer.delete(PhotoSpace, gone)


def _move_files(writer: Writer, pairs: Pairs) -> None:
    """The files of the younger are further places of the older; the import that brought them learns it."""
    both = [*pairs, *pairs.values()]
    columns = select(ImageFile.id, ImageFile.photo_id, ImageFile.sha256, ImageFile.size, ImageFile.leads)
    rows = writer.read(columns.where(_one_of(ImageFile, both)))
    led = {photo for _, photo, _, _, leads in rows if leads}
    had = {tuple(bytes_) for _, *bytes_, _ in rows}
    moving = {file: (pairs[photo], *bytes_) for file, photo, *bytes_, _ in rows if photo in pairs}
    writer.set(ImageFile, [file for file, photo, *_ in rows if pairs.get(photo) in led], leads=0)
    _move(writer, ImageFile, pairs, moving)
    copies = [file for file, bytes_ in moving.items() if bytes_[1] is not None and bytes_ in had]
    settle_fates(writer, copies, [Fate.IMPORTED], Fate.DUPLICATE)
    told = writer.read(select(SessionFile.id).where(_one_of(SessionFile, pairs)))
    _move(writer, SessionFile, pairs, [row for (row,) in told])


def _move(writer: Writer, model: type[Base], pairs: Pairs, rows: Iterable[int]) -> None:
    table = table_of(model)
    there = writer.read(select(table.c.id, table.c.photo_id).where(one_of(table.c.id, list(rows))))
    writer.set_each(model, "photo_id", {row: pairs[photo] for row, photo in there})


def _one_of(model: type[Base], photos: Iterable[int]) -> ColumnElement[bool]:
    return one_of(table_of(model).c.photo_id, list(photos))
