"""The two ways into a database, of either kind."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from imalink_server.base.errors import Code, Expected, Refused
from imalink_server.base.turn import Turn
from imalink_server.db.database import Database
from imalink_server.db.models import Account, Counter, Photo
from tests.unit.server.db.test_policy import account

AT = "2026-11-21T09:00:00.000000Z"


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(Counter.count)) or 0


def test_what_was_written_is_there(database: Database) -> None:
    with database.writing() as session:
        session.add(Counter(key="a", count=1, ends_at=AT))
    assert count(database) == 1


def test_nothing_is_kept_of_a_transaction_that_fails(database: Database) -> None:
    with suppress(ZeroDivisionError), database.writing() as session:
        session.add(Counter(key="a", count=1, ends_at=AT))
        session.flush()
        _ = 1 / 0
    assert count(database) == 0


def test_whoever_reads_can_change_nothing(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"), database.reading() as session:
        session.execute(text("DELETE FROM counter"))


def test_whoever_reads_sees_one_moment(database: Database) -> None:
    with database.reading() as session:
        assert session.scalar(select(Counter.count)) is None
        with database.writing() as other:
            other.add(Counter(key="a", count=1, ends_at=AT))
        assert session.scalar(select(Counter.count)) is None
    assert count(database) == 1


def test_many_threads_write_and_none_is_lost(database: Database) -> None:
    with database.writing() as session:
        session.add(Counter(key="a", count=0, ends_at=AT))

    def one_more(_: int) -> None:
        with database.writing() as session:
            row = session.scalars(select(Counter).with_for_update()).one()
            row.count += 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one_more, range(80)))
    assert count(database) == 80


PROCESS = """
import sys
from sqlalchemy import update
from imalink_server.db.database import Database
from imalink_server.db.models import Counter
with Database.open(sys.argv[1]) as database:
    for _ in range(100):
        with database.writing() as session:
            session.execute(update(Counter).values(count=Counter.count + 1))
"""


@pytest.mark.slow
def test_many_processes_write_and_none_is_lost(database: Database, database_url: str) -> None:
    with database.writing() as session:
        session.add(Counter(key="a", count=0, ends_at=AT))
    others = [subprocess.Popen([sys.executable, "-c", PROCESS, database_url]) for _ in range(3)]
    assert [other.wait() for other in others] == [0, 0, 0]
    assert count(database) == 300


def test_references_are_held(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(Photo(uid="p", owner_id=99, hothash="", width=1, height=1, created_at=AT, updated_at=AT))


@pytest.mark.parametrize(("field", "value"), [("rating", 6), ("flag", 2), ("visibility", 4)])
def test_what_cannot_be_decided_is_not_kept(database: Database, field: str, value: int) -> None:
    with database.writing() as session:
        session.add(account(1))
    photo = Photo(uid="p", owner_id=1, hothash="", width=1, height=1, created_at=AT, updated_at=AT)
    setattr(photo, field, value)
    with pytest.raises(IntegrityError, match=f"ck_photo_{field}"), database.writing() as session:
        session.add(photo)


def test_a_correction_is_shown_and_the_camera_still_believed(database: Database) -> None:
    with database.writing() as session:
        owner = account(1)
        session.add(owner)
        session.flush()
        photo = Photo(uid="p", owner_id=owner.id, hothash="", width=1, height=1, created_at=AT, updated_at=AT)
        photo.taken_at, photo.gps_latitude, photo.gps_longitude = "2024-01-15T14:30:00", 59.9, 10.7
        session.add(photo)
        session.flush()
        session.refresh(photo)
        assert (photo.shown_at, photo.latitude, photo.longitude) == ("2024-01-15T14:30:00", 59.9, 10.7)
        photo.corrected_at, photo.corrected_latitude = "2024-01-15T15:30:00", 60.0
        session.flush()
        session.refresh(photo)
        assert (photo.shown_at, photo.latitude, photo.longitude) == ("2024-01-15T15:30:00", 60.0, None)
        assert photo.taken_at == "2024-01-15T14:30:00"


def test_text_is_ordered_the_same_everywhere(database: Database) -> None:
    names = ["b", "A", "ä", "a", "B", "Z", "z", "ß", "1"]
    with database.writing() as session:
        session.add_all(Counter(key=name, count=0, ends_at=AT) for name in names)
    with database.reading() as session:
        assert list(session.scalars(select(Counter.key).order_by(Counter.key))) == sorted(names)


def test_an_account_takes_all_that_is_its_own_along(database: Database) -> None:
    with database.writing() as session:
        owner = account(1)
        session.add(owner)
        session.flush()
        session.add(
            Photo(uid="p", owner_id=owner.id, hothash="", width=1, height=1, created_at=AT, updated_at=AT)
        )
    with database.writing() as session:
        session.delete(session.scalars(select(Account)).one())
    with database.reading() as session:
        assert session.scalars(select(Photo)).all() == []


def test_sqlites_files_are_nobody_elses(tmp_path: Path) -> None:
    with Database.open(f"sqlite:///{tmp_path / 'deep' / 'x.db'}") as database, database.writing() as session:
        session.execute(text("CREATE TABLE t (a)"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "deep").iterdir()}
    assert {"x.db", "x.db-wal", "x.db.turn"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_a_commit_of_sqlite_survives_a_power_cut(tmp_path: Path) -> None:
    with Database.open(f"sqlite:///{tmp_path / 'x.db'}") as database, database.writing() as session:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        assert [session.scalar(text(f"PRAGMA {each}")) for each in asked] == ["wal", 2, 1]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "nonsense"])
def test_a_database_that_cannot_be_is_named(url: str) -> None:
    with pytest.raises(Expected):
        Database.open(url)


@pytest.mark.expects_log("the database did not answer")
def test_a_database_that_is_away_is_no_bug() -> None:
    with (
        Database.open("postgresql://nobody:hidden@127.0.0.1:1/none") as database,
        pytest.raises(Refused) as refused,
    ):
        database.check()
    assert refused.value.code is Code.UNAVAILABLE
    assert "hidden" not in str(refused.value)


@pytest.mark.expects_log("the database did not answer")
def test_a_broken_file_is_no_bug_but_a_trouble(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"this is none of SQLite's files, however long it may be" * 100)
    with Database.open(f"sqlite:///{tmp_path / 'x.db'}") as database, pytest.raises(Refused):
        database.check()


def test_who_does_not_get_a_turn_is_told_to_come_back(tmp_path: Path) -> None:
    turn = Turn(tmp_path / "turn")
    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        with turn.taken():
            taken.set()
            done.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait()
    with pytest.raises(Refused, match="busy"), turn.taken(patience=0.01):
        pass
    done.set()
    holder.join()
    with turn.taken(patience=0.01):
        pass
    turn.close()


HOLDER = """
import sys
from pathlib import Path
from imalink_server.base.turn import Turn
with Turn(Path(sys.argv[1])).taken():
    print("taken", flush=True)
    sys.stdin.read()
"""


@pytest.mark.slow
def test_a_turn_is_one_process_alone_and_ends_with_it(tmp_path: Path) -> None:
    path = tmp_path / "turn"
    turn = Turn(path)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"taken\n"
    with pytest.raises(Refused, match="busy"), turn.taken(patience=0.05):
        pass
    holder.kill()
    holder.communicate()
    with turn.taken(patience=0.05):
        pass
    turn.close()
