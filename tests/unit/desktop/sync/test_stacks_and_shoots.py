"""Stacks and shoots between two machines and a server, one story at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from imalink_desktop.catalog.commands import collecting, discarding, shooting, stacking
from imalink_desktop.catalog.commands.piling import Pile
from imalink_desktop.catalog.commands.stacking import Seen, StackKind
from imalink_desktop.catalog.models import Photo, Shoot, ShootPhoto, Stack
from imalink_desktop.catalog.reads import waiting
from imalink_desktop.catalog.things import ThingKind
from imalink_desktop.sync.shelf import Became
from imalink_desktop.sync.transport import Ambiguous
from imalink_desktop.sync.values import Refused
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.sync.home import Home, bring, synced
from tests.unit.desktop.sync.ours import signed_in
from tests.unit.desktop.sync.shelves import collections, numbers, settle, uid
from tests.unit.desktop.sync.simulation.machine import Machine
from tests.unit.desktop.sync.simulation.real import Real


@pytest.fixture
def burst(home: Home) -> Home:
    """Two machines with the same five photos, of which the first three were seen to be a burst."""
    bring(home.attic, "sea", "hill", "wood", "lake", "snow")
    seen(home.attic, 2, 1, 3)
    settle(home)
    return home


def seen(machine: Machine, *photos: int) -> None:
    stacking.fold_seen(machine.catalog, [Seen(photos, StackKind.BURST, "Within a second.")])


def stacks(machine: Machine) -> list[list[str]]:
    """The photos of each stack, the top one first."""
    rows = all_of(machine.catalog, Photo, "stack_position", "id", "stack_id", "uid")
    lying = sorted((row for row in rows if row[2] is not None), key=lambda row: (row[0] or 0, row[1]))
    ids = [number for (number,) in all_of(machine.catalog, Stack, "id")]
    return sorted([one for _at, _id, stack, one in lying if stack == number] for number in ids)


def shoots(machine: Machine) -> list[tuple[object, ...]]:
    """What is said of each shoot, and its photos."""
    uids = dict(all_of(machine.catalog, Photo, "id", "uid"))
    links = all_of(machine.catalog, ShootPhoto, "shoot_id", "photo_id")
    rows = all_of(machine.catalog, Shoot, "id", "title", "client", "note", "archived_at")
    return sorted(
        (title, client, note, at is not None, sorted(uids[photo] for one, photo in links if one == number))
        for number, title, client, note, at in rows
    )


@pytest.fixture
def real(tmp_path: Path, address: str) -> Iterator[Home]:
    """Two machines and a real server."""
    with signed_in(address) as server:
        found = Home(tmp_path, Real(server))
        yield found
        found.attic.close()
        found.kitchen.close()


@pytest.mark.slow
def test_by_a_real_server_two_machines_have_the_same_stacks_shoots_and_orders(real: Home) -> None:
    attic, kitchen = real.attic, real.kitchen
    bring(attic, "sea", "hill", "wood", "lake", "snow")
    seen(attic, 2, 1, 3)
    collecting.create(attic.catalog, "Best")
    collecting.add(attic.catalog, 1, [1, 2, 3])
    settle(real)
    assert stacks(kitchen) == [[uid(2), uid(1), uid(3)]]
    shooting.create(kitchen.catalog, "Wedding", client="Ada")
    shooting.add(kitchen.catalog, 1, numbers(kitchen, 4, 5))
    stacking.unstack(kitchen.catalog, numbers(kitchen, 1))
    stacking.stack(kitchen.catalog, numbers(kitchen, 5, 4))
    collecting.arrange(attic.catalog, 1, [3], before=1)
    settle(real)
    settle(real)
    assert stacks(attic) == stacks(kitchen) == [[uid(5), uid(4)]]
    assert shoots(attic) == [("Wedding", "Ada", None, False, sorted([uid(4), uid(5)]))]
    assert collections(kitchen) == collections(attic) == {"Best": [uid(3), uid(1), uid(2)]}
    shooting.archive(attic.catalog, 1)
    stacking.stack(attic.catalog, [4, 1])
    shooting.delete(attic.catalog, 1)
    settle(real)
    assert stacks(kitchen) == stacks(attic) == [[uid(4), uid(1)]]
    assert shoots(kitchen) == []


def test_a_burst_that_was_folded_is_folded_on_the_other_machine(burst: Home) -> None:
    assert stacks(burst.kitchen) == stacks(burst.attic) == [[uid(2), uid(1), uid(3)]]
    assert all_of(burst.kitchen.catalog, Stack, "kind", "reason") == [("burst", "Within a second.")]
    assert burst.kitchen.catalog.next_undo() is None


def test_what_is_unfolded_on_one_machine_is_unfolded_on_both(burst: Home) -> None:
    stacking.unstack(burst.kitchen.catalog, numbers(burst.kitchen, 1))
    settle(burst)
    assert stacks(burst.attic) == stacks(burst.kitchen) == []
    assert burst.server.state.things == {}
    assert len(all_of(burst.attic.catalog, Photo, "id")) == 5


def test_another_photo_on_top_is_on_top_on_both(burst: Home) -> None:
    stacking.set_cover(burst.kitchen.catalog, numbers(burst.kitchen, 3))
    settle(burst)
    assert stacks(burst.attic) == stacks(burst.kitchen) == [[uid(3), uid(2), uid(1)]]


def test_to_take_back_that_photos_were_stacked_travels_as_any_change_does(burst: Home) -> None:
    stacking.stack(burst.kitchen.catalog, numbers(burst.kitchen, 4, 5))
    settle(burst)
    assert stacks(burst.attic) == sorted([[uid(2), uid(1), uid(3)], [uid(4), uid(5)]])
    burst.kitchen.catalog.undo()
    settle(burst)
    assert stacks(burst.attic) == stacks(burst.kitchen) == [[uid(2), uid(1), uid(3)]]
    burst.kitchen.catalog.redo()
    settle(burst)
    assert (
        stacks(burst.attic) == stacks(burst.kitchen) == sorted([[uid(2), uid(1), uid(3)], [uid(4), uid(5)]])
    )


def test_the_same_burst_seen_on_both_machines_is_one(home: Home) -> None:
    for machine in (home.attic, home.kitchen):
        bring(machine, "sea", "hill", "wood")
        seen(machine, 2, 1, 3)
    settle(home)
    settle(home)
    assert len(stacks(home.attic)) == 1
    assert stacks(home.attic) == stacks(home.kitchen)
    assert len(home.server.state.things) == 1
    assert len(stacks(home.attic)[0]) == 3


def test_a_photo_that_both_put_elsewhere_lies_in_one_stack(burst: Home) -> None:
    stacking.stack(burst.attic.catalog, numbers(burst.attic, 3, 4))
    stacking.stack(burst.kitchen.catalog, numbers(burst.kitchen, 3, 5))
    settle(burst)
    settle(burst)
    assert stacks(burst.attic) == stacks(burst.kitchen)
    lying = [one for stack in stacks(burst.attic) for one in stack]
    assert len(lying) == len(set(lying))
    assert {uid(1), uid(2), uid(3)} <= set(lying)


def test_one_machine_puts_a_photo_in_while_the_other_lays_another_on_top(burst: Home) -> None:
    stacking.stack(burst.attic.catalog, [2, 1, 3, 4])
    stacking.set_cover(burst.kitchen.catalog, numbers(burst.kitchen, 3))
    settle(burst)
    settle(burst)
    assert stacks(burst.attic) == stacks(burst.kitchen)
    assert [set(stack) for stack in stacks(burst.attic)] == [{uid(1), uid(2), uid(3), uid(4)}]


def test_a_stack_that_was_changed_here_outlives_that_it_was_unfolded_there(burst: Home) -> None:
    stacking.unstack(burst.attic.catalog, [1])
    stacking.set_cover(burst.kitchen.catalog, numbers(burst.kitchen, 3))
    settle(burst)
    assert stacks(burst.attic) == stacks(burst.kitchen) == [[uid(3), uid(2), uid(1)]]


def test_a_photo_that_the_server_does_not_know_yet_is_in_its_stack_when_it_does(
    burst: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(burst.attic, "fog")
    stacking.stack(burst.attic.catalog, [4, 6, 5])
    with monkeypatch.context() as patch:
        patch.setattr(
            burst.attic.line, "push", lambda photos, _name: tuple(Refused("x", "no", False) for _ in photos)
        )
        synced(burst.attic)
    synced(burst.kitchen)
    assert [uid(4), uid(5)] in stacks(burst.kitchen)
    assert [uid(4), uid(6), uid(5)] in stacks(burst.attic)
    settle(burst)
    assert [uid(4), uid(6), uid(5)] in stacks(burst.kitchen)


def test_a_stack_of_photos_that_never_travel_waits_for_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(home.attic, "sea", "hill")
    seen(home.attic, 1, 2)
    monkeypatch.setattr(
        home.attic.line, "push", lambda photos, _name: tuple(Refused("x", "no", True) for _ in photos)
    )
    assert synced(home.attic).pending == 0
    assert home.server.state.things == {}
    stacking.unstack(home.attic.catalog, [1])
    with home.attic.catalog.reading() as look:
        account = waiting.home(look)
        assert account is not None
        assert waiting.how_many_wait(look, account.account, ["stack"]) == 0
    assert synced(home.attic).pending == 0


def test_a_photo_in_the_trash_stays_in_its_stack(burst: Home) -> None:
    discarding.discard(burst.attic.catalog, [2])
    settle(burst)
    discarding.bring_back(burst.kitchen.catalog, numbers(burst.kitchen, 2))
    settle(burst)
    assert stacks(burst.attic) == stacks(burst.kitchen) == [[uid(2), uid(1), uid(3)]]


def test_of_a_photo_that_is_purged_nothing_is_left_in_its_stack(burst: Home) -> None:
    discarding.discard(burst.attic.catalog, [2, 1])
    discarding.purge(burst.attic.catalog, [2, 1])
    settle(burst)
    assert stacks(burst.attic) == []
    settle(burst)
    assert [thing for thing in burst.server.state.things.values() if thing.members] == []


def test_an_answer_that_was_lost_makes_no_second_stack(burst: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    pile = burst.server.shelf.pile

    def unheard(piles: Sequence[Pile]) -> dict[str, Became]:
        pile(piles)
        raise Ambiguous("the answer was lost")

    stacking.stack(burst.attic.catalog, [4, 5])
    with monkeypatch.context() as patch:
        patch.setattr(burst.server.shelf, "pile", unheard)
        synced(burst.attic)
    stacking.unstack(burst.attic.catalog, [4])
    settle(burst)
    assert stacks(burst.kitchen) == stacks(burst.attic) == [[uid(2), uid(1), uid(3)]]


def test_a_stack_that_the_server_will_not_have_holds_up_no_other(
    burst: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(burst.attic, "fog", "rain")
    stacking.stack(burst.attic.catalog, [4, 5], reason="bad")
    stacking.stack(burst.attic.catalog, [6, 7])
    pile = burst.server.shelf.pile

    def picky(piles: Sequence[Pile]) -> dict[str, Became]:
        if any(one.reason == "bad" for one in piles):
            return {one.uid: Refused("INVALID_REQUEST", "reason: is bad", for_ever=True) for one in piles}
        return pile(piles)

    monkeypatch.setattr(burst.server.shelf, "pile", picky)
    outcome = synced(burst.attic)
    assert (outcome.parked, outcome.pending) == (1, 0)
    synced(burst.kitchen)
    assert stacks(burst.kitchen) == sorted([[uid(2), uid(1), uid(3)], [uid(6), uid(7)]])


def test_many_stacks_take_few_requests(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(home.attic, *(f"picture {number}" for number in range(20)))
    for first in range(1, 20, 2):
        seen(home.attic, first, first + 1)
    asked: list[int] = []
    pile = home.server.shelf.pile

    def counted(piles: Sequence[Pile]) -> dict[str, Became]:
        asked.append(len(piles))
        return pile(piles)

    monkeypatch.setattr(home.server.shelf, "pile", counted)
    synced(home.attic)
    assert asked == [10]
    synced(home.kitchen)
    assert asked == [10]
    assert len(stacks(home.kitchen)) == 10


def test_a_server_that_cannot_store_stacks_and_shoots_is_spared_them(home: Home) -> None:
    bring(home.attic, "sea", "hill")
    seen(home.attic, 1, 2)
    shooting.create(home.attic.catalog, "Wedding")
    few = frozenset({ThingKind.COLLECTION, ThingKind.SEARCH})
    home.attic.line.abilities = replace(home.attic.line.abilities, things=few)
    outcome = synced(home.attic)
    assert (outcome.pending, home.server.state.things) == (0, {})
    assert len(stacks(home.attic)) == 1


def test_a_new_stack_counts_as_waiting_until_it_is_there(burst: Home) -> None:
    stacking.stack(burst.attic.catalog, [4, 5])
    with burst.attic.catalog.reading() as look:
        home = waiting.home(look)
        assert home is not None
        assert waiting.how_many_wait(look, home.account, ["stack"]) == 1
    synced(burst.attic)
    with burst.attic.catalog.reading() as look:
        assert waiting.how_many_wait(look, home.account, ["stack"]) == 0


def test_a_shoot_is_on_the_other_machine_with_its_photos(burst: Home) -> None:
    shooting.create(burst.kitchen.catalog, "Wedding", client="Ada & Bert", note="In the barn")
    shooting.add(burst.kitchen.catalog, 1, numbers(burst.kitchen, 1, 2))
    settle(burst)
    assert shoots(burst.attic) == [("Wedding", "Ada & Bert", "In the barn", False, sorted([uid(1), uid(2)]))]
    shooting.archive(burst.attic.catalog, 1)
    shooting.edit(burst.attic.catalog, 1, note="")
    shooting.remove(burst.attic.catalog, 1, [1])
    settle(burst)
    assert shoots(burst.kitchen) == [("Wedding", "Ada & Bert", None, True, [uid(2)])]


def test_two_shoots_of_one_title_are_two(home: Home) -> None:
    for machine in (home.attic, home.kitchen):
        shooting.create(machine.catalog, "Portraits", client=machine.name)
    settle(home)
    assert shoots(home.attic) == shoots(home.kitchen)
    assert [title for title, *_rest in shoots(home.attic)] == ["Portraits", "Portraits"]


def test_a_shoot_that_was_deleted_is_gone_on_both_and_its_photos_stay(burst: Home) -> None:
    shooting.create(burst.attic.catalog, "Wedding")
    shooting.add(burst.attic.catalog, 1, [1, 2])
    settle(burst)
    shooting.delete(burst.kitchen.catalog, 1)
    settle(burst)
    assert shoots(burst.attic) == shoots(burst.kitchen) == []
    assert len(all_of(burst.attic.catalog, Photo, "id")) == 5


def test_what_both_put_into_a_shoot_is_in_it(burst: Home) -> None:
    shooting.create(burst.attic.catalog, "Wedding")
    settle(burst)
    shooting.add(burst.attic.catalog, 1, [3, 1])
    shooting.add(burst.kitchen.catalog, 1, numbers(burst.kitchen, 2, 1))
    settle(burst)
    assert shoots(burst.attic) == shoots(burst.kitchen)
    assert shoots(burst.attic)[0][-1] == sorted([uid(1), uid(2), uid(3)])
