"""The words that photos are found by: folded the same way wherever they come from, and on both databases.

Each database has its own full-text index (FTS5, tsvector). Both hold, and are asked for, only words that were
taken apart here, so they answer alike. A word that is asked for finds those that begin with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Select,
    Text,
    and_,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from imalink_server.base.visibility import Visibility
from imalink_server.db import given
from imalink_server.db.models import ImageFile, Photo, PhotoTag, PhotoWords, Showing, SpacePhoto, Tag

Words: TypeAlias = tuple[int, str, str]
"""A photo's id, and its words: those that are shown, and those that are its owner's own."""

MOST_ASKED = 12
_MOST = 5000
"""Words of one photo, on either side."""
_SHOWN_BYTES, _OWN_BYTES = 250_000, 750_000
"""Of more than a mebibyte in all PostgreSQL finds some, and says nothing."""
_LONGEST = 60
_WIDEST = 4
"""Bytes of a letter."""
_AT_ONCE = 1000
_WORD = re.compile(r"[^\W_]+")

_OWNER, _TRASH, _LEVEL, _SPACE = "§", "§t", "¶", "¤"
"""Marks: none is a letter or a digit, so no word begins with them."""


def apart(said: str) -> list[str]:
    """The words of a text, without accents and without regard to case, each once."""
    bare = said.lower()
    if not said.isascii():
        marked = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", said).casefold())
        bare = "".join(sign for sign in marked if not unicodedata.combining(sign))
    return list(dict.fromkeys(word[:_LONGEST] for word in _WORD.findall(bare)))


def renew(session: Session, account_id: int, uids: Sequence[str]) -> None:
    """Find the words of some photos anew, after they were changed."""
    asked = _SAID.where(Photo.owner_id == account_id).order_by(Photo.id)
    for start in range(0, len(uids), _AT_ONCE):
        # In the order of their numbers: at each step back FTS5 would write out what it has gathered.
        _renew(session, session.execute(asked.where(Photo.uid.in_(uids[start : start + _AT_ONCE]))).all())


def renew_all(session: Session, *, of_showings: bool = False) -> None:
    """Find the words of all photos anew, or of all that spaces show."""
    asked = _SAID.where(Photo.id.in_(select(Showing.photo_id))) if of_showings else _SAID
    last = 0
    while found := session.execute(asked.where(Photo.id > last).order_by(Photo.id).limit(_AT_ONCE)).all():
        _renew(session, found)
        last = found[-1].id


_SAID = select(
    Photo.id, Photo.owner_id, Photo.visibility, Photo.trashed_at.is_not(None), Photo.label, Photo.title,
    Photo.description, Photo.camera_make, Photo.camera_model, Photo.lens_model,
)  # fmt: skip
"""Of a photo no more than has words in it: to make an object of each takes longer than all else."""


def _renew(session: Session, photos: Sequence[Sequence[Any]]) -> None:
    ids = given.ids(session, [photo[0] for photo in photos])
    tags = _joined(session, PhotoTag.photo_id, Tag.name, ids, (Tag, Tag.id == PhotoTag.tag_id))
    files = _joined(session, ImageFile.photo_id, ImageFile.filename, ids)
    spaces = _spaces_of(session, [id_ for id_, _, level, *_ in photos if level == Visibility.SPACE])
    asked = select(PhotoWords.photo_id, PhotoWords.shown, PhotoWords.own).where(PhotoWords.photo_id.in_(ids))
    before = {id_: (shown, own) for id_, shown, own in session.execute(asked)}
    new: list[Words] = []
    changed: list[Words] = []
    for id_, owner_id, level, is_trashed, label, *said in photos:
        shown = _as_many(apart(" ".join(each for each in said if each)), _SHOWN_BYTES)
        own = _as_many(apart(" ".join((label or "", tags.get(id_, ""), files.get(id_, "")))), _OWN_BYTES)
        own.insert(0, f"{_TRASH if is_trashed else _OWNER}{owner_id}")
        if not is_trashed:
            shown = [*_shown(level, spaces.get(id_, ())), *shown]
        words = (" ".join(shown), " ".join(own))
        if words != before.get(id_):
            (changed if id_ in before else new).append((id_, *words))
    _write(session, new, changed)


def _as_many(words: Sequence[str], most: int) -> list[str]:
    """The first of them, as many as an index takes."""
    if len(words) * _LONGEST * _WIDEST <= most:
        return list(words)
    ends = accumulate(len(word.encode()) for word in words[:_MOST])
    return [word for word, end in zip(words, ends, strict=False) if end <= most]


def _shown(level: int, spaces: Iterable[int]) -> list[str]:
    """The marks of how far a photo is shown, and where."""
    if level >= Visibility.AUTHENTICATED:
        return [f"{_LEVEL}{level}"]
    return [f"{_SPACE}{space_id}" for space_id in spaces]


def _joined(session: Session, photo_id: Any, said: Any, ids: Select[int], *also: Any) -> dict[int, str]:  # noqa: ANN401 - columns
    """What is said of each photo in many rows, in one text."""
    asked = select(photo_id, func.aggregate_strings(said, " ")).where(photo_id.in_(ids)).group_by(photo_id)
    for table, on in also:
        asked = asked.join(table, on)
    return {id_: text for id_, text in session.execute(asked)}  # noqa: C416 - a row is no pair to mypy


def _spaces_of(session: Session, photo_ids: Sequence[int]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    asked = select(SpacePhoto.photo_id, SpacePhoto.space_id).order_by(SpacePhoto.space_id)
    there = asked.where(SpacePhoto.photo_id.in_(given.ids(session, photo_ids)))
    for photo_id, space_id in session.execute(there) if photo_ids else ():
        found[photo_id].append(space_id)
    return found


def _write(session: Session, new: Sequence[Words], changed: Sequence[Words]) -> None:
    """Write all by one statement each: FTS5 writes out what it has gathered whenever one ends."""
    names = {"photo_id": BigInteger, "shown": Text, "own": Text}
    if new:
        rows = given.rows(session, new, **names)
        session.execute(insert(PhotoWords).from_select([*names], select(rows)))
    if changed:
        rows = given.rows(session, changed, **names)
        anew = update(PhotoWords).where(PhotoWords.photo_id == rows.c.photo_id)
        session.execute(
            anew.values(shown=rows.c.shown, own=rows.c.own),
            execution_options={"synchronize_session": False},
        )


def matching(
    session: Session,
    words: Sequence[str],
    *,
    owner_id: int | None,
    levels: Sequence[int] = (),
    spaces: Sequence[int] = (),
    trashed: bool = False,
) -> Select[int]:
    """The ids of photos that have these words: an owner's; or others', as far as they are shown, or where."""
    marks = [*(f"{_LEVEL}{level}" for level in levels), *(f"{_SPACE}{space_id}" for space_id in spaces)]
    if session.get_bind().dialect.name == "sqlite":
        if marks:
            any_ = " OR ".join(f'shown:"{mark}"' for mark in marks)
            asked = " AND ".join((f"({any_})", *(f'shown:"{word}"*' for word in words)))
            asked = f'({asked}) NOT own:"{_OWNER}{owner_id or 0}"'
        else:
            mark = f'own:"{_TRASH if trashed else _OWNER}{owner_id}"'
            asked = " AND ".join((mark, *(f'"{word}"*' for word in words)))
        found = text("SELECT rowid AS id FROM photo_search WHERE photo_search MATCH :asked")
        return select(found.bindparams(asked=asked).columns(PhotoWords.photo_id.label("id")).subquery().c.id)
    shown, own = (
        func.string_to_array(said, literal_column("' '"), type_=ARRAY(Text))
        for said in (PhotoWords.shown, PhotoWords.own)
    )
    if marks:
        others = (PhotoWords.own + " ").not_like(f"{_OWNER}{owner_id or 0} %")
        return select(PhotoWords.photo_id).where(_has(shown, marks, words), others)
    mark = f"{_TRASH if trashed else _OWNER}{owner_id}"
    return select(PhotoWords.photo_id).where(_has(shown + own, [mark], words))


def _has(said: ColumnElement[Any], marks: Sequence[str], words: Sequence[str]) -> ColumnElement[bool]:
    """Whether one of the marks and all of the words are there.

    It is one question to one index: what stands beside that, PostgreSQL may ask of each row instead,
    whose words it takes apart anew.
    """
    marked = " | ".join(f"'{mark}'" for mark in marks)
    asked = " & ".join((f"({marked})", *(f"'{word}':*" for word in words)))
    return func.array_to_tsvector(said).op("@@", is_comparison=True)(literal(asked).cast(TSQUERY))


def having(words: Sequence[str], photo_id: Any, *, own: bool) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    """The same as something to ask of a photo at hand: cheap for one, dear for many.

    As a value of each photo it is asked while these are walked; as a part of the joining PostgreSQL
    would believe that few have the words, and sort them all.
    """
    said = literal(" ").concat(PhotoWords.shown)
    if own:
        said = said.concat(" ").concat(PhotoWords.own)
    has: Any = select(and_(*(said.like(f"% {word}%") for word in words)))
    found: ColumnElement[bool] = has.where(PhotoWords.photo_id == photo_id).scalar_subquery()
    return found
