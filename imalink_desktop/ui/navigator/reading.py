"""What lies below each row, read from the catalog: one function from a row's key to the rows below it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.commands.remembering import read_sort
from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.query.ast import EVERYTHING, Is, Query
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import count
from imalink_desktop.catalog.reads.counts import Kind as Counted
from imalink_desktop.catalog.reads.counts import counts
from imalink_desktop.catalog.reads.drives import KnownDrive, drives
from imalink_desktop.catalog.reads.organised import KnownSearch, saved_searches
from imalink_desktop.catalog.reads.sessions import Session, sessions
from imalink_desktop.catalog.reads.timeline import Bucket, Granularity, timeline
from imalink_desktop.ui.dates import day_of, month, weekday
from imalink_desktop.ui.navigator import branches, nodes
from imalink_desktop.ui.navigator.nodes import Kind, Node
from imalink_desktop.ui.navigator.queries import of_drive, of_flag, of_moment, of_session, of_stars
from imalink_desktop.ui.wording import _

HEARS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "": {"photo": frozenset({"trashed_at"})},
    nodes.TIME: {"photo": frozenset({"trashed_at", "taken_at", "corrected_at"})},
    nodes.IMPORTS: {
        "import_session": frozenset({"title", "ended_at", "undone_at"}),
        "photo": frozenset({"trashed_at", "session_id"}),
    },
    nodes.DRIVES: {
        "drive": frozenset({"label", "last_seen_at"}),
        "folder": frozenset({"path"}),
        "image_file": frozenset({"folder_id"}),
        "photo": frozenset({"trashed_at"}),
    },
    nodes.TAGS: {
        "tag": frozenset({"path", "parent_id"}),
        "photo_tag": frozenset({"tag_id"}),
        "photo": frozenset({"trashed_at"}),
    },
    nodes.COLLECTIONS: {
        "collection": frozenset({"name", "parent_id", "position"}),
        "collection_photo": frozenset({"collection_id"}),
        "photo": frozenset({"trashed_at"}),
    },
    nodes.SEARCHES: {"saved_search": frozenset({"name", "query", "sort"})},
    nodes.REVIEW: {
        "photo": frozenset({"trashed_at", "rating", "flag", "stack_id"}),
        "image_file": frozenset({"state"}),
    },
}
"""The fields, by table, whose change makes a part of the tree old."""

_FINER = {4: Granularity.MONTH, 7: Granularity.DAY, 10: Granularity.HOUR}


def part_of(key: str) -> str:
    """The part of the tree, a key of `HEARS`, that a row belongs to."""
    head = key.partition("/")[0]
    return nodes.DRIVES if head == "drive" else head


def below(look: Look, key: str, online: Collection[int]) -> tuple[Node, ...]:
    """The rows below one."""
    head, _slash, rest = key.partition("/")
    match head:
        case nodes.TIME:
            return _moments(look, rest)
        case nodes.DRIVES:
            return tuple(_drive(each) for each in drives(look, online=online)) or _hint(
                key, _("Drives with photos come here.")
            )
        case "drive":
            return _folders(look, int(rest), online)
        case _:
            return _READERS[head](look)


def _tops(look: Look) -> tuple[Node, ...]:
    everything = sum(counts(look, Counted.RATING).values())
    trash = Is("trashed")
    return (
        Node(nodes.ALL, Kind.EVERYTHING, _("All photos"), "photos", EVERYTHING, count=everything),
        _group(nodes.TIME, _("Timeline")),
        _group(nodes.IMPORTS, _("Imports")),
        _group(nodes.DRIVES, _("Drives and folders")),
        _group(nodes.TAGS, _("Tags")),
        _group(nodes.COLLECTIONS, _("Collections"), _("New collection")),
        _group(nodes.SEARCHES, _("Saved searches"), _("Save what is shown as a search")),
        _group(nodes.REVIEW, _("To review")),
        Node(nodes.TRASH, Kind.TRASH, _("Trash"), "trash", trash, count=count(look, trash)),
    )


def _group(key: str, text: str, tip: str = "") -> Node:
    return Node(key, Kind.GROUP, text, tip=tip, below=None)


def _hint(group: str, text: str) -> tuple[Node, ...]:
    return (Node(f"hint/{group}", Kind.HINT, text, is_quiet=True),)


def _moments(look: Look, inside: str) -> tuple[Node, ...]:
    found = timeline(look, _FINER[len(inside)] if inside else Granularity.YEAR, inside=inside)
    rows = tuple(map(_moment, found.buckets))
    if inside:
        return rows
    if found.undated:
        undated = Is("undated")
        rows += (Node("undated", Kind.UNDATED, _("Undated"), query=undated, count=found.undated),)
    return rows or _hint(nodes.TIME, _("Photos come here by date."))


def _moment(bucket: Bucket) -> Node:
    name, note = bucket.name, ""
    if bucket.hour is not None:
        text = f"{bucket.hour:02}:00"
    elif bucket.month is not None and bucket.day is not None:
        text = str(bucket.day)
        note = weekday(date(bucket.year, bucket.month, bucket.day))
    elif bucket.month is not None:
        text = month(bucket.month)
    else:
        text = str(bucket.year)
    tip = day_of(name) if bucket.day is not None and bucket.hour is None else ""
    return Node(
        f"{nodes.TIME}/{name}",
        Kind.MOMENT,
        text,
        query=of_moment(name),
        count=bucket.count,
        note=note,
        tip=tip,
        below=() if bucket.hour is not None else None,
    )


def _imports(look: Look) -> tuple[Node, ...]:
    found = tuple(map(_import, sessions(look, with_fates=False)))
    return found or _hint(nodes.IMPORTS, _("Nothing imported yet."))


def _import(session: Session) -> Node:
    day = day_of(session.started_at)
    folder = session.source.replace("\\", "/").rstrip("/").rpartition("/")[2] or session.source
    text = session.title or folder or day
    note, tint = "" if text == day else day, "icon"
    if session.undone_at is not None:
        note = _("taken back")
    elif session.ended_at is None:
        note, tint = _("not finished"), "warning"
    return Node(
        f"import/{session.id}",
        Kind.IMPORT,
        text,
        "import",
        of_session(session.id),
        count=session.photos,
        note=note,
        tip="\n".join(filter(None, (text, day, session.source))),
        tint=tint,
        is_quiet=session.undone_at is not None,
        number=session.id,
    )


def _drive(drive: KnownDrive) -> Node:
    text = drive.label or _("Drive without a name")
    seen = "" if drive.last_seen_at is None else day_of(drive.last_seen_at)
    away = _("seen {day}").format(day=seen) if seen else _("offline")
    last = _("last seen on {day}").format(day=seen) if seen else ""
    where = _("online") if drive.is_online else ", ".join(filter(None, (_("offline"), last)))
    return Node(
        f"drive/{drive.id}",
        Kind.DRIVE,
        text,
        "drive" if drive.is_online else "drive-offline",
        of_drive(drive.label),
        count=drive.photos,
        note="" if drive.is_online else away,
        tip="\n".join(filter(None, (text, where, drive.last_mount if drive.is_online else ""))),
        tint="good" if drive.is_online else "offline",
        is_quiet=not drive.is_online,
        number=drive.id,
        below=None,
    )


def _folders(look: Look, drive: int, online: Collection[int]) -> tuple[Node, ...]:
    known = {each.id: each.label for each in drives(look)}
    return branches.folders(look, drive, known.get(drive, ""), is_online=drive in online)


def _tags(look: Look) -> tuple[Node, ...]:
    return branches.tags(look) or _hint(nodes.TAGS, _("Press T to tag a photo."))


def _collections(look: Look) -> tuple[Node, ...]:
    return branches.collections(look) or _hint(nodes.COLLECTIONS, _("Press + to make the first one."))


def _searches(look: Look) -> tuple[Node, ...]:
    found = tuple(map(_search, saved_searches(look)))
    return found or _hint(nodes.SEARCHES, _("Search, then press + to keep it here."))


def _search(search: KnownSearch) -> Node:
    try:
        query, tip = parse(search.query), search.query
    except Expected as trouble:  # a later program's, perhaps
        query, tip = None, str(trouble)
    return Node(
        f"search/{search.id}",
        Kind.SEARCH,
        search.name,
        "saved-search",
        query,
        read_sort(search.sort),
        tip="\n".join(filter(None, (search.name, tip))),
        is_quiet=query is None,
        number=search.id,
        path=search.name,
    )


def _review(look: Look) -> tuple[Node, ...]:
    flags, stars = counts(look, Counted.FLAG), counts(look, Counted.RATING)
    stacked, missing = Is("stacked"), Is("missing")
    return (
        _to_review("unrated", _("Without stars"), "star-empty", of_stars(0), stars.get(0, 0)),
        _to_review("picked", _("Picked"), "flag", of_flag(Flag.PICKED), flags.get(Flag.PICKED.value, 0)),
        _to_review(
            "rejected", _("Rejected"), "reject", of_flag(Flag.REJECTED), flags.get(Flag.REJECTED.value, 0)
        ),
        _to_review("stacked", _("In stacks"), "stack", stacked, None),
        _to_review("missing", _("Originals missing"), "warning", missing, count(look, missing)),
    )


def _to_review(name: str, text: str, icon: str, query: Query, photos: int | None) -> Node:
    later = query if photos is None else None
    return Node(f"{nodes.REVIEW}/{name}", Kind.REVIEW, text, icon, query, count=photos, later=later)


_READERS: Mapping[str, Callable[[Look], tuple[Node, ...]]] = {
    "": _tops,
    nodes.IMPORTS: _imports,
    nodes.TAGS: _tags,
    nodes.COLLECTIONS: _collections,
    nodes.SEARCHES: _searches,
    nodes.REVIEW: _review,
}
