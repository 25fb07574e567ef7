"""Giving tags to photos and taking them off; a tag is known however it is written."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from imalink_server.base import indexed
from imalink_server.base.errors import Code, Refused
from imalink_server.db import tags
from imalink_server.db.models import Photo, Tag
from imalink_server.services.accounts import folded
from imalink_server.services.writing import Writing

KIND = "tag"
LONGEST = 200
"""Letters of a name, with those that it lies below."""


def ids_of(w: Writing, names: Iterable[str]) -> list[int]:
    """The numbers of the tags of these names."""
    found = _named(w, names).values()
    if not all(tag.id for tag in found):
        w.session.flush()
    return [tag.id for tag in found]


def put(w: Writing, photo: Photo, names: Iterable[str]) -> list[Tag]:
    """Give a photo tags; those that it did not have."""
    wanted = _named(w, names)
    if not wanted:
        return []
    has = tags.of(w.session, photo.id)
    new = {key: tag for key, tag in wanted.items() if key not in has}
    tags.put(w.session, photo.id, new)
    return list(new.values())


def take(w: Writing, photo: Photo, name: str) -> Tag | None:
    """Take a tag off a photo; `None` where it had none of that name."""
    tag = tags.of(w.session, photo.id).get(folded(name))
    if tag is not None:
        tags.take(w.session, photo.id, {tag.id})
    return tag


def replace(w: Writing, photo: Photo, names: Iterable[str]) -> bool:
    """Let a photo have these tags and no others; whether that is another choice."""
    wanted, has = _named(w, names), tags.of(w.session, photo.id)
    gone = {tag.id for key, tag in has.items() if key not in wanted}
    if gone:
        tags.take(w.session, photo.id, gone)
    new = {key: tag for key, tag in wanted.items() if key not in has}
    tags.put(w.session, photo.id, new)
    return bool(gone or new)


def tidy(name: str) -> str:
    """A name as it is kept: no blanks around it, nor around its parts."""
    return "/".join(part.strip() for part in name.split("/") if part.strip())


def _named(w: Writing, names: Iterable[str]) -> dict[str, Tag]:
    """The tags of these names; those that are not there are made."""
    by_key = {folded(name): name for name in map(tidy, names) if name}
    if not all(map(indexed.fits, by_key)):
        raise too_long("tags")
    unknown = set(by_key) - w.tags.keys()
    w.tags.update(tags.by_folded(w.session, w.me.account_id, unknown))
    for key, name in by_key.items():
        if key not in w.tags:
            w.tags[key] = new_tag(w, name)
    return {key: w.tags[key] for key in by_key}


def too_long(where: str) -> Refused:
    """What to say of a name that no index takes, or no list of tags."""
    return Refused(Code.INVALID_REQUEST, f"{where}: a tag would be too long", {"where": where})


def new_tag(w: Writing, name: str) -> Tag:
    """Make a tag."""
    tag = Tag(
        uid=str(uuid.uuid4()),
        owner_id=w.me.account_id,
        version=1,
        name=name,
        folded=folded(name),
        created_at=w.at,
        updated_at=w.at,
    )
    w.session.add(tag)
    w.changed(KIND, tag.uid)
    return tag
