"""The seal: a flipped bit anywhere in the catalog's file is noticed before anything is written to it."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import run_here
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands.deciding import entitle
from imalink_desktop.catalog.guard import Guard, trust
from imalink_desktop.catalog.inspection import log_name, what_is_wrong
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.seal import measured, read_seal, seal_of

FLIPS = 300
PHOTOS = 400
COPY = "import shutil, sys; shutil.copyfile(*sys.argv[1:])"


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A catalog full of titles, closed as it should be."""

    def fill(writer: Writer) -> None:
        writer.insert(
            Photo,
            [{"uid": f"{n}", "title": f"Harbour no. {n}", "added_at": "2024"} for n in range(PHOTOS)],
        )

    with Catalog.open(tmp_path / "it") as catalog:
        catalog.transact(Op.REGISTER, fill)
    return tmp_path / "it"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every catalog is too large to be checked before it opens."""
    monkeypatch.setattr("imalink_desktop.catalog.opening.CHECKED_AT_ONCE", 0)


def flip(path: Path, at: int, bit: int = 0) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ (1 << bit)]))


def title_of_the_first(catalog: Catalog) -> str | None:
    with catalog.reading() as look:
        return look.execute(select(Photo.title).where(Photo.id == 1)).scalar_one()


def test_closing_leaves_one_file_and_a_seal_that_is_true_of_it(closed: Path) -> None:
    path = closed / "catalog.db"
    assert {file.name for file in closed.iterdir()} == {"catalog.db", "catalog.db.seal", "catalog.lock"}
    assert read_seal(path) == measured(path)


def test_any_flipped_bit_is_noticed_at_opening(closed: Path) -> None:
    path = closed / "catalog.db"
    size = path.stat().st_size
    random_ones = random.Random(11)  # noqa: S311 - no secret
    for _ in range(FLIPS):
        at, bit = random_ones.randrange(size), random_ones.randrange(8)
        flip(path, at, bit)
        with pytest.raises(Expected):
            Catalog.open(closed)
        flip(path, at, bit)
    with Catalog.open(closed) as catalog:
        assert catalog.notice is None


def test_a_changed_letter_in_a_title_is_noticed_and_can_be_looked_at(closed: Path) -> None:
    path = closed / "catalog.db"
    flip(path, path.read_bytes().index(b"Harbour no. 0"))
    with pytest.raises(Expected, match="not as ImaLink left it") as refused:
        Catalog.open(closed)
    assert "imalink doctor" in refused.value.next_step
    with Catalog.look(closed) as look:
        assert title_of_the_first(look) == "Iarbour no. 0"
    trust(path)
    with Catalog.open(closed) as catalog:
        entitle(catalog, [1], "Harbour no. 0")


def test_what_is_broken_in_itself_cannot_be_trusted(closed: Path) -> None:
    path = closed / "catalog.db"
    content = bytearray(path.read_bytes())
    content[4096:12288] = bytes(8192)
    path.write_bytes(content)
    with pytest.raises(Expected, match="cannot be trusted"):
        trust(path)
    with pytest.raises(Expected):
        Catalog.open(closed)


def test_a_seal_is_off_before_anything_reaches_the_file(closed: Path) -> None:
    path = closed / "catalog.db"
    with Catalog.open(closed) as catalog:
        assert title_of_the_first(catalog)
        assert seal_of(path).exists()
        entitle(catalog, [1], "Fjord")
        assert not seal_of(path).exists()
    assert read_seal(path) == measured(path)


def test_who_changes_nothing_leaves_the_file_and_its_seal_untouched(closed: Path) -> None:
    before = {file.name: (file.stat().st_mtime_ns, file.stat().st_ino) for file in closed.glob("catalog.db*")}
    with Catalog.open(closed) as catalog:
        assert title_of_the_first(catalog)
    assert before == {
        file.name: (file.stat().st_mtime_ns, file.stat().st_ino)
        for file in closed.glob("catalog.db*")
        if file.name in before
    }


def test_a_damaged_seal_says_nothing_and_sqlite_looks_instead(closed: Path) -> None:
    path = closed / "catalog.db"
    for at in range(seal_of(path).stat().st_size):
        flip(seal_of(path), at)
        assert read_seal(path) is None
        flip(seal_of(path), at)
    seal_of(path).write_bytes(b"")
    with Catalog.open(closed) as catalog:
        assert catalog.notice is None
    assert read_seal(path) == measured(path)


def test_a_copy_without_a_seal_opens(closed: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    shutil.copy(closed / "catalog.db", tmp_path / "copy")
    with Catalog.open(tmp_path / "copy") as catalog:
        assert title_of_the_first(catalog) == "Harbour no. 0"


@pytest.mark.usefixtures("large")
def test_a_large_catalog_opens_at_once_and_is_checked_while_work_goes_on(closed: Path) -> None:
    path = closed / "catalog.db"
    sealed = read_seal(path)
    with Catalog.open(closed) as catalog:
        job = catalog.verify()
        assert next(job).what == "checking the catalog"
        entitle(catalog, range(1, PHOTOS), "Fjord")
        assert measured_apart(path) == sealed  # it all waits in the log
        assert run_here(job) is None
        entitle(catalog, [1], "Island")
        assert not seal_of(path).exists()
        assert run_here(catalog.verify()) is None
    assert read_seal(path) == measured(path) != sealed


@pytest.mark.usefixtures("large")
def test_damage_found_while_work_goes_on_ends_the_writing(closed: Path) -> None:
    path = closed / "catalog.db"
    flip(path, path.read_bytes().index(b"Harbour no. 9"))
    with Catalog.open(closed) as catalog:
        entitle(catalog, [1], "Fjord")
        trouble = run_here(catalog.verify())
        assert trouble is not None
        assert catalog.notice is trouble
        with pytest.raises(Expected, match="not as ImaLink left it"):
            entitle(catalog, [1], "Island")
        assert title_of_the_first(catalog) == "Fjord"
    with pytest.raises(Expected, match="not as ImaLink left it"):
        check_at_once(closed)


@pytest.mark.usefixtures("large")
def test_a_large_catalog_that_nobody_verified_is_not_sealed_over_its_damage(closed: Path) -> None:
    path = closed / "catalog.db"
    flip(path, path.read_bytes().index(b"Harbour no. 9"))
    with Catalog.open(closed) as catalog:
        entitle(catalog, [1], "Fjord")
    with pytest.raises(Expected, match="not as ImaLink left it"):
        check_at_once(closed)


@pytest.mark.usefixtures("large")
def test_when_much_waits_in_the_log_the_next_command_checks(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imalink_desktop.catalog.access._LOG_AT_MOST", 0)
    with Catalog.open(closed) as catalog:
        entitle(catalog, [1], "Fjord")
        assert seal_of(catalog.path).exists()
        entitle(catalog, [1], "Island")
        assert not seal_of(catalog.path).exists()


@pytest.mark.usefixtures("large")
def test_a_large_catalog_that_was_cut_off_is_looked_through_in_the_background(closed: Path) -> None:
    seal_of(closed / "catalog.db").unlink()
    with Catalog.open(closed) as catalog:
        assert run_here(catalog.verify()) is None
        entitle(catalog, [1], "Fjord")
    assert read_seal(closed / "catalog.db") is not None


def test_a_log_that_could_not_be_brought_home_is_named_by_the_seal(closed: Path) -> None:
    path = closed / "catalog.db"
    with Catalog.look(closed) as look, look.reading() as reading:
        assert reading.execute(select(Photo.title).where(Photo.id == 1)).scalar_one() == "Harbour no. 0"
        with Catalog.open(closed) as catalog:
            entitle(catalog, [1], "Fjord")
        assert reading.execute(select(Photo.title).where(Photo.id == 1)).scalar_one() == "Harbour no. 0"
    assert read_seal(path) == replace(measured(path), log=log_name(path)) != measured(path)
    with Catalog.open(closed) as catalog:
        assert title_of_the_first(catalog) == "Fjord"
    assert read_seal(path) == measured(path)


def test_work_that_waited_in_a_log_is_not_lost_in_silence(closed: Path) -> None:
    path = closed / "catalog.db"
    with Catalog.look(closed) as look, look.reading() as reading:
        reading.execute(select(Photo.title)).all()
        with Catalog.open(closed) as catalog:
            entitle(catalog, [1], "Fjord")
    path.with_name("catalog.db-wal").unlink()
    assert what_is_wrong(path) is not None
    with pytest.raises(Expected, match="The log of the catalog"):
        Catalog.open(closed)
    trust(path)
    with Catalog.open(closed) as catalog:
        assert title_of_the_first(catalog) == "Harbour no. 0"


@pytest.mark.parametrize("too_large", [False, True])
def test_an_old_file_beside_the_log_of_a_newer_one_is_noticed(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, too_large: bool
) -> None:
    path, old = closed / "catalog.db", tmp_path / "old"
    shutil.copytree(closed, old)
    with Catalog.open(closed) as catalog:
        for length in range(1, 30):  # the tree of the newer file grows and is brought home
            entitle(catalog, range(1, PHOTOS), "Fjord " * length)
    with Catalog.open(closed) as catalog:
        entitle(catalog, range(1, PHOTOS, 7), "Island")
        shutil.copy(path.with_name("catalog.db-wal"), old)
    if too_large:
        monkeypatch.setattr("imalink_desktop.catalog.opening.CHECKED_AT_ONCE", 0)
    assert read_seal(old / "catalog.db") == measured(old / "catalog.db")
    with pytest.raises(Expected, match="is damaged"):
        Catalog.open(old)


@pytest.mark.usefixtures("large")
def test_a_log_that_began_under_the_seal_is_known_after_a_crash(closed: Path, tmp_path: Path) -> None:
    path, crashed = closed / "catalog.db", tmp_path / "crashed"
    with Catalog.open(closed) as catalog:
        entitle(catalog, [1], "Fjord")
        entitle(catalog, [1], "Island")
        seal = read_seal(path)
        assert seal is not None
        assert seal.log == log_name(path) != ""
        shutil.copytree(closed, crashed)
    with Catalog.open(crashed) as catalog:
        assert run_here(catalog.verify()) is None
        assert title_of_the_first(catalog) == "Island"
    assert read_seal(crashed / "catalog.db") == measured(crashed / "catalog.db")


def measured_apart(path: Path) -> object:
    """Measure a file that is open here, by way of a copy that another program makes."""
    copy = path.with_name("copy")
    subprocess.run([sys.executable, "-c", COPY, str(path), str(copy)], check=True)
    return measured(copy)


def check_at_once(folder: Path) -> None:
    """As opening does with a small catalog."""
    guard = Guard(folder / "catalog.db")
    try:
        if trouble := run_here(guard.check()):
            raise trouble
    finally:
        guard.let_go(seal=False)
