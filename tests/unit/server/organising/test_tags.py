"""Tags renamed, merged and deleted: what becomes of their photos, however many these are."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import Engine, event

from tests.unit.server.asking import Client
from tests.unit.server.sending import PHOTOS, egg, send, somebody

TAGS = "/api/v1/tags"
DEEDS: dict[str, Callable[[Client, int], httpx.Response]] = {
    "rename": lambda me, id_: me.put(f"{TAGS}/{id_}", {"new_name": f"Ocean {id_}"}),
    "merge": lambda me, id_: me.post(f"{TAGS}/{id_}/merge", {"into_id": tags(me)["shore"]["id"]}),
    "delete": lambda me, id_: me.delete(f"{TAGS}/{id_}"),
}


def tags(me: Client) -> dict[str, dict[str, int]]:
    return {tag["name"]: tag for tag in me.get(TAGS).json()["tags"]}


def statements(deed: Callable[[], httpx.Response]) -> int:
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        assert deed().status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return len(asked)


@pytest.mark.parametrize("what", DEEDS)
def test_a_tag_of_many_photos_takes_no_more_statements_than_one_of_few(anywhere: Client, what: str) -> None:
    me = somebody(anywhere)
    send(me, egg(tags=["shore"]))
    for name, photos in (("few", 2), ("many", 12)):
        for _ in range(photos):
            send(me, egg(tags=[name]))
    few, many = (tags(me)[name]["id"] for name in ("few", "many"))
    assert statements(lambda: DEEDS[what](me, few)) == statements(lambda: DEEDS[what](me, many))


@pytest.mark.parametrize("what", DEEDS)
def test_photos_whose_tag_is_another_have_changed_and_are_found_by_it(anywhere: Client, what: str) -> None:
    me = somebody(anywhere)
    send(me, egg(tags=["shore"]))
    both = send(me, egg(tags=["sea", "shore"]))
    alone = send(me, egg(tags=["sea", "fog"]))
    trashed = send(me, egg(tags=["sea"], trashed=True))
    bystander = send(me, egg(tags=["fog"]))
    assert tags(me)["sea"]["photo_count"] == 2
    cursor = me.get("/api/v1/changes").json()["cursor"]
    id_ = tags(me)["sea"]["id"]
    DEEDS[what](me, id_)
    told = {
        each["uid"]: each["photo"]["version"]
        for each in me.get("/api/v1/changes", params={"since": cursor}).json()["changes"]
        if each["kind"] == "photo"
    }
    assert told == {photo["uid"]: 2 for photo in (both, alone, trashed)}
    assert me.get(f"{PHOTOS}/{bystander['id']}").json()["version"] == 1

    def found(word: str) -> set[object]:
        data = me.post(f"{PHOTOS}/search", {"text": word, "owner": "me"}).json()["data"]
        return {photo["id"] for photo in data} & {both["id"], alone["id"]}

    two = {both["id"], alone["id"]}
    assert found("sea") == set()
    assert found("ocean") == (two if what == "rename" else set())
    assert found("shore") == (two if what == "merge" else {both["id"]})
    assert found("fog") == {alone["id"]}
    names = {tag["name"] for tag in me.get(f"{PHOTOS}/{both['id']}").json()["tags"]}
    assert names == {"rename": {f"Ocean {id_}", "shore"}, "merge": {"shore"}, "delete": {"shore"}}[what]
    if what == "merge":
        assert tags(me)["shore"]["photo_count"] == 3
