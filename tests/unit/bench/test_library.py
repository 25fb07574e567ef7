"""The made-up library of the benches is a catalog like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Connection

from imalink_desktop.base.progress import run_here
from imalink_desktop.catalog import kept
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.deciding import rate
from tests.bench.library import keeping
from tests.bench.library.belongings import files
from tests.bench.library.photos import draw, rows

PHOTOS = 2_000
DRAWN = 50_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a small library is kept."""
    folder = tmp_path_factory.mktemp("bench")
    assert list(keeping.library(folder, PHOTOS))
    return folder


@pytest.fixture
def look(place: Path) -> Iterator[Connection]:
    """A look into it."""
    with Catalog.look(keeping.folder(place, PHOTOS)) as catalog, catalog.reading() as connection:
        yield connection


def ask(look: Connection, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in look.exec_driver_sql(statement)]


def count(look: Connection, table: str) -> int:
    return int(ask(look, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 - our own tables


def test_a_library_has_as_many_photos_as_it_should(look: Connection) -> None:
    assert count(look, "photo") == count(look, "photo_text") == PHOTOS
    assert count(look, "image_file") == count(look, "session_file") > PHOTOS


def test_a_library_is_sound(look: Connection) -> None:
    assert [row[0] for row in ask(look, "PRAGMA integrity_check")] == ["ok"]
    assert ask(look, "PRAGMA foreign_key_check") == []


def test_a_library_is_sealed_and_can_be_worked_with(place: Path, tmp_path: Path) -> None:
    (tmp_path / "catalog.db").write_bytes((keeping.folder(place, PHOTOS) / "catalog.db").read_bytes())
    (tmp_path / "catalog.db.seal").write_bytes(
        (keeping.folder(place, PHOTOS) / "catalog.db.seal").read_bytes()
    )
    with Catalog.open(tmp_path) as catalog:
        assert run_here(catalog.verify()) is None
        with catalog.reading() as connection:
            (unrated,) = ask(connection, "SELECT id FROM photo WHERE rating = 0 LIMIT 1")
        assert rate(catalog, unrated, 5).count == 1
        with catalog.reading() as connection:
            assert list(kept.drift(connection)) == []


def test_the_kept_numbers_of_a_library_are_true(look: Connection) -> None:
    assert count(look, "facet") > 50
    assert count(look, "bucket") > 50
    assert list(kept.drift(look)) == []


def test_a_library_has_every_table_index_and_trigger_of_a_catalog(look: Connection, tmp_path: Path) -> None:
    made = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY type, name"
    with Catalog.open(tmp_path) as catalog, catalog.reading() as fresh:
        assert ask(look, made) == ask(fresh, made)


def test_full_text_knows_a_library(look: Connection) -> None:
    found = "SELECT count(*) FROM photo_text WHERE photo_text MATCH 'img'"
    named = "SELECT count(DISTINCT photo_id) FROM image_file WHERE name LIKE 'IMG%'"
    assert ask(look, found)[0][0] == ask(look, named)[0][0] != 0


def test_what_hangs_on_photos_is_there(look: Connection) -> None:
    for table in (
        "tag",
        "photo_tag",
        "collection_photo",
        "shoot_photo",
        "stack",
        "photo_exif",
        "saved_search",
    ):
        assert count(look, table), table


def test_a_library_that_is_there_is_not_made_again(place: Path) -> None:
    assert list(keeping.library(place, PHOTOS)) == []


def test_a_library_of_other_dice_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    assert list(keeping.library(tmp_path, 200, seed=1))
    assert list(keeping.library(tmp_path, 200, seed=1)) == []
    assert list(keeping.library(tmp_path, 200, seed=2))
    assert [found.name for found in tmp_path.iterdir()] == ["library-200"]


def test_the_same_dice_make_the_same_library() -> None:
    first, again, other = (draw(PHOTOS, seed) for seed in (1, 1, 2))
    some = slice(300, 700)
    assert rows(first, some) == rows(again, some) != rows(other, some)
    assert list(files(first, some)) == list(files(again, some)) != list(files(other, some))


def test_a_library_is_like_a_photographers() -> None:
    library = draw(DRAWN, 1)
    seen, taken = library.opinions, library.taking
    shares = {
        "unrated": (seen.rating == 0, 0.60),
        "good": (seen.rating >= 4, 0.05),
        "rejected": (seen.flag == -1, 0.04),
        "picked": (seen.flag == 1, 0.02),
        "labelled": (seen.label >= 0, 0.03),
        "titled": (seen.titled, 0.05),
        "RAW and picture": (taken.made == 2, 0.08),
    }
    for what, (found, share) in shares.items():
        assert found.mean() == pytest.approx(share, rel=0.25), what
    assert 0.08 < (~np.isnan(taken.latitude)).mean() < 0.25
    assert len(library) == DRAWN


def test_shots_of_one_outing_follow_each_other() -> None:
    library = draw(DRAWN, 1)
    outing, moment = library.shots.outing, library.shots.moment
    together = np.diff(outing) == 0
    gaps = np.diff(moment)[together]
    assert gaps.min() == 0
    assert (gaps <= 1).mean() > 0.2  # bursts
    assert (gaps > 3600).any()  # and pauses
