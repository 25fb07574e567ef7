"""Backups that can be trusted: proved before they count, and never rotated away for a worse one."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.backup import back_up, backups, restore, what_is_wrong
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.deciding import entitle
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.rotation import Rotation, to_keep
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


def titles(folder: Path) -> list[str | None]:
    with Catalog.open(folder) as catalog, catalog.reading() as look:
        return list(look.execute(select(Photo.title).order_by(Photo.id)).scalars())


def test_a_backup_is_made_while_the_catalog_is_in_use(shelf: Catalog, tmp_path: Path) -> None:
    entitle(shelf, [1], "Harbour")
    made = back_up(shelf.path, tmp_path / "backups", clock=lambda: NOON)
    assert made.name == "catalog 2024-06-01 12.00.00.db"
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [made.name]
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
    sound = made.read_bytes()
    flips = random.Random(7)  # noqa: S311 - no secret
    for _ in range(150):
        at = flips.randrange(len(sound))
        broken = tmp_path / "broken.db"
        broken.write_bytes(sound[:at] + bytes([sound[at] ^ (1 << flips.randrange(8))]) + sound[at + 1 :])
        trouble = what_is_wrong(broken)
        assert trouble is None or trouble.endswith(".")


def test_a_full_disk_is_named(shelf: Catalog, tmp_path: Path) -> None:
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


def test_a_day_has_one_backup_in_the_end(shelf: Catalog, tmp_path: Path) -> None:
    for hour in range(5):
        back_up(
            shelf.path,
            tmp_path / "backups",
            clock=partial(lambda later: NOON + timedelta(hours=later), hour),
            rotation=Rotation(days=1, weeks=1, months=1),
        )
    assert list(backups(tmp_path / "backups")) == [NOON + timedelta(hours=4)]
