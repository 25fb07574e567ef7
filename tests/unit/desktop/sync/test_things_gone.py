"""Collections that go, come back, and outlive what the server has lost."""

from __future__ import annotations

import pytest

from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import collecting, deciding
from imalink_desktop.catalog.commands.signing import sign_in, sign_out
from imalink_desktop.sync.pulling import Decision
from imalink_desktop.sync.transport import Unreachable
from imalink_desktop.sync.values import FeedPage, Stale
from tests.unit.desktop.sync.home import Home, synced
from tests.unit.desktop.sync.shelves import called, collections, numbers, settle, shared, uid

__all__ = ["shared"]  # a fixture


def test_a_collection_that_was_deleted_there_goes_here_and_undo_takes_it_back(shared: Home) -> None:
    collecting.delete(shared.attic.catalog, 1)
    synced(shared.attic)
    synced(shared.kitchen)
    assert collections(shared.kitchen) == {}
    assert len(shared.kitchen.photos()) == 4
    assert shared.kitchen.catalog.next_undo() == (Op.DELETE_COLLECTION, 2)
    shared.kitchen.catalog.undo()
    for machine in (shared.kitchen, shared.attic):
        synced(machine)
    assert collections(shared.attic) == collections(shared.kitchen) == {"Best": [uid(2), uid(1)]}


def test_who_changes_a_collection_keeps_it(shared: Home) -> None:
    collecting.delete(shared.attic.catalog, 1)
    collecting.add(shared.kitchen.catalog, 1, numbers(shared.kitchen, 3))
    settle(shared)
    assert collections(shared.attic) == collections(shared.kitchen) == {"Best": [uid(2), uid(1), uid(3)]}
    collecting.delete(shared.kitchen.catalog, called(shared.kitchen, "Best"))
    synced(shared.kitchen)
    collecting.rename(shared.attic.catalog, called(shared.attic, "Best"), "Top")
    settle(shared)
    assert list(collections(shared.kitchen)) == list(collections(shared.attic)) == ["Top"]


def test_who_takes_back_that_he_deleted_a_collection_has_it_on_both_again(shared: Home) -> None:
    collecting.delete(shared.attic.catalog, 1)
    settle(shared)
    shared.attic.catalog.undo()
    settle(shared)
    assert collections(shared.attic) == collections(shared.kitchen) == {"Best": [uid(2), uid(1)]}
    shared.attic.catalog.redo()
    settle(shared)
    assert collections(shared.attic) == collections(shared.kitchen) == {}


def test_collections_that_lie_in_each_other_go_in_one_step_and_come_back_in_one(home: Home) -> None:
    collecting.create(home.attic.catalog, "Travel")
    collecting.create(home.attic.catalog, "Norway", parent=1)
    collecting.create(home.attic.catalog, "Bergen", parent=2)
    settle(home)
    collecting.delete(home.attic.catalog, 1)
    settle(home)
    assert collections(home.kitchen) == {}
    home.kitchen.catalog.undo()
    assert set(collections(home.kitchen)) == {"Travel", "Travel/Norway", "Travel/Norway/Bergen"}
    synced(home.kitchen)
    settle(home)
    assert collections(home.attic) == collections(home.kitchen)
    assert len(collections(home.attic)) == 3


def test_a_photo_that_the_server_lost_and_has_anew_is_in_its_collection_still(shared: Home) -> None:
    shared.server.delete(uid(2))
    rated = numbers(shared.kitchen, 2)
    deciding.rate(shared.kitchen.catalog, rated, 5)
    synced(shared.kitchen)
    settle(shared)
    assert uid(2) in shared.server.state.photos
    assert set(collections(shared.kitchen)["Best"]) == {uid(2), uid(1)}
    assert set(next(iter(shared.server.state.things.values())).members) == {uid(2), uid(1)}


def test_what_lies_in_a_collection_that_goes_moves_up(home: Home) -> None:
    collecting.create(home.attic.catalog, "Travel")
    settle(home)
    collecting.delete(home.attic.catalog, 1)
    synced(home.attic)
    collecting.create(home.kitchen.catalog, "Norway", parent=1)
    settle(home)
    assert list(collections(home.attic)) == list(collections(home.kitchen)) == ["Norway"]


def test_a_server_that_went_back_in_time_gets_back_what_it_lost(shared: Home) -> None:
    shared.server.back_up()
    collecting.create(shared.attic.catalog, "New")
    collecting.add(shared.attic.catalog, 1, [3])
    settle(shared)
    shared.server.restore()
    for machine in (shared.attic, shared.kitchen, shared.attic):
        synced(machine, Decision.KEEP)
    assert collections(shared.attic) == collections(shared.kitchen)
    assert collections(shared.kitchen) == {"Best": [uid(2), uid(1), uid(3)], "New": []}


@pytest.mark.parametrize("is_whole", [True, False], ids=["a whole round", "a round that broke off"])
def test_a_number_that_came_again_on_a_server_put_back_file_by_file_hides_nothing(
    shared: Home, monkeypatch: pytest.MonkeyPatch, is_whole: bool
) -> None:
    server = shared.server
    server._restored = 1  # the next time nobody says so
    server.back_up()
    collecting.add(shared.attic.catalog, 1, [3])
    if is_whole:
        synced(shared.attic)
    else:
        (number,) = server.state.things
        before, real = server.state.things[number], server.changes

        def changes(since: str | None) -> FeedPage | Stale:
            if server.state.things[number] != before:
                raise Unreachable("the line broke")
            return real(since)

        with monkeypatch.context() as broken:
            broken.setattr(server, "changes", changes)
            with pytest.raises(Unreachable):
                synced(shared.attic)
    server.restore()
    collecting.add(shared.kitchen.catalog, 1, numbers(shared.kitchen, 4))
    for machine in (shared.kitchen, shared.attic, shared.kitchen, shared.attic):
        synced(machine, Decision.KEEP)
    assert collections(shared.attic) == collections(shared.kitchen)
    assert set(collections(shared.attic)["Best"]) == {uid(1), uid(2), uid(3), uid(4)}


def test_who_signs_in_again_finds_what_was_done_meanwhile(shared: Home) -> None:
    sign_out(shared.attic.catalog)
    collecting.add(shared.attic.catalog, 1, [3])
    collecting.create(shared.kitchen.catalog, "New")
    synced(shared.kitchen)
    sign_in(shared.attic.catalog, "https://photos.example", "ada")
    settle(shared)
    assert collections(shared.attic) == collections(shared.kitchen)
    assert collections(shared.kitchen) == {"Best": [uid(2), uid(1), uid(3)], "New": []}
