"""A library that was put back from a backup: nothing goes unasked, and nobody sees more than was decided."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial, partialmethod
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from imalink_desktop.catalog.commands import deciding, discarding, spaces, syncing
from imalink_desktop.catalog.commands.signing import sign_in, sign_out
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.models import Account, Conflict, Outbox, Photo, Step
from imalink_desktop.catalog.reads.conflicts import conflicts
from imalink_desktop.catalog.reads.spaces import spaces as known_spaces
from imalink_desktop.sync.last_round import LastRound
from imalink_desktop.sync.pulling import Asks, Decision
from imalink_desktop.sync.transport import Ambiguous
from imalink_desktop.sync.values import Field, Fields, Outcome
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.sync.home import Home, bring, many, synced
from tests.unit.desktop.sync.simulation.line import Crash
from tests.unit.desktop.sync.simulation.machine import Machine


@pytest.fixture(params=[False, True], ids=["restored", "copied by hand"])
def back(home: Home, request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Puts a backup in the place of the attic's catalog."""
    return partial(home.attic.put_back, by_hand=request.param)


def first(machine: Machine) -> str:
    """The uid of the attic's first photo, which is the same everywhere."""
    return str(all_of(machine.catalog, Photo, "uid")[0][0])


def show(machine: Machine, uid: str, level: Visibility) -> None:
    numbers = {uid: number for number, uid in all_of(machine.catalog, Photo, "id", "uid")}
    deciding.show_to(machine.catalog, [numbers[uid]], level)


def shown(home: Home, uid: str) -> tuple[object, ...]:
    """To how many it is shown: on the server, in the attic, in the kitchen."""
    machines = (home.attic.all_said(), home.kitchen.all_said())
    return (
        home.server.state.photos[uid].fields[Field.VISIBILITY],
        *(one[uid]["visibility"] for one in machines),
    )


def test_nothing_is_sent_or_received_before_somebody_says_so(home: Home) -> None:
    many(home, 3)
    uid = first(home.attic)
    show(home.attic, uid, Visibility.PUBLIC)
    backup = home.attic.back_up()
    home.attic.put_back(backup)
    for decision in (Decision.NONE, Decision.KEEP, Decision.LET_GO):
        outcome = synced(home.attic, decision)
        assert (outcome.asks, outcome.pushed, outcome.pending) == (Asks.PUT_BACK, 0, 1)
    assert shown(home, uid)[0] == 0
    assert synced(home.attic, Decision.GO_ON).asks is Asks.NOTHING
    assert synced(home.attic).asks is Asks.NOTHING
    # Nobody has changed it since: it was never sent.
    assert shown(home, uid)[:2] == (3, 3)


def test_what_waited_and_was_taken_back_since_is_not_published_again(
    home: Home, back: Callable[[Path], None]
) -> None:
    many(home, 3)
    uid, two = first(home.attic), all_of(home.attic.catalog, Photo, "uid")[1][0]
    show(home.attic, uid, Visibility.PUBLIC)
    deciding.entitle(home.attic.catalog, [2], "old title")
    backup = home.attic.back_up()
    synced(home.attic)
    synced(home.kitchen)
    show(home.kitchen, uid, Visibility.PRIVATE)
    number = next(row for row, name in all_of(home.kitchen.catalog, Photo, "id", "uid") if name == two)
    deciding.entitle(home.kitchen.catalog, [number], "new title")
    synced(home.kitchen)
    synced(home.attic)
    back(backup)
    synced(home.attic, Decision.GO_ON)
    synced(home.kitchen)
    assert shown(home, uid) == (0, 0, 0)
    assert home.attic.all_said()[two]["title"] == "new title"
    with home.attic.catalog.reading() as look:
        found = {(one.field, one.mine, one.theirs) for one in conflicts(look)}
    assert found == {("visibility", "3", "0"), ("title", '"old title"', '"new title"')}
    assert all_of(home.attic.catalog, Outbox, "id") == []


@pytest.mark.parametrize("whole", [True, False])
def test_who_signs_out_and_in_publishes_nothing_that_was_hidden_since_the_backup(
    home: Home, whole: bool
) -> None:
    home.server.make_space()
    synced(home.attic)
    bring(home.attic, "picture 1")
    if not whole:
        synced(home.attic)
    uid = first(home.attic)
    spaces.put_into(home.attic.catalog, [1], [1])
    show(home.attic, uid, Visibility.PUBLIC)
    backup = home.attic.back_up()
    synced(home.attic)
    show(home.attic, uid, Visibility.PRIVATE)
    spaces.take_out(home.attic.catalog, [1], [1])
    synced(home.attic)
    home.attic.put_back(backup)
    assert synced(home.attic).asks is Asks.PUT_BACK
    sign_out(home.attic.catalog)
    sign_in(home.attic.catalog, "https://photos.example", "ada")
    assert synced(home.attic).asks is Asks.PUT_BACK
    synced(home.attic, Decision.GO_ON)
    assert synced(home.attic).pending == 0
    kept = home.server.state.photos[uid].fields
    assert (kept[Field.VISIBILITY], kept[Field.SPACES]) == (0, ())
    with home.attic.catalog.reading() as look:
        assert [(one.field, one.mine, one.theirs) for one in conflicts(look)] == [("visibility", "3", "0")]


@pytest.mark.parametrize("account", [("https://photos.example", "grace"), ("https://other.example", "ada")])
@pytest.mark.parametrize("whole", [True, False])
def test_nor_does_who_signs_in_as_somebody_else_or_elsewhere(
    home: Home, whole: bool, account: tuple[str, str]
) -> None:
    bring(home.attic, "picture 1")
    if not whole:
        synced(home.attic)
    show(home.attic, first(home.attic), Visibility.PUBLIC)
    deciding.rate(home.attic.catalog, [1], 5)
    home.attic.put_back(home.attic.back_up())
    sign_in(home.attic.catalog, *account, instead=True)
    home.server.state.photos.clear()
    home.server.state.feed.clear()
    assert synced(home.attic).asks is Asks.PUT_BACK
    synced(home.attic, Decision.GO_ON)
    (kept,) = home.server.state.photos.values()
    assert (kept.fields[Field.VISIBILITY], kept.fields[Field.RATING]) == (0, 5)
    with home.attic.catalog.reading() as look:
        assert [(one.field, one.mine, one.theirs) for one in conflicts(look)] == [("visibility", "3", "0")]
    sign_in(home.attic.catalog, "https://third.example", "ada", instead=True)
    assert len(all_of(home.attic.catalog, Conflict, "id")) == 1


def test_a_photo_that_waited_as_a_whole_is_as_private_as_it_has_become(
    home: Home, back: Callable[[Path], None]
) -> None:
    bring(home.attic, "picture 1")
    uid = first(home.attic)
    show(home.attic, uid, Visibility.PUBLIC)
    backup = home.attic.back_up()
    synced(home.attic)
    synced(home.kitchen)
    show(home.kitchen, uid, Visibility.PRIVATE)
    synced(home.kitchen)
    back(backup)
    synced(home.attic, Decision.GO_ON)
    assert shown(home, uid) == (0, 0, 0)


def test_a_photo_that_waited_as_a_whole_and_was_deleted_since_is_not_sent_again(
    home: Home, back: Callable[[Path], None]
) -> None:
    many(home, 6)
    bring(home.attic, "picture 9")
    backup = home.attic.back_up()
    uid = str(all_of(home.attic.catalog, Photo, "uid")[6][0])
    synced(home.attic)
    synced(home.kitchen)
    number = next(row for row, name in all_of(home.kitchen.catalog, Photo, "id", "uid") if name == uid)
    discarding.discard(home.kitchen.catalog, [number])
    discarding.purge(home.kitchen.catalog, [number])
    synced(home.kitchen)
    back(backup)
    synced(home.attic, Decision.GO_ON)
    assert uid not in home.server.state.photos
    assert home.attic.all_said()[uid]["trashed"]


def test_a_space_that_a_photo_was_taken_out_of_since_does_not_see_it_again(
    home: Home, back: Callable[[Path], None]
) -> None:
    home.server.make_space()
    many(home, 1)
    uid = first(home.attic)
    for machine in (home.attic, home.kitchen):
        synced(machine)
    with home.attic.catalog.reading() as look:
        (space,) = (one.id for one in known_spaces(look))
    spaces.put_into(home.attic.catalog, [1], [space])
    backup = home.attic.back_up()
    synced(home.attic)
    synced(home.kitchen)
    spaces.take_out(home.kitchen.catalog, [1], [space])
    synced(home.kitchen)
    back(backup)
    synced(home.attic, Decision.GO_ON)
    assert home.server.state.photos[uid].fields[Field.SPACES] == ()
    assert home.attic.all_said()[uid]["spaces"] == ()


def test_less_is_shown_again_after_a_backup_was_put_back_though_it_was_said_once_before(
    home: Home, back: Callable[[Path], None]
) -> None:
    many(home, 2)
    uid = first(home.attic)
    show(home.attic, uid, Visibility.PUBLIC)
    synced(home.attic)
    backup = home.attic.back_up()
    for level in (Visibility.PRIVATE, Visibility.PUBLIC):
        show(home.attic, uid, level)
        synced(home.attic)
    back(backup)
    show(home.attic, uid, Visibility.PRIVATE)
    synced(home.attic, Decision.GO_ON)
    synced(home.kitchen)
    assert shown(home, uid) == (0, 0, 0)


def test_a_request_that_was_long_on_its_way_publishes_nothing_that_was_hidden_meanwhile(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 1)
    uid = first(home.attic)
    show(home.attic, uid, Visibility.PUBLIC)
    late: list[Callable[[], object]] = []

    def stuck(key: str, fields: Fields, version: str | None, repeat: str) -> Outcome:
        late.append(partial(home.server.change, key, fields, version, repeat))
        raise Ambiguous("nobody answers")

    with monkeypatch.context() as broken:
        broken.setattr(home.attic.line, "change", stuck)
        synced(home.attic)
    show(home.attic, uid, Visibility.PRIVATE)
    synced(home.attic)
    (arrives,) = late
    arrives()
    assert home.server.state.photos[uid].fields[Field.VISIBILITY] == 3
    synced(home.attic)
    synced(home.kitchen)
    assert shown(home, uid) == (0, 0, 0)


# Put back by hand.


def read_by_both(home: Home) -> None:
    for machine in (home.attic, home.kitchen, home.attic):
        assert synced(machine).asks is Asks.NOTHING


def test_a_copy_that_nobody_has_gone_on_from_is_no_other_day(home: Home) -> None:
    many(home, 2)
    synced(home.attic)
    backup = home.attic.back_up()
    deciding.rate(home.attic.catalog, [1], 4)
    assert synced(home.kitchen).asks is Asks.NOTHING
    home.attic.put_back(backup, by_hand=True)
    read_by_both(home)


def test_a_newer_copy_is_the_catalog_again(home: Home) -> None:
    many(home, 2)
    old = home.attic.back_up()
    deciding.rate(home.attic.catalog, [1], 4)
    synced(home.attic)
    new = home.attic.back_up()
    home.attic.put_back(old, by_hand=True)
    assert synced(home.attic).asks is Asks.PUT_BACK
    home.attic.put_back(new, by_hand=True)
    read_by_both(home)
    assert home.attic.all_said()[first(home.attic)]["rating"] == 4


def test_where_nothing_tells_of_a_last_round_the_catalog_is_believed(home: Home) -> None:
    many(home, 2)
    shutil.rmtree(home.attic.state)
    deciding.rate(home.attic.catalog, [1], 4)
    read_by_both(home)
    (kept,) = home.attic.state.iterdir()
    kept.write_bytes(b"[]")
    read_by_both(home)


def test_a_catalog_from_before_rounds_were_known_is_noticed(home: Home) -> None:
    backup = home.attic.back_up()
    many(home, 2)
    home.attic.put_back(backup, by_hand=True)
    assert synced(home.attic).asks is Asks.PUT_BACK


def test_a_round_that_changes_nothing_is_not_written_down(home: Home) -> None:
    many(home, 2)
    synced(home.attic)
    before = all_of(home.attic.catalog, Account, "last_round"), all_of(home.attic.catalog, Step, "id")
    synced(home.attic)
    after = all_of(home.attic.catalog, Account, "last_round"), all_of(home.attic.catalog, Step, "id")
    assert before == after


@pytest.mark.parametrize("write", range(3))
@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after"])
def test_wherever_drawing_is_cut_off_no_work_is_taken_for_that_of_another_day(
    home: Home, monkeypatch: pytest.MonkeyPatch, write: int, is_done: bool
) -> None:
    """And an older catalog is known for one all the same, as soon as anything has gone out."""
    many(home, 2)
    uid = first(home.attic)
    deciding.rate(home.attic.catalog, [1], 4)
    backup = home.attic.back_up()
    left = count(write, -1)

    def cut(real: Callable[..., object], *args: Any) -> object:  # noqa: ANN401
        if next(left):
            return real(*args)
        if is_done:
            real(*args)
        raise Crash

    with monkeypatch.context() as power:
        power.setattr(LastRound, "note", partialmethod(partial(cut, LastRound.note)))
        power.setattr(syncing, "note_round", partial(cut, syncing.note_round))
        with pytest.raises(Crash):
            synced(home.attic)
    assert home.server.state.photos[uid].fields[Field.RATING] == 0
    deciding.entitle(home.attic.catalog, [2], "Typed since")
    assert synced(home.attic).asks is Asks.NOTHING
    assert home.server.state.photos[uid].fields[Field.RATING] == 4
    home.attic.put_back(backup, by_hand=True)
    assert synced(home.attic).asks is Asks.PUT_BACK


def test_to_go_on_is_said_once(home: Home) -> None:
    many(home, 2)
    backup = home.attic.back_up()
    deciding.rate(home.attic.catalog, [1], 4)
    synced(home.attic)
    home.attic.put_back(backup, by_hand=True)
    assert synced(home.attic, Decision.GO_ON).asks is Asks.NOTHING
    read_by_both(home)
