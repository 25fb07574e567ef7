"""The cells of the grid."""

from __future__ import annotations

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import deciding, discarding
from imalink_desktop.catalog.reads.rows import Badges, Fold, rows
from tests.unit.desktop.catalog.reads.album import BLUE, RED


def test_cells_come_in_the_order_asked_for_without_those_that_are_gone(album: Catalog) -> None:
    with album.reading() as look:
        assert [row.id for row in rows(look, [3, 4711, 1, 8])] == [3, 1, 8]
        assert rows(look, []) == []


def test_a_cell_tells_what_was_decided(album: Catalog) -> None:
    deciding.entitle(album, [4], "Midnight sun")
    with album.reading() as look:
        cell, discarded = rows(look, [4, 8])
    assert (cell.uid, cell.hothash, cell.name, cell.title) == ("photo 4", "e", "4.jpg", "Midnight sun")
    assert (cell.shown_at, cell.rating, cell.flag, cell.label) == ("2024-06-16T09:30:00", 4, 1, "red")
    assert (cell.visibility, cell.format, cell.is_damaged, cell.stack) == (0, "JPEG", False, None)
    assert (cell.is_trashed, discarded.is_trashed) == (False, True)


def test_a_cell_tells_what_its_files_are(album: Catalog) -> None:
    with album.reading() as look:
        twin, lost, film, none = (cell.badges for cell in rows(look, [1, 3, 4, 6], online=[BLUE]))
    assert twin == Badges(files=3, pictures=2, raws=1, at_hand=2)
    assert twin.is_twin
    assert not twin.offline
    assert lost == Badges(files=1, pictures=1, missing=1)
    assert lost.offline
    assert film == Badges(files=1, videos=1)
    assert none == Badges()
    assert not none.offline


def test_what_is_offline_depends_on_the_drives_that_are_there(album: Catalog) -> None:
    lying = {BLUE: {1, 2, 5}, RED: {1, 4, 5}}
    with album.reading() as look:
        for online in ([], [BLUE], [RED], [BLUE, RED]):
            offline = {cell.id for cell in rows(look, range(1, 8), online=online) if cell.badges.offline}
            at_hand = {photo for drive in online for photo in lying[drive]}
            assert offline == {1, 2, 3, 4, 5} - at_hand


def test_the_top_of_a_stack_is_the_first_that_is_not_in_the_trash(album: Catalog) -> None:
    with album.reading() as look:
        folds = [cell.stack for cell in rows(look, [1, 2, 3])]
    assert folds == [Fold(1, 3, False), Fold(1, 3, True), Fold(1, 3, False)]
    discarding.discard(album, [2])
    with album.reading() as look:
        folds = [cell.stack for cell in rows(look, [1, 2, 3])]
    assert folds == [Fold(1, 2, True), Fold(1, 2, False), Fold(1, 2, False)]
