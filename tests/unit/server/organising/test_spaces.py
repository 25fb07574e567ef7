"""Spaces: who is in one sees what it is shown, and nobody else learns that it is there."""

from __future__ import annotations

from tests.unit.server.asking import Client
from tests.unit.server.sending import PHOTOS, egg, send, somebody

SPACES = "/api/v1/spaces"


def joined(owner: Client, *others: Client) -> str:
    """A space with these in it; its URL."""
    url = f"{SPACES}/{owner.post(SPACES, {'name': 'Family'}).json()['id']}"
    for other in others:
        code = owner.post(f"{url}/invitations").json()["code"]
        assert other.post(f"{SPACES}/join", {"code": code}).status_code == 200
    return url


def test_members_see_what_a_space_is_shown_as_long_as_they_are_members(anywhere: Client) -> None:
    anna, bert, carl = (somebody(anywhere, name) for name in ("anna", "bert", "carl"))
    url = joined(anna, bert)
    space = anna.get(url).json()
    photo = send(anna, egg(visibility="space", space_ids=[space["id"]], tags=["hush"]))
    at = f"{PHOTOS}/{photo['id']}"
    assert [who.get(at).status_code for who in (anna, bert, carl, anywhere)] == [200, 200, 404, 404]
    assert "hush" not in bert.get(at).text
    assert bert.post(f"{PHOTOS}/search", {"space_id": space["id"]}).json()["meta"]["total"] == 1
    assert carl.post(f"{PHOTOS}/search", {"space_id": space["id"]}).json()["meta"]["total"] == 0
    assert bert.put(at, {"rating": 1}).status_code == 404
    assert bert.post(f"{url}/leave").status_code == 200
    assert bert.get(at).status_code == bert.get(url).status_code == 404
    assert bert.get(PHOTOS).json()["meta"]["total"] == 0


def test_a_space_is_not_there_for_those_outside(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    url = joined(anna)
    for method, what in (
        ("GET", ""),
        ("GET", "/members"),
        ("GET", "/invitations"),
        ("DELETE", ""),
        ("POST", "/leave"),
    ):
        there, none = bert.ask(method, f"{url}{what}"), bert.ask(method, f"{SPACES}/999{what}")
        assert there.status_code == none.status_code == 404
        assert there.content == none.content
    assert bert.post(f"{url}/invitations").status_code == 404
    assert bert.ask("PATCH", url, json={"name": "mine"}).status_code == 404
    photo = send(bert)
    assert bert.put(f"{PHOTOS}/{photo['id']}", {"space_ids": [anna.get(url).json()["id"]]}).status_code == 422
    assert bert.get(SPACES).json()["data"] == []


def test_an_invitation_is_for_one_and_ends(anywhere: Client) -> None:
    anna, bert, carl = (somebody(anywhere, name) for name in ("anna", "bert", "carl"))
    url = joined(anna)
    invited = anna.post(f"{url}/invitations").json()
    assert anna.get(f"{url}/invitations").json()["data"][0]["code"] is None
    code = {"code": invited["code"]}
    assert bert.post(f"{SPACES}/join", code).json()["member_count"] == 2
    assert carl.post(f"{SPACES}/join", code).status_code == 404
    taken = anna.post(f"{url}/invitations").json()
    assert anna.delete(f"{url}/invitations/{taken['uid']}").status_code == 200
    assert carl.post(f"{SPACES}/join", {"code": taken["code"]}).status_code == 404
    late = {"code": anna.post(f"{url}/invitations").json()["code"]}
    anywhere.clock.go(days=15)
    assert carl.signed_in("carl").post(f"{SPACES}/join", late).status_code == 404


def test_who_is_sent_away_takes_their_photos_along(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    url = joined(anna, bert)
    space_id = anna.get(url).json()["id"]
    photo = send(bert, egg(visibility="space", space_ids=[space_id]))
    assert anna.get(f"{PHOTOS}/{photo['id']}").status_code == 200
    members = {each["username"]: each["account_id"] for each in anna.get(f"{url}/members").json()["data"]}
    assert bert.delete(f"{url}/members/{members['anna']}").status_code == 404
    assert anna.delete(f"{url}/members/{members['anna']}").status_code == 404
    cursor = bert.get("/api/v1/changes").json()["cursor"]
    assert anna.delete(f"{url}/members/{members['bert']}").status_code == 200
    assert anna.get(f"{PHOTOS}/{photo['id']}").status_code == 404
    told = bert.get("/api/v1/changes", params={"since": cursor}).json()["changes"]
    shown = [(each["uid"], each["photo"]["space_ids"]) for each in told if each["kind"] == "photo"]
    assert shown == [(photo["uid"], [])]


def test_a_space_that_goes_shows_nothing_any_more(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    url = joined(anna, bert)
    space_id = anna.get(url).json()["id"]
    photos = [send(who, egg(visibility="space", space_ids=[space_id])) for who in (anna, bert)]
    assert anna.ask("PATCH", url, json={"name": "Friends"}).json()["name"] == "Friends"
    assert anna.delete(url).status_code == 200
    assert bert.get(f"{PHOTOS}/{photos[0]['id']}").status_code == 404
    assert anna.get(f"{PHOTOS}/{photos[1]['id']}").status_code == 404
    assert bert.get(f"{PHOTOS}/{photos[1]['id']}").json()["space_ids"] == []


def test_members_and_invitations_are_told_a_page_at_a_time(anywhere: Client) -> None:
    people = [somebody(anywhere, name) for name in ("anna", "bert", "carl")]
    anna, bert = people[:2]
    url = joined(*people)

    def names(**asked: int) -> list[str]:
        answer = bert.get(f"{url}/members", params=asked).json()
        assert answer["meta"]["total"] == 3
        return [each["username"] for each in answer["data"]]

    assert names() == ["anna", "bert", "carl"]
    assert (names(limit=2), names(offset=2, limit=2), names(offset=3)) == (["anna", "bert"], ["carl"], [])
    made = [anna.post(f"{url}/invitations").json()["uid"] for _ in range(3)]
    page = anna.get(f"{url}/invitations", params={"offset": 1, "limit": 1}).json()
    assert ([each["uid"] for each in page["data"]], page["meta"]["total"]) == (made[1:2], 3)
    assert anna.delete(f"{url}/invitations/{made[0]}").status_code == 200
    assert anna.delete(f"{url}/invitations/{made[0]}").status_code == 404
    assert anna.get(f"{url}/invitations").json()["meta"]["total"] == 2
