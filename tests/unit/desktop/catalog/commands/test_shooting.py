"""Shoots: jobs with their photos, laid away when they are done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import shooting
from imalink_desktop.catalog.models import Shoot, ShootPhoto
from tests.unit.desktop.catalog.commands.crowd import CROWD, crowded
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


def begin(catalog: Catalog, title: str) -> int:
    (number,) = shooting.create(catalog, title).rows["shoot"]
    return number


def shoots(catalog: Catalog) -> list[tuple[str, str | None, str | None]]:
    with catalog.reading() as look:
        rows = look.execute(select(Shoot.title, Shoot.client, Shoot.note).order_by(Shoot.id))
        return [(title, client, note) for title, client, note in rows]


def photos(catalog: Catalog, shoot: int) -> set[int]:
    with catalog.reading() as look:
        return set(look.execute(select(ShootPhoto.photo_id).where(ShootPhoto.shoot_id == shoot)).scalars())


def archived(catalog: Catalog) -> list[str | None]:
    with catalog.reading() as look:
        return list(look.execute(select(Shoot.archived_at).order_by(Shoot.id)).scalars())


def test_a_shoot_has_a_title_a_client_and_a_note(shelf: Catalog) -> None:
    shooting.create(shelf, " Wedding ", client="Ada & Ben", note="Two\nlines ")
    shooting.create(shelf, "Wedding", client=" ")
    assert shoots(shelf) == [("Wedding", "Ada & Ben", "Two\nlines"), ("Wedding", None, None)]


def test_what_is_not_given_stays_and_what_is_empty_is_taken_away(shelf: Catalog) -> None:
    shooting.create(shelf, "Wedding", client="Ada", note="In June")
    shooting.edit(shelf, 1, client="Ada & Ben")
    assert shoots(shelf) == [("Wedding", "Ada & Ben", "In June")]
    shooting.edit(shelf, 1, title="The wedding", note="")
    assert shoots(shelf) == [("The wedding", "Ada & Ben", None)]
    shelf.undo()
    assert shoots(shelf) == [("Wedding", "Ada & Ben", "In June")]


def test_a_shoot_is_laid_away_and_taken_up_again(shelf: Catalog) -> None:
    wedding = begin(shelf, "Wedding")
    shooting.archive(shelf, wedding, clock=lambda: NOON)
    assert shooting.archive(shelf, wedding, clock=lambda: NOON.replace(year=2030)).count == 0
    assert archived(shelf) == [NOON.isoformat()]
    shooting.unarchive(shelf, wedding)
    assert archived(shelf) == [None]
    shelf.undo()
    assert archived(shelf) == [NOON.isoformat()]


def test_a_photo_belongs_to_as_many_shoots_as_one_likes(shelf: Catalog) -> None:
    wedding, portraits = begin(shelf, "Wedding"), begin(shelf, "Portraits")
    assert shooting.add(shelf, wedding, [1, 2, 2, 4711]).count == 2
    shooting.add(shelf, portraits, [2, 3])
    assert shooting.add(shelf, wedding, [2, 5]).count == 1
    assert shooting.remove(shelf, wedding, [1, 3]).count == 1
    assert (photos(shelf, wedding), photos(shelf, portraits)) == ({2, 5}, {2, 3})


def test_a_deleted_shoot_comes_back_with_its_photos(tmp_path: Path, shelf: Catalog) -> None:
    wedding = begin(shelf, "Wedding")
    shooting.add(shelf, wedding, [1, 2])
    shooting.delete(shelf, wedding)
    assert (shoots(shelf), photos(shelf, wedding)) == ([], set())
    shelf.close()
    with Catalog.open(tmp_path) as again:
        again.undo()
        assert (len(shoots(again)), photos(again, wedding)) == (1, {1, 2})
        again.redo()
        assert (shoots(again), photos(again, wedding)) == ([], set())


def test_fifty_thousand_photos_of_one_shoot(tmp_path: Path) -> None:
    with crowded(tmp_path) as catalog:
        season = begin(catalog, "Season")
        assert shooting.add(catalog, season, range(1, CROWD + 1)).count == CROWD
        assert catalog.next_undo() == (Op.ADD_TO_SHOOT, CROWD)
        assert shooting.remove(catalog, season, range(1, CROWD)).count == CROWD - 1
        assert photos(catalog, season) == {CROWD}


@pytest.mark.parametrize(
    "deed",
    [
        lambda c: shooting.edit(c, 17, note="x"),
        lambda c: shooting.archive(c, 17),
        lambda c: shooting.unarchive(c, 17),
        lambda c: shooting.delete(c, 17),
        lambda c: shooting.add(c, 17, [1]),
        lambda c: shooting.remove(c, 17, [1]),
    ],
)
def test_what_is_not_there_is_said(shelf: Catalog, deed: Callable[[Catalog], Changes]) -> None:
    with pytest.raises(Expected, match="There is no shoot 17"):
        deed(shelf)


@pytest.mark.parametrize("empty", ["", " ", "\0"])
def test_a_shoot_needs_a_title(shelf: Catalog, empty: str) -> None:
    wedding = begin(shelf, "Wedding")
    with pytest.raises(Expected):
        shooting.create(shelf, empty)
    with pytest.raises(Expected):
        shooting.edit(shelf, wedding, title=empty)
