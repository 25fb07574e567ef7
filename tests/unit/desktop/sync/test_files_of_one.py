"""Photos that turn out to be files of one: whoever finds it out, all machines end with the same one photo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import NAMESPACE_OID, uuid5

import pytest

from imalink_desktop.catalog.commands import deciding, discarding, hatched, spaces
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.resolving import Side, resolve
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.models import Conflict, ImageFile, Photo, RemotePhoto, Space, Tombstone
from imalink_desktop.catalog.outbox import COLD, EGG
from imalink_desktop.catalog.previews import Preview
from imalink_desktop.catalog.reads import waiting
from imalink_desktop.catalog.reads.syncing import apart
from imalink_desktop.sync.values import Field, Fields, NewPhoto
from tests.unit.desktop.catalog.commands.cards import all_of, egg, file, lay
from tests.unit.desktop.sync.home import Home, bring, synced
from tests.unit.desktop.sync.simulation.machine import Machine


def beside(machine: Machine, photo: int, picture: str) -> None:
    """Import a picture as a further file of a photo."""
    number = len(all_of(machine.catalog, ImageFile, "id")) + 1
    register(machine.catalog, 1, [Arrival((file(f"{number}.jpg"),), joins=photo)])
    hatched.hatched(machine.catalog, [lay(number, picture)])


def homes(machine: Machine) -> list[str | None]:
    """Where the originals of the photos are that are not in the trash; None is here."""
    trash = {photo for photo, at in all_of(machine.catalog, Photo, "id", "trashed_at") if at}
    rows = all_of(machine.catalog, RemotePhoto, "photo_id", "machine")
    return [where for photo, where in rows if photo not in trash]


def trashed(machine: Machine) -> int:
    return sum(bool(one["trashed"]) for one in machine.all_said().values())


def rounds(home: Home, count: int = 3) -> None:
    for _ in range(count):
        synced(home.attic)
        synced(home.kitchen)


def test_a_file_that_came_later_is_told_to_the_server(home: Home) -> None:
    bring(home.attic, "jpeg")
    synced(home.attic)
    beside(home.attic, 1, "raw")
    outcome = synced(home.attic)
    assert (outcome.pushed, outcome.pending) == (1, 0)
    (kept,) = home.server.state.photos.values()
    assert {one.sha256 for one in kept.files} == {lay(1, "jpeg").sha256, lay(1, "raw").sha256}
    assert synced(home.attic).pushed == 0


def test_two_files_of_one_photo_that_two_machines_brought_in_different_order_become_one(home: Home) -> None:
    bring(home.attic, "jpeg")
    bring(home.kitchen, "raw")
    deciding.rate(home.attic.catalog, [1], 2)
    deciding.entitle(home.kitchen.catalog, [1], "From the raw file")
    rounds(home, 2)
    beside(home.attic, 1, "raw")
    beside(home.kitchen, 1, "jpeg")
    rounds(home)
    (kept,) = home.server.state.photos.values()
    assert (kept.fields[Field.RATING], kept.fields[Field.TITLE]) == (2, "From the raw file")
    for machine in (home.attic, home.kitchen):
        assert len(machine.photos()) == 1
        assert len(all_of(machine.catalog, ImageFile, "id")) == 2
        assert homes(machine) == [None]
    assert home.attic.all_said() == home.kitchen.all_said()


def three_spaces(home: Home) -> None:
    for _ in range(3):
        home.server.make_space()
    rounds(home, 1)


def put(machine: Machine, photo: int, *keys: str) -> None:
    """Show a photo in spaces, by what the server calls them."""
    there = {key: row for row, key in all_of(machine.catalog, Space, "id", "server_space_id")}
    spaces.put_into(machine.catalog, [photo], [there[key] for key in keys])


@pytest.mark.parametrize("before", [0, 2])
def test_two_that_become_one_are_in_the_spaces_alone_that_both_were_in(home: Home, before: int) -> None:
    three_spaces(home)
    bring(home.attic, "jpeg")
    bring(home.kitchen, "raw")
    put(home.attic, 1, "1", "3")
    put(home.kitchen, 1, "2", "3")
    deciding.entitle(home.attic.catalog, [1], "For the family")
    rounds(home, before)
    beside(home.attic, 1, "raw")
    rounds(home)
    (kept,) = home.server.state.photos.values()
    assert (kept.fields[Field.TITLE], kept.fields[Field.SPACES]) == ("For the family", ("3",))
    for machine in (home.attic, home.kitchen):
        assert [one["spaces"] for one in machine.all_said().values()] == [("3",)]


def test_a_photo_joins_one_on_the_server_and_is_in_the_spaces_that_both_were_in(home: Home) -> None:
    three_spaces(home)
    shown: Fields = {Field.SPACES: ("2", "3"), Field.VISIBILITY: 1}
    home.server.push([NewPhoto(str(uuid5(NAMESPACE_OID, "elsewhere")), egg("sea"), shown)], "elsewhere")
    bring(home.attic, "sea")
    put(home.attic, 1, "1", "3")
    deciding.entitle(home.attic.catalog, [1], "For the family")
    rounds(home)
    (kept,) = home.server.state.photos.values()
    assert (kept.fields[Field.TITLE], kept.fields[Field.SPACES]) == ("For the family", ("3",))


def test_one_machine_that_finds_it_out_is_enough(home: Home) -> None:
    for first, second in ((home.attic, home.kitchen), (home.kitchen, home.attic)):
        bring(first, f"jpeg of {first.name}")
        bring(second, f"raw of {first.name}")
    rounds(home, 2)
    beside(home.attic, 1, "raw of attic")
    beside(home.attic, 2, "jpeg of kitchen")
    rounds(home)
    assert len(home.server.state.photos) == 2
    for machine in (home.attic, home.kitchen):
        assert (len(machine.photos()), trashed(machine)) == (2, 0)
    assert home.attic.all_said() == home.kitchen.all_said()
    assert homes(home.kitchen) == [None, None]
    assert all_of(home.attic.catalog, Tombstone, "id") == []


def posted(home: Home, picture: str, name: str) -> None:
    """Somebody else gives the server an egg, and says of no file."""
    home.server.push([NewPhoto(str(uuid5(NAMESPACE_OID, name)), egg(picture), {})], name)


def test_a_photo_that_is_on_the_server_already_joins_the_one_here(home: Home) -> None:
    posted(home, "sea", "elsewhere")
    bring(home.attic, "sea")
    deciding.rate(home.attic.catalog, [1], 5)
    rounds(home)
    assert len(home.server.state.photos) == 1
    assert (len(home.attic.photos()), len(home.kitchen.photos())) == (1, 1)
    assert home.attic.all_said() == home.kitchen.all_said()
    assert homes(home.attic) == [None]


@pytest.mark.parametrize("name", ["elsewhere", "faraway"])
def test_of_two_that_the_server_has_one_is_left_and_has_the_file(home: Home, name: str) -> None:
    bring(home.attic, "sea")
    synced(home.attic)
    posted(home, "sea", name)
    synced(home.kitchen)
    assert len(home.kitchen.photos()) == 2
    bring(home.kitchen, "sea")
    rounds(home)
    assert len(home.server.state.photos) == len(home.attic.photos()) == len(home.kitchen.photos()) == 1
    assert trashed(home.attic) == trashed(home.kitchen) == 0
    assert homes(home.attic) == homes(home.kitchen) == [None]


def test_when_one_of_two_goes_its_file_moves_to_the_other(home: Home) -> None:
    bring(home.attic, "sea")
    synced(home.attic)
    uid = next(iter(home.server.state.photos))
    posted(home, "sea", "elsewhere")
    home.server.delete(uid)
    synced(home.attic)
    synced(home.attic)
    assert (len(home.attic.photos()), trashed(home.attic), homes(home.attic)) == (1, 0, [None])


def test_two_black_frames_of_one_second_stay_two(home: Home) -> None:
    bring(home.attic, "black")
    uid = str(uuid5(NAMESPACE_OID, "another"))
    register(home.attic.catalog, 1, [Arrival((file("9.jpg"),), uid=uid)])
    home.attic.previews.put([Preview(uid, egg("black").hotpreview)])
    hatched.hatched(home.attic.catalog, [replace(lay(2, "black"), sha256="0" * 64)])
    rounds(home)
    assert len(home.server.state.photos) == len(home.attic.photos()) == len(home.kitchen.photos()) == 2


def test_an_import_of_a_file_that_is_known_mends_what_an_older_program_left_apart(home: Home) -> None:
    bring(home.attic, "sea")
    synced(home.attic)
    discarding.discard(home.attic.catalog, [1])
    posted(home, "sea", "elsewhere")
    synced(home.attic)
    assert len(home.attic.photos()) == 2
    hatched.found_again(home.attic.catalog, [1])
    rounds(home)
    assert len(home.server.state.photos) == len(home.attic.photos()) == len(home.kitchen.photos()) == 1
    assert (trashed(home.attic), trashed(home.kitchen), homes(home.attic)) == (0, 0, [None])


@pytest.fixture
def torn(home: Home) -> Home:
    """The kitchen has a photo of which two levels are open, and its file, which joins it only after that."""
    bring(home.attic, "sea")
    rounds(home, 1)
    deciding.show_to(home.attic.catalog, [1], Visibility.AUTHENTICATED)
    deciding.show_to(home.kitchen.catalog, [1], Visibility.SPACE)
    rounds(home)
    uid = str(uuid5(NAMESPACE_OID, "kitchen"))
    register(home.kitchen.catalog, 1, [Arrival((file("1.jpg"),), uid=uid)])
    home.kitchen.previews.put([Preview(uid, egg("sea").hotpreview)])
    deciding.show_to(home.kitchen.catalog, [2], Visibility.PUBLIC)
    hatched.hatched(home.kitchen.catalog, [lay(1, "sea")])
    assert all_of(home.kitchen.catalog, Conflict, "photo_id", "field") == [(1, "visibility")]
    assert len(home.kitchen.photos()) == 2
    return home


def test_what_cannot_be_one_before_somebody_has_chosen_is_laid_aside_and_says_so(torn: Home) -> None:
    outcome = synced(torn.kitchen)
    assert (outcome.pending, outcome.parked, outcome.conflicts) == (0, 1, 1)
    with torn.kitchen.catalog.reading() as look:
        (parked,) = waiting.parked(look, 1)
        there = apart(look, {COLD, EGG})
    assert (parked.photo, parked.field) == (2, EGG)
    assert "look at the conflicts" in parked.why
    assert (there.waiting, there.large) == (0, 0)
    assert synced(torn.kitchen).pushed == 0


def decided(machine: Machine) -> None:
    resolve(machine.catalog, 1, "visibility", Side.MINE)


def thrown_away(machine: Machine) -> None:
    discarding.discard(machine.catalog, [1])
    discarding.purge(machine.catalog, [1])


def shown_anew(machine: Machine) -> None:
    deciding.show_to(machine.catalog, [2], Visibility.SPACE)


@pytest.mark.parametrize("way_out", [decided, thrown_away, shown_anew])
def test_when_somebody_has_chosen_the_two_are_one_or_the_other_goes(
    torn: Home, way_out: Callable[[Machine], None]
) -> None:
    synced(torn.kitchen)
    way_out(torn.kitchen)
    rounds(torn)
    outcome = synced(torn.kitchen)
    assert (outcome.pending, outcome.parked) == (0, 0)
    (kept,) = torn.server.state.photos.values()
    for machine in (torn.attic, torn.kitchen):
        here = [uid for uid, one in machine.all_said().items() if not one["trashed"]]
        assert here == [kept.uid]
        assert homes(machine) == [None]
