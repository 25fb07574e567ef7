"""Bad days: damage is noticed and begun anew, a full disk is named, and the program goes on."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.catalog.previews import Kind, Previews
from tests.unit.desktop.base.test_atomic import disks_can_be_mounted
from tests.unit.desktop.catalog.previews.pictures import BUDGET, files, jpeg, preview, previews, uid

__all__ = ["previews"]

UIDS = [uid(n) for n in range(20)]
ALL_HOT = {uid(n): preview(n).hot for n in range(20)}

ON_A_SMALL_DISK = """
import subprocess, sys
from pathlib import Path
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.previews import Kind, Preview, Previews
from tests.unit.desktop.catalog.previews.pictures import files, jpeg, preview, uid

place = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", place], check=True)
(place / "holiday.mov").write_bytes(bytes(200_000))
with Previews.open(place, cold_budget=1 << 30) as previews:
    previews.put([preview(1)])
    previews.put_cold(uid(1), jpeg(1))
    for act in (
        lambda: previews.put(Preview(uid(n), grid=jpeg(n, 100_000)) for n in range(2, 40)),
        lambda: previews.put_cold(uid(2), jpeg(2, 2_000_000)),
    ):
        try:
            act()
        except Expected as told:
            print(told.sentence)
        else:
            print("there was room")
        assert previews.hot([uid(1)]) == {uid(1): preview(1).hot}
        assert previews.missing([uid(1), uid(2)], Kind.GRID) == {uid(2)}
        assert previews.cold(uid(1)).read_bytes() == jpeg(1)
        assert previews.cold(uid(2)) is None
        assert len(files(place)) == 1
    (place / "holiday.mov").unlink()
    previews.put([preview(2)])
    previews.put_cold(uid(2), jpeg(2))
with Previews.open(place, cold_budget=1 << 30) as previews:
    assert previews.missing([uid(1), uid(2)], Kind.GRID) == set()
    assert len(files(place)) == 2
subprocess.run(["mount", "-o", "remount,ro", place], check=True)
try:
    Previews.open(place, cold_budget=1 << 30)
except Expected as told:
    print(told.sentence)
"""

KEEPS_PUTTING = """
import sys
from itertools import count
from pathlib import Path
from imalink_desktop.catalog.previews import Previews
from tests.unit.desktop.catalog.previews.pictures import jpeg, preview, uid

with Previews.open(Path(sys.argv[1]), cold_budget=1 << 30) as previews:
    for n in count():
        previews.put([preview(n)])
        previews.put_cold(uid(n), jpeg(n))
        print(n, flush=True)
"""


def fill(folder: Path) -> Path:
    """Twenty photos with all previews; the file, closed."""
    with Previews.open(folder, cold_budget=BUDGET) as previews:
        previews.put(preview(n) for n in range(20))
        previews.put_cold(uid(1), jpeg(1))
    return folder / "previews.db"


def no_database(path: Path) -> None:
    path.write_bytes(b"not a database" * 4000)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 99")


def other_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("ALTER TABLE hot ADD COLUMN smell TEXT")


def a_foreign_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")


@pytest.mark.expects_log("previews are damaged kind='hot' count=2")
def test_no_photo_is_shown_with_the_picture_of_another(tmp_path: Path) -> None:
    with closing(sqlite3.connect(fill(tmp_path))) as raw, raw:
        one, other = raw.execute("SELECT id FROM hot LIMIT 2").fetchall()
        for now, then in ((one[0], -1), (other[0], one[0]), (-1, other[0])):
            raw.execute("UPDATE hot SET id = ? WHERE id = ?", (then, now))
    with Previews.open(tmp_path, cold_budget=BUDGET) as previews:
        assert len(previews.hot(UIDS)) == len(UIDS) - 2
        assert previews.hot(UIDS).items() <= ALL_HOT.items()
        previews.put(preview(n) for n in range(20))
        assert previews.hot(UIDS) == ALL_HOT


@pytest.mark.expects_log("previews.db is begun anew")
@pytest.mark.parametrize("spoil", [no_database, half, another_version, other_tables, a_foreign_database])
def test_what_cannot_be_read_is_begun_anew(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(fill(tmp_path))
    with Previews.open(tmp_path, cold_budget=BUDGET) as previews:
        assert previews.grid(UIDS) == {}
        assert previews.cold(uid(1)) is None
        previews.sweep(UIDS)
        assert files(tmp_path) == set()
        previews.put(preview(n) for n in range(20))
        assert previews.hot(UIDS) == ALL_HOT


@pytest.mark.expects_log("")
def test_a_byte_flipped_anywhere_is_noticed_or_harmless(tmp_path: Path) -> None:
    sound = fill(tmp_path).read_bytes()
    flips = random.Random(11)  # noqa: S311 - no secret
    # Most of the file is pictures; what holds it together is in the headers of its pages.
    places = [flips.randrange(len(sound)) for _ in range(40)]
    places += [page + flips.randrange(60) for page in range(0, len(sound), 16384) for _ in range(6)]
    for at in places:
        flipped = sound[at] ^ (1 << flips.randrange(8))
        (tmp_path / "previews.db").write_bytes(sound[:at] + bytes([flipped]) + sound[at + 1 :])
        with Previews.open(tmp_path, cold_budget=BUDGET) as previews:
            assert previews.hot(UIDS).items() <= ALL_HOT.items()
            assert previews.grid(UIDS).items() <= {uid(n): preview(n).grid for n in range(20)}.items()
            previews.cold(uid(1))
            previews.put([preview(n) for n in range(20)])
            previews.put_cold(uid(1), jpeg(1))
            previews.forget([uid(3)])
            previews.sweep(UIDS)
            kept = {name: picture for name, picture in ALL_HOT.items() if name != uid(3)}
            assert previews.hot(UIDS).items() <= kept.items()
        with Previews.open(tmp_path, cold_budget=BUDGET) as previews:
            previews.put([preview(n) for n in range(20)])
            previews.hot(UIDS)  # what is only noticed now is let go of, and may be put once more
            previews.put([preview(n) for n in range(20)])
            assert previews.hot(UIDS) == ALL_HOT


@pytest.mark.expects_log("previews are damaged kind='grid' count=1")
def test_a_picture_that_is_not_as_it_was_put_is_not_there(tmp_path: Path) -> None:
    path = fill(tmp_path)
    picture = preview(4).grid
    assert picture is not None
    spoilt = picture[:100] + bytes([picture[100] ^ 1]) + picture[101:]
    path.write_bytes(path.read_bytes().replace(picture, spoilt))
    with Previews.open(tmp_path, cold_budget=BUDGET) as previews:
        assert uid(4) not in previews.grid(UIDS)
        assert previews.missing(UIDS, Kind.GRID) == {uid(4)}
        previews.put([preview(4)])
        assert previews.grid([uid(4)]) == {uid(4): picture}


@pytest.mark.expects_log("previews.db is begun anew")
def test_damage_is_noticed_while_many_look(tmp_path: Path) -> None:
    path = fill(tmp_path)
    sound = path.read_bytes()
    with Previews.open(tmp_path, cold_budget=BUDGET) as previews, ThreadPoolExecutor(8) as pool:
        # All but the first page, in which SQLite looks whether anything has changed.
        with path.open("r+b") as file:
            file.seek(16384)
            file.write(random.Random(3).randbytes(len(sound) - 16384))  # noqa: S311 - no secret
        assert list(pool.map(lambda _: previews.hot(UIDS), range(16))) == [{}] * 16
        previews.put(preview(n) for n in range(20))
        assert previews.hot(UIDS) == ALL_HOT


@pytest.mark.expects_log("it is gone")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes nothing that is open")
def test_what_is_deleted_while_it_is_open_is_begun_anew(previews: Previews, tmp_path: Path) -> None:
    previews.put([preview(1)])
    previews.put_cold(uid(1), jpeg(1))
    for path in tmp_path.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert previews.missing([uid(1)], Kind.HOT) == {uid(1)}
    assert previews.cold(uid(1)) is None
    previews.put([preview(1)])
    previews.put_cold(uid(1), jpeg(1))
    previews.close()
    with Previews.open(tmp_path, cold_budget=BUDGET) as again:
        assert again.hot([uid(1)]) == {uid(1): preview(1).hot}
        assert again.cold(uid(1)) is not None


def test_a_full_file_takes_all_or_nothing_and_works_on(previews: Previews) -> None:
    previews.put([preview(1)])
    opened = previews._database._opened
    assert opened is not None
    with opened.writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 20")
    with pytest.raises(Expected, match="is full"):
        previews.put(preview(n) for n in range(500))
    assert previews.missing(UIDS, Kind.HOT) == set(UIDS) - {uid(1)}
    previews.put([preview(2)])
    assert previews.hot(UIDS).keys() == {uid(1), uid(2)}


@pytest.mark.skipif(not disks_can_be_mounted(), reason="no disk can be mounted here")
def test_a_full_and_a_protected_disk_are_named(tmp_path: Path) -> None:
    command = ["unshare", "-rm", sys.executable, "-c", ON_A_SMALL_DISK, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stderr == ""
    *full, protected = done.stdout.splitlines()
    assert full == [f"The disk {tmp_path} is full."] * 2
    assert f"he disk {tmp_path}" in protected


def test_a_folder_that_cannot_be_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Expected):
        Previews.open(tmp_path / "file", cold_budget=BUDGET)
    (tmp_path / "previews.db").mkdir()
    with pytest.raises(Expected):
        Previews.open(tmp_path, cold_budget=BUDGET)


def test_what_was_put_survives_the_death_of_the_program(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", KEEPS_PUTTING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    told = [int(program.stdout.readline()) for _ in range(40)]
    program.kill()
    told += [int(line) for line in program.communicate()[0].splitlines()]
    with Previews.open(tmp_path, cold_budget=1 << 30) as previews:
        uids = [uid(n) for n in told]
        assert previews.hot(uids) == {uid(n): preview(n).hot for n in told}
        assert previews.missing(uids, Kind.COLD) == set()
        previews.sweep(uids)
        assert previews.missing(uids, Kind.COLD) == set()
        assert len(files(tmp_path)) == len(told)


def test_after_closing_nothing_is_opened_again(previews: Previews) -> None:
    previews.close()
    with pytest.raises(Bug, match="closed"):
        previews.hot(UIDS)
