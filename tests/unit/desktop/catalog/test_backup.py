"""Backups that can be trusted: proved before they count, and never rotated away for a worse one."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.backup import back_up, backups, restore
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands.deciding import entitle
from imalink_desktop.catalog.guard import trust
from imalink_desktop.catalog.identity import identity_of
from imalink_desktop.catalog.inspection import what_is_wrong
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.rotation import AtExit, BackupPolicy, Rotation, is_due, to_keep
from imalink_desktop.catalog.seal import measured, seal_of, write_seal
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


def titles(folder: Path) -> list[str | None]:
    with Catalog.open(folder) as catalog, catalog.reading() as look:
        return list(look.execute(select(Photo.title).order_by(Photo.id)).scalars())


def test_a_backup_is_made_while_the_catalog_is_in_use(shelf: Catalog, tmp_path: Path) -> None:
    entitle(shelf, [1], "Harbour")
    made = back_up(shelf.path, tmp_path / "backups", clock=lambda: NOON)
    assert made.name == f"catalog 2024-06-01 12.00.00 {identity_of(shelf.path)}.db"
    assert sorted(path.name for path in made.parent.iterdir()) == [made.name, f"{made.name}.seal"]
    assert what_is_wrong(made) is None


def test_restoring_brings_back_what_was_and_lays_the_other_aside(shelf: Catalog, tmp_path: Path) -> None:
    entitle(shelf, [1], "Harbour")
    made = back_up(shelf.path, tmp_path / "backups")
    entitle(shelf, [1], "Oh no")
    shelf.close()
    aside = restore(made, shelf.path, clock=lambda: NOON)
    assert titles(tmp_path)[0] == "Harbour"
    assert made.exists()
    assert aside is not None
    aside.rename(tmp_path / "catalog.db")
    with pytest.raises(Expected, match=r"not as ImaLink left it: .* --trust"):
        Catalog.open(tmp_path)
    trust(tmp_path / "catalog.db")
    assert titles(tmp_path)[0] == "Oh no"


def test_what_is_open_is_not_restored(shelf: Catalog, tmp_path: Path) -> None:
    made = back_up(shelf.path, tmp_path / "backups")
    with pytest.raises(Expected, match="is open in another"):
        restore(made, shelf.path)


def test_a_damaged_catalog_makes_no_backup_and_keeps_the_old_ones(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog:
        path = catalog.path
        good = back_up(path, tmp_path / "backups", clock=lambda: NOON)
    damaged = bytearray(path.read_bytes())
    damaged[4096 * 2 : 4096 * 6] = bytes(range(256)) * 64
    path.write_bytes(damaged)
    with pytest.raises(Expected):
        back_up(path, tmp_path / "backups", clock=lambda: NOON + timedelta(days=400))
    assert list(backups(tmp_path / "backups").values()) == [good]
    assert not list((tmp_path / "backups").glob("*.part"))


@pytest.mark.parametrize("content", [b"", b"not a database" * 400])
def test_what_is_no_catalog_is_not_restored(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "wrong.db").write_bytes(content)
    with pytest.raises(Expected, match="cannot be used"):
        restore(tmp_path / "wrong.db", tmp_path / "catalog.db")
    with pytest.raises(Expected, match="no such file"):
        restore(tmp_path / "nothing.db", tmp_path / "catalog.db")


def test_a_byte_flipped_anywhere_is_detected_or_harmless(shelf: Catalog, tmp_path: Path) -> None:
    entitle(shelf, range(1, 6), "Harbour")
    made = back_up(shelf.path, tmp_path / "backups")
    sound, seal = made.read_bytes(), measured(made)
    flips = random.Random(7)  # noqa: S311 - no secret
    for _ in range(150):
        at = flips.randrange(len(sound))
        broken = tmp_path / "broken.db"
        broken.write_bytes(sound[:at] + bytes([sound[at] ^ (1 << flips.randrange(8))]) + sound[at + 1 :])
        trouble = what_is_wrong(broken)
        assert trouble is None or trouble.endswith(".")
        write_seal(broken, seal)
        assert what_is_wrong(broken) == "the file is damaged (its checksum is another)."


def test_what_is_no_folder_takes_no_backup(shelf: Catalog, tmp_path: Path) -> None:
    (tmp_path / "backups").write_bytes(b"a file where the folder should be")
    with pytest.raises(Expected):
        back_up(shelf.path, tmp_path / "backups")


days = st.sets(st.integers(0, 900), min_size=1, max_size=200)


@given(days=days)
def test_seven_days_four_weeks_six_months(days: set[int]) -> None:
    moments = {NOON - timedelta(days=day) for day in days}
    kept = to_keep(moments)
    assert max(moments) in kept
    assert kept <= moments
    assert len(kept) <= 17
    assert set(sorted(moments, reverse=True)[:7]) <= kept
    assert to_keep(kept) == kept


def test_a_day_has_one_backup_in_the_end_and_all_of_them_while_it_lasts(
    shelf: Catalog, tmp_path: Path
) -> None:
    gone: list[Path] = []
    made = [
        back_up(
            shelf.path,
            tmp_path / "backups",
            clock=partial(lambda later: NOON + timedelta(hours=later), hour),
            rotation=Rotation(days=1, weeks=1, months=1),
            let_go=gone.append,
        )
        for hour in (0, 1, 23, 60)
    ]
    assert list(backups(tmp_path / "backups").values()) == [made[3]]
    assert gone == made[:3]


@given(hours=st.sets(st.integers(0, 200), min_size=1, max_size=40))
def test_what_was_made_within_a_day_is_kept(hours: set[int]) -> None:
    moments = {NOON - timedelta(hours=hour) for hour in hours}
    kept = to_keep(moments, Rotation(1, 1, 1), now=NOON)
    assert {at for at in moments if NOON - at < timedelta(days=1)} <= kept


def test_only_what_this_library_has_made_is_let_go_of(shelf: Catalog, tmp_path: Path) -> None:
    folder, one = tmp_path / "backups", Rotation(days=1, weeks=1, months=1)
    with Catalog.open(tmp_path / "other") as other:
        theirs = back_up(other.path, folder, clock=lambda: NOON)
        for days in range(0, 90, 30):
            back_up(shelf.path, folder, clock=partial(lambda d: NOON + timedelta(days=d), days), rotation=one)
        assert list(backups(folder, of=identity_of(other.path)).values()) == [theirs]
        assert len(backups(folder, of=identity_of(shelf.path))) == 1
    assert len(backups(folder)) == 2


def test_two_libraries_that_back_up_in_one_second_do_not_hide_each_other(
    shelf: Catalog, tmp_path: Path
) -> None:
    with Catalog.open(tmp_path / "other") as other:
        made = [back_up(each.path, tmp_path / "backups", clock=lambda: NOON) for each in (shelf, other)]
    assert set(backups(tmp_path / "backups").values()) == set(made)


def test_without_a_rotation_nothing_is_let_go_of(shelf: Catalog, tmp_path: Path) -> None:
    for days in range(0, 900, 100):
        clock = partial(lambda later: NOON + timedelta(days=later), days)
        back_up(shelf.path, tmp_path / "named", clock=clock, rotation=None)
    assert len(backups(tmp_path / "named")) == 9


def test_the_backup_of_another_library_is_not_ours(shelf: Catalog, tmp_path: Path) -> None:
    with Catalog.open(tmp_path / "other") as other:
        back_up(other.path, tmp_path / "backups")
    assert shelf.backup_is_due()
    shelf.back_up()
    assert not shelf.backup_is_due()


def test_a_program_that_changed_something_makes_a_backup_a_day_as_it_ends(tmp_path: Path) -> None:
    policy = BackupPolicy(at_exit=AtExit.DAILY)
    times = [timedelta(0), timedelta(hours=23), timedelta(hours=25)]
    for number, later in enumerate(times):
        catalog = Catalog.open(tmp_path, clock=partial(lambda at: NOON + at, later), backups=policy)
        remember(catalog, f"uid {number}")
        assert catalog.close() is None
    assert list(backups(tmp_path / "backups")) == [NOON + timedelta(hours=25), NOON]
    catalog = Catalog.open(tmp_path, clock=lambda: NOON + timedelta(days=9), backups=policy)
    assert catalog.backup_is_due()
    catalog.close()
    assert len(backups(tmp_path / "backups")) == 2  # there was nothing new to keep


@pytest.mark.expects_log("no backup could be made")
def test_a_backup_that_fails_at_the_end_is_told_and_nothing_else_is_lost(tmp_path: Path) -> None:
    (tmp_path / "backups").write_bytes(b"a file where the folder should be")
    catalog = Catalog.open(tmp_path, backups=BackupPolicy(at_exit=AtExit.ALWAYS))
    remember(catalog, "uid")
    trouble = catalog.close()
    assert isinstance(trouble, Expected)
    assert titles(tmp_path) == [None]


def test_a_clock_that_was_turned_back_costs_no_backup(shelf: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    for days in range(9):
        back_up(shelf.path, folder, clock=partial(lambda later: NOON + timedelta(days=later), days))
    before = set(backups(folder))
    long_ago = NOON - timedelta(days=3650)
    assert is_due(max(before), long_ago)
    for days in range(3):
        back_up(shelf.path, folder, clock=partial(lambda later: long_ago + timedelta(days=later), days))
    assert set(backups(folder)) == before | {long_ago + timedelta(days=days) for days in range(3)}


def test_a_restoring_that_was_cut_off_is_finished_at_the_next_opening(shelf: Catalog, tmp_path: Path) -> None:
    entitle(shelf, [1], "Harbour")
    shelf.close()
    # So it lies there when the power goes between laying the old one aside and putting the new one in place.
    seal_of(shelf.path).unlink()
    shelf.path.rename(tmp_path / "catalog.restoring")
    assert titles(tmp_path)[0] == "Harbour"


def test_a_backup_is_taken_while_others_write_all_the_time(shelf: Catalog, tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        for number in itertools.count():
            entitle(shelf, range(1, 6), f"Harbour {number}")
            if done.is_set():
                return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [shelf.back_up(tmp_path / str(number)) for number in range(5)]
    finally:
        done.set()
        writer.join()
    for backup in made:
        with closing(sqlite3.connect(backup)) as raw:
            assert len(raw.execute("SELECT DISTINCT title FROM photo").fetchall()) == 1


def remember(catalog: Catalog, uid: str) -> None:
    catalog.transact(
        Op.REGISTER, lambda writer: ignored(writer.insert(Photo, [{"uid": uid, "added_at": "2024"}]))
    )


def ignored(_: object) -> None:
    """Work answers nothing."""


def test_a_catalog_that_is_not_as_it_was_left_is_not_backed_up(shelf: Catalog, tmp_path: Path) -> None:
    entitle(shelf, [1], "Harbour")
    shelf.close()
    content = shelf.path.read_bytes()
    shelf.path.write_bytes(content.replace(b"Harbour", b"Iarbour"))
    shelf.path.with_name("catalog.db-wal").touch()  # as who looks leaves it
    with pytest.raises(Expected, match="not as ImaLink left it"):
        back_up(shelf.path, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
    assert what_is_wrong(shelf.path) is not None
    with Catalog.look(tmp_path) as look:
        assert look.notice is not None
        assert "not as ImaLink left it" in look.notice.sentence


class Killed(BaseException):
    """The program ends here."""


def kill_at(move: int, patch: pytest.MonkeyPatch) -> None:
    """Let the program be killed when it is about to rename a file for the n-th time."""
    count = itertools.count()
    rename = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if next(count) == move:
            raise Killed
        return rename(self, target)

    patch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("move", range(6))
def test_a_restoring_that_is_killed_between_two_moves_leaves_the_old_or_the_new(
    shelf: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, move: int
) -> None:
    entitle(shelf, [1], "Harbour")
    made = back_up(shelf.path, tmp_path / "backups")
    folder = tmp_path / "crashed"
    folder.mkdir()
    entitle(shelf, [1], "Fjord")
    for end in ("", "-wal", "-shm"):  # of a program that was cut off, with work in its log
        shutil.copy(f"{shelf.path}{end}", folder)
    with monkeypatch.context() as patch:
        kill_at(move, patch)
        with pytest.raises(Killed):
            restore(made, folder / "catalog.db", clock=lambda: NOON)
    now = titles(folder)[0]
    aside = list(folder.glob("catalog before *.db"))
    if move == 0:
        assert (now, aside) == ("Fjord", [])
    else:
        (old,) = aside
        assert now == "Harbour"
        (tmp_path / "old").mkdir()
        for end in ("", "-wal"):
            shutil.copy(f"{old}{end}", tmp_path / "old" / f"catalog.db{end}")
        assert titles(tmp_path / "old")[0] == "Fjord"
    assert not list(folder.glob("*.restoring*"))
    assert not list(folder.glob("*.moving"))


def test_what_was_laid_aside_is_never_replaced(shelf: Catalog, tmp_path: Path) -> None:
    made = back_up(shelf.path, tmp_path / "backups")
    shelf.close()
    aside = {restore(made, shelf.path, clock=lambda: NOON) for _ in range(3)}
    assert len(aside) == 3
    assert all(path is not None and path.exists() for path in aside)


def test_a_log_without_its_catalog_does_not_get_into_the_restored_one(shelf: Catalog, tmp_path: Path) -> None:
    made = back_up(shelf.path, tmp_path / "backups")
    entitle(shelf, [1], "Fjord")
    (tmp_path / "gone").mkdir()
    shutil.copy(f"{shelf.path}-wal", tmp_path / "gone")
    assert restore(made, tmp_path / "gone" / "catalog.db") is None
    assert titles(tmp_path / "gone") == [None] * 5


def test_a_restoring_that_was_given_up_does_not_come_back(shelf: Catalog, tmp_path: Path) -> None:
    entitle(shelf, [1], "Harbour")
    shutil.copy(back_up(shelf.path, tmp_path / "backups"), tmp_path / "catalog.restoring")
    (tmp_path / "catalog.restoring-wal").write_bytes(b"left over")
    shelf.close()
    assert titles(tmp_path)[0] == "Harbour"
    assert not list(tmp_path.glob("*.restoring*"))


def test_backups_at_the_same_time_do_not_get_into_each_others_way(shelf: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: back_up(shelf.path, folder, clock=lambda: NOON), range(8)))
    assert len(set(made)) > 1
    assert list(folder.glob("*.part*")) == []
    assert {what_is_wrong(path) for path in backups(folder).values()} == {None}


def test_what_a_killed_backup_left_is_removed_by_a_later_one(shelf: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for part, hours in (("catalog 2024-05-01 12.00.00.part", 5), ("catalog 2024-05-02 12.00.00.part", 0)):
        for end in ("", "-journal"):
            (folder / f"{part}{end}").write_bytes(b"half")
        os.utime(folder / part, (time.time() - hours * 3600,) * 2)
    back_up(shelf.path, folder)
    assert {path.name for path in folder.glob("*.part*")} == {
        "catalog 2024-05-02 12.00.00.part",
        "catalog 2024-05-02 12.00.00.part-journal",
    }
