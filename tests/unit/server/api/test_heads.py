"""HEAD, and lists in pages: what is there, and how much, without all of it."""

from __future__ import annotations

import pytest

from tests.unit.server.asking import Client
from tests.unit.server.sending import PHOTOS, egg, jpeg, send, somebody
from tests.unit.server.uploads.originals import ORIGINAL, announce, complete, put, worked_off

API = "/api/v1"


@pytest.mark.parametrize(
    "path", ["/health", "/ready", "", "/hotpreview", "/coldpreview", "/coldpreview?width=200", "/original"]
)
def test_head_tells_what_get_does_without_its_body(client: Client, path: str) -> None:
    me = somebody(client)
    photo = send(me, egg(cold=jpeg(1, (600, 400))))
    if path == "/original":
        shoot = me.post(f"{API}/shoots", {"title": "x"}).json()["id"]
        upload = announce(me, shoot, photo=str(photo["id"])).json()
        put(me, upload, ORIGINAL)
        complete(me, upload)
        assert worked_off(client) == 1
    url = path if path in ("/health", "/ready") else f"{PHOTOS}/{photo['id']}{path}"
    got, head = me.get(url), me.ask("HEAD", url)
    assert got.status_code == head.status_code == 200
    assert head.content == b""
    names = ("content-type", "content-length", "etag")
    assert {name: head.headers.get(name) for name in names} == {name: got.headers.get(name) for name in names}


def test_head_tells_a_stranger_nothing(client: Client) -> None:
    photo = send(somebody(client))
    there, none = (client.ask("HEAD", f"{PHOTOS}/{key}") for key in (photo["id"], 999_999))
    assert there.status_code == none.status_code == 404
    assert there.content == none.content == b""
    assert there.headers["content-length"] == none.headers["content-length"]
    assert client.ask("HEAD", f"{API}/auth/login").status_code == 405


def test_lists_come_in_pages(client: Client) -> None:
    me = somebody(client)
    send(me, egg(tags=["a", "b", "c"]))
    spaces = [me.post(f"{API}/spaces", {"name": name}).json()["id"] for name in "abc"]
    shoot = me.post(f"{API}/shoots", {"title": "x"}).json()["id"]
    uploads = [announce(me, shoot, bytes([number])).json()["id"] for number in range(3)]
    for _ in range(2):
        me.signed_in()
    page = {"offset": 1, "limit": 1}
    tags = me.get(f"{API}/tags", params=page).json()
    assert ([tag["name"] for tag in tags["tags"]], tags["total"]) == (["b"], 3)
    for url, expected in (
        ("/spaces", [spaces[1]]),
        (f"/shoots/{shoot}/uploads", [uploads[1]]),
        ("/auth/devices", None),
    ):
        listed = me.get(f"{API}{url}", params=page).json()
        assert (listed["meta"]["total"], listed["meta"]["pages"], len(listed["data"])) == (3, 3, 1)
        assert expected in (None, [each.get("id") for each in listed["data"]])
        assert len(me.get(f"{API}{url}").json()["data"]) == 3
        assert me.get(f"{API}{url}", params={"limit": 0}).status_code == 422
