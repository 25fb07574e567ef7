"""Looking at a library that is known to be damaged: the answer, a word of warning, and exit code 1."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths
from imalink_desktop.base.progress import run_here
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.deciding import rate
from imalink_desktop.catalog.guard import trust
from tests.unit.desktop.app.conftest import Run

LOOKING = (
    ("list",),
    ("timeline",),
    ("alike",),
    ("drives",),
    ("drives", "Blue"),
    ("conflicts",),
    ("history",),
    ("imports",),
    ("account", "list"),
    ("space", "list"),
)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every catalog is too large to be looked through for each question."""
    monkeypatch.setattr("imalink_desktop.catalog.opening.CHECKED_AT_ONCE", 0)


@pytest.fixture
def damaged(library: Path) -> Path:
    """One letter in it has become another on the disk, in the place of a drive."""
    catalog = Paths.below(library).catalog
    catalog.write_bytes(with_another_letter(catalog.read_bytes()))
    return library


def with_another_letter(content: bytes) -> bytes:
    return content.replace(b"/media/blue", b"/media/glue")


def checked(library: Path) -> None:
    """What the window does of a large catalog soon after it was opened."""
    with Catalog.open(Paths.below(library).data) as catalog:
        assert run_here(catalog.verify()) is not None


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_every_command_that_looks_says_that_the_library_is_damaged(
    run: Run, damaged: Path, words: tuple[str, ...]
) -> None:
    code, out, beside = run("--data-dir", damaged, *words, "--json")
    assert code == 1
    assert json.loads(out)
    assert "damaged" in beside
    assert "“imalink restore” brings a backup back" in beside
    assert run("--data-dir", damaged, *words)[0] == 1


@pytest.mark.usefixtures("large")
def test_what_a_check_of_a_large_library_found_is_told_ever_after(run: Run, damaged: Path) -> None:
    assert run("--data-dir", damaged, "list")[0] == 0
    checked(damaged)
    code, out, beside = run("--data-dir", damaged, "list", "--json")
    assert (code, json.loads(out)["total"]) == (1, 5)
    assert f"The catalog {Paths.below(damaged).catalog} is damaged" in beside
    assert "“imalink restore” brings a backup back" in beside


@pytest.mark.usefixtures("large")
def test_a_backup_that_was_restored_is_sound(run: Run, library: Path) -> None:
    run("--data-dir", library, "backup")
    catalog = Paths.below(library).catalog
    catalog.write_bytes(with_another_letter(catalog.read_bytes()))
    checked(library)
    assert run("--data-dir", library, "list")[0] == 1
    run("--data-dir", library, "restore", "latest")
    code, _, beside = run("--data-dir", library, "list")
    assert (code, beside) == (0, "5 photos\n")


@pytest.mark.usefixtures("large")
def test_a_file_that_somebody_trusts_is_sound(run: Run, damaged: Path) -> None:
    checked(damaged)
    trust(Paths.below(damaged).catalog)
    assert run("--data-dir", damaged, "list")[0] == 0


@pytest.mark.usefixtures("large")
def test_one_that_is_begun_anew_in_its_place_is_sound(run: Run, damaged: Path) -> None:
    checked(damaged)
    data = Paths.below(damaged).data
    for file in (data / "catalog.db", data / "catalog.db.seal"):
        file.unlink()
    with Catalog.open(data):
        pass
    assert run("--data-dir", damaged, "list") == (0, "", "0 photos\n")


@pytest.mark.usefixtures("large")
def test_a_damage_that_went_away_is_forgotten_by_the_next_check(run: Run, library: Path) -> None:
    catalog = Paths.below(library).catalog
    sound = catalog.read_bytes()
    catalog.write_bytes(with_another_letter(sound))
    checked(library)
    catalog.write_bytes(sound)  # a cable was loose
    with Catalog.open(Paths.below(library).data) as again:
        assert run_here(again.verify()) is None
    assert run("--data-dir", library, "list")[0] == 0


@pytest.mark.usefixtures("large")
def test_damage_that_work_stumbles_over_is_told_ever_after(run: Run, library: Path) -> None:
    paths = Paths.below(library)
    with closing(sqlite3.connect(paths.catalog)) as file:
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'step'").fetchone()
        (size,) = file.execute("PRAGMA page_size").fetchone()
    content = bytearray(paths.catalog.read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    paths.catalog.write_bytes(content)
    with Catalog.open(paths.data) as catalog, pytest.raises(Expected, match="damaged"):
        rate(catalog, [1], 5)
    code, out, beside = run("--data-dir", library, "list", "--json")
    assert (code, json.loads(out)["total"]) == (1, 5)
    assert "damaged" in beside
