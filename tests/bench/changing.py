"""The catalog as one changes it: one rating, the same while somebody reads, fifty thousand at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.deciding import rate
from imalink_desktop.catalog.commands.tagging import tag
from imalink_desktop.catalog.decisions import MOST_STARS
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.select import page
from imalink_desktop.catalog.query.sort import Key, Sort
from imalink_desktop.catalog.reads.rows import rows
from tests.bench.bare import Bare
from tests.bench.timing import Figure, Task, measured

MANY = 50_000
_DURABLE = 50
_STRIDE = 7919


def one_rating(catalog: Catalog, bare: Bare, photos: int) -> list[Figure]:
    """One photo gets its stars, until the disk has them; then the same while another thread reads."""
    floor = "bare: one row, durable"
    rate_one = _rater(catalog, photos)
    alone = measured(
        [
            Task(floor, bare.commit),
            Task("one rating, durable", rate_one, _DURABLE, floor),
            Task("its undo", catalog.undo, _DURABLE, floor),
        ],
        rounds=30,
        warm_up=3,
    )
    crowded = f"{floor}, while another reads"
    with _reader(catalog):
        busy = measured(
            [
                Task(crowded, bare.commit),
                Task("one rating, durable, while another reads", rate_one, _DURABLE, crowded),
            ],
            rounds=30,
        )
    return [*alone, *busy]


def many(catalog: Catalog, bare: Bare, photos: int) -> list[Figure]:
    """Fifty thousand photos in one step: those of some weeks, and others from all the years."""
    together = range(photos // 2 + 1, photos + 1)[:MANY]
    ids = range(1, photos + 1, max(1, photos // MANY))[:MANY]
    stars = iter(range(1, 1000))
    names = iter(range(1, 1000))
    floor = f"bare: {len(ids):,} rows without an index"

    def rate_them(chosen: range) -> Callable[[], object]:
        return lambda: rate(catalog, chosen, next(stars) % (MOST_STARS + 1))

    def tag_them() -> object:
        return tag(catalog, together, add=[f"bench/{next(names)}"])

    return measured(
        [
            Task(floor, lambda: bare.update(len(ids))),
            Task(f"rate {len(together):,} in a row", rate_them(together), None, floor),
            Task("undo it", catalog.undo, None, floor),
            Task("redo it", catalog.redo, None, floor),
            Task(f"rate {len(ids):,} from all the years", rate_them(ids), None, floor),
            Task("undo that", catalog.undo, None, floor),
            Task("redo that", catalog.redo, None, floor),
            Task(f"tag {len(together):,} in a row", tag_them, None, floor),
            Task("undo the tags", catalog.undo, None, floor),
        ],
        rounds=3,
        warm_up=0,
    )


def _rater(catalog: Catalog, photos: int) -> Callable[[], object]:
    """Each time, another photo gets other stars than it has."""
    chosen = [1 + place * _STRIDE % photos for place in range(min(photos, 200))]
    with catalog.reading() as connection:
        found = select(Photo.id, Photo.rating).where(Photo.id.in_(chosen))
        had = dict(connection.execute(found).tuples().all())
    waiting = iter(chosen)

    def rate_one() -> object:
        photo = next(waiting)
        return rate(catalog, [photo], (had[photo] + 1) % (MOST_STARS + 1))

    return rate_one


@contextmanager
def _reader(catalog: Catalog) -> Iterator[None]:
    """While this lasts, a thread leafs through the catalog."""
    enough = threading.Event()

    def leaf() -> None:
        after: Key | None = None
        while not enough.is_set():
            with catalog.reading() as connection:
                found = page(connection, EVERYTHING, Sort(), after=after, limit=200)
                rows(connection, found.ids)
            after = found.next

    thread = threading.Thread(target=leaf)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()
