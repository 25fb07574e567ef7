"""Bad days: full, broken and locked disks, wild clocks. The old state or the new, and work goes on."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from imalink_desktop.base.disks import disk_of
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.backup import backups
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands.deciding import entitle, rate
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo, Step

PHOTOS = 3000
ALL = range(1, PHOTOS + 1)
FLIPS = 120


def fill(writer: Writer) -> None:
    writer.insert(Photo, [{"uid": f"{n}", "title": f"Harbour no. {n}", "added_at": "2024"} for n in ALL])


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.open(tmp_path) as opened:
        opened.transact(Op.REGISTER, fill)
        rate(opened, ALL, 2)
        yield opened


def stars(catalog: Catalog) -> set[int]:
    with catalog.reading() as look:
        return set(look.execute(select(Photo.rating)).scalars())


def is_sound(catalog: Catalog) -> bool:
    with catalog.reading() as look:
        return look.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Let every write past this size fail, as on a disk that takes no more."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def instead_of(path: Path, other: str, flags: int) -> Iterator[None]:
    """Exchange, below SQLite's feet, what its open files lead to."""
    there = [int(link.name) for link in Path("/proc/self/fd").iterdir() if _leads_to(link.name, path)]
    assert there
    kept = {number: os.dup(number) for number in there}
    instead = os.open(other, flags)
    try:
        for number in there:
            os.dup2(instead, number)
        yield
    finally:
        for number, was in kept.items():
            # Who let go of it meanwhile must not get it back.
            if _leads_to(str(number), Path(other)):
                os.dup2(was, number)
            os.close(was)
        os.close(instead)


def _leads_to(number: str, path: Path) -> bool:
    try:
        return Path(f"/proc/self/fd/{number}").samefile(path)
    except OSError:
        return False


def log_of(catalog: Catalog) -> Path:
    return catalog.path.with_name("catalog.db-wal")


needs_limits = pytest.mark.skipif(os.name == "nt", reason="Windows limits no file's length")
needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows a program's open files so")


@needs_limits
def test_a_disk_that_takes_no_more_is_named_and_nothing_has_been(catalog: Catalog) -> None:
    disk = disk_of(catalog.path).name
    before = catalog.next_undo()
    with no_file_longer_than(log_of(catalog).stat().st_size + 4096), pytest.raises(Expected) as told:
        rate(catalog, ALL, 5)
    assert disk in told.value.sentence
    assert stars(catalog) == {2}
    assert catalog.next_undo() == before
    assert rate(catalog, ALL, 4).count == PHOTOS  # there is room again
    assert stars(catalog) == {4}
    assert is_sound(catalog)


def test_a_catalog_that_may_not_grow_says_so_and_works_again_once_it_may(catalog: Catalog) -> None:
    pages(catalog, 1)
    with pytest.raises(Expected) as told:
        entitle(catalog, ALL, "A very long title, of which there is no end" * 20)
    assert told.value.sentence == f"The disk {disk_of(catalog.path).name} is full."
    assert stars(catalog) == {2}
    pages(catalog, 1 << 30)
    entitle(catalog, ALL, "Harbour")
    assert title(catalog) == "Harbour"
    assert is_sound(catalog)


def pages(catalog: Catalog, most: int) -> None:
    """Let the catalog have no more pages than it has, or these."""
    with catalog._access._writing.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")


SMALL_DISK = """
import sys
from pathlib import Path
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands.deciding import entitle
from imalink_desktop.catalog.models import Photo

folder = Path(sys.argv[1])
photos = [{"uid": str(n), "added_at": "2024"} for n in range(500)]
with Catalog.open(folder) as catalog:
    catalog.transact(Op.REGISTER, lambda writer: [writer.insert(Photo, photos), None][1])
    entitle(catalog, [1], "Harbour")
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    for act in (lambda: entitle(catalog, range(1, 501), "No room for this " * 20), catalog.back_up):
        try:
            act()
        except Expected as told:
            print(told.sentence)
    ballast.unlink()
    entitle(catalog, [2], "Fjord")
with Catalog.open(folder) as catalog, catalog.reading() as look:
    print(look.exec_driver_sql("SELECT group_concat(DISTINCT title) FROM photo").scalar())
    print(look.exec_driver_sql("PRAGMA integrity_check").scalar())
"""


@pytest.mark.skipif(not shutil.which("unshare"), reason="small disks of one's own are made by unshare")
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    script = 'mount -t tmpfs -o size=8m none "$1" || exit 77; exec "$2" -c "$3" "$1"'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", str(tmp_path), sys.executable, SMALL_DISK],
        capture_output=True,
        text=True,
        timeout=60,
    )
    if done.returncode in (1, 77) and "imalink" not in done.stderr:
        pytest.skip("this system lets nobody make a disk of one's own")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"The disk {tmp_path} is full.",
        f"The disk {tmp_path} is full.",
        "Harbour,Fjord",
        "ok",
    ]


@needs_proc
def test_a_disk_that_fails_is_told_and_opened_anew_when_it_is_back(catalog: Catalog) -> None:
    with instead_of(log_of(catalog), "/dev/null", os.O_RDONLY), pytest.raises(Expected) as told:
        rate(catalog, ALL, 5)
    assert told.value.sentence == f"The disk {disk_of(catalog.path).name} reports a fault."
    assert stars(catalog) <= {2, 5}
    assert len(stars(catalog)) == 1
    assert rate(catalog, ALL, 4).count == PHOTOS
    assert is_sound(catalog)


@needs_limits
def test_a_full_disk_at_a_backup_keeps_the_old_ones(catalog: Catalog, tmp_path: Path) -> None:
    good = catalog.back_up()
    with no_file_longer_than(64 << 10), pytest.raises(Expected) as told:
        catalog.back_up()
    assert disk_of(tmp_path).name in told.value.sentence
    assert good in backups(tmp_path / "backups").values()
    assert not list((tmp_path / "backups").glob("*.part*"))
    rate(catalog, ALL, 1)
    assert catalog.back_up().exists()


@needs_limits
def test_a_disk_full_at_closing_loses_nothing(catalog: Catalog, tmp_path: Path) -> None:
    rate(catalog, ALL, 5)
    with no_file_longer_than(4096):
        catalog.close()
    with Catalog.open(tmp_path) as again:
        assert stars(again) == {5}
        assert again.notice is None


LOOK = """
import ctypes, os, sys
from pathlib import Path
from sqlalchemy import select
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.deciding import rate
from imalink_desktop.catalog.models import Photo

if sys.platform == "linux":  # root may write anywhere; give that up
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    assert ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)()) == 0
try:
    (Path(sys.argv[1]) / "new").touch()
except OSError:
    pass
else:
    sys.exit("this folder can be written")
with Catalog.open(Path(sys.argv[1])) as catalog:
    assert catalog.notice is not None
    with catalog.reading() as look:
        print(set(look.execute(select(Photo.rating)).scalars()))
    for forbidden in (lambda: rate(catalog, [1], 5), catalog.undo, catalog.redo):
        try:
            forbidden()
        except Expected as told:
            print(told.sentence)
"""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    for file in files:
        file.chmod(0o400)
    folder.chmod(0o500)
    try:
        yield
    finally:
        folder.chmod(0o700)
        for file in files:
            file.chmod(0o600)


@pytest.mark.skipif(os.name == "nt", reason="folders are locked otherwise on Windows")
@pytest.mark.parametrize("seen_before", [False, True], ids=["closed", "looked at before"])
def test_a_folder_that_can_only_be_read_opens_for_looking(
    catalog: Catalog, tmp_path: Path, seen_before: bool
) -> None:
    catalog.close()
    if seen_before:  # who looks may leave companions beside the file
        with Catalog.look(tmp_path) as look:
            assert stars(look) == {2}
    with locked(tmp_path):
        done = subprocess.run(
            [sys.executable, "-c", LOOK, str(tmp_path)], capture_output=True, text=True, timeout=60
        )
    assert done.returncode == 0, done.stderr
    seen, *told = done.stdout.splitlines()
    assert seen == "{2}"
    assert len(told) == 3
    assert all(
        "can be looked at but not changed" in sentence and str(tmp_path) in sentence for sentence in told
    )


@pytest.mark.skipif(os.name == "nt", reason="folders are locked otherwise on Windows")
@pytest.mark.usefixtures("catalog")
def test_a_log_that_nobody_can_take_in_is_told(tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.mkdir()
    for name in ("catalog.db", "catalog.db-wal"):
        shutil.copy(tmp_path / name, left)
    with locked(left):
        done = subprocess.run(
            [sys.executable, "-c", LOOK, str(left)], capture_output=True, text=True, timeout=60
        )
    assert "Expected: Nothing may be written in" in done.stderr


def test_a_clock_that_jumps_disturbs_neither_undo_nor_journal(tmp_path: Path) -> None:
    wild = random.Random(5)  # noqa: S311 - no secret

    def clock() -> datetime:
        return datetime(2024, 6, 1, tzinfo=UTC) + timedelta(days=wild.randint(-3650, 3650))

    with Catalog.open(tmp_path, clock=clock, steps_kept=20) as catalog:
        catalog.transact(Op.REGISTER, fill, by_machine=True)
        for number in range(30):
            entitle(catalog, [1], f"{number}")
        for number in range(29, 10, -1):
            assert title(catalog) == f"{number}"
            assert catalog.undo() is not None
        for number in range(11, 20):
            assert catalog.redo() is not None
            assert title(catalog) == f"{number}"
        for _ in range(3):
            catalog.back_up()
        with catalog.reading() as look:
            times = look.execute(select(Step.at).order_by(Step.id)).scalars().all()
        assert times != sorted(times)


def test_a_journal_that_shall_be_shorter_is_trimmed(tmp_path: Path) -> None:
    def steps(catalog: Catalog) -> int:
        with catalog.reading() as look:
            return len(look.execute(select(Step.id).where(Step.state == "done")).all())

    with Catalog.open(tmp_path, steps_kept=30) as catalog:
        catalog.transact(Op.REGISTER, fill, by_machine=True)
        for number in range(25):
            entitle(catalog, [1], f"{number}")
        assert steps(catalog) == 25
    with Catalog.open(tmp_path, steps_kept=5) as fewer:
        entitle(fewer, [1], "last")
        assert steps(fewer) == 5
        assert [fewer.undo() is not None for _ in range(6)] == [True] * 5 + [False]
        assert title(fewer) == "20"


def title(catalog: Catalog) -> str | None:
    with catalog.reading() as look:
        return look.execute(select(Photo.title).where(Photo.id == 1)).scalar_one()


def test_a_flipped_bit_in_what_a_crash_left_never_crashes_the_program(
    catalog: Catalog, tmp_path: Path
) -> None:
    raw = catalog._access._writing.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint")
    raw.close()
    rate(catalog, range(1, 50), 5)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name in ("catalog.db", "catalog.db-wal"):
        shutil.copy(tmp_path / name, crashed / f"{name}.sound")
    wild = random.Random(23)  # noqa: S311 - no secret
    opened = 0
    for number in range(FLIPS):
        for name in ("catalog.db", "catalog.db-wal"):
            shutil.copy(crashed / f"{name}.sound", crashed / name)
        for beside in ("catalog.db-shm", "catalog.db.seal"):
            (crashed / beside).unlink(missing_ok=True)
        _flip(crashed / ("catalog.db", "catalog.db-wal")[number % 2], wild)
        with suppress(Expected), Catalog.open(crashed) as again:
            opened += 1
            stars(again)
            rate(again, [1, 2, 3], number % 6)
            again.undo()
    assert 0 < opened < FLIPS


def _flip(path: Path, wild: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[wild.randrange(len(content))] ^= 1 << wild.randrange(8)
    path.write_bytes(content)
