"""Many stacks in one request: each as a whole, each with an answer of its own; and photos of shoots."""

from __future__ import annotations

import uuid

import pytest

from tests.unit.server.asking import Client
from tests.unit.server.organising.test_versions import kinds_since
from tests.unit.server.sending import PHOTOS, send, somebody

API = "/api/v1"
BATCH = f"{API}/photo-stacks/batch"
NAMED = f"{API}/photo-stacks/named"


def brought(me: Client, count: int) -> list[str]:
    return [str(send(me)["uid"]) for _ in range(count)]


def said(photos: list[str], uid: str = "", **more: object) -> dict[str, object]:
    return {"uid": uid or str(uuid.uuid4()), "stack_type": "burst", "photos": photos, **more}


def told(me: Client, *stacks: dict[str, object]) -> list[tuple[str, dict[str, object] | None]]:
    answer = me.put(BATCH, {"stacks": list(stacks)})
    assert answer.status_code == 200, answer.text
    return [(each["became"], each["stack"]) for each in answer.json()["results"]]


def photos_of(me: Client, *uids: object) -> list[list[str] | None]:
    answer = me.post(NAMED, {"uids": list(uids)}).json()
    assert answer["left"] == []
    by_uid = {each["uid"]: each["photo_uids"] for each in answer["data"]}
    return [by_uid.get(uid) for uid in uids]


def test_many_stacks_are_made_in_one_request_with_their_photos_in_order(anywhere: Client) -> None:
    me = somebody(anywhere)
    a, b, c, d = brought(me, 4)
    one, two = said([b, a]), said([c, d], reason="Taken within two seconds.")
    made = told(me, one, two)
    assert [each[0] for each in made] == ["done", "done"]
    assert photos_of(me, one["uid"], two["uid"]) == [[b, a], [c, d]]
    assert [each[1] and each[1]["version"] for each in made] == [1, 1]
    assert told(me, one, two) == made
    assert me.get(f"{PHOTOS}/{a}/stack").json()["photo_uids"] == [b, a]


def test_a_photo_leaves_the_stack_it_lay_in(anywhere: Client) -> None:
    me = somebody(anywhere)
    a, b, c, d = brought(me, 4)
    one, two = said([a, b, c]), said([c, d])
    told(me, one)
    cursor = me.get(f"{API}/changes").json()["cursor"]
    told(me, two)
    assert photos_of(me, one["uid"], two["uid"]) == [[a, b], [c, d]]
    assert kinds_since(me, cursor) == ["stack", "stack"]
    ((became, now),) = told(me, {**one, "photos": [a, b], "version": 1})
    assert (became, now and now["version"]) == ("done", 2)


def test_who_was_overtaken_is_told_what_there_is_now(anywhere: Client) -> None:
    me = somebody(anywhere)
    a, b, c = brought(me, 3)
    one = said([a, b])
    told(me, one)
    ((became, now),) = told(me, {**one, "photos": [b, a], "version": 1})
    assert (became, now and now["version"]) == ("done", 2)
    ((became, now),) = told(me, {**one, "photos": [c, b], "version": 1})
    assert (became, now and now["photo_uids"]) == ("changed", [b, a])
    assert told(me, {**one, "photos": [c, a]})[0][0] == "changed"
    assert told(me, {**one, "photos": [], "gone": True, "version": 1})[0][0] == "changed"


def test_a_stack_is_unfolded_and_its_photos_stay(anywhere: Client) -> None:
    me = somebody(anywhere)
    a, b = brought(me, 2)
    one = said([a, b])
    told(me, one)
    cursor = me.get(f"{API}/changes").json()["cursor"]
    gone = {**one, "photos": [], "gone": True, "version": 1}
    assert told(me, gone) == [("done", None)]
    assert told(me, gone) == [("done", None)]
    assert kinds_since(me, cursor) == ["stack"]
    assert photos_of(me, one["uid"]) == [None]
    assert told(me, {**one, "version": 1}) == [("gone", None)]
    photo = me.get(f"{PHOTOS}/{a}").json()
    assert (photo["stack_id"], photo["stack_position"], photo["version"]) == (None, None, 1)


def test_photos_that_are_not_there_or_not_mine_are_passed_over(anywhere: Client) -> None:
    me, bert = somebody(anywhere), somebody(anywhere, "bert")
    a, b = brought(me, 2)
    (c,) = brought(bert, 1)
    one = said([a, c, b, "no-such-photo"])
    told(me, one)
    assert photos_of(me, one["uid"]) == [[a, b]]
    assert photos_of(bert, one["uid"]) == [None]
    assert told(bert, {**one, "version": 1}) == [("gone", None)]
    assert told(me, said([c])) == [("gone", None)]
    assert bert.get(f"{PHOTOS}/{c}").json()["stack_id"] is None


def test_a_stack_named_twice_is_refused(anywhere: Client) -> None:
    me = somebody(anywhere)
    one = said([])
    assert me.put(BATCH, {"stacks": [one, one]}).status_code == 422


def test_the_photo_itself_is_no_other_for_the_stack_it_lies_in(anywhere: Client) -> None:
    me = somebody(anywhere)
    a, b = brought(me, 2)
    cursor = me.get(f"{API}/changes").json()["cursor"]
    told(me, said([a, b]))
    assert kinds_since(me, cursor) == ["stack"]
    assert me.get(f"{PHOTOS}/{a}").json()["version"] == 1


@pytest.mark.parametrize("again", [False, True])
def test_photos_belong_to_a_shoot_until_they_are_taken_out(anywhere: Client, again: bool) -> None:
    me = somebody(anywhere)
    a, b = brought(me, 2)
    url = f"{API}/shoots/{me.post(f'{API}/shoots', {'title': 'Wedding'}).json()['id']}"
    now = me.post(f"{url}/photos", {"hothashes": [a, b]}).json()
    if again:
        now = me.post(f"{url}/photos", {"hothashes": [a, b]}).json()
    assert (now["photo_uids"], now["version"]) == ([a, b], 2)
    left = me.ask("DELETE", f"{url}/photos", json={"hothashes": [a]}, headers={"If-Match": '"2"'})
    assert left.json()["photo_uids"] == [b]
    late = me.ask("DELETE", f"{url}/photos", json={"hothashes": [b]}, headers={"If-Match": '"2"'})
    assert late.status_code == 412
