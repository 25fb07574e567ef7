"""The family's older servers: what they can keep is kept, the rest is said; their oddities cost nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from imalink_core.codec import Shape
from imalink_desktop.base.errors import Expected
from imalink_desktop.sync.accounts import Badge
from imalink_desktop.sync.dialects import choosing, reading
from imalink_desktop.sync.dialects.choosing import cannot_store, what_it_cannot
from imalink_desktop.sync.http import Http
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.values import (
    REFUSED_HERE,
    TAKEN,
    Accepted,
    Field,
    Fields,
    Overtaken,
    Refused,
    ServerTrouble,
    SignInNeeded,
)
from tests.unit.desktop.sync.family import Family, family
from tests.unit.desktop.sync.ours import Purse, photo
from tests.unit.server.sending import jpeg

SHAPES = list(Shape)
SAID: Fields = {
    Field.TITLE: "Harbour",
    Field.RATING: 4,
    Field.VISIBILITY: 3,
    Field.AUTHOR: "Åse",
    Field.TAGS: ("Sea",),
    Field.FLAG: 1,
}


@contextmanager
def at(there: Family, password: str | None = None) -> Iterator[Server]:
    purse = Purse()
    purse.set(there.url, "anna", "token-1")
    with Http(there.url, stalling=10) as way:
        yield Server(way, Badge(there.url, "anna", purse, password))


@pytest.fixture(params=SHAPES)
def there(request: pytest.FixtureRequest) -> Iterator[Family]:
    with family(request.param) as one:
        yield one


def test_what_it_speaks_and_can_keep_is_read_from_its_document(there: Family) -> None:
    with at(there) as server:
        can = server.abilities
    assert can.dialect == there.shape.value
    assert {Field.RATING, Field.VISIBILITY, Field.AUTHOR, Field.TAGS, Field.ROTATION} <= can.fields
    assert can.fields.isdisjoint({Field.TITLE, Field.DESCRIPTION, Field.FLAG, Field.LABEL, Field.TRASHED})
    assert can.fields.isdisjoint({Field.TELLS_PLACE, Field.TELLS_NAMES})
    assert can.with_egg == {Field.RATING, Field.VISIBILITY, Field.AUTHOR, Field.TAGS}
    assert not can.has_feed
    assert not can.knows_uids
    assert not can.repeats
    assert can.most_at_once == 1
    assert "This server cannot store titles." in what_it_cannot(can)
    assert "This server cannot store what others also see of a photo." in what_it_cannot(can)
    assert "This server cannot store collections." in what_it_cannot(can)
    assert "This server cannot store stacks." in what_it_cannot(can)
    assert len(what_it_cannot(can)) == 11


def test_what_it_would_not_have_is_said_in_the_words_of_a_photographer() -> None:
    assert cannot_store(["tells_names", "label"]) == (
        "This server cannot store colours. This server cannot store what others also see of a photo."
    )
    assert cannot_store(["crop", "rotation"]) == "This server cannot store how photos are turned and cropped."


def test_an_egg_goes_there_in_its_own_shape(there: Family) -> None:
    new = photo(fields=SAID)
    with at(there) as server:
        (outcome,) = server.push([new], "one")
        assert outcome == Accepted(new.egg.hothash, None)
        found = server.find(new)
        assert found is not None
        assert (found.key, found.uid) == (new.egg.hothash, None)
        kept = {**SAID, Field.TAGS: ("sea",)}
        assert all(found.fields[field] == kept[field] for field in server.abilities.with_egg)
        assert found.metadata.taken_at == new.egg.metadata.taken_at
        assert found.metadata.f_number == 2.8
        assert server.hotpreview(found) == new.egg.hotpreview


def test_what_is_there_already_is_told_as_it_is_there(there: Family) -> None:
    new = photo(fields={Field.RATING: 2})
    with at(there) as server:
        server.push([new], "one")
        there.photos[new.egg.hothash]["rating"] = 5
        (outcome,) = server.push([new], "two")
        assert isinstance(outcome, Accepted)
        assert outcome.is_duplicate
        assert outcome.photo is not None
        assert outcome.photo.fields[Field.RATING] == 5


def test_an_egg_that_was_stored_with_an_error_is_accepted(there: Family) -> None:
    new = photo()
    there.stumbles.add(new.egg.hothash)
    with at(there) as server:
        for _again in range(2):
            (outcome,) = server.push([new], "one")
            assert isinstance(outcome, Accepted)
            assert outcome.key == new.egg.hothash


def test_an_egg_that_it_cannot_take_is_refused_for_now(there: Family) -> None:
    new = photo()
    there.breaks.add(new.egg.hothash)
    with at(there) as server:
        (outcome,) = server.push([new], "one")
    assert outcome == Refused("HTTP_500", "Internal Server Error", for_ever=False)


def test_a_hothash_of_another_user_stays_here_and_says_so(there: Family) -> None:
    new = photo()
    with at(there) as server:
        server.push([new], "one")
        there.photos[new.egg.hothash]["owner"] = 8
        (outcome,) = server.push([new], "two")
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.for_ever) == (TAKEN, True)


def test_what_it_can_keep_is_changed_whatever_routes_that_takes(there: Family) -> None:
    new = photo(fields={Field.TAGS: ("sea", "boat")})
    wanted: Fields = {
        Field.RATING: 3,
        Field.VISIBILITY: 0,
        Field.AUTHOR: "Bo",
        Field.TAGS: ("boat", "harbour"),
        Field.CORRECTED_AT: "2024-01-02T03:04:05",
        Field.CORRECTED_LATITUDE: None,
        Field.CORRECTED_LONGITUDE: None,
        Field.ROTATION: 90,
        Field.CROP: "[0.0, 0.0, 0.5, 1.0]",
        Field.EXPOSURE_ADJUST: None,
    }
    with at(there) as server:
        server.push([new], "one")
        outcome = server.change(new.egg.hothash, wanted, None, "change")
        assert isinstance(outcome, Accepted)
        assert outcome.photo == server.find(new)
        assert outcome.photo is not None
        assert outcome.photo.fields == wanted
    # Who may see it is said before anything else.
    first = next(line for line in there.heard if line.startswith(("PUT", "PATCH")))
    assert first.startswith("PUT")


def test_what_it_cannot_keep_is_not_even_asked(there: Family) -> None:
    new = photo()
    with at(there) as server:
        server.push([new], "one")
        asked = len(there.heard)
        outcome = server.change(new.egg.hothash, {Field.TITLE: "x", Field.RATING: 1}, None, "change")
        assert isinstance(outcome, Refused)
        assert outcome.code == REFUSED_HERE
        assert len(there.heard) == asked


def test_whoever_was_overtaken_is_told_although_it_counts_no_versions(there: Family) -> None:
    new = photo()
    with at(there) as server:
        server.push([new], "one")
        seen = server.find(new)
        assert seen is not None
        there.photos[new.egg.hothash]["rating"] = 5
        outcome = server.change(new.egg.hothash, {Field.RATING: 1}, seen.version, "change")
        assert isinstance(outcome, Overtaken)
        assert outcome.current is not None
        assert outcome.current.fields[Field.RATING] == 5
        changed = server.change(new.egg.hothash, {Field.RATING: 1}, outcome.current.version, "change")
        assert isinstance(changed, Accepted)
        assert server.change("0" * 64, {Field.RATING: 1}, None, "gone") == Overtaken(None)


def test_a_deletion_and_a_large_preview(there: Family) -> None:
    new, large = photo(), jpeg(3, (900, 600))
    with at(there) as server:
        server.push([new], "one")
        both = [(new.egg.hothash, large), ("0" * 64, large)]
        assert server.put_coldpreviews(both, "cold") == (Accepted(new.egg.hothash, None), Overtaken(None))
        assert server.cold_portion == 0
        found = server.find(new)
        assert found is not None
        assert found.has_coldpreview
        assert server.coldpreview(found) == large
        for _again in range(2):
            assert isinstance(server.delete(new.egg.hothash, "delete"), Accepted)
        assert server.find(new) is None


def test_all_its_photos_are_listed_page_by_page(there: Family) -> None:
    with at(there) as server:
        for _ in range(3):
            server.push([photo()], "x")
        one = next(iter(there.photos))
        for number in range(110):
            there.photos[f"{number:064x}"] = {**there.photos[one], "hothash": f"{number:064x}"}
        there.photos["odd"] = {"hothash": "no hash", "owner": 7}
        first = server.photos(0)
        assert first.next_offset == 100
        second = server.photos(first.next_offset)
        assert second.next_offset is None
        assert len(first.photos) + len(second.photos) == 113
        assert first.odd + second.odd == 1


def test_a_server_that_is_ill_is_no_fault_of_any_photo(there: Family) -> None:
    with at(there) as server:
        server.me()
        there.is_ill = True
        with pytest.raises(ServerTrouble):
            server.push([photo()], "x")


def test_a_token_that_ended_is_renewed_by_a_password_that_is_at_hand(there: Family) -> None:
    new = photo()
    with at(there, password="right") as server:  # noqa: S106 - of nobody
        assert server.me().username == "anna"
        there.tokens.clear()
        (outcome,) = server.push([new], "one")
        assert isinstance(outcome, Accepted)
    assert there.logins == 1


def test_without_one_somebody_is_asked_and_nothing_was_sent(there: Family) -> None:
    with at(there) as server:
        assert server.me().username == "anna"
        there.tokens.clear()
        with pytest.raises(SignInNeeded):
            server.push([photo()], "one")
    assert there.photos == {}


def test_a_wrong_password_is_not_tried_again_and_again(there: Family) -> None:
    with at(there, password="wrong") as server:  # noqa: S106
        there.tokens.clear()
        for _again in range(3):
            with pytest.raises(SignInNeeded):
                server.me()
    assert sum("login" in line for line in there.heard) == 1


def test_no_document_makes_the_reader_fall() -> None:
    """Whatever stands in the place of whatever: photos that cannot be are left out or refused in words."""
    dice = random.Random(4711)  # noqa: S311
    junk: list[object] = [None, True, -1, 1e308, "", "x" * 9000, "\x00", [], {}, [{}], {"a": [1]}, 2**70, "2"]
    with family(Shape.WRAPPED) as one, at(one) as server:
        server.push([photo(fields=SAID)], "x")
        whole = server._asking.read(f"/api/v1/photos/{next(iter(one.photos))}")._values
        dialect = server._dialect
        document = one.document()
    for _ in range(1_000):
        broken = {name: dice.choice(junk) if dice.random() < 0.2 else value for name, value in whole.items()}
        found, odd = reading.photos([broken, dice.choice(junk)], dialect, "7")
        assert len(found) + odd in (1, 2)
        mangled = _mangled(document, dice, junk)
        try:
            choosing.choose(mangled if isinstance(mangled, dict) else {})
        except Expected:
            continue


def _mangled(value: object, dice: random.Random, junk: list[object]) -> object:
    if dice.random() < 0.03:
        return dice.choice(junk)
    if isinstance(value, dict):
        return {name: _mangled(each, dice, junk) for name, each in value.items()}
    if isinstance(value, list):
        return [_mangled(each, dice, junk) for each in value]
    return value
