"""What the feed tells of spaces: all who are in one hear of it, on all their machines, and nobody else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.unit.server.asking import Client
from tests.unit.server.organising.test_spaces import SPACES, joined
from tests.unit.server.sending import PHOTOS, egg, send, somebody

CHANGES = "/api/v1/changes"


def now(me: Client) -> str:
    """Where the feed ends."""
    return str(me.get(CHANGES).json()["cursor"])


def heard(me: Client, cursor: str) -> list[tuple[str, bool]]:
    """What has been told since."""
    told = me.get(CHANGES, params={"since": cursor}).json()["changes"]
    return [(each["kind"], each["gone"]) for each in told]


def test_the_feed_tells_of_a_space_as_its_own_route_does(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    url = joined(anna, bert)
    for who in (anna, bert):
        (told,) = who.get(CHANGES).json()["changes"]
        assert (told["kind"], told["gone"]) == ("space", False)
        assert told["thing"] == who.get(url).json()
    assert bert.get(url).json()["role"] == "member"


def test_who_comes_and_who_goes_is_told_to_all_in_the_space(anywhere: Client) -> None:
    anna, bert, carl = (somebody(anywhere, name) for name in ("anna", "bert", "carl"))
    url = joined(anna, bert)
    at = {who.token: now(who) for who in (anna, bert, carl)}
    version = anna.get(url).json()["version"]
    code = anna.post(f"{url}/invitations").json()["code"]
    for _ in range(2):
        assert carl.post(f"{SPACES}/join", {"code": code}).status_code in (200, 404)
    assert [heard(who, at[who.token]) for who in (anna, bert, carl)] == [[("space", False)]] * 3
    assert anna.get(url).json()["version"] == version + 1
    at = {who.token: now(who) for who in (anna, bert, carl)}
    anna.ask("PATCH", url, json={"name": "Friends"})
    assert [heard(who, at[who.token]) for who in (anna, bert, carl)] == [[("space", False)]] * 3
    at = {who.token: now(who) for who in (anna, bert, carl)}
    assert carl.post(f"{url}/leave").status_code == 200
    assert [heard(who, at[who.token]) for who in (anna, bert)] == [[("space", False)]] * 2
    assert heard(carl, at[carl.token]) == [("space", True)]
    at = {who.token: now(who) for who in (anna, bert, carl)}
    away = bert.get("/api/v1/auth/me").json()["id"]
    assert anna.delete(f"{url}/members/{away}").status_code == 200
    assert (heard(anna, at[anna.token]), heard(bert, at[bert.token])) == (
        [("space", False)],
        [("space", True)],
    )
    assert heard(carl, at[carl.token]) == []


def test_who_shows_photos_in_a_space_hears_that_its_owner_has_gone(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    url = joined(anna, bert)
    space_id = anna.get(url).json()["id"]
    send(anna, egg(visibility="space", space_ids=[space_id]))
    photo = send(bert, egg(visibility="space", space_ids=[space_id]))
    at = f"{PHOTOS}/{photo['id']}"
    cursor, before = now(bert), bert.get(at).json()
    assert anna.delete("/api/v1/users/me").status_code == 200
    after = bert.get(at)
    assert (after.json()["space_ids"], after.json()["version"]) == ([], before["version"] + 1)
    assert after.headers["etag"] == f'"{before["version"] + 1}"'
    assert sorted(heard(bert, cursor)) == [("photo", False), ("space", True)]
    assert bert.get(SPACES).json()["data"] == []


def test_who_goes_with_their_account_leaves_the_spaces_they_were_in(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    url = joined(anna, bert)
    cursor, before = now(anna), anna.get(url).json()
    assert bert.delete("/api/v1/users/me").status_code == 200
    after = anna.get(url).json()
    assert (after["member_count"], after["version"]) == (1, before["version"] + 1)
    assert heard(anna, cursor) == [("space", False)]


def test_people_may_come_go_and_end_their_accounts_at_once(anywhere: Client) -> None:
    anna, bert, carl = (somebody(anywhere, name) for name in ("anna", "bert", "carl"))
    urls = [joined(anna, bert), joined(bert, anna)]
    codes = [
        who.post(f"{url}/invitations").json()["code"] for who, url in zip((anna, bert), urls, strict=True)
    ]
    deeds = [
        lambda: carl.post(f"{SPACES}/join", {"code": codes[0]}),
        lambda: anna.delete("/api/v1/users/me"),
        lambda: bert.delete("/api/v1/users/me"),
        lambda: carl.post(f"{SPACES}/join", {"code": codes[1]}),
    ]
    with ThreadPoolExecutor(len(deeds)) as pool:
        statuses = [each.status_code for each in pool.map(lambda deed: deed(), deeds)]
    assert statuses[1:3] == [200, 200]
    assert {statuses[0], statuses[3]} <= {200, 404}
    assert carl.get(SPACES).json()["data"] == []
