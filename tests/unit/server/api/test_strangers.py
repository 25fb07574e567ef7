"""What somebody who is not signed in cannot do: hold up the others, or make the server stumble."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from imalink_server.api.routes import MOST_OF_A_STRANGER
from imalink_server.base.errors import Refused
from imalink_server.db.models import Photo
from imalink_server.services.photos import arriving
from tests.unit.server.asking import Client, running
from tests.unit.server.conftest import MakeSettings
from tests.unit.server.sending import PHOTOS, egg, send, somebody

API = "/api/v1"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", f"{PHOTOS}/1"),
        ("POST", f"{PHOTOS}/search"),
        ("POST", f"{API}/collections"),
        ("POST", f"{PHOTOS}/photoegg"),
    ],
)
def test_whose_token_does_not_hold_is_not_listened_to(client: Client, method: str, path: str) -> None:
    read: list[int] = []

    async def body() -> AsyncIterator[bytes]:
        read.append(1)
        yield b"[]"

    headers = {**JSON, "Authorization": "Bearer of-nobody"}
    assert client.ask(method, path, content=body(), headers=headers).status_code == 401
    assert not read


def test_who_has_to_be_known_is_asked_before_anything_is_read(client: Client) -> None:
    read: list[int] = []

    async def body() -> AsyncIterator[bytes]:
        read.append(1)
        yield b"no JSON"

    assert client.ask("PUT", f"{PHOTOS}/1", content=body(), headers=JSON).status_code == 401
    assert not read


@pytest.mark.parametrize("path", [f"{PHOTOS}/search", f"{API}/auth/login", f"{API}/auth/register"])
def test_a_stranger_is_listened_to_briefly(client: Client, path: str) -> None:
    body = b'{"text":[' + b"[]," * (MOST_OF_A_STRANGER // 3) + b"[]]}"
    answer = client.ask("POST", path, content=body, headers=JSON)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (413, "TOO_LARGE")
    assert client.ask("POST", path, content=body[:30], headers=JSON).status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "most"),
    [
        ("POST", f"{PHOTOS}/search", "largest_question"),
        ("PUT", f"{PHOTOS}/1", "largest_question"),
        ("POST", f"{PHOTOS}/1/tags", "largest_question"),
        ("POST", f"{PHOTOS}/1/files", "largest_question"),
        ("DELETE", f"{PHOTOS}/1/coldpreview", "largest_question"),
        ("POST", f"{API}/uploads/complete", "largest_question"),
        ("POST", f"{PHOTOS}/photoegg", "largest_upload"),
        ("POST", f"{PHOTOS}/photoegg/", "largest_upload"),
        ("POST", f"{PHOTOS}/photoegg/batch", "largest_upload"),
        ("POST", f"{PHOTOS}/create", "largest_upload"),
        ("PUT", f"{PHOTOS}/1/coldpreview", "largest_upload"),
        ("PUT", f"{PHOTOS}/coldpreviews/batch", "largest_upload"),
        ("PUT", f"{PHOTOS}/coldpreviews/batches", "largest_question"),
        ("POST", f"{PHOTOS}/register-image", "largest_picture"),
        ("PUT", f"{API}/uploads/12345678", "largest_original"),
    ],
)
def test_only_where_photos_are_sent_much_may_be_sent(
    client: Client, method: str, path: str, most: str
) -> None:
    limit = getattr(client.server.settings, most)
    answer = client.ask(method, path, headers={"Content-Length": str(limit + 1)})
    assert (answer.status_code, answer.json()["detail"]["details"]) == (413, {"most": limit})
    assert client.ask(method, path, headers={"Content-Length": str(limit)}).status_code != 413


def test_every_route_knows_who_asks_before_it_hears_what(client: Client) -> None:
    document, read = client.get("/openapi.json").json()["paths"], []

    async def body(route: str) -> AsyncIterator[bytes]:
        read.append(route)
        yield b"{}"

    asked = 0
    for path, methods in document.items():
        for method, said in methods.items():
            if "security" not in said or "requestBody" not in said:
                continue
            route = f"{method.upper()} {re.sub('{[^}]*}', '1', path)}"
            headers = {**JSON, "Authorization": "Bearer of-nobody"}
            answer = client.ask(*route.split(), content=body(route), headers=headers)
            assert answer.status_code == 401, route
            asked += 1
    assert asked > 40
    assert read == []


def _never(_: object) -> None:
    raise AssertionError


@pytest.mark.parametrize("value", [b"0", b"[]", b"{}"])
def test_a_request_holds_so_many_values_at_most(value: bytes) -> None:
    with pytest.raises(Refused) as refused:
        arriving.batch(b'{"photos":[' + (value + b",") * (1 << 20) + value + b"]}", _never)
    assert refused.value.code == "TOO_LARGE"


@pytest.mark.parametrize("key", ["7" * 5000, "a" * 1025, "%00", "x%00y", "9" * 1000])
@pytest.mark.parametrize("path", [f"{PHOTOS}/{{}}", f"{API}/uploads/{{}}", f"{API}/auth/devices/{{}}"])
def test_a_key_that_no_database_takes_is_nobodys(anywhere: Client, path: str, key: str) -> None:
    me = somebody(anywhere)
    for who in (anywhere, me):
        for method in ("GET", "DELETE"):
            assert who.ask(method, path.format(key)).status_code in (401, 404, 405)


def test_a_question_with_letters_that_no_database_takes_is_refused(anywhere: Client) -> None:
    for query in ("text=%00", "q=a%00b"):
        assert anywhere.get(f"{PHOTOS}?{query}").status_code == 422
    for name in (r"\u0000", r"a\u0000b", r"\ud800", r"\ud800x"):
        said = f'{{"username": "{name}", "password": "{name}"}}'.encode()
        assert anywhere.ask("POST", f"{API}/auth/login", content=said, headers=JSON).status_code == 422
    surrogate = b'{"username": "\xed\xa0\x80", "password": "x"}'
    assert anywhere.ask("POST", f"{API}/auth/login", content=surrogate, headers=JSON).status_code == 422
    smile = rb'{"username": "\ud83d\ude00 \\u0000", "password": "x"}'
    assert anywhere.ask("POST", f"{API}/auth/login", content=smile, headers=JSON).status_code == 401


@pytest.mark.parametrize("host", ["rebound.example", "rebound.example:8000", "localhost.example", ""])
def test_at_home_a_foreign_name_is_not_answered_to(client: Client, host: str) -> None:
    answer = client.register(headers={"Host": host})
    assert (answer.status_code, answer.json()["detail"]["code"]) == (421, "WRONG_HOST")
    for ours in ("localhost:8000", "127.0.0.1", "[::1]:8000"):
        assert client.get("/health", headers={"Host": ours}).status_code == 200


def test_at_home_a_foreign_page_may_not_ask(settings: MakeSettings) -> None:
    with running(settings(cors_origins="https://photos.example")) as client:
        for origin in ("http://rebound.example", "null", "http://localhost:3000"):
            answer = client.register(headers={"Origin": origin})
            assert (answer.status_code, answer.json()["detail"]["code"]) == (403, "WRONG_ORIGIN")
        assert client.register(headers={"Origin": "https://photos.example"}).status_code == 201


def test_behind_a_proxy_at_home_the_public_name_is_ours_too(settings: MakeSettings) -> None:
    with running(settings(public_url="https://photos.example:8443/imalink")) as client:
        ours = {"Host": "photos.example:8443", "Origin": "https://photos.example:8443"}
        assert client.get("/health", headers=ours).status_code == 200
        assert client.get("/health", headers={"Host": "rebound.example"}).status_code == 421


def test_who_listens_to_others_is_called_as_they_like(settings: MakeSettings) -> None:
    with running(settings(host="0.0.0.0")) as client:  # noqa: S104 - nobody listens here
        assert client.get("/health", headers={"Host": "nas.example"}).status_code == 200


@pytest.mark.parametrize("uid", ["00000001", "12345678", "0" * 64, "ab" * 32])
def test_no_photo_is_called_like_another(anywhere: Client, uid: str) -> None:
    me = somebody(anywhere)
    first = send(me)
    answer = me.post(f"{PHOTOS}/photoegg", egg(uid=uid))
    assert (answer.status_code, answer.json()["detail"]["details"]) == (422, {"where": "uid"})
    assert me.get(f"{PHOTOS}/{first['id']}").json()["uid"] == first["uid"]


def test_a_photo_that_was_called_like_another_before_is_the_one_that_is_meant(anywhere: Client) -> None:
    me, other = somebody(anywhere), somebody(anywhere, "bert")
    first, second = send(me), send(me)
    uid = f"0000000{first['id']}"
    with anywhere.server.database.writing() as session:
        session.execute(update(Photo).where(Photo.id == second["id"]).values(uid=uid))
    assert me.get(f"{PHOTOS}/{uid}").json()["id"] == second["id"]
    assert other.delete(f"{PHOTOS}/{uid}", params={"forever": True}).status_code == 404
    assert me.delete(f"{PHOTOS}/{uid}", params={"forever": True}).status_code == 200
    assert [photo["id"] for photo in me.get(PHOTOS).json()["data"]] == [first["id"]]


def test_no_statement_tells_the_log_what_it_was_given(anywhere: Client) -> None:
    with pytest.raises(DBAPIError) as failed, anywhere.server.database.reading() as session:
        session.execute(text("SELECT nothing_such, :word"), {"word": "canary"})
    assert "canary" not in str(failed.value)
