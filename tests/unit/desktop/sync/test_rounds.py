"""Rounds of two machines and a server, one story at a time."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from uuid import NAMESPACE_OID, uuid5

import pytest

from imalink_desktop.catalog.commands import deciding, discarding, hatched
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.signing import sign_in, sign_out
from imalink_desktop.catalog.decisions import Telling, Visibility
from imalink_desktop.catalog.models import ImageFile, Outbox, Photo, RemotePhoto, Tombstone
from imalink_desktop.catalog.previews import Preview
from imalink_desktop.catalog.reads import waiting
from imalink_desktop.sync.engine import LONGEST_PAUSE, pause
from imalink_desktop.sync.pulling import Asks, Decision
from imalink_desktop.sync.transport import Ambiguous, Unreachable
from imalink_desktop.sync.values import Field, Fields, NewPhoto, Refused
from imalink_desktop.sync.values import Outcome as Answer
from tests.unit.desktop.catalog.commands.cards import all_of, egg, file, lay, photo
from tests.unit.desktop.sync.home import Home, bring, many, synced


def test_the_other_machine_gets_the_library_with_previews_and_no_originals(home: Home) -> None:
    bring(home.attic, "sea", "hill")
    deciding.rate(home.attic.catalog, [1], 5)
    assert synced(home.attic).pushed == 2
    outcome = synced(home.kitchen)
    assert (outcome.pulled, outcome.pending) == (2, 0)
    assert home.kitchen.all_said() == home.attic.all_said()
    uids = [uid for (uid,) in all_of(home.kitchen.catalog, Photo, "uid")]
    assert len(home.kitchen.previews.hot(uids)) == 2
    assert all_of(home.kitchen.catalog, ImageFile, "id") == []
    assert {place for (place,) in all_of(home.kitchen.catalog, RemotePhoto, "machine")} == {"attic · Card"}
    assert home.kitchen.catalog.next_undo() is None


def test_an_original_that_is_found_here_later_joins_its_photo(home: Home) -> None:
    bring(home.attic, "sea")
    deciding.entitle(home.attic.catalog, [1], "Sea")
    synced(home.attic)
    synced(home.kitchen)
    bring(home.kitchen, "sea")
    synced(home.kitchen)
    ((number, title),) = all_of(home.kitchen.catalog, Photo, "id", "title")
    assert title == "Sea"
    assert all_of(home.kitchen.catalog, ImageFile, "photo_id") == [(number,)]
    assert list(home.server.state.photos) == [str(uuid5(NAMESPACE_OID, "attic 1"))]


def test_a_preview_that_could_not_be_had_is_asked_for_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(home.attic, "sea")
    synced(home.attic)
    with monkeypatch.context() as patch:
        patch.setattr(home.server, "hotpreview", lambda _key: None)
        synced(home.kitchen)
    uids = [uid for (uid,) in all_of(home.kitchen.catalog, Photo, "uid")]
    assert (len(uids), home.kitchen.previews.hot(uids)) == (1, {})
    synced(home.kitchen)
    assert list(home.kitchen.previews.hot(uids).values()) == [egg("sea").hotpreview]
    assert photo(home.kitchen.catalog, 1).look is not None


def test_an_original_joins_its_photo_without_a_network(home: Home) -> None:
    bring(home.attic, "sea", "hill")
    deciding.entitle(home.attic.catalog, [1], "Sea")
    synced(home.attic)
    synced(home.kitchen)
    before = home.kitchen.all_said()
    bring(home.kitchen, "sea")
    assert home.kitchen.all_said() == before
    joined = dict(all_of(home.kitchen.catalog, RemotePhoto, "photo_id", "machine"))
    ((number,),) = all_of(home.kitchen.catalog, ImageFile, "photo_id")
    assert joined.pop(number) is None
    assert list(joined.values()) == ["attic · Card"]
    assert synced(home.kitchen).pending == 0
    assert len(home.server.state.photos) == 2


def test_a_picture_that_only_looks_the_same_joins_nothing(home: Home) -> None:
    bring(home.attic, "sea")
    synced(home.attic)
    synced(home.kitchen)
    uid = str(uuid5(NAMESPACE_OID, "another"))
    register(home.kitchen.catalog, 1, [Arrival((file("1.jpg"),), uid=uid)])
    home.kitchen.previews.put([Preview(uid, egg("sea").hotpreview)])
    other = replace(lay(1, "sea", size=2000), sha256="0" * 64)
    hatched.hatched(home.kitchen.catalog, [other])
    assert len(home.kitchen.photos()) == 2


def test_many_deletions_are_asked_about_and_delete_nothing(home: Home) -> None:
    many(home, 10)
    for uid in list(home.server.state.photos)[:3]:
        home.server.delete(uid)
    for _ in range(2):
        assert synced(home.kitchen).asks is Asks.MANY_GONE
        assert len(home.kitchen.photos()) == 10
        assert not any(one["trashed"] for one in home.kitchen.all_said().values())
    assert synced(home.kitchen, Decision.KEEP).asks is Asks.NOTHING
    assert len(home.server.state.photos) == 10


def test_deletions_that_somebody_has_agreed_to_go_to_the_trash(home: Home) -> None:
    many(home, 10)
    for uid in list(home.server.state.photos)[:3]:
        home.server.delete(uid)
    synced(home.kitchen, Decision.LET_GO)
    assert sum(bool(one["trashed"]) for one in home.kitchen.all_said().values()) == 3
    assert synced(home.kitchen).pending == 0
    assert len(home.server.state.photos) == 7


def test_a_single_deletion_is_no_question_and_an_edit_speaks_against_it(home: Home) -> None:
    many(home, 2)
    gone, edited = list(home.server.state.photos)
    home.server.delete(gone)
    assert synced(home.kitchen).asks is Asks.NOTHING
    assert home.kitchen.all_said()[gone]["trashed"]
    synced(home.attic)
    home.server.delete(edited)
    number = dict(all_of(home.attic.catalog, Photo, "uid", "id"))[edited]
    deciding.rate(home.attic.catalog, [number], 5)
    synced(home.attic)
    assert home.server.state.photos[edited].fields[Field.RATING] == 5


def test_a_server_that_was_restored_is_asked_about_and_gets_back_what_it_lost(home: Home) -> None:
    home.server.back_up()
    many(home, 4)
    deciding.rate(home.attic.catalog, [1], 5)
    synced(home.attic)
    home.server.restore()
    assert synced(home.attic).asks is Asks.OTHER_PAST
    assert home.server.state.photos == {}
    assert synced(home.attic, Decision.KEEP).pending == 0
    synced(home.kitchen, Decision.KEEP)
    synced(home.attic)
    assert len(home.server.state.photos) == 4
    assert home.kitchen.all_said() == home.attic.all_said()


def test_making_private_goes_out_before_anything_is_heard(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 1)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)

    def away(_since: str | None) -> None:
        raise Unreachable("nobody there")

    monkeypatch.setattr(home.attic.line, "changes", away)
    with pytest.raises(Unreachable):
        synced(home.attic)
    (kept,) = home.server.state.photos.values()
    assert kept.fields[Field.VISIBILITY] == Visibility.PRIVATE


def test_what_is_told_no_more_goes_out_before_anything_is_heard(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 1)
    deciding.tell(home.attic.catalog, [1], Telling.PLACE, wanted=True)
    synced(home.attic)
    synced(home.kitchen)
    assert photo(home.kitchen.catalog, 1).tells_place == 1
    assert photo(home.kitchen.catalog, 1).tells_names == 0
    deciding.tell(home.kitchen.catalog, [1], Telling.PLACE, wanted=False)

    def away(_since: str | None) -> None:
        raise Unreachable("nobody there")

    monkeypatch.setattr(home.kitchen.line, "changes", away)
    with pytest.raises(Unreachable):
        synced(home.kitchen)
    (kept,) = home.server.state.photos.values()
    assert kept.fields[Field.TELLS_PLACE] == 0


def test_one_poison_egg_is_parked_after_five_tries_and_the_others_go(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(home.attic, *(f"picture {number}" for number in range(7)))
    real = home.server.push

    def push(photos: list[NewPhoto], repeat: str) -> tuple[Answer, ...]:
        if any(one.uid == str(uuid5(NAMESPACE_OID, "attic 4")) for one in photos):
            raise Ambiguous("the server stumbled")
        return real(photos, repeat)

    monkeypatch.setattr(home.server, "push", push)
    for tries in range(1, 6):
        outcome = synced(home.attic)
        assert len(home.server.state.photos) == 6
        assert (outcome.parked, outcome.pending) == ((1, 0) if tries == 5 else (0, 1))
    with home.attic.catalog.reading() as look:
        (parked,) = waiting.parked(look, 1)
    assert (parked.field, parked.why) == ("egg", "the server stumbled")
    monkeypatch.undo()
    home.attic.calm()
    assert synced(home.attic).parked == 0
    assert len(home.server.state.photos) == 7


def test_a_server_that_is_away_uses_up_no_tries(home: Home) -> None:
    bring(home.attic, "sea")
    home.attic.line.trouble = 100
    for _ in range(12):
        home.attic.sync()
    assert [tries for (tries,) in all_of(home.attic.catalog, Outbox, "tries")] == [0]


def test_what_is_refused_for_ever_is_parked_at_once_with_its_reason(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 1)
    deciding.entitle(home.attic.catalog, [1], "Sea")
    deciding.rate(home.attic.catalog, [1], 3)

    def refuse(_key: str, _fields: Fields, _version: str | None, _repeat: str) -> Answer:
        return Refused("BAD", "no such thing", for_ever=True)

    monkeypatch.setattr(home.server, "change", refuse)
    assert synced(home.attic).parked == 2
    monkeypatch.undo()
    deciding.entitle(home.attic.catalog, [1], "Ocean")
    assert synced(home.attic).parked == 1


def test_an_answer_that_was_lost_makes_no_conflict_with_oneself(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 1)
    deciding.entitle(home.attic.catalog, [1], "Sea")
    real = home.server.change

    def lose(key: str, fields: Fields, version: str | None, repeat: str) -> Answer:
        real(key, fields, version, repeat)
        monkeypatch.setattr(home.attic.line, "photo", lose_photo)
        raise Ambiguous("the answer was lost")

    def lose_photo(_key: str) -> None:
        raise Unreachable("and nobody there")

    monkeypatch.setattr(home.server, "change", lose)
    with pytest.raises(Unreachable):
        synced(home.attic)
    monkeypatch.undo()
    deciding.entitle(home.attic.catalog, [1], "Ocean")
    assert synced(home.attic).conflicts == 0
    assert [kept.fields[Field.TITLE] for kept in home.server.state.photos.values()] == ["Ocean"]


def test_a_purged_photo_is_deleted_on_the_server(home: Home) -> None:
    many(home, 2)
    discarding.discard(home.attic.catalog, [1])
    discarding.purge(home.attic.catalog, [1])
    synced(home.attic)
    assert len(home.server.state.photos) == 1
    assert all_of(home.attic.catalog, Tombstone, "id") == []
    assert len(home.attic.photos()) == 1


def test_who_signs_in_again_hears_and_tells_what_changed_meanwhile(home: Home) -> None:
    many(home, 2)
    sign_out(home.attic.catalog)
    deciding.rate(home.attic.catalog, [1], 5)
    bring(home.attic, "later")
    deciding.entitle(home.kitchen.catalog, [2], "Sea")
    synced(home.kitchen)
    sign_in(home.attic.catalog, "https://photos.example", "ada")
    synced(home.attic)
    synced(home.kitchen)
    assert len(home.server.state.photos) == 3
    assert home.attic.all_said() == home.kitchen.all_said()
    assert {one["title"] for one in home.attic.all_said().values()} == {None, "Sea"}


def test_the_pause_grows_to_five_minutes_and_heeds_the_server() -> None:
    random = Random(1)  # noqa: S311 - told by its seed
    pauses = [pause(failures, random) for failures in range(1, 20)]
    assert pauses[0] <= 10
    assert max(pauses) <= LONGEST_PAUSE
    assert pause(30, random) >= LONGEST_PAUSE / 2
    assert pause(1, random, asked_for=400) == 400


def test_what_cannot_be_read_is_not_waited_for(home: Home) -> None:
    """What is said of it goes with its egg, should there ever be one."""
    arrival = Arrival((file("broken.mp4"),), uid=str(uuid5(NAMESPACE_OID, "broken")))
    register(home.attic.catalog, 1, [arrival])
    deciding.rate(home.attic.catalog, [1], 4)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)
    assert synced(home.attic).pending == 0
    home.attic.previews.put([Preview(arrival.uid or "", egg("sea").hotpreview)])
    hatched.hatched(home.attic.catalog, [lay(1, "sea")])
    synced(home.attic)
    assert home.server.state.photos[arrival.uid or ""].fields[Field.RATING] == 4


def test_what_is_said_of_a_photo_in_the_trash_that_was_deleted_elsewhere_stays_here(home: Home) -> None:
    many(home, 3)
    uid = str(all_of(home.attic.catalog, Photo, "uid")[0][0])
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    synced(home.kitchen)
    rows = {name: row for row, name in all_of(home.kitchen.catalog, Photo, "id", "uid")}
    discarding.discard(home.attic.catalog, [1])
    discarding.purge(home.attic.catalog, [1])
    synced(home.attic)
    assert synced(home.kitchen).gone == 1
    deciding.rate(home.kitchen.catalog, [rows[uid]], 5)
    deciding.show_to(home.kitchen.catalog, [rows[uid]], Visibility.PRIVATE)
    assert synced(home.kitchen).pending == 0
    assert uid not in home.server.state.photos
    discarding.bring_back(home.kitchen.catalog, [rows[uid]])
    synced(home.kitchen)
    assert home.server.state.photos[uid].fields[Field.RATING] == 5


def test_what_is_said_of_a_photo_that_the_server_will_not_have_is_laid_aside_with_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(home.attic, "sea")

    def refuse(photos: tuple[NewPhoto, ...], _repeat: str) -> tuple[Answer, ...]:
        return tuple(Refused("NO", "this one not", for_ever=True) for _ in photos)

    with monkeypatch.context() as picky:
        picky.setattr(home.server, "push", refuse)
        for stars in (3, 4):
            deciding.rate(home.attic.catalog, [1], stars)
            outcome = synced(home.attic)
            assert (outcome.pending, outcome.parked) == (0, 1)
    deciding.rate(home.attic.catalog, [1], 5)
    assert synced(home.attic).parked == 0
    (kept,) = home.server.state.photos.values()
    assert kept.fields[Field.RATING] == 5
