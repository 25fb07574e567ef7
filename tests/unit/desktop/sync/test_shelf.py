"""Collections and saved searches of a real server, in our words; and servers that have none of ours."""

from __future__ import annotations

from uuid import uuid4

import pytest

from imalink_core.codec.fields import Fields as Told
from imalink_desktop.catalog.things import GONE, Listed, ThingKind
from imalink_desktop.sync.dialects.choosing import choose
from imalink_desktop.sync.server import Server, asked_for_its_document
from imalink_desktop.sync.shelf import Act, Passed, heard, listed
from imalink_desktop.sync.values import Accepted, FeedPage, Field, Refused
from tests.unit.desktop.sync.ours import photo

COLLECTION, SEARCH, SHOOT, STACK = ThingKind


def made(became: object) -> Listed:
    assert isinstance(became, Listed), became
    return became


def begun(server: Server, name: str, parent: str | None = None) -> Listed:
    words = {"name": name, "description": None, "parent": parent}
    return made(server.shelf.make(COLLECTION, str(uuid4()), words))


@pytest.mark.slow
def test_a_collection_is_made_once_changed_and_arranged(server: Server) -> None:
    assert server.abilities.things == {*ThingKind}
    new = [photo() for _ in range(3)]
    a, b, c = (one.key for one in server.push(new, "three") if isinstance(one, Accepted))
    shelf = server.shelf
    travel = begun(server, "Travel")
    norway = begun(server, "Norway", travel.key)
    assert (norway.words, norway.above, norway.members) == (
        {"name": "Norway", "description": None},
        travel.key,
        (),
    )
    again = shelf.make(COLLECTION, norway.uid, {"name": "Other", "description": "x", "parent": None})
    assert again == norway
    server.change(b, {Field.TRASHED: True}, None, "into-the-trash")
    full = made(shelf.arrange(COLLECTION, norway.key, Act.ADD, [b, a], norway.version))
    assert full.members == (b, a)
    more = made(shelf.arrange(COLLECTION, norway.key, Act.ADD, [a, c], full.version))
    first = made(shelf.arrange(COLLECTION, norway.key, Act.FIRST, [c, b, a], more.version))
    fewer = made(shelf.arrange(COLLECTION, norway.key, Act.TAKE, [b], first.version))
    assert fewer.members == (c, a)
    said = {"name": "Norge", "description": "Away", "parent": None}
    other = made(shelf.change(COLLECTION, norway.key, said, fewer.version))
    assert (other.words, other.above) == ({"name": "Norge", "description": "Away"}, None)
    assert shelf.one(COLLECTION, norway.key) == other


@pytest.mark.slow
def test_who_was_overtaken_is_told_what_there_is(server: Server) -> None:
    shelf, best = server.shelf, begun(server, "Best")
    now = made(shelf.change(COLLECTION, best.key, {"name": "Top"}, best.version))
    assert shelf.change(COLLECTION, best.key, {"name": "Peak"}, best.version) == Passed(now)
    assert shelf.arrange(COLLECTION, best.key, Act.ADD, [], best.version) == Passed(now)
    assert shelf.delete(COLLECTION, best.key, best.version) == Passed(now)
    assert shelf.arrange(COLLECTION, best.key, Act.ADD, ["uid-of-nobodys-photo"], now.version) == Passed(now)
    assert shelf.delete(COLLECTION, best.key, now.version) == Passed(None)
    assert shelf.delete(COLLECTION, best.key, now.version) == Passed(None)
    assert shelf.one(COLLECTION, best.key) is None


@pytest.mark.slow
def test_what_cannot_be_is_refused_with_the_servers_reason(server: Server) -> None:
    above = begun(server, "a")
    below = begun(server, "b", above.key)
    refused = server.shelf.change(COLLECTION, above.key, {"parent": below.key}, above.version)
    assert isinstance(refused, Refused)
    assert "within itself" in refused.message
    long = server.shelf.make(COLLECTION, str(uuid4()), {"name": "x" * 300, "description": None})
    assert isinstance(long, Refused)
    assert long.for_ever


@pytest.mark.slow
def test_a_search_keeps_its_words_and_the_feed_tells_of_all(server: Server) -> None:
    words = {"name": "Good", "query": "rating>=4", "sort": "-rating"}
    good = made(server.shelf.make(SEARCH, str(uuid4()), words))
    assert good.words == words
    plain = made(server.shelf.change(SEARCH, good.key, {"query": "", "sort": None}, good.version))
    assert plain.words == {"name": "Good", "query": "", "sort": None}
    best = begun(server, "Best")
    server.shelf.delete(SEARCH, good.key, plain.version)
    page = server.changes(None)
    assert isinstance(page, FeedPage)
    assert {(one.uid, one.key, one.told) for one in page.things} == {
        (best.uid, best.key, best.version),
        (good.uid, None, GONE),
    }


@pytest.mark.slow
def test_a_server_without_these_routes_keeps_none_of_them(server: Server) -> None:
    document = asked_for_its_document(server._transport)
    assert choose(document).abilities.things == {*ThingKind}
    paths = document["paths"]
    assert isinstance(paths, dict)
    for at, left in (("/reorder", {SEARCH, SHOOT, STACK}), ("/batch", {COLLECTION, SEARCH, SHOOT})):
        without = {path: routes for path, routes in paths.items() if at not in path}
        assert choose({**document, "paths": without}).abilities.things == left
    without = {path: routes for path, routes in paths.items() if "/changes" not in path}
    assert choose({**document, "paths": without}).abilities.things == frozenset()


def test_a_search_of_another_program_is_nothing_here() -> None:
    told = {"id": 1, "uid": "of-another-one", "version": 1, "name": "x", "search_criteria": {"rating_min": 4}}
    assert listed(SEARCH, Told(told)).words is None


def test_of_the_feed_nothing_is_believed_that_cannot_be() -> None:
    good = {"kind": "collection", "uid": "collection-1", "gone": False, "thing": {"id": 3, "version": 2}}
    odd = [
        None,
        {},
        {**good, "kind": "photo"},
        {**good, "kind": "space"},
        {**good, "uid": "../.."},
        {**good, "thing": {"id": {}, "version": 2}},
        {**good, "thing": {"id": 3, "version": "x"}},
    ]
    found = heard([*odd, good], frozenset(ThingKind))
    assert [(one.kind, one.key, one.told) for one in found] == [(COLLECTION, "3", "2")]
