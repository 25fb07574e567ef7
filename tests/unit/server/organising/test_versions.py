"""Versions: whatever makes a thing another counts, and is told; else machines would go on with an old one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.server.asking import Client
from tests.unit.server.organising.test_things import API
from tests.unit.server.sending import EGG, PHOTOS, egg, send, somebody

CHANGES = f"{API}/changes"


def kinds_since(me: Client, cursor: str) -> list[str]:
    """What the feed tells of."""
    return [each["kind"] for each in me.get(CHANGES, params={"since": cursor}).json()["changes"]]


def made(me: Client, shelf: str, **said: object) -> str:
    """The URL of something that is made."""
    return f"{API}/{shelf}/{me.post(f'{API}/{shelf}', said).json()['id']}"


def watched(me: Client, url: str, do: Callable[[], object]) -> tuple[int, int, list[str]]:
    """The version of a thing before something is done and after it, and what the feed tells."""
    cursor, before = me.get(CHANGES).json()["cursor"], me.get(url)
    do()
    after = me.get(url)
    assert before.json() != after.json()
    assert after.headers["etag"] == f'"{after.json()["version"]}"'
    return before.json()["version"], after.json()["version"], kinds_since(me, cursor)


def test_a_new_cover_is_a_change_of_its_stack_and_of_the_one_it_comes_from(anywhere: Client) -> None:
    me = somebody(anywhere)
    a, b, c = (send(me) for _ in range(3))
    one, two = (made(me, "photo-stacks", cover_photo_hothash=each["hothash"]) for each in (a, c))
    me.post(f"{one}/photo", {"photo_hothash": b["hothash"]})
    before, after, kinds = watched(me, one, lambda: me.put(one, {"cover_photo_hothash": b["hothash"]}))
    assert after == before + 1
    assert "stack" in kinds
    cursor = me.get(CHANGES).json()["cursor"]
    assert me.put(one, {"cover_photo_hothash": b["hothash"]}).json()["version"] == after
    assert kinds_since(me, cursor) == []
    taken = watched(me, two, lambda: me.put(one, {"cover_photo_hothash": c["hothash"]}))
    assert taken[1] == taken[0] + 1
    assert taken[2].count("stack") == 2


def test_what_lay_in_a_collection_that_is_deleted_has_changed(anywhere: Client) -> None:
    me = somebody(anywhere)
    above = me.post(f"{API}/collections", {"name": "a"}).json()["id"]
    below = me.post(f"{API}/collections", {"name": "b", "parent_id": above}).json()["id"]
    url = f"{API}/collections/{below}"
    before, after, kinds = watched(me, url, lambda: me.delete(f"{API}/collections/{above}"))
    assert (after, kinds) == (before + 1, ["collection", "collection"])
    assert me.get(url).json()["parent_id"] is None


def test_a_session_whose_author_is_deleted_has_changed(anywhere: Client) -> None:
    me = somebody(anywhere)
    author = me.post(f"{API}/authors", {"name": "Anna"}).json()["id"]
    session = me.post(f"{API}/import-sessions", {"default_author_id": author}).json()["id"]
    url = f"{API}/import-sessions/{session}"
    before, after, kinds = watched(me, url, lambda: me.delete(f"{API}/authors/{author}"))
    assert (after, kinds) == (before + 1, ["import_session", "author"])


@pytest.mark.parametrize("shelf", ["collections", "photo-stacks", "shoots"])
def test_where_a_photo_that_is_deleted_for_good_stood_has_changed(anywhere: Client, shelf: str) -> None:
    me = somebody(anywhere)
    photo = send(me)
    named = {"collections": {"name": "x"}, "shoots": {"title": "x"}}
    url = made(me, shelf, **named.get(shelf, {}))
    id_ = me.get(url).json()["id"]
    if shelf == "collections":
        me.post(f"{url}/photos", {"hothashes": [photo["hothash"]]})
    else:
        put = {"shoot_ids": [id_]} if shelf == "shoots" else {"stack_id": id_}
        placed = watched(me, url, lambda: me.put(f"{PHOTOS}/{photo['id']}", put))
        assert placed[1] == placed[0] + 1
    gone = f"{PHOTOS}/{photo['id']}"
    before, after, kinds = watched(me, url, lambda: me.delete(gone, params={"forever": True}))
    assert (after, len(kinds)) == (before + 1, 2)


def test_a_photo_that_comes_onto_a_shelf_changes_it(anywhere: Client) -> None:
    me = somebody(anywhere)
    shoot = me.post(f"{API}/shoots", {"title": "x"}).json()["id"]
    sent = {"photos": [egg(shoot_ids=[shoot]), egg(shoot_ids=[shoot]), egg()]}
    url = f"{API}/shoots/{shoot}"
    before, after, kinds = watched(me, url, lambda: me.post(f"{EGG}/batch", sent))
    assert (after, kinds.count("shoot")) == (before + 1, 1)
