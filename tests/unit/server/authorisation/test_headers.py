"""What a header says is never ignored: `Idempotency-Key` is kept or refused, `If-Match` is looked at."""

from __future__ import annotations

import httpx

from tests.unit.server.asking import Client as Plain
from tests.unit.server.asking import More
from tests.unit.server.authorisation.rows import ROWS, Rule
from tests.unit.server.authorisation.test_matrix import API, ask, world
from tests.unit.server.sending import somebody

QUESTIONS = {f"POST {API}/photos/search", f"POST {API}/photo-searches/ad-hoc"}
"""They change nothing."""
WITHOUT_VERSION = (
    f"POST {API}/spaces/{{id_}}/invitations",
    f"DELETE {API}/spaces/{{id_}}/invitations",
    f"DELETE {API}/spaces/{{id_}}/members",
    f"POST {API}/photo-searches/{{id_}}/execute",
    f"POST {API}/shoots/{{id_}}/uploads",
    f"POST {API}/uploads",
    f"DELETE {API}/uploads",
)
"""What they change has no ETag."""


class Saying(Plain):
    """Somebody who always says these headers."""

    said: dict[str, str]

    async def asking(self, method: str, path: str, **more: More) -> httpx.Response:
        """Ask, and say them."""
        headers = {**more.pop("headers", {}), **self.said}
        return await super().asking(method, path, headers=headers, **more)


def saying(client: Plain, **said: str) -> Plain:
    made = Saying(client.app, client.portal, client.clock, client.address, client.token)
    made.said = {name.replace("_", "-"): value for name, value in said.items()}
    return made


def test_a_key_is_kept_or_refused(client: Plain) -> None:
    document = client.get("/openapi.json").json()["paths"]
    made = world(client, "private")
    wrong, people = [], set[str]()
    for path, methods in document.items():
        for method, said in methods.items():
            route = f"{method.upper()} {path}"
            named = {each["name"].lower() for each in said.get("parameters", ())}
            if method == "get" or route in QUESTIONS or "idempotency-key" in named:
                continue
            asking = saying(somebody(client, f"passer{len(people)}"), Idempotency_Key="k")
            people.add(route)
            answer = ask(asking, method.upper(), made.path(path), ROWS[route], made)
            if answer.status_code != 422 or "Idempotency-Key" not in answer.text:
                wrong.append(f"{route}: {answer.status_code}")
    assert wrong == []


def test_who_has_seen_an_older_one_changes_nothing(anywhere: Plain) -> None:
    made = world(anywhere, "private")
    owner = saying(made.people["owner"], If_Match='"999"')
    wrong = []
    for route, row in sorted(ROWS.items(), key=lambda each: each[1].late):
        method, _, path = route.partition(" ")
        if row.rule is not Rule.OWNS or method == "GET" or route.startswith(WITHOUT_VERSION):
            continue
        answer = ask(owner, method, made.path(path), row, made)
        details = answer.json().get("detail", {}).get("details", {})
        if answer.status_code != 412 or details["etag"] != f'"{details["current"]["version"]}"':
            wrong.append(f"{route}: {answer.status_code}")
    assert wrong == []


def test_who_has_seen_the_latest_changes_it(client: Plain) -> None:
    made = world(client, "private")
    me = made.people["owner"]
    for path, change in (
        (f"{API}/spaces/{made.ids['spaces']}", ("PATCH", {"name": "Friends"})),
        (f"{API}/collections/{made.ids['collections']}", ("PATCH", {"name": "Sea"})),
    ):
        seen = me.get(path).headers["etag"]
        method, body = change
        changed = me.ask(method, path, json=body, headers={"If-Match": f'"77", {seen}'})
        assert changed.status_code == 200
        assert changed.headers["etag"] != seen
        assert me.ask(method, path, json=body, headers={"If-Match": seen}).status_code == 412


def test_changes_of_an_account_are_made_once(anywhere: Plain) -> None:
    me = somebody(anywhere)
    me.signed_in()
    key = {"Idempotency-Key": "only-once"}
    first = me.delete(f"{API}/auth/devices", headers=key)
    me.signed_in()
    assert me.delete(f"{API}/auth/devices", headers=key).content == first.content
    assert len(me.get(f"{API}/auth/devices").json()["data"]) == 2
    named = {"Idempotency-Key": "called-once"}
    said = [
        me.ask("PUT", f"{API}/users/me", json={"display_name": name}, headers=named).status_code
        for name in ("Anna", "Anna", "Bert")
    ]
    assert said == [200, 200, 422]
    assert me.get(f"{API}/users/me").json()["display_name"] == "Anna"
