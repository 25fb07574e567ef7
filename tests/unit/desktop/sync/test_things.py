"""Collections and saved searches between two machines and a server, one story at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from imalink_desktop.catalog.commands import collecting, deciding, discarding, remembering
from imalink_desktop.catalog.models import Collection, RemoteThing
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.reads import waiting
from imalink_desktop.catalog.things import ThingKind
from imalink_desktop.sync.shelf import Became
from imalink_desktop.sync.transport import Ambiguous
from imalink_desktop.sync.values import FeedPage, Refused
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.sync.home import Home, bring, many, synced
from tests.unit.desktop.sync.shelves import called, collections, numbers, searches, settle, shared, uid

__all__ = ["shared"]  # a fixture


def test_a_collection_is_on_the_other_machine_with_its_photos_in_their_order(shared: Home) -> None:
    assert collections(shared.kitchen) == {"Best": [uid(2), uid(1)]} == collections(shared.attic)
    assert all_of(shared.kitchen.catalog, Collection, "description") == [("Of all",)]
    assert shared.kitchen.catalog.next_undo() is None


def test_collections_in_collections_keep_their_places(home: Home) -> None:
    collecting.create(home.attic.catalog, "Travel")
    collecting.create(home.attic.catalog, "Norway", parent=1)
    collecting.create(home.attic.catalog, "Bergen", parent=2)
    settle(home)
    assert set(collections(home.kitchen)) == {"Travel", "Travel/Norway", "Travel/Norway/Bergen"}
    collecting.move(home.kitchen.catalog, called(home.kitchen, "Bergen"), parent=None)
    synced(home.kitchen)
    synced(home.attic)
    assert set(collections(home.attic)) == {"Travel", "Travel/Norway", "Bergen"}


def test_a_saved_search_is_on_the_other_machine(home: Home) -> None:
    remembering.save(home.attic.catalog, "Good", "rating>=4", sort=Sort(By.RATING, descending=True))
    remembering.save(home.attic.catalog, "Sea", "tag:sea")
    settle(home)
    assert searches(home.kitchen) == searches(home.attic)
    remembering.change(home.kitchen.catalog, "Good", query="rating:5")
    remembering.forget(home.kitchen.catalog, "Sea")
    synced(home.kitchen)
    synced(home.attic)
    assert searches(home.attic) == [("Good", "rating:5", "-rating")]


def test_what_both_put_in_and_took_out_is_put_together(shared: Home) -> None:
    collecting.add(shared.attic.catalog, 1, [3])
    here = called(shared.kitchen, "Best")
    collecting.add(shared.kitchen.catalog, here, numbers(shared.kitchen, 4))
    collecting.remove(shared.kitchen.catalog, here, numbers(shared.kitchen, 1))
    settle(shared)
    assert collections(shared.attic) == collections(shared.kitchen)
    assert set(collections(shared.attic)["Best"]) == {uid(2), uid(3), uid(4)}


def test_a_photo_that_is_taken_out_is_out_on_both(shared: Home) -> None:
    collecting.remove(shared.kitchen.catalog, 1, numbers(shared.kitchen, 2))
    settle(shared)
    assert collections(shared.attic) == collections(shared.kitchen) == {"Best": [uid(1)]}


def test_an_order_made_on_one_machine_is_that_of_both(shared: Home) -> None:
    collecting.add(shared.attic.catalog, 1, [3, 4])
    settle(shared)
    collecting.arrange(shared.kitchen.catalog, 1, numbers(shared.kitchen, 4, 1), before=None)
    collecting.add(shared.attic.catalog, 1, [], before=None)
    synced(shared.kitchen)
    synced(shared.attic)
    assert collections(shared.attic)["Best"] == [uid(2), uid(3), uid(4), uid(1)]


def test_of_two_names_the_one_that_came_first_to_the_server_holds_and_the_history_says_so(
    shared: Home,
) -> None:
    collecting.rename(shared.attic.catalog, 1, "Top")
    collecting.rename(shared.kitchen.catalog, called(shared.kitchen, "Best"), "Peak")
    synced(shared.attic)
    assert synced(shared.kitchen).overruled == ("Top",)
    assert set(collections(shared.kitchen)) == set(collections(shared.attic)) == {"Top"}


def test_a_photo_that_the_server_does_not_know_yet_comes_when_it_does(
    shared: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(shared.attic, "snow")
    collecting.add(shared.attic.catalog, 1, [5], before=2)
    with monkeypatch.context() as patch:
        patch.setattr(
            shared.attic.line, "push", lambda photos, _name: tuple(Refused("x", "no", False) for _ in photos)
        )
        synced(shared.attic)
    synced(shared.kitchen)
    assert collections(shared.kitchen)["Best"] == [uid(2), uid(1)]
    assert collections(shared.attic)["Best"] == [uid(5), uid(2), uid(1)]
    settle(shared)
    assert collections(shared.kitchen)["Best"] == [uid(5), uid(2), uid(1)]


def test_a_photo_in_the_trash_stays_in_its_collection(shared: Home) -> None:
    discarding.discard(shared.attic.catalog, [2])
    settle(shared)
    collecting.add(shared.kitchen.catalog, 1, numbers(shared.kitchen, 3))
    settle(shared)
    discarding.bring_back(shared.attic.catalog, [2])
    settle(shared)
    assert (
        collections(shared.kitchen)["Best"] == collections(shared.attic)["Best"] == [uid(2), uid(1), uid(3)]
    )


def test_a_photo_that_is_not_known_here_yet_is_in_it_once_it_is(
    shared: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(shared.attic, "snow")
    collecting.add(shared.attic.catalog, 1, [5])
    synced(shared.attic)
    changes = shared.server.changes

    def odd(since: str | None) -> object:
        page = changes(since)
        assert isinstance(page, FeedPage)
        return replace(page, changes=())

    with monkeypatch.context() as patch:
        patch.setattr(shared.server, "changes", odd)
        synced(shared.kitchen)
    assert collections(shared.kitchen)["Best"] == [uid(2), uid(1)]
    collecting.add(shared.kitchen.catalog, 1, numbers(shared.kitchen, 3))
    synced(shared.kitchen)
    assert uid(5) in next(iter(shared.server.state.things.values())).members
    deciding.rate(shared.attic.catalog, [5], 4)  # so that the feed tells of it once more
    synced(shared.attic)
    synced(shared.kitchen)
    assert set(collections(shared.kitchen)["Best"]) == {uid(2), uid(1), uid(3), uid(5)}


def test_a_search_that_nobody_here_understands_stays_where_it_is(home: Home) -> None:
    words = {"name": "Newer", "query": "mood:calm or else (", "sort": None}
    home.server.shelf.make(ThingKind.SEARCH, "of-a-newer-program", words)
    settle(home)
    assert searches(home.attic) == []
    assert len(home.server.state.things) == 1


def test_two_who_began_the_same_collection_have_one_with_the_photos_of_both(home: Home) -> None:
    many(home, 2)
    collecting.create(home.attic.catalog, "Best")
    collecting.add(home.attic.catalog, 1, [1])
    collecting.create(home.kitchen.catalog, "best")
    collecting.add(home.kitchen.catalog, 1, [2])
    settle(home)
    assert len(collections(home.attic)) == len(collections(home.kitchen)) == 1
    assert [len(found) for found in collections(home.attic).values()] == [2]


def test_two_searches_of_one_name_that_ask_for_other_things_are_both_kept(home: Home) -> None:
    remembering.save(home.attic.catalog, "Good", "rating:5")
    remembering.save(home.kitchen.catalog, "Good", "rating:4")
    settle(home)
    assert searches(home.attic) == searches(home.kitchen)
    assert {query for _name, query, _sort in searches(home.attic)} == {"rating:5", "rating:4"}


def test_two_collections_that_were_given_one_name_get_different_ones(home: Home) -> None:
    for name in ("a", "b"):
        collecting.create(home.attic.catalog, name)
    settle(home)
    collecting.rename(home.attic.catalog, called(home.attic, "a"), "same")
    collecting.rename(home.kitchen.catalog, called(home.kitchen, "b"), "same")
    settle(home)
    synced(home.kitchen)
    assert set(collections(home.attic)) == set(collections(home.kitchen)) == {"same", "same 2"}


def test_two_collections_that_were_laid_into_each_other_come_apart(home: Home) -> None:
    for name in ("a", "b"):
        collecting.create(home.attic.catalog, name)
    settle(home)
    collecting.move(home.attic.catalog, called(home.attic, "a"), parent=called(home.attic, "b"))
    collecting.move(home.kitchen.catalog, called(home.kitchen, "b"), parent=called(home.kitchen, "a"))
    settle(home)
    synced(home.kitchen)
    assert set(collections(home.attic)) == set(collections(home.kitchen)) == {"b", "b/a"}


def test_our_own_word_that_was_never_answered_is_no_change_of_another(
    shared: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = shared.server.shelf.change

    def unheard(*said: object) -> Became:
        change(*said)  # type: ignore[arg-type]  # passed on as it came
        raise Ambiguous("the answer was lost")

    collecting.rename(shared.attic.catalog, 1, "Top")
    with monkeypatch.context() as patch:
        patch.setattr(shared.server.shelf, "change", unheard)
        synced(shared.attic)
    collecting.rename(shared.attic.catalog, 1, "Peak")
    settle(shared)
    assert list(collections(shared.kitchen)) == ["Peak"]


def test_what_the_server_will_not_have_is_parked_with_its_reason_and_holds_up_nobody(
    shared: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    collecting.create(shared.attic.catalog, "Bad")
    collecting.create(shared.attic.catalog, "Good")
    make = shared.server.shelf.make

    def picky(kind: object, name: str, words: dict[str, str]) -> Became:
        if words["name"] == "Bad":
            return Refused("INVALID_REQUEST", "name: is bad", for_ever=True)
        return make(kind, name, words)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(shared.server.shelf, "make", picky)
    outcome = synced(shared.attic)
    assert (outcome.parked, outcome.pending) == (1, 0)
    synced(shared.kitchen)
    assert set(collections(shared.kitchen)) == {"Best", "Good"}
    collecting.rename(shared.attic.catalog, called(shared.attic, "Bad"), "Better")
    outcome = synced(shared.attic)
    assert (outcome.parked, outcome.pending) == (0, 0)


def test_nothing_is_read_and_nothing_asked_where_nothing_was_done(
    shared: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in ("one", "make", "change", "arrange", "delete"):
        monkeypatch.setattr(shared.server.shelf, name, _noting(asked, name))
    settled = "imalink_desktop.catalog.commands.things.settle"
    monkeypatch.setattr(settled, _noting(asked, "settle"))
    settle(shared)
    assert asked == []


def test_a_new_collection_counts_as_waiting_until_it_is_there(shared: Home) -> None:
    collecting.create(shared.attic.catalog, "New")
    with shared.attic.catalog.reading() as look:
        home = waiting.home(look)
        assert home is not None
        assert waiting.how_many_wait(look, home.account, ["collection"]) == 1
    synced(shared.attic)
    with shared.attic.catalog.reading() as look:
        assert waiting.how_many_wait(look, home.account, ["collection"]) == 0
        assert look.execute(select(RemoteThing.is_changed)).scalars().all() == [0, 0]


def _noting(asked: list[str], name: str) -> Callable[..., None]:
    return lambda *_args, **_named: asked.append(name)
