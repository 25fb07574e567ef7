"""What is asked and said of things: heard to the word, or refused; never passed over in silence."""

from __future__ import annotations

import pytest

from tests.unit.server.asking import Client
from tests.unit.server.organising.test_things import API, NEW, THINGS
from tests.unit.server.sending import PHOTOS, send, somebody

STORIES = f"{API}/phototext"


def test_stories_are_listed_as_they_are_asked_for(anywhere: Client) -> None:
    me = somebody(anywhere)
    for title, kind, published in (
        ("Winter", "album", True),
        ("Autumn", "album", True),
        ("Draft", "album", False),
        ("Walk", "general", True),
    ):
        story = me.post(STORIES, {"title": title, "document_type": kind}).json()
        if published:
            me.put(f"{STORIES}/{story['id']}", {"is_published": True})
            anywhere.clock.go(seconds=1)

    def titles(**asked: object) -> list[str]:
        return [story["title"] for story in me.get(STORIES, params=asked).json()["data"]]

    of_albums = {"document_type": "album", "is_published": True, "sort_by": "title", "sort_order": "asc"}
    assert titles(**of_albums) == ["Autumn", "Winter"]
    assert me.get(STORIES, params=of_albums).json()["meta"]["total"] == 2
    assert titles(is_published=False) == ["Draft"]
    assert titles(sort_by="published_at", sort_order="asc") == ["Winter", "Autumn", "Walk", "Draft"]
    assert titles(sort_by="published_at") == ["Walk", "Autumn", "Winter", "Draft"]
    assert titles() == ["Walk", "Draft", "Autumn", "Winter"]
    assert titles(limit=1, offset=1, sort_by="title", sort_order="asc") == ["Draft"]
    for wrong in ({"sort_by": "secret"}, {"sort_order": "up"}, {"of_another": "program"}):
        assert me.get(STORIES, params=wrong).status_code == 422


def test_null_says_nothing_in_a_search(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me)
    fields = ("tag_ids", "visibility", "labels", "author_id", "has_raw", "limit", "sort_by", "trashed")
    asked = me.post(f"{PHOTOS}/search", dict.fromkeys(fields))
    assert [each["id"] for each in asked.json()["data"]] == [photo["id"]]
    kept = {"name": "All", "search_criteria": dict.fromkeys(fields)}
    url = f"{API}/photo-searches/{me.post(f'{API}/photo-searches', kept).json()['id']}"
    assert me.post(f"{url}/execute").json()["meta"]["total"] == 1


def test_an_author_may_be_without_an_address(client: Client) -> None:
    me = somebody(client)
    made = me.post(f"{API}/authors", {"name": "Anna", "email": "", "bio": ""}).json()
    assert made["email"] is None
    assert me.post(f"{API}/authors", {"name": "Anna", "email": "nowhere"}).status_code == 422


@pytest.mark.parametrize("path", THINGS)
def test_a_change_says_only_what_can_be_changed(client: Client, path: str) -> None:
    me = somebody(client)
    url = f"{API}{path}/{me.post(f'{API}{path}', THINGS[path]).json()['id']}"
    wrong: list[dict[str, object]] = [{"uid": "another-uid"}, {"hothashes": []}, {"secret": 1}]
    for more in wrong:
        for method in ("PATCH", "PUT"):
            assert me.ask(method, url, json={**NEW[path], **more}).status_code == 422
    assert me.get(url).json()["version"] == 1


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_number_is_refused(client: Client, number: str) -> None:
    me = somebody(client)
    body = f'{{"name": "x", "search_criteria": {{"near": [1, {number}]}}}}'
    asked = me.ask(
        "POST", f"{API}/photo-searches", content=body, headers={"Content-Type": "application/json"}
    )
    assert asked.status_code == 422
    assert me.get(f"{API}/photo-searches").json()["data"] == []
