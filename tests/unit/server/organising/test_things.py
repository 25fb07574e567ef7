"""Sessions, authors, stacks, collections, searches, shoots, stories: made, changed, deleted in one way."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import Engine, event

from tests.unit.server.asking import Client
from tests.unit.server.sending import PHOTOS, egg, send, somebody

API = "/api/v1"
THINGS: dict[str, dict[str, object]] = {
    "/import-sessions": {"title": "Card 1", "source": "/card"},
    "/authors": {"name": "Anna", "email": "anna@example.org"},
    "/photo-stacks": {"stack_type": "burst"},
    "/collections": {"name": "Best"},
    "/photo-searches": {"name": "Good ones", "search_criteria": {"rating_min": 4}},
    "/shoots": {"title": "Wedding", "client": "B & C"},
    "/phototext": {"title": "A walk", "content": {"blocks": [1, None]}, "visibility": "private"},
}
NEW: dict[str, dict[str, object]] = {
    "/import-sessions": {"description": "more"},
    "/authors": {"bio": "more"},
    "/photo-stacks": {"reason": "more"},
    "/collections": {"description": "more"},
    "/photo-searches": {"is_favorite": True},
    "/shoots": {"note": "more"},
    "/phototext": {"abstract": "more"},
}


@pytest.mark.parametrize("path", THINGS)
def test_a_thing_is_made_once_changed_a_field_at_a_time_and_deleted(anywhere: Client, path: str) -> None:
    me = somebody(anywhere)
    uid = str(uuid.uuid4())
    made = me.post(f"{API}{path}", {**THINGS[path], "uid": uid})
    assert made.status_code == 201, made.text
    thing = made.json()
    assert THINGS[path].items() <= thing.items()
    again = me.post(f"{API}{path}", {**THINGS[path], "uid": uid})
    assert (again.status_code, again.json()) == (200, thing)
    url = f"{API}{path}/{thing['id']}"
    shown = me.get(url)
    assert (shown.json(), shown.headers["etag"]) == (thing, '"1"')
    changed = me.ask("PATCH", url, json=NEW[path], headers={"If-Match": '"1"'}).json()
    differing = {key for key, value in changed.items() if thing[key] != value}
    assert differing == {*NEW[path], "version"}
    late = me.ask("PUT", url, json=NEW[path], headers={"If-Match": '"1"'})
    assert (late.status_code, late.headers["etag"]) == (412, '"2"')
    assert me.ask("PUT", url, json=NEW[path]).json() == changed
    listed = me.get(f"{API}{path}").json()
    assert (listed["data"], listed["meta"]["total"]) == ([changed], 1)
    assert me.delete(url).status_code == 200
    assert me.get(url).status_code == me.delete(url).status_code == 404


@pytest.mark.parametrize("path", THINGS)
def test_a_thing_is_its_owners_alone(anywhere: Client, path: str) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    thing = anna.post(f"{API}{path}", THINGS[path]).json()
    there, none = f"{API}{path}/{thing['id']}", f"{API}{path}/{2**63}"
    for method, body in (("GET", None), ("PATCH", NEW[path]), ("PUT", NEW[path]), ("DELETE", None)):
        answers = [bert.ask(method, url, json=body) for url in (there, none)]
        assert [each.status_code for each in answers] == [404, 404]
        assert answers[0].content == answers[1].content
        hidden = 404 if (method, path) == ("GET", "/phototext") else 401  # some stories are everybody's
        assert anywhere.ask(method, there, json=body).status_code == hidden
    assert bert.get(f"{API}{path}").json()["meta"]["total"] == 0
    assert anna.get(there).json() == thing
    # Another's uid is no name of one's own.
    assert bert.post(f"{API}{path}", {**THINGS[path], "uid": thing["uid"]}).status_code == 201


def test_what_others_own_cannot_be_referred_to(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    author = anna.post(f"{API}/authors", {"name": "Anna"}).json()["id"]
    assert bert.post(f"{API}/import-sessions", {"default_author_id": author}).status_code == 422
    photo = send(bert)
    assert bert.put(f"{PHOTOS}/{photo['id']}", {"author_id": author}).status_code == 422
    above = anna.post(f"{API}/collections", {"name": "a"}).json()["id"]
    below = anna.post(f"{API}/collections", {"name": "b", "parent_id": above}).json()["id"]
    for parent in (above, below):
        assert anna.put(f"{API}/collections/{above}", {"parent_id": parent}).status_code == 422
    secret = send(anna)
    mine = bert.post(f"{API}/collections", {"name": "c"}).json()["id"]
    wanted = {"hothashes": [secret["hothash"]]}
    assert bert.post(f"{API}/collections/{mine}/photos", wanted).status_code == 404


def test_photos_are_counted_and_stay_when_the_thing_goes(anywhere: Client) -> None:
    me = somebody(anywhere)
    author = me.post(f"{API}/authors", {"name": "Anna"}).json()["id"]
    session = me.post(f"{API}/import-sessions", {"title": "x"}).json()["id"]
    photo = send(me, egg(author_id=author, import_session_id=session))
    assert photo["author"] == {"id": author, "name": "Anna"}
    assert me.get(f"{API}/authors/{author}").json()["image_count"] == 1
    assert me.get(f"{API}/import-sessions").json()["sessions"][0]["images_count"] == 1
    me.delete(f"{API}/authors/{author}")
    me.delete(f"{API}/import-sessions/{session}")
    now = me.get(f"{PHOTOS}/{photo['id']}").json()
    assert (now["author"], now["author_id"], now["import_session_id"], now["version"]) == (
        None,
        None,
        None,
        3,
    )


def test_a_collection_keeps_its_order(anywhere: Client) -> None:
    me = somebody(anywhere)
    a, b, c = (str(send(me)["hothash"]) for _ in range(3))
    made = me.post(f"{API}/collections", {"name": "Best", "hothashes": [b, a]}).json()
    assert (made["hothashes"], made["cover_photo_hothash"], made["photo_count"]) == ([b, a], b, 2)
    url = f"{API}/collections/{made['id']}"
    assert me.post(f"{url}/photos", {"hothashes": [a, c]}).json()["hothashes"] == [b, a, c]
    assert me.put(f"{url}/reorder", {"hothashes": [c, b]}).json()["hothashes"] == [c, b, a]
    assert me.ask("DELETE", f"{url}/photos", json={"hothashes": [b]}).json()["hothashes"] == [c, a]
    found = me.post(f"{PHOTOS}/search", {"collection_id": made["id"]}).json()
    assert {photo["hothash"] for photo in found["data"]} == {a, c}
    me.delete(f"{PHOTOS}/{c}")
    now = me.get(url).json()
    assert (now["hothashes"], now["photo_count"], now["cover_photo_hothash"]) == ([a], 1, a)
    assert len(now["photo_uids"]) == 2  # one's own machines know of those in the trash


def test_photos_of_a_collection_are_called_as_one_likes(anywhere: Client) -> None:
    me, bert = somebody(anywhere), somebody(anywhere, "bert")
    a, b, c = (send(me, egg(uid=f"photo-{each}-by-uid")) for each in "abc")
    keys = [str(a["id"]), str(b["uid"]), str(c["hothash"]), str(a["uid"])]
    url = (
        f"{API}/collections/{me.post(f'{API}/collections', {'name': 'Best', 'hothashes': keys}).json()['id']}"
    )
    assert me.get(url).json()["photo_uids"] == [a["uid"], b["uid"], c["uid"]]
    theirs = send(bert)
    for unknown in (theirs["id"], theirs["uid"], theirs["hothash"], 0, 10**18, "nobodys-photo"):
        answer = me.put(f"{url}/reorder", {"hothashes": [str(c["id"]), str(unknown)]})
        assert (answer.status_code, answer.json()["detail"]["code"]) == (404, "NOT_FOUND")
    me.delete(f"{PHOTOS}/{c['id']}")
    for key, status in (("id", 200), ("uid", 200), ("hothash", 404)):  # as each means what is in the trash
        assert me.put(f"{url}/reorder", {"hothashes": [str(c[key])]}).status_code == status


def test_many_photos_of_a_collection_are_asked_for_together(anywhere: Client) -> None:
    me = somebody(anywhere)
    hothashes = [str(send(me)["hothash"]) for _ in range(3)]
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        made = me.post(f"{API}/collections", {"name": "Best", "hothashes": hothashes * 3000}).json()
        url = f"{API}/collections/{made['id']}"
        again = me.put(f"{url}/reorder", {"hothashes": [*hothashes[::-1], *hothashes * 3000]}).json()
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert again["hothashes"] == hothashes[::-1]
    assert len(asked) < 60


def test_a_stack_has_a_photo_on_top(anywhere: Client) -> None:
    me, bert = somebody(anywhere), somebody(anywhere, "bert")
    a, b, c = (str(send(me, egg(visibility="public"))["hothash"]) for _ in range(3))
    made = me.post(f"{API}/photo-stacks", {"stack_type": "burst", "cover_photo_hothash": a}).json()
    url = f"{API}/photo-stacks/{made['id']}"
    for each in (b, c):
        me.post(f"{url}/photo", {"photo_hothash": each})
    assert me.get(f"{PHOTOS}/{b}/stack").json()["hothashes"] == [a, b, c]
    assert me.put(url, {"cover_photo_hothash": c}).json()["hothashes"] == [c, a, b]
    assert me.delete(f"{url}/photo/{a}").json()["hothashes"] == [c, b]
    assert me.get(f"{PHOTOS}/{a}/stack").json() is None
    assert bert.get(f"{PHOTOS}/{b}/stack").json() is None
    assert bert.get(f"{PHOTOS}/{'0' * 64}/stack").status_code == 404
    me.delete(url)
    assert me.get(f"{PHOTOS}/{b}").json()["stack_id"] is None


def test_a_search_with_a_name_is_asked_again(anywhere: Client) -> None:
    me = somebody(anywhere)
    good = send(me, egg(rating=5))
    send(me, egg(rating=1))
    kept = {"name": "Good ones", "search_criteria": {"rating_min": 4}}
    url = f"{API}/photo-searches/{me.post(f'{API}/photo-searches', kept).json()['id']}"
    found = me.post(f"{url}/execute").json()
    assert [photo["id"] for photo in found["data"]] == [good["id"]]
    assert me.get(url).json()["last_executed_at"] is not None
    me.put(url, {"search_criteria": {"of another": "program"}})
    assert me.post(f"{url}/execute").status_code == 422


def test_tags_are_counted_completed_renamed_and_merged(anywhere: Client) -> None:
    me, bert = somebody(anywhere), somebody(anywhere, "bert")
    send(me, egg(tags=["travel", "travel/Norway", "Sea"]))
    photo = send(me, egg(tags=["sea", "Seal"]))
    send(bert, egg(tags=["Seaside"]))
    ids = {tag["name"]: tag["id"] for tag in me.get(f"{API}/tags").json()["tags"]}
    assert list(ids) == ["Sea", "Seal", "travel", "travel/Norway"]
    counted = me.get(f"{API}/tags", params={"sort_by": "count", "order": "desc"}).json()["tags"]
    assert (counted[0]["name"], counted[0]["photo_count"]) == ("Sea", 2)
    begun = me.get(f"{API}/tags/autocomplete", params={"q": "SEA"}).json()["suggestions"]
    assert [tag["name"] for tag in begun] == ["Sea", "Seal"]
    assert (
        me.get(f"{API}/tags/autocomplete", params={"q": "nor"}).json()["suggestions"][0]["name"]
        == "travel/Norway"
    )
    assert me.put(f"{API}/tags/{ids['travel']}", {"new_name": "Trips"}).json()["name"] == "Trips"
    names = [tag["name"] for tag in me.get(f"{API}/tags").json()["tags"]]
    assert names == ["Sea", "Seal", "Trips", "Trips/Norway"]
    assert me.put(f"{API}/tags/{ids['travel']}", {"new_name": "trips/x"}).status_code == 422
    one = me.put(f"{API}/tags/{ids['Seal']}", {"new_name": "SEA"}).json()
    assert (one["id"], one["name"], one["photo_count"]) == (ids["Sea"], "Sea", 2)
    assert [tag["name"] for tag in me.get(f"{PHOTOS}/{photo['id']}").json()["tags"]] == ["Sea"]
    into = {"into_id": ids["Sea"]}
    assert me.post(f"{API}/tags/{ids['travel']}/merge", into).json()["photo_count"] == 2
    assert me.delete(f"{API}/tags/{ids['Sea']}").status_code == 200
    assert bert.put(f"{API}/tags/{ids['travel/Norway']}", {"new_name": "x"}).status_code == 404
