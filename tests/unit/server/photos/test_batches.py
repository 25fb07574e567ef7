"""Batches: many photos in one transaction, each taken in as if it had come alone."""

from __future__ import annotations

import uuid

from imalink_server.services.photos.arriving import MOST_AT_ONCE
from tests.unit.server.asking import Client
from tests.unit.server.sending import EGG, PHOTOS, egg, jpeg, send, somebody

BATCH = f"{EGG}/batch"


def sha(number: int) -> str:
    return f"{number:064x}"


def file(number: int, **more: object) -> dict[str, object]:
    return {"sha256": sha(number), "filename": f"IMG_{number}.CR3", "machine": "desk", **more}


def uid() -> str:
    return str(uuid.uuid4())


def batch(client: Client, *photos: dict[str, object], key: str | None = None) -> list[dict[str, object]]:
    headers = {} if key is None else {"Idempotency-Key": key}
    answer = client.post(BATCH, {"photos": list(photos)}, headers=headers)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, object]] = answer.json()["results"]
    return results


def told(result: dict[str, object]) -> tuple[object, object, object]:
    photo = result["photo"]
    assert isinstance(photo, dict)
    return result["status"], photo["id"], photo["version"]


def test_a_photo_that_comes_twice_is_taken_in_once_and_unchanged(anywhere: Client) -> None:
    me = somebody(anywhere)
    sent = egg(uid=uid(), files=[file(1)], tags=["sea"])
    first, again = batch(me, sent, sent)
    assert (first["status"], again["status"]) == (201, 200)
    assert told(first)[1:] == told(again)[1:]
    found = me.get(f"{PHOTOS}/{sent['uid']}").json()
    assert (found["version"], len(found["files"]), [each["name"] for each in found["tags"]]) == (
        1,
        1,
        ["sea"],
    )


def test_one_look_twice_without_uids_is_one_photo_and_with_them_two(anywhere: Client) -> None:
    me = somebody(anywhere)
    black = jpeg(0)
    plain = egg(hot=black)
    first, second, third, fourth = batch(
        me, egg(hot=black, uid=uid()), egg(hot=black, uid=uid()), plain, plain
    )
    assert [each["status"] for each in (first, second, third, fourth)] == [201, 201, 200, 200]
    assert told(first)[1] != told(second)[1]
    assert told(third)[1] == told(fourth)[1] == told(first)[1]


def test_a_pair_is_known_by_either_of_its_files(anywhere: Client) -> None:
    me = somebody(anywhere)
    pair = egg(uid=uid(), files=[file(1, role="raw"), file(2)])
    raw = egg(uid=uid(), files=[file(1, machine="laptop")])
    picture = egg(uid=uid(), files=[file(2, machine="laptop")])
    results = batch(me, pair, raw, picture)
    assert [each["status"] for each in results] == [201, 200, 200]
    assert len({told(each)[1] for each in results}) == 1
    found = me.get(f"{PHOTOS}/{pair['uid']}").json()
    assert [(each["sha256"], each["machine"]) for each in found["files"]] == [
        (sha(1), "desk"),
        (sha(2), "desk"),
        (sha(1), "laptop"),
        (sha(2), "laptop"),
    ]
    assert me.get(f"{PHOTOS}/{raw['uid']}").status_code == 404
    assert me.get(PHOTOS).json()["meta"]["total"] == 1


def test_files_of_two_photos_mean_the_older(anywhere: Client) -> None:
    me = somebody(anywhere)
    older, younger = send(me, egg(uid=uid(), files=[file(1)])), send(me, egg(uid=uid(), files=[file(2)]))
    (both,) = batch(me, egg(uid=uid(), files=[file(2), file(1)]))
    assert told(both)[1] == older["id"] != younger["id"]
    # Between one that was there and one that came a moment ago, the same.
    there = send(me, egg(uid=uid(), files=[file(3)]))
    new, both = batch(me, egg(uid=uid(), files=[file(4)]), egg(uid=uid(), files=[file(4), file(3)]))
    assert told(both)[1] == there["id"] != told(new)[1]


def test_a_uid_that_gave_way_to_a_known_one_is_free(anywhere: Client) -> None:
    me = somebody(anywhere)
    there = send(me, egg(uid=uid(), files=[file(1)]))
    new = uid()
    taken_over, other = batch(me, egg(uid=new, files=[file(1)]), egg(uid=new, files=[file(2)]))
    assert told(taken_over)[:2] == (200, there["id"])
    assert other["status"] == 201
    assert me.get(f"{PHOTOS}/{new}").json()["id"] == told(other)[1]


def test_what_is_in_the_trash_is_known_by_its_uid_alone(anywhere: Client) -> None:
    me = somebody(anywhere)
    gone = egg(uid=uid(), files=[file(1)], trashed=True)
    first, by_uid, by_file, by_look = batch(
        me, gone, gone, {**gone, "uid": uid()}, {**gone, "uid": None, "trashed": False}
    )
    assert [each["status"] for each in (first, by_uid, by_file, by_look)] == [201, 200, 201, 201]
    assert told(by_uid)[1] == told(first)[1]


def test_one_that_is_refused_leaves_nothing_and_harms_no_other(anywhere: Client) -> None:
    me = somebody(anywhere)
    refused = egg(uid=uid(), author_id=77, files=[file(2)], tags=["nowhere"])
    results = batch(
        me, egg(uid=uid(), files=[file(1)]), refused, {**refused, "author_id": None}, egg(uid=uid(), rating=9)
    )
    assert [each["status"] for each in results] == [201, 422, 201, 422]
    tags = me.get("/api/v1/tags").json()["tags"]
    assert [(each["name"], each["photo_count"]) for each in tags] == [("nowhere", 1)]
    assert me.get(PHOTOS).json()["meta"]["total"] == 2


def test_a_repeated_batch_is_answered_the_same_and_done_once(anywhere: Client) -> None:
    me = somebody(anywhere)
    cold = jpeg(4, (600, 400))
    sent = [egg(uid=uid(), cold=cold), egg(uid=uid(), author_id=77), egg(files=[file(1)])]
    first = batch(me, *sent, key="k")
    me.delete(f"{PHOTOS}/{told(first[2])[1]}", params={"forever": True})
    assert batch(me, *sent, key="k") == first
    assert me.get(PHOTOS).json()["meta"]["total"] == 1
    other = me.post(BATCH, {"photos": sent[:1]}, headers={"Idempotency-Key": "k"})
    assert other.json()["detail"]["code"] == "KEY_USED_OTHERWISE"
    # Without the key it is a new request: what is there is known again.
    assert [each["status"] for each in batch(me, *sent)] == [200, 422, 201]


def test_of_others_nothing_is_known(anywhere: Client) -> None:
    sent = [egg(uid=uid(), files=[file(1)]), egg()]
    mine = batch(somebody(anywhere, "anna"), *sent)
    theirs = batch(somebody(anywhere, "bert"), *sent)
    assert [each["status"] for each in (*mine, *theirs)] == [201] * 4
    assert len({told(each)[1] for each in (*mine, *theirs)}) == 4


def test_the_feed_tells_of_a_batch_in_its_order_and_of_tags_before_their_photos(anywhere: Client) -> None:
    me = somebody(anywhere)
    sent = [egg(uid=uid()), egg(uid=uid(), tags=["sea"]), egg(uid=uid(), tags=["Sea"])]
    batch(me, *sent)
    changes = me.get("/api/v1/changes").json()["changes"]
    assert [each["kind"] for each in changes] == ["photo", "tag", "photo", "photo"]
    assert [each["uid"] for each in changes if each["kind"] == "photo"] == [each["uid"] for each in sent]


def test_the_largest_batch_is_taken(anywhere: Client) -> None:
    me = somebody(anywhere)
    hot = jpeg(1)
    sent = [
        egg(hot=hot, uid=uid(), files=[file(photo * 3 + each) for each in range(3)])
        for photo in range(MOST_AT_ONCE)
    ]
    assert {each["status"] for each in batch(me, *sent)} == {201}
    assert {each["status"] for each in batch(me, *sent)} == {200}
