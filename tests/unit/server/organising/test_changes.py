"""The feed: whoever reads on from their cursor learns of everything, once, and notices another past."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.unit.server.asking import Client
from tests.unit.server.sending import EGG, PHOTOS, egg, send, somebody

CHANGES = "/api/v1/changes"


def test_a_machine_catches_up_from_where_it_was(anywhere: Client) -> None:
    me = somebody(anywhere)
    empty = me.get(CHANGES).json()
    assert (empty["changes"], empty["has_more"]) == ([], False)
    photo, other = send(me, egg(tags=["sea"])), send(me)
    author = me.post("/api/v1/authors", {"name": "Anna"}).json()
    first = me.get(CHANGES, params={"since": empty["cursor"]}).json()
    kinds = [(each["kind"], each["uid"]) for each in first["changes"]]
    assert set(kinds) == {
        ("photo", photo["uid"]),
        ("photo", other["uid"]),
        ("tag", kinds[0][1]),
        ("author", author["uid"]),
    }
    assert first["changes"][-1]["thing"]["name"] == "Anna"
    me.put(f"{PHOTOS}/{photo['id']}", {"rating": 5})
    me.put(f"{PHOTOS}/{photo['id']}", {"rating": 4})
    me.delete(f"{PHOTOS}/{other['id']}", params={"forever": True})
    me.delete(f"/api/v1/authors/{author['id']}")
    then = me.get(CHANGES, params={"since": first["cursor"]}).json()
    assert [(each["kind"], each["uid"], each["gone"]) for each in then["changes"]] == [
        ("photo", photo["uid"], False),
        ("photo", other["uid"], True),
        ("author", author["uid"], True),
    ]
    assert then["changes"][0]["photo"] == me.get(f"{PHOTOS}/{photo['id']}").json()
    assert me.get(CHANGES, params={"since": then["cursor"]}).json()["changes"] == []


def test_the_feed_tells_of_a_collection_without_the_photos_in_it(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me)
    made = me.post("/api/v1/collections", {"name": "Best", "hothashes": [photo["hothash"]]}).json()
    (told,) = [each["thing"] for each in me.get(CHANGES).json()["changes"] if each["kind"] == "collection"]
    assert {name: made[name] for name in told} == told
    assert told.keys() == made.keys() - {"hothashes", "photo_uids", "photo_count", "cover_photo_hothash"}


def test_the_feed_comes_in_pieces(anywhere: Client) -> None:
    me = somebody(anywhere)
    sent = [send(me)["uid"] for _ in range(5)]
    heard, cursor, more = [], None, True
    while more:
        page = me.get(CHANGES, params={"limit": 2, **({"since": cursor} if cursor else {})}).json()
        heard += [each["uid"] for each in page["changes"]]
        cursor, more = page["cursor"], page["has_more"]
    assert heard == sent


def test_a_piece_may_end_in_the_middle_of_what_came_together(anywhere: Client) -> None:
    me = somebody(anywhere)
    send(me, egg(tags=["sea", "hill", "sky"]))
    heard, cursor, more = [], me.get(CHANGES, params={"limit": 1}).json()["cursor"], True
    while more:
        page = me.get(CHANGES, params={"limit": 1, "since": cursor}).json()
        heard += [each["kind"] for each in page["changes"]]
        cursor, more = page["cursor"], page["has_more"]
    assert len(heard) == 3
    assert me.get(CHANGES, params={"since": cursor}).json()["cursor"] == cursor


def test_a_refused_change_and_a_repeated_one_are_not_told(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me)
    key = {"Idempotency-Key": "k"}
    at = f"{PHOTOS}/{photo['id']}"
    me.ask("PUT", at, json={"rating": 1}, headers=key)
    cursor = me.get(CHANGES).json()["cursor"]
    me.ask("PUT", at, json={"rating": 1}, headers=key)
    me.ask("PUT", at, json={"rating": 1})
    me.ask("PUT", at, json={"rating": 2, "author_id": 7})
    me.ask("PUT", at, json={"rating": 2}, headers={"If-Match": '"1"'})
    assert me.get(CHANGES, params={"since": cursor}).json()["changes"] == []


def test_nobody_hears_of_anothers(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    send(anna, egg(visibility="public"))
    assert bert.get(CHANGES).json()["changes"] == []
    assert anywhere.get(CHANGES).status_code == 401


def test_another_past_is_noticed(anywhere: Client) -> None:
    me = somebody(anywhere)
    send(me)
    now = me.get(CHANGES).json()
    epoch, number, mark = now["cursor"].split(".")
    others = (f"{epoch}.{int(number) + 1}.{mark}", f"another.{number}.{mark}")
    # Of a server that was put back file by file, and has come as far again since.
    gone_on = (f"{epoch}.{number}.another", f"{epoch}.{number}")
    for cursor in (*others, *gone_on):
        answer = me.get(CHANGES, params={"since": cursor})
        assert (answer.status_code, answer.json()["detail"]["code"]) == (410, "STALE_CURSOR")
        assert answer.json()["detail"]["details"] == {"server_id": now["server_id"], "epoch": epoch}
    for cursor in ("", "x", f"{epoch}.-1", f"{epoch}.{'9' * 40}"):
        assert me.get(CHANGES, params={"since": cursor}).status_code == 422


def test_who_writes_at_once_is_heard_in_order(anywhere: Client) -> None:
    me = somebody(anywhere)
    eggs = [egg() for _ in range(12)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda each: me.post(EGG, each).status_code, eggs))
    assert answers == [201] * 12
    assert len(me.get(CHANGES).json()["changes"]) == 12


def test_the_same_request_at_once_is_done_once(anywhere: Client) -> None:
    me = somebody(anywhere)
    sent, key = egg(), {"Idempotency-Key": "same"}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: me.post(EGG, sent, headers=key), range(8)))
    assert {each.status_code for each in answers} == {201}
    assert len({each.content for each in answers}) == 1
    assert len(me.get(CHANGES).json()["changes"]) == 1
