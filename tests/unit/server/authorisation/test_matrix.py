"""Every route, asked by everybody, of a photo of each visibility: the document gives the routes."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.unit.server.asking import Client
from tests.unit.server.authorisation.rows import ROWS, Row, Rule
from tests.unit.server.sending import PHOTOS, egg, jpeg, send, somebody
from tests.unit.server.uploads.originals import ORIGINAL, announce, complete, put, worked_off

API = "/api/v1"
NOBODY = 987_654_321
SEEN_BY = {
    "private": ("owner",),
    "space": ("owner", "member"),
    "authenticated": ("owner", "member", "other"),
    "public": ("owner", "member", "other", "anonymous"),
    "deleted": ("owner",),
}
STORY = "A walk in the rain"
STORY_OF = {"deleted": "private"}
"""Stories know no trash: beside a photo that lies there, the story is its owner's alone."""
_numbers = itertools.count()


@dataclass(frozen=True)
class World:
    """Everybody, and what the owner has."""

    people: dict[str, Client]
    photo: dict[str, object]
    ids: dict[str, int]
    spare: int
    """Somebody in the space who asks nothing."""
    invitation: str
    upload: dict[str, Any]

    def _uid(self, shelf: str) -> str:
        return str(self.upload["id"]) if shelf == "uploads" else self.invitation

    def path(self, route: str, *, real: bool = True) -> str:
        """The path of a route to what the owner has, or to what nobody has."""
        shelf = route.removeprefix(f"{API}/").partition("/")[0]
        return route.format(
            key=self.photo["id"] if real else NOBODY,
            id_=self.ids.get(shelf, 0) if real else NOBODY,
            name="sea",
            uid=self._uid(shelf) if real else "nobodys-upload",
            account_id=self.spare,
            device_id="of-nobody",
        )


def world(client: Client, state: str) -> World:
    names = ("owner", "member", "other", "spare")
    people = {"anonymous": client, **{name: somebody(client, name) for name in names}}
    owner, made = people["owner"], {}
    space = owner.post(f"{API}/spaces", {"name": "Family"}).json()["id"]
    for name in ("member", "spare"):
        code = owner.post(f"{API}/spaces/{space}/invitations").json()["code"]
        assert people[name].post(f"{API}/spaces/join", {"code": code}).status_code == 200
    invitation = owner.post(f"{API}/spaces/{space}/invitations").json()["uid"]
    for row in (
        "import-sessions",
        "authors",
        "photo-stacks",
        "collections",
        "photo-searches",
        "shoots",
    ):
        made[row] = owner.post(f"{API}/{row}", ROWS[f"POST {API}/{row}"].body).json()["id"]
    story = {"title": STORY, "visibility": STORY_OF.get(state, state), "space_ids": [space]}
    made["phototext"] = owner.post(f"{API}/phototext", story).json()["id"]
    photo = send(
        owner,
        egg(
            cold=jpeg(1, (600, 400)),
            tags=["sea"],
            visibility="public" if state == "deleted" else state,
            space_ids=[space],
            stack_id=made["photo-stacks"],
        ),
    )
    upload = announce(owner, made["shoots"], photo=str(photo["id"])).json()
    put(owner, upload, ORIGINAL)
    complete(owner, upload)
    assert worked_off(client) == 1
    if state == "deleted":
        owner.delete(f"{PHOTOS}/{photo['id']}")
    tag = owner.get(f"{API}/tags").json()["tags"][0]["id"]
    spare = people["spare"].get(f"{API}/auth/me").json()["id"]
    return World(people, photo, {**made, "spaces": space, "tags": tag}, spare, invitation, upload)


def ask(
    client: Client, method: str, path: str, row: Row, world: World, *, real: bool = True
) -> httpx.Response:
    if row.rule is Rule.HOLDS:
        token = {"X-Upload-Token": str(world.upload["upload_token"])} if real else {}
        return client.ask(method, path, content=ORIGINAL, headers=token)
    if isinstance(row.body, bytes):
        return client.ask(method, path, files={"file": ("a.jpg", jpeg(2, (600, 400)), "image/jpeg")})
    body = json.loads(json.dumps(row.body).replace("{key}", str(world.photo["id"])))
    if isinstance(body, dict) and "upload_id" in body:
        body["upload_id"] = world.upload["id"] if real else "nobodys-upload"
    params = {"q": "s"} if path.endswith("autocomplete") else None
    return client.ask(method, path, params=params, **({} if body is None else {"json": body}))


def allowed(rule: Rule, who: str, state: str) -> bool | None:
    """Whether one may; `None` where it is not even asked who one is."""
    if rule in (Rule.OPEN, Rule.LISTS, Rule.LISTS_STORIES, Rule.HOLDS):
        return None
    if rule in (Rule.SEES, Rule.READS):
        return who in SEEN_BY[state]
    if rule in (Rule.SIGNED_IN, Rule.ACCOUNT):
        return who != "anonymous"
    return (
        who
        in {
            Rule.OWNS: ("owner",),
            Rule.IN_SPACE: ("owner", "member"),
            Rule.LEAVES: ("member",),
        }[rule]
    )


def routes(client: Client) -> set[str]:
    document = client.get("/openapi.json").json()
    return {f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods}


def test_every_route_has_a_row(client: Client) -> None:
    assert routes(client) == set(ROWS)


@pytest.mark.parametrize("state", SEEN_BY)
def test_each_route_answers_those_it_is_meant_for(anywhere: Client, state: str) -> None:
    made = world(anywhere, state)
    wrong = []
    for route, row in sorted(ROWS.items(), key=lambda each: each[1].late):
        for who in ("anonymous", "other", "member", "owner"):
            wrong += [f"{route} by {who}: {why}" for why in faults(made, route, row, who, state)]
    assert wrong == []


def faults(made: World, route: str, row: Row, who: str, state: str) -> list[str]:
    method, _, template = route.partition(" ")
    client = made.people[who]
    if row.rule is Rule.ACCOUNT and who != "anonymous":
        client = somebody(made.people["anonymous"], f"passer{next(_numbers)}")
    if row.rule is Rule.OPEN and "register" in route and who != "anonymous":
        return []
    if "login" in route:
        row = Row(row.rule, {**dict(row.body), "username": "owner"})  # type: ignore[call-overload]
    answer = ask(client, method, made.path(template), row, made)
    may = allowed(row.rule, who, state)
    if may is False:
        expected = {401} if who == "anonymous" and row.rule not in (Rule.SEES, Rule.READS) else {404}
        if answer.status_code not in expected:
            return [f"{answer.status_code}, not {expected}: {answer.text[:200]}"]
        if row.rule is Rule.LEAVES and who == "owner":
            return []  # who owns a space knows that it is there
        none = ask(client, method, made.path(template, real=False), row, made, real=False)
        return [] if none.content == answer.content else ["it can be told from what is not there"]
    expected = {row.expected} if row.expected else {200, 201}
    if answer.status_code not in expected:
        return [f"{answer.status_code}, not {expected}: {answer.text[:200]}"]
    if row.rule is Rule.HOLDS:
        without = client.ask(method, made.path(template), content=ORIGINAL)
        none = client.ask(method, made.path(template, real=False), content=ORIGINAL)
        hidden = without.status_code == 404 and without.content == none.content
        return [] if hidden else ["it is there for those without its token"]
    if row.rule is Rule.LISTS:
        there = str(made.photo["hothash"]) in answer.text
        meant = who in SEEN_BY[state] and state != "deleted"
        return [] if there == meant else [f"the photo is {'there' if there else 'missing'}"]
    if row.rule is Rule.LISTS_STORIES and (STORY in answer.text) != (who in SEEN_BY[state]):
        return [f"the story is {'there' if STORY in answer.text else 'missing'}"]
    if who != "owner" and row.rule is Rule.SIGNED_IN and str(made.photo["hothash"]) in answer.text:
        return ["it tells of another's photo"]
    return []
