"""Sending photos: in every shape, once each, and nothing that is not what it says."""

from __future__ import annotations

import base64
import json
import uuid
from pathlib import Path

import pytest

from imalink_core.codec import Shape, submission_from_json, submission_to_json
from tests.unit.server.asking import Client
from tests.unit.server.sending import EGG, PHOTOS, egg, jpeg, send, somebody

SHA = "ab" * 32


def kept(client: Client) -> list[Path]:
    """The files in the store."""
    return [path for path in client.server.settings.paths.storage.rglob("*") if path.is_file()]


@pytest.mark.parametrize("shape", Shape)
def test_an_egg_is_taken_in_every_shape(anywhere: Client, shape: Shape) -> None:
    me = somebody(anywhere)
    submission = submission_from_json(egg(rating=4, visibility="public", tags=["Sea", "travel/Norway"]))
    path = f"{PHOTOS}/create" if shape is Shape.CREATE else EGG
    answer = me.post(path, submission_to_json(submission, shape))
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert said["hothash"] == submission.egg.hothash
    assert (said["rating"], said["visibility"], said["is_duplicate"]) == (4, "public", False)
    assert [tag["name"] for tag in said["tags"]] == ["Sea", "travel/Norway"]
    assert (said["width"], said["height"], said["taken_at"]) == (4000, 3000, "2024-06-15T12:00:00")
    assert me.get(f"{PHOTOS}/{said['id']}").json() == {
        key: value for key, value in said.items() if key not in ("is_duplicate", "user_id")
    }


def test_the_same_look_again_is_the_same_photo_for_this_user_only(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    sent = egg()
    first, again, others = anna.post(EGG, sent), anna.post(EGG, sent), bert.post(EGG, sent)
    assert [first.status_code, again.status_code, others.status_code] == [201, 200, 201]
    assert again.json()["id"] == first.json()["id"] != others.json()["id"]
    assert [each.json()["is_duplicate"] for each in (first, again, others)] == [False, True, False]
    assert anna.get(PHOTOS).json()["meta"]["total"] == 1


def test_two_photos_of_one_look_are_two_by_their_uids(anywhere: Client) -> None:
    me = somebody(anywhere)
    black = jpeg(0)
    one, two = (send(me, egg(hot=black, uid=str(uuid.uuid4()))) for _ in range(2))
    assert one["hothash"] == two["hothash"]
    assert one["id"] != two["id"]
    assert me.get(f"{PHOTOS}/{one['hothash']}").json()["id"] == one["id"]
    assert me.get(f"{PHOTOS}/{two['uid']}").json()["id"] == two["id"]


def test_a_new_uid_of_a_file_that_is_known_is_that_photo(anywhere: Client) -> None:
    me = somebody(anywhere)
    file = {"sha256": SHA, "filename": "a.nef", "size": 7, "role": "raw", "machine": "desk", "drive": "D1"}
    first = send(me, egg(uid=str(uuid.uuid4()), files=[file]))
    again = send(me, egg(uid=str(uuid.uuid4()), files=[{**file, "machine": "laptop"}]))
    assert again["is_duplicate"]
    assert again["uid"] == first["uid"]
    assert [each["machine"] for each in again["files"]] == ["desk", "laptop"]  # type: ignore[attr-defined]
    once_more = send(me, egg(uid=str(uuid.uuid4()), files=[file]))
    assert once_more["version"] == again["version"]
    assert once_more["has_raw_companion"]


def test_a_uid_is_one_photo_whatever_comes_with_it(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    uid = str(uuid.uuid4())
    first = send(anna, egg(uid=uid))
    assert send(anna, egg(uid=uid, rating=5))["rating"] == first["rating"]
    assert send(bert, egg(uid=uid))["is_duplicate"] is False


def test_a_look_in_the_trash_is_taken_in_anew(anywhere: Client) -> None:
    me = somebody(anywhere)
    sent = egg()
    first = send(me, sent)
    me.delete(f"{PHOTOS}/{first['id']}")
    assert send(me, sent)["id"] != first["id"]


@pytest.mark.parametrize(
    ("otherwise", "where"),
    [
        ({"hothash": "0" * 64}, "hothash"),
        ({"hotpreview_base64": base64.b64encode(b"<svg/>").decode()}, "hotpreview_base64"),
        ({"width": 0}, "width"),
        ({"rating": 6}, "rating"),
        ({"visibility": "everybody"}, "visibility"),
        ({"uid": "../../etc"}, "uid"),
        ({"files": [{"sha256": "x", "filename": "a"}]}, "files[0].sha256"),
        ({"author_id": 1}, "author_id"),
        ({"import_session_id": 1}, "import_session_id"),
        ({"stack_id": 1}, "stack_id"),
        ({"space_ids": [1]}, "space_ids"),
        ({"shoot_ids": [1]}, "shoot_ids"),
        ({"title": "\ud800"}, "title"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_the_place(
    anywhere: Client, otherwise: dict[str, object], where: str
) -> None:
    me = somebody(anywhere)
    sent = json.dumps({**egg(cold=jpeg(1, (600, 400))), **otherwise})
    answer = me.ask("POST", EGG, content=sent)
    assert answer.status_code == 422
    assert answer.json()["detail"]["details"]["where"] == where
    assert me.get(PHOTOS).json()["meta"]["total"] == 0
    assert kept(me) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"1e999", b"[" * 100_000, b'"\\ud800"'])
def test_what_is_no_egg_is_refused(client: Client, body: bytes) -> None:
    assert somebody(client).ask("POST", EGG, content=body).status_code == 422


def test_a_preview_that_cannot_be_decoded_is_refused(client: Client) -> None:
    me = somebody(client)
    for spoilt in (jpeg(3)[:-200], b"\xff\xd8\xff" + b"\0" * 500, jpeg(3, (600, 10))):
        answer = me.post(EGG, egg(hot=spoilt))
        assert answer.status_code in (413, 422), answer.text
        assert answer.json()["detail"]["code"] in ("INVALID_FILE_FORMAT", "TOO_LARGE")
    assert me.post(EGG, egg(cold=jpeg(4, (600, 400))[:-500])).status_code == 422
    assert kept(me) == []


def test_in_a_batch_a_bad_one_harms_no_other(anywhere: Client) -> None:
    me = somebody(anywhere)
    twice = egg()
    photos = [
        egg(tags=["Sea"]),
        {"hothash": "none"},
        egg(author_id=77),
        twice,
        twice,
        egg(tags=["sea", "Fog"]),
    ]
    answer = me.post(f"{EGG}/batch", {"photos": photos})
    assert answer.status_code == 200
    results = answer.json()["results"]
    assert [each["status"] for each in results] == [201, 422, 422, 201, 200, 201]
    assert results[3]["photo"]["id"] == results[4]["photo"]["id"]
    assert results[1]["detail"]["code"] == "INVALID_REQUEST"
    assert [tag["name"] for tag in results[5]["photo"]["tags"]] == ["Fog", "Sea"]
    assert me.get(PHOTOS).json()["meta"]["total"] == 3


def test_a_batch_has_an_end(client: Client) -> None:
    me = somebody(client)
    assert me.post(f"{EGG}/batch", {"photos": [{}] * 501}).status_code == 422
    assert me.post(f"{EGG}/batch", {"photos": []}).json() == {"results": []}


def test_a_request_that_is_repeated_is_done_once(anywhere: Client) -> None:
    me = somebody(anywhere)
    key = {"Idempotency-Key": "one"}
    sent = egg(uid=str(uuid.uuid4()))
    first = me.post(EGG, sent, headers=key)
    me.put(f"{PHOTOS}/{first.json()['id']}", {"rating": 5})
    again = me.post(EGG, sent, headers=key)
    assert (again.status_code, again.content, again.headers["etag"]) == (
        first.status_code,
        first.content,
        first.headers["etag"],
    )
    other = me.post(EGG, egg(), headers=key)
    assert (other.status_code, other.json()["detail"]["code"]) == (422, "KEY_USED_OTHERWISE")
    assert somebody(anywhere, "bert").post(EGG, egg(), headers=key).status_code == 201
    # A refusal is not kept: who mends the reason may ask again.
    key = {"Idempotency-Key": "two"}
    url = f"{PHOTOS}/{first.json()['id']}"
    assert me.ask("PUT", url, json={"author_id": 9}, headers=key).status_code == 422
    assert me.ask("PUT", url, json={"rating": 1}, headers=key).json()["rating"] == 1


def test_a_repeated_tag_removal_is_answered_the_same(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me, egg(tags=["sea"]))
    key = {"Idempotency-Key": str(uuid.uuid4())}
    url = f"{PHOTOS}/{photo['id']}/tags/sea"
    answers = [me.delete(url, headers=key) for _ in range(3)]
    assert {each.status_code for each in answers} == {200}
    assert len({each.content for each in answers}) == 1
    assert me.delete(url).status_code == 404


def test_nobody_sends_without_an_account(client: Client) -> None:
    assert client.post(EGG, egg()).status_code == 401
    assert client.post(f"{EGG}/batch", {"photos": [egg()]}).status_code == 401
