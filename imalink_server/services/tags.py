"""Tags as a list of one's own words: counted, completed, renamed, merged and deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from imalink_server.base import indexed
from imalink_server.base.errors import Code, Refused
from imalink_server.db import owned, tags
from imalink_server.db.models import Tag
from imalink_server.db.tags import Counted
from imalink_server.services.accounts import Me, folded
from imalink_server.services.photos.adding import touch_all
from imalink_server.services.photos.tagging import KIND, LONGEST, tidy, too_long
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing, check_seen


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


def rename(w: Writing, id_: int, name: str, if_match: str | None = None) -> TagSeen:
    """Call a tag otherwise, with what lies below it. Where one is called so already, two become one."""
    tag, new = _mine(w, id_, if_match), tidy(name)
    if not new:
        raise Refused(Code.INVALID_REQUEST, "new_name: is empty", {"where": "new_name"})
    if folded(new).startswith(f"{tag.folded}/"):
        raise Refused(Code.INVALID_REQUEST, "new_name: it would lie below itself", {"where": "new_name"})
    depth = tag.name.count("/") + 1
    moves = [
        (each, "/".join([new, *each.name.split("/")[depth:]])) for each in (tag, *tags.below(w.session, tag))
    ]
    # What was too long before there was this rule may become shorter, if not short.
    if any(len(to) > max(LONGEST, len(each.name) - 1) or not indexed.fits(folded(to)) for each, to in moves):
        raise too_long("new_name")
    kept = tag
    for each, wanted in moves:
        stays = _call(w, each, wanted)
        kept = stays if each is tag else kept
    return _told(w, kept)


def merge(w: Writing, id_: int, into_id: int, if_match: str | None = None) -> TagSeen:
    """Give all photos of one tag another; the one is no more."""
    tag, into = _mine(w, id_, if_match), _mine(w, into_id)
    if tag is not into:
        _merge(w, tag, into)
    return _told(w, into)


def delete(w: Writing, id_: int, if_match: str | None = None) -> None:
    """Delete a tag; its photos stay."""
    tag = _mine(w, id_, if_match)
    touch_all(w, tags.having(tag))
    w.changed(KIND, tag.uid, gone=True)
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
        w.count(KIND, tag)
        w.session.flush()
        touch_all(w, tags.having(tag))
    return tag


def _merge(w: Writing, tag: Tag, into: Tag) -> None:
    touch_all(w, tags.having(tag))
    w.changed(KIND, tag.uid, gone=True)
    tags.merge(w.session, tag, into)
    w.session.flush()


def _mine(w: Writing, id_: int, if_match: str | None = None) -> Tag:
    tag = owned.by_id(w.session, Tag, w.me.account_id, id_)
    if tag is None:
        raise Refused(Code.NOT_FOUND, "There is no such tag.")
    check_seen(if_match, tag.version, lambda: asdict(_told(w, tag)))
    return tag


def _told(w: Writing, tag: Tag) -> TagSeen:
    w.session.flush()
    (found,) = tags.counted(w.session, w.me.account_id, only=[tag.uid])
    return seen(found)
