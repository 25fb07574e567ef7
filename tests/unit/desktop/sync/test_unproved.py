"""A server that was put back file by file after a round broke off: it is noticed by what it does not tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from imalink_desktop.catalog.commands import collecting, deciding, discarding
from imalink_desktop.catalog.commands.signing import sign_in, sign_out
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.models import Outbox, Photo, Unproved
from imalink_desktop.sync.pulling import Asks, Decision
from imalink_desktop.sync.transport import Unreachable
from imalink_desktop.sync.values import FeedPage, Field, RemotePhoto, Stale
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.sync.home import Home, bring, many, synced


@contextmanager
def breaking_off(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server says yes, and then the line breaks before any of it is told."""
    said, changes, shelf = [], home.server.changes, home.server.shelf

    def noting(do: Callable[..., object]) -> Callable[..., object]:
        def done(*args: object) -> object:
            said.append(answer := do(*args))
            return answer

        return done

    def told(since: str | None) -> FeedPage | Stale:
        if said:
            raise Unreachable("the line broke")
        return changes(since)

    with monkeypatch.context() as bad_day:
        bad_day.setattr(home.server, "changes", told)
        for name in ("push", "change", "put_coldpreviews", "delete"):
            bad_day.setattr(home.server, name, noting(getattr(home.server, name)))
        bad_day.setattr(shelf, "make", noting(shelf.make))
        yield
    assert said


@contextmanager
def put_back(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As it was before this: the attic's round breaks off, and the server is put back."""
    copied = home.server.copied()
    yield
    with breaking_off(home, monkeypatch), suppress(Unreachable):
        synced(home.attic)
    home.server.put_back(copied)


def first(home: Home) -> str:
    return str(all_of(home.attic.catalog, Photo, "uid")[0][0])


def visible(home: Home, uid: str) -> object:
    return home.server.state.photos[uid].fields[Field.VISIBILITY]


def owed(home: Home) -> list[tuple[object, ...]]:
    return [tuple(row) for row in all_of(home.attic.catalog, Unproved, "name", "version")]


@pytest.mark.parametrize("is_edited_there", [False, True])
def test_what_was_made_private_is_private_again(
    home: Home, monkeypatch: pytest.MonkeyPatch, is_edited_there: bool
) -> None:
    many(home, 3)
    uid = first(home)
    deciding.show_to(home.attic.catalog, [1, 2, 3], Visibility.PUBLIC)
    synced(home.attic)
    synced(home.kitchen)
    with put_back(home, monkeypatch):
        deciding.show_to(home.attic.catalog, [1, 3], Visibility.PRIVATE)
    assert visible(home, uid) == 3
    if is_edited_there:
        rows = {name: row for row, name in all_of(home.kitchen.catalog, Photo, "id", "uid")}
        for rating in (1, 2, 3):
            deciding.rate(home.kitchen.catalog, [rows[uid]], rating)
            synced(home.kitchen)
    outcome = synced(home.attic)
    assert (outcome.asks, outcome.pulled) == (Asks.OTHER_PAST, 0)
    assert synced(home.attic).asks is Asks.OTHER_PAST
    assert synced(home.attic, Decision.KEEP).asks is Asks.NOTHING
    assert synced(home.attic).pending == 0
    assert visible(home, uid) == 0
    assert home.attic.all_said()[uid]["visibility"] == 0
    assert owed(home) == []


def test_photos_that_it_has_lost_are_sent_anew(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    many(home, 2)
    with put_back(home, monkeypatch):
        bring(home.attic, *(f"picture {number}" for number in range(4, 9)))
    assert len(home.server.state.photos) == 2
    assert synced(home.attic).asks is Asks.OTHER_PAST
    synced(home.attic, Decision.KEEP)
    assert len(home.server.state.photos) == 7


def test_a_deletion_that_it_does_not_know_any_more_is_asked_about(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 6)
    uid = first(home)
    with put_back(home, monkeypatch):
        discarding.discard(home.attic.catalog, [1])
        discarding.purge(home.attic.catalog, [1])
    assert uid in home.server.state.photos
    assert synced(home.attic).asks is Asks.OTHER_PAST


def test_a_collection_that_it_has_lost_is_made_there_anew(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 1)
    with put_back(home, monkeypatch):
        collecting.create(home.attic.catalog, "Best of all")
    assert not home.server.state.things
    assert synced(home.attic).asks is Asks.OTHER_PAST
    synced(home.attic, Decision.KEEP)
    assert len(home.server.state.things) == 1


def test_a_large_preview_that_it_has_no_photo_for_waits_and_proves_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 2)
    copied = home.server.copied()
    bring(home.attic, "picture 7")
    uid = str(all_of(home.attic.catalog, Photo, "uid")[2][0])
    home.attic.previews.put_cold(uid, b"large")
    synced(home.attic, with_cold=False)
    put = home.server.put_coldpreviews
    # So far has it gone on since that the cursor is believed; only then is a photo missed.
    with monkeypatch.context() as late:

        def lost(previews: list[tuple[str, bytes]], name: str) -> object:
            home.server.state.photos.pop(uid)
            home.server.state.feed.pop(uid)
            return put(previews, name)

        late.setattr(home.server, "put_coldpreviews", lost)
        assert synced(home.attic).asks is Asks.OTHER_PAST
    assert ("coldpreview",) in all_of(home.attic.catalog, Outbox, "field")
    home.server.put_back(copied)
    synced(home.attic, Decision.KEEP)
    assert home.server.coldpreview(uid) == b"large"


def test_a_server_that_has_the_same_past_is_believed_after_a_broken_round(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where somebody has deleted, or edited, what was sent, and where a request changed nothing."""
    many(home, 8)
    uid = first(home)
    deciding.show_to(home.attic.catalog, [1, 2], Visibility.PUBLIC)
    with breaking_off(home, monkeypatch), suppress(Unreachable):
        synced(home.attic)
    assert owed(home)
    synced(home.kitchen)
    rows = {name: row for row, name in all_of(home.kitchen.catalog, Photo, "id", "uid")}
    discarding.discard(home.kitchen.catalog, [rows[uid]])
    discarding.purge(home.kitchen.catalog, [rows[uid]])
    deciding.rate(home.kitchen.catalog, [number for name, number in rows.items() if name != uid], 4)
    synced(home.kitchen)
    assert synced(home.attic).asks is Asks.NOTHING
    assert owed(home) == []


def test_what_is_owed_is_still_owed_after_one_has_signed_out_and_in(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 2)
    with put_back(home, monkeypatch):
        bring(home.attic, "picture 7")
    sign_out(home.attic.catalog)
    sign_in(home.attic.catalog, "https://photos.example", "ada")
    assert synced(home.attic).asks is Asks.OTHER_PAST


def test_a_good_round_leaves_nothing_owed_and_asks_for_no_photo(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 9)
    deciding.show_to(home.attic.catalog, list(range(1, 9)), Visibility.PUBLIC)
    asked: list[str] = []
    real = home.attic.line.photo

    def photo(key: str) -> RemotePhoto | None:
        asked.append(key)
        return real(key)

    monkeypatch.setattr(home.attic.line, "photo", photo)
    synced(home.attic)
    deciding.show_to(home.attic.catalog, list(range(1, 9)), Visibility.PRIVATE)
    synced(home.attic)
    assert (owed(home), asked) == ([], [])
