"""Stories: read by those whom their visibility names, who are not told what is the owner's alone."""

from __future__ import annotations

import pytest

from tests.unit.server.asking import Client
from tests.unit.server.organising.test_spaces import SPACES, joined
from tests.unit.server.sending import somebody

STORIES = "/api/v1/phototext"


def titles(who: Client, **asked: object) -> list[str]:
    return [story["title"] for story in who.get(STORIES, params=asked).json()["data"]]


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("private", ["anna"]),
        ("space", ["anna", "bert"]),
        ("authenticated", ["anna", "bert", "carl"]),
        ("public", ["anna", "bert", "carl", "anybody"]),
    ],
)
def test_a_story_is_read_by_those_it_is_meant_for(
    anywhere: Client, visibility: str, readers: list[str]
) -> None:
    people = {name: somebody(anywhere, name) for name in ("anna", "bert", "carl")} | {"anybody": anywhere}
    anna = people["anna"]
    space = anna.get(joined(anna, people["bert"])).json()["id"]
    said = {"title": "Rain", "visibility": visibility, "space_ids": [space]}
    story = anna.post(STORIES, said).json()
    assert story["space_ids"] == [space]
    url = f"{STORIES}/{story['id']}"
    for name, person in people.items():
        assert person.get(url).status_code == (200 if name in readers else 404), name
        assert titles(person) == (["Rain"] if name in readers else []), name
        assert person.get(STORIES).json()["meta"]["total"] == (name in readers)
        if name in readers and name != "anna":
            told = person.get(url)
            alone = ("uid", "user_id", "version", "updated_at")
            assert [told.json()[each] for each in alone] == [None] * len(alone)
            assert (told.json()["space_ids"], "etag" in told.headers) == ([], False)
            assert person.ask("PATCH", url, json={"title": "Mine"}).status_code in (401, 404)
    assert titles(people["bert"], owner="me") == []
    assert titles(anna, owner="me") == ["Rain"]


def test_a_story_made_private_is_read_by_nobody_else(anywhere: Client) -> None:
    anna = somebody(anywhere)
    url = f"{STORIES}/{anna.post(STORIES, {'title': 'Rain', 'visibility': 'public'}).json()['id']}"
    assert anywhere.get(url).status_code == 200
    anna.ask("PATCH", url, json={"visibility": "private"})
    assert (anywhere.get(url).status_code, titles(anywhere)) == (404, [])
    assert anywhere.get(url).content == anywhere.get(f"{STORIES}/999").content


@pytest.mark.parametrize("how", ["leaves", "is sent away", "deletes it", "deletes the account"])
def test_a_story_is_shown_in_a_space_as_long_as_its_owner_is_there(anywhere: Client, how: str) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    url = joined(anna, bert)
    space = anna.get(url).json()["id"]
    story = bert.post(STORIES, {"title": "Rain", "visibility": "space", "space_ids": [space]}).json()
    assert titles(anna) == ["Rain"]
    cursor = bert.get("/api/v1/changes").json()["cursor"]
    if how == "leaves":
        assert bert.post(f"{url}/leave").status_code == 200
    elif how == "is sent away":
        members = {each["username"]: each["account_id"] for each in anna.get(f"{url}/members").json()["data"]}
        assert anna.delete(f"{url}/members/{members['bert']}").status_code == 200
    elif how == "deletes it":
        assert anna.delete(url).status_code == 200
    else:
        assert anna.delete("/api/v1/users/me").status_code == 200
    if how != "deletes the account":
        assert titles(anna) == []
    now = bert.get(f"{STORIES}/{story['id']}").json()
    assert (now["space_ids"], now["version"]) == ([], 2)
    missed = bert.get("/api/v1/changes", params={"since": cursor}).json()["changes"]
    assert ("story", story["uid"]) in [(each["kind"], each["uid"]) for each in missed]


def test_a_story_is_put_into_spaces_that_one_is_in(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    others = anna.get(joined(anna)).json()["id"]
    own = bert.post(SPACES, {"name": "Walks"}).json()["id"]
    refused = bert.post(STORIES, {"title": "Rain", "space_ids": [others]})
    assert (refused.status_code, titles(bert)) == (422, [])
    url = f"{STORIES}/{bert.post(STORIES, {'title': 'Rain'}).json()['id']}"
    assert bert.ask("PATCH", url, json={"space_ids": [own, others]}).status_code == 422
    shown = bert.ask("PATCH", url, json={"space_ids": [own]}).json()
    assert (shown["space_ids"], shown["version"]) == ([own], 2)
    assert bert.ask("PATCH", url, json={"space_ids": [own]}).json() == shown
    assert bert.ask("PATCH", url, json={"title": "Snow"}).json()["space_ids"] == [own]
