"""The catalog as one sees it: opening, timeline, pages of what was searched for, counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import count, ids, page
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.reads.counts import Kind
from imalink_desktop.catalog.reads.facets import all_facets
from imalink_desktop.catalog.reads.rating_view import rating_view
from imalink_desktop.catalog.reads.rows import rows
from imalink_desktop.catalog.reads.timeline import Granularity, timeline
from imalink_desktop.catalog.reads.trees import tags
from tests.bench.bare import Bare
from tests.bench.timing import Task

ONLINE = (2, 3)
"""The drives that are plugged in; the one with the oldest photos is not, nor that with the copies."""

PAGE = 200
_OPENED, _TIMELINE, _PAGE, _PART = 500, 25, 50, 150
"""Targets in milliseconds. Opening has the window's budget of 1.5 s to share with the window."""

SEARCHES = (
    "",
    "rating>=4",
    "rating:5 flag:pick",
    "flag:reject",
    "label:red",
    "visibility:public",
    "is:unrated",
    "is:raw",
    "is:video",
    "is:undated",
    "is:stacked",
    "is:offline",
    "taken:2019-07",
    "taken:2014..2016 rating>=3",
    'camera:"EOS R5"',
    "camera:pixel is:raw",
    "lens:85mm iso>=6400",
    "iso:800..3200 focal<35",
    "f:1.4..2 shutter<1/1000",
    "tag:travel/norge",
    "tag:nature -tag:nature/bird",
    "tag:people rating>=4 taken>=2020",
    'folder:"/2024"',
    "drive:Archive",
    "author:ana",
    "near:59.91,10.75,5km",
    "has:title -has:gps",
    "midnight sun",
    "grossmutter",
    "canon bergen",
    '"crème brûlée" OR château',
    "img_0371",
    "size>50MB OR width<4000",
    "flag:pick label:purple visibility:public",
    "tag:events camera:fujifilm -is:raw near:60.39,5.32,20km",
)
PARTS = ("*0371*", "file:*371*", "*mutter*")


def opening(folder: Path, bare: Bare) -> list[Task]:
    """Opening the catalog, and the first page of it."""

    def open_it() -> object:
        with Catalog.open(folder) as catalog, catalog.reading() as connection:
            return _first_page("")(connection)

    return [
        Task("bare: 200 numbers from an index", bare.page),
        Task("open, see the first page, close", open_it, _OPENED, "bare: 200 numbers from an index"),
    ]


def timelines(catalog: Catalog, bare: Bare) -> list[Task]:
    """What the timeline and the panels show."""
    floor = "bare: 200 numbers from an index"
    looks: list[tuple[str, float | None, Callable[[Connection], object]]] = [
        ("timeline: years", _TIMELINE, lambda look: timeline(look, Granularity.YEAR)),
        ("timeline: all months", _TIMELINE, lambda look: timeline(look, Granularity.MONTH)),
        ("timeline: days of a year", _TIMELINE, lambda look: timeline(look, Granularity.DAY, inside="2022")),
        ("timeline: all days", _TIMELINE, lambda look: timeline(look, Granularity.DAY)),
        (
            "timeline: hours of a month",
            _TIMELINE,
            lambda look: timeline(look, Granularity.HOUR, inside="2022-07"),
        ),
        ("rating view", _PAGE, rating_view),
        ("all facets", None, all_facets),
        ("facets without folders and tags", _PAGE, lambda look: all_facets(look, _FEW)),
        ("tree of tags", None, tags),
        ("rating view of rating>=4", None, lambda look: rating_view(look, query=parse("rating>=4"))),
        (
            "months of tag:travel",
            None,
            lambda look: timeline(look, Granularity.MONTH, query=parse("tag:travel")),
        ),
    ]
    return [
        Task(floor, bare.page),
        *(Task(what, _looking(catalog, look), target, floor) for what, target, look in looks),
    ]


def searches(catalog: Catalog, bare: Bare) -> list[Task]:
    """What somebody types (and how many it finds), to the first page with its rows; and a later page."""
    floor = "bare: 200 numbers from an index"
    first = [
        Task(f"“{text}” ({_found(catalog, text):,})", _looking(catalog, _first_page(text)), target, floor)
        for texts, target in ((SEARCHES, _PAGE), (PARTS, _PART))
        for text in texts
    ]
    orders = [
        Task(f"everything by {by.value}", _looking(catalog, _first_page("", Sort(by))), _PAGE, floor)
        for by in (By.RATING, By.NAME, By.SIZE, By.ADDED)
    ]
    with catalog.reading() as connection:
        middle = page(connection, parse("rating>=3"), Sort(), after=None, limit=20 * PAGE, online=ONLINE).next

    def further(connection: Connection) -> object:
        return page(connection, parse("rating>=3"), Sort(), after=middle, limit=PAGE, online=ONLINE)

    return [
        Task(floor, bare.page),
        *first,
        *orders,
        Task("“rating>=3”, page 21", _looking(catalog, further), _PAGE, floor),
    ]


def lists(catalog: Catalog, bare: Bare) -> list[Task]:
    """Whole lists of numbers, as the grid holds them."""
    floor = "bare: all numbers from an index"
    texts = ("", "rating>=4", "is:raw", "tag:travel", "midnight OR sun")
    found: list[tuple[str, Callable[[Connection], object]]] = [
        *((f"all ids of “{text}”", _ids(text)) for text in texts),
        *((f"how many are “{text}”", _count(text)) for text in texts[1:]),
    ]
    return [
        Task(floor, bare.ids),
        *(Task(what, _looking(catalog, look), None, floor) for what, look in found),
    ]


_FEW = tuple(kind for kind in Kind if kind not in (Kind.FOLDER, Kind.TAG))


def _looking(catalog: Catalog, look: Callable[[Connection], object]) -> Callable[[], object]:
    def work() -> object:
        with catalog.reading() as connection:
            return look(connection)

    return work


def _found(catalog: Catalog, text: str) -> int:
    with catalog.reading() as connection:
        return count(connection, parse(text), online=ONLINE)


def _first_page(text: str, sort: Sort | None = None) -> Callable[[Connection], object]:
    def look(connection: Connection) -> object:
        query = parse(text)
        found = page(connection, query, sort or Sort(), after=None, limit=PAGE, online=ONLINE)
        return rows(connection, found.ids, online=ONLINE)

    return look


def _ids(text: str) -> Callable[[Connection], object]:
    return lambda connection: ids(connection, parse(text), Sort(), online=ONLINE)


def _count(text: str) -> Callable[[Connection], object]:
    return lambda connection: count(connection, parse(text), online=ONLINE)
