"""Tags as a list of one's own words: counted, completed, renamed, merged and deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from imalink_server.base.errors import Code, Refused
from imalink_server.db import owned, tags
from imalink_server.db.models import Photo, Tag
from imalink_server.db.tags import Counted
from imalink_server.services.accounts import Me, folded
from imalink_server.services.photos.adding import touch
from imalink_server.services.photos.tagging import KIND, tidy
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing


@dataclass(frozen=True, slots=True)
class TagSeen:
    """A tag, as its owner sees it."""

    id: int
    uid: str
    name: str
    photo_count: int
    version: int
    created_at: str
    updated_at: str


def listed(server: Server, me: Me) -> list[TagSeen]:
    """All of one's own, by name."""
    with server.database.reading() as session:
        return [seen(each) for each in tags.counted(session, me.account_id)]


def completed(server: Server, me: Me, begun: str, most: int) -> list[TagSeen]:
    """What a word that is begun may become: first what begins so, and of these what is used most."""
    key = folded(begun)
    found = [(folded(tag.name), tag) for tag in listed(server, me)]
    fitting = [(name, tag) for name, tag in found if key in name]

    def place(each: tuple[str, TagSeen]) -> tuple[bool, int, str]:
        name, tag = each
        begins = any(part.startswith(key) for part in (name, *name.split("/")))
        return not begins, -tag.photo_count, name

    return [tag for _, tag in sorted(fitting, key=place)[:most]]


def rename(w: Writing, id_: int, name: str) -> TagSeen:
    """Call a tag otherwise, with what lies below it. Where one is called so already, two become one."""
    tag, new = _mine(w, id_), tidy(name)
    if not new:
        raise Refused(Code.INVALID_REQUEST, "new_name: is empty", {"where": "new_name"})
    below = [
        each.tag
        for each in tags.counted(w.session, w.me.account_id)
        if each.tag.folded.startswith(f"{tag.folded}/")
    ]
    if folded(new).startswith(f"{tag.folded}/"):
        raise Refused(Code.INVALID_REQUEST, "new_name: it would lie below itself", {"where": "new_name"})
    depth = tag.name.count("/") + 1
    moves = [(each, "/".join([new, *each.name.split("/")[depth:]])) for each in (tag, *below)]
    kept = tag
    for each, wanted in moves:
        stays = _call(w, each, wanted)
        kept = stays if each is tag else kept
    return _told(w, kept)


def merge(w: Writing, id_: int, into_id: int) -> TagSeen:
    """Give all photos of one tag another; the one is no more."""
    tag, into = _mine(w, id_), _mine(w, into_id)
    if tag is not into:
        _merge(w, tag, into)
    return _told(w, into)


def delete(w: Writing, id_: int) -> None:
    """Delete a tag; its photos stay."""
    tag = _mine(w, id_)
    _touch(w, tags.photos_with(w.session, {tag.id}))
    w.changed(KIND, tag.uid, gone=True)
    w.session.flush()
    w.session.delete(tag)


def seen(counted: Counted) -> TagSeen:
    """A tag, as its owner sees it."""
    tag = counted.tag
    return TagSeen(tag.id, tag.uid, tag.name, counted.photos, tag.version, tag.created_at, tag.updated_at)


def _call(w: Writing, tag: Tag, name: str) -> Tag:
    key = folded(name)
    other = tags.by_folded(w.session, w.me.account_id, {key}).get(key)
    if other is not None and other is not tag:
        _merge(w, tag, other)
        return other
    if tag.name != name:
        tag.name, tag.folded = name, key
        tag.version += 1
        tag.updated_at = w.at
        w.changed(KIND, tag.uid)
        _touch(w, tags.photos_with(w.session, {tag.id}))
        w.session.flush()
    return tag


def _merge(w: Writing, tag: Tag, into: Tag) -> None:
    _touch(w, tags.photos_with(w.session, {tag.id}))
    w.changed(KIND, tag.uid, gone=True)
    w.session.flush()
    tags.merge(w.session, tag, into)
    w.session.flush()


def _touch(w: Writing, photos: Iterable[Photo]) -> None:
    for photo in photos:
        touch(w, photo)


def _mine(w: Writing, id_: int) -> Tag:
    tag = owned.by_id(w.session, Tag, w.me.account_id, id_)
    if tag is None:
        raise Refused(Code.NOT_FOUND, "There is no such tag.")
    return tag


def _told(w: Writing, tag: Tag) -> TagSeen:
    w.session.flush()
    return next(seen(each) for each in tags.counted(w.session, w.me.account_id) if each.tag.id == tag.id)
