"""`imalink list`, `timeline`, `alike`, `drives`, `conflicts`, `history`, `search-help`: they only look."""

from __future__ import annotations

from imalink_desktop.app.typed import Commands, Typed, number, positive, takes_json

SORTS = ("time", "rating", "name", "size", "added")
GRANULARITIES = ("year", "month", "day", "hour")


class Listing(Typed):
    """What `list` was asked for."""

    query: list[str]
    limit: int
    sort: str
    reverse: bool


class Dating(Typed):
    """What `timeline` was asked for."""

    granularity: str | None
    year: int | None
    month: int | None
    day: int | None
    query: str


class Covering(Typed):
    """What `drives` was asked for."""

    name: str | None


def add(commands: Commands) -> None:
    """Say what can be typed."""
    more = 'A query is what the search box takes: rating>=4 tag:travel -tag:private "midnight sun".'
    photos = commands.add("list", "list photos", _list, more)
    photos.add_argument("query", nargs="*", metavar="QUERY", help="which photos (default: all)")
    photos.add_argument(
        "--limit", type=positive, default=50, metavar="N", help="no more than so many (default: 50)"
    )
    photos.add_argument("--sort", choices=SORTS, default="time", help="by what (default: time, newest first)")
    photos.add_argument("--reverse", action="store_true", help="in the opposite order")
    takes_json(photos)

    times = commands.add("timeline", "count photos by year, month, day or hour", _timeline)
    times.add_argument("--granularity", choices=GRANULARITIES, help="default: one below what is given")
    times.add_argument("--year", type=_year, metavar="Y", help="only this year")
    times.add_argument("--month", type=_month, metavar="M", help="only this month of it")
    times.add_argument("--day", type=_day, metavar="D", help="only this day of it")
    times.add_argument("--query", default="", metavar="QUERY", help="only these photos")
    takes_json(times)

    takes_json(commands.add("alike", "list photos that look alike, and why", _alike))

    disks = commands.add("drives", "list drives, and how many photos lie on each of them alone", _drives)
    disks.add_argument("name", nargs="?", metavar="DRIVE", help="list the photos that lie on this one alone")
    takes_json(disks)

    takes_json(commands.add("conflicts", "list what has two values, of which one must be chosen", _conflicts))
    takes_json(commands.add("history", "list the last steps, which undo takes back", _history))
    commands.add("search-help", "tell what a query can ask for", _search_help)


def _list(typed: Listing) -> int:
    from imalink_desktop.app.deeds import listing

    return listing.run(typed)


def _timeline(typed: Dating) -> int:
    from imalink_desktop.app.deeds import dating

    return dating.run(typed)


def _alike(typed: Typed) -> int:
    from imalink_desktop.app.deeds import likening

    return likening.run(typed)


def _drives(typed: Covering) -> int:
    from imalink_desktop.app.deeds import covering

    return covering.run(typed)


def _conflicts(typed: Typed) -> int:
    from imalink_desktop.app.deeds import telling_apart

    return telling_apart.run(typed)


def _history(typed: Typed) -> int:
    from imalink_desktop.app.deeds import remembering

    return remembering.run(typed)


def _search_help(_: Typed) -> int:
    from imalink_desktop.app.deeds import explaining

    return explaining.run()


def _year(word: str) -> int:
    return number(word, 1, 9999)


def _month(word: str) -> int:
    return number(word, 1, 12)


def _day(word: str) -> int:
    return number(word, 1, 31)
