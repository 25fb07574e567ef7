"""What machines think better of: words refused and mended, spellings, purges undone, photos made private."""

from __future__ import annotations

import pytest

from imalink_desktop.catalog.commands import deciding, discarding
from imalink_desktop.catalog.commands.tagging import rename, tag
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.models import Photo, Tag
from imalink_desktop.sync.pulling import Decision
from imalink_desktop.sync.values import Field, Fields, NewPhoto, Refused
from imalink_desktop.sync.values import Outcome as Answer
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.sync.home import Home, bring, many, synced


def test_what_is_refused_holds_up_no_other_edit_of_its_photo(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 1)
    deciding.entitle(home.attic.catalog, [1], "Sea")
    deciding.rate(home.attic.catalog, [1], 3)
    tag(home.attic.catalog, [1], ["bad"])
    real = home.server.change

    def choosy(key: str, fields: Fields, version: str | None, repeat: str) -> Answer:
        if fields.get(Field.TAGS) == ("bad",):
            return Refused("BAD", "no such tag", for_ever=True)
        return real(key, fields, version, repeat)

    monkeypatch.setattr(home.server, "change", choosy)
    assert synced(home.attic).parked == 1
    (kept,) = home.server.state.photos.values()
    assert (kept.fields[Field.TITLE], kept.fields[Field.RATING]) == ("Sea", 3)
    tag(home.attic.catalog, [1], ["good"], ["bad"])
    outcome = synced(home.attic)
    assert (outcome.parked, outcome.pending) == (0, 0)


def test_a_photo_whose_egg_was_refused_is_sent_again_once_it_was_edited(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(home.attic, "sea")
    tag(home.attic.catalog, [1], ["bad"])
    real = home.server.push

    def choosy(photos: list[NewPhoto], repeat: str) -> tuple[Answer, ...]:
        if any(one.fields.get(Field.TAGS) == ("bad",) for one in photos):
            return tuple(Refused("BAD", "no such tag", for_ever=True) for _ in photos)
        return real(photos, repeat)

    monkeypatch.setattr(home.server, "push", choosy)
    assert synced(home.attic).parked == 1
    tag(home.attic.catalog, [1], [], ["bad"])
    assert synced(home.attic).parked == 0
    assert len(home.server.state.photos) == 1


def test_a_tag_that_two_machines_spell_differently_ends_up_spelt_alike(home: Home) -> None:
    many(home, 2)
    tag(home.attic.catalog, [1], ["Sea/North"])
    tag(home.kitchen.catalog, [1, 2], ["sea/north"])
    for _ in range(2):
        synced(home.attic)
        synced(home.kitchen)
    synced(home.attic)
    assert home.attic.all_said() == home.kitchen.all_said()
    assert {one["tags"] for one in home.kitchen.all_said().values()} == {("Sea/North",)}
    paths = {path for (path,) in all_of(home.kitchen.catalog, Tag, "path")}
    assert paths == {"Sea", "Sea/North"}


def test_a_tag_that_is_spelt_anew_on_purpose_stays_so(home: Home) -> None:
    many(home, 1)
    tag(home.attic.catalog, [1], ["sea"])
    synced(home.attic)
    synced(home.kitchen)
    rename(home.attic.catalog, "sea", "Sea")
    for _ in range(2):
        synced(home.attic)
        synced(home.kitchen)
    assert all_of(home.attic.catalog, Tag, "path") == [("Sea",)]


def test_a_purge_that_was_undone_is_not_taken_back_by_the_other_machine(home: Home) -> None:
    many(home, 4)
    deciding.rate(home.attic.catalog, [1], 3)
    synced(home.attic)
    synced(home.kitchen)
    discarding.discard(home.attic.catalog, [1])
    discarding.purge(home.attic.catalog, [1])
    synced(home.attic)
    assert synced(home.kitchen).gone == 1
    assert sum(bool(one["trashed"]) for one in home.kitchen.all_said().values()) == 1
    home.attic.catalog.undo()
    home.attic.catalog.undo()
    for _ in range(2):
        synced(home.attic)
        synced(home.kitchen)
    assert not any(one["trashed"] for one in home.attic.all_said().values())
    assert home.attic.all_said() == home.kitchen.all_said()
    assert len(home.server.state.photos) == 4


def test_what_somebody_sends_again_leaves_the_trash_of_the_others(home: Home) -> None:
    many(home, 10)
    for uid in list(home.server.state.photos)[:3]:
        home.server.delete(uid)
    synced(home.kitchen, Decision.LET_GO)
    synced(home.attic, Decision.KEEP)
    synced(home.kitchen)
    synced(home.attic)
    assert not any(one["trashed"] for one in home.kitchen.all_said().values())
    assert home.attic.all_said() == home.kitchen.all_said()


def test_what_is_made_private_while_much_is_heard_goes_out_in_between(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 10)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    for number in range(2, 11):
        deciding.entitle(home.kitchen.catalog, [number], f"title {number}")
    synced(home.kitchen)
    heard: list[object] = []
    real = home.attic.line.changes

    def changes(since: str | None) -> object:
        heard.append(home.server.state.photos[uid].fields[Field.VISIBILITY])
        if len(heard) == 1:
            deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)
        return real(since)

    uid = dict(all_of(home.attic.catalog, Photo, "id", "uid"))[1]
    monkeypatch.setattr(home.attic.line, "changes", changes)
    synced(home.attic)
    assert heard[:2] == [Visibility.PUBLIC, Visibility.PRIVATE]


def test_what_is_made_private_while_much_is_sent_goes_next(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 10)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    for number in range(2, 11):
        deciding.entitle(home.attic.catalog, [number], f"title {number}")
    sent: list[str] = []
    real = home.attic.line.change

    def change(key: str, fields: Fields, version: str | None, repeat: str) -> Answer:
        sent.append(",".join(sorted(fields)))
        if len(sent) == 2:
            deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)
        return real(key, fields, version, repeat)

    monkeypatch.setattr(home.attic.line, "change", change)
    outcome = synced(home.attic)
    assert sent[:4] == ["title", "title", "visibility", "title"]
    assert (len(sent), outcome.pending) == (10, 0)
