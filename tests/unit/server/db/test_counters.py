"""Counters that all processes share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from imalink_server.db.counters import Counters
from imalink_server.db.database import Database
from imalink_server.db.models import Counter
from tests.unit.server.asking import Clock


def test_it_counts_until_its_window_ends(database: Database) -> None:
    clock = Clock()
    counters = Counters(database, clock)
    assert counters.get("a") == 0
    assert [counters.incr("a", 60), counters.incr("a", 60), counters.incr("b", 60)] == [1, 2, 1]
    clock.go(seconds=59)
    assert counters.get("a") == 2
    assert counters.get_expiry("a") == clock().timestamp() + 1
    clock.go(seconds=1)
    assert counters.get("a") == 0
    assert counters.incr("a", 60) == 1


def test_two_counters_of_one_database_are_one(database: Database) -> None:
    clock = Clock()
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: Counters(database, clock).incr("a", 60), range(20)))
    assert sorted(counts) == list(range(1, 21))


def test_it_forgets(database: Database) -> None:
    counters = Counters(database, Clock())
    for key in "abc":
        counters.incr(key, 60)
    counters.clear("a")
    assert (counters.get("a"), counters.get("b")) == (0, 1)
    assert counters.reset() == 2
    assert counters.check()


def test_old_windows_go_and_nobody_is_named(database: Database) -> None:
    clock = Clock()
    counters = Counters(database, clock)
    counters.incr("anna@192.0.2.1", 60)
    clock.go(hours=1)
    counters.incr("bert@192.0.2.2", 60)
    with database.reading() as session:
        keys = session.scalars(select(Counter.key)).all()
    assert len(keys) == 1
    assert "bert" not in keys[0]
