"""What holds for every question and every answer."""

from __future__ import annotations

import io
import json
import re
from collections.abc import AsyncIterator

import pytest

from imalink_server.base.log import Log
from tests.unit.server.asking import PASSWORD, Client, running
from tests.unit.server.conftest import MakeSettings

ALLOWED = "Access-Control-Allow-Origin"
REGISTER = "/api/v1/auth/register"


def test_an_answer_names_its_request(client: Client) -> None:
    made, other = client.get("/health"), client.get("/health")
    assert re.fullmatch(r"[0-9a-f]{32}", made.headers["x-request-id"])
    assert made.headers["x-request-id"] != other.headers["x-request-id"]


@pytest.mark.parametrize(
    ("given", "taken"), [("abc-123_XYZ", True), ("short", False), ("a" * 65, False), ("two words", False)]
)
def test_a_request_may_bring_its_own_name(client: Client, given: str, taken: bool) -> None:
    answer = client.get("/health", headers={"X-Request-ID": given})
    assert (answer.headers["x-request-id"] == given) is taken


@pytest.mark.parametrize("path", ["/health", "/openapi.json", "/none", "/api/v1/users/me"])
def test_browsers_are_told_not_to_guess(client: Client, path: str) -> None:
    headers = client.get(path, headers={"Origin": "https://elsewhere.example"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "strict-transport-security" not in headers
    assert "server" not in headers
    assert not [name for name in headers if name.startswith("access-control")]


def test_behind_tls_browsers_are_told_to_stay_there(settings: MakeSettings) -> None:
    with running(settings(public_url="https://photos.example")) as client:
        assert "max-age" in client.get("/health").headers["strict-transport-security"]


def test_only_pages_that_are_named_may_ask(settings: MakeSettings) -> None:
    with running(settings(cors_origins="https://photos.example")) as client:

        def allowed(origin: str) -> str:
            return str(client.get("/health", headers={"Origin": origin}).headers.get(ALLOWED))

        assert allowed("https://photos.example") == "https://photos.example"
        assert allowed("https://elsewhere.example") == "None"
        assert allowed("null") == "None"


def test_only_names_that_are_ours_are_answered(settings: MakeSettings) -> None:
    with running(settings(allowed_hosts="localhost")) as client:
        assert client.get("/health").status_code == 200
        assert client.get("/health", headers={"Host": "elsewhere.example"}).status_code == 400


def test_a_slash_at_the_end_is_no_other_place(client: Client) -> None:
    client.register()
    assert client.get("/health/").status_code == 200
    me = client.signed_in()
    assert me.get("/api/v1/users/me/").status_code == 200
    assert client.get("//").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/none", 404, "NOT_FOUND"),
        ("GET", "/docs", 404, "NOT_FOUND"),
        ("GET", "/redoc", 404, "NOT_FOUND"),
        ("GET", REGISTER, 405, "METHOD_NOT_ALLOWED"),
        ("TRACE", "/health", 405, "METHOD_NOT_ALLOWED"),
        ("POST", REGISTER, 422, "INVALID_REQUEST"),
    ],
)
def test_every_failure_has_one_shape(client: Client, method: str, path: str, status: int, code: str) -> None:
    answer = client.ask(method, path)
    assert answer.status_code == status
    detail = answer.json()["detail"]
    assert detail["code"] == code
    assert detail["message"]
    assert isinstance(detail["details"], dict)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b"[" * 60_000, b'{"a":NaN}']
)
def test_a_body_that_is_nonsense_is_refused(client: Client, body: bytes) -> None:
    answer = client.ask("POST", REGISTER, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]["code"] == "INVALID_REQUEST"


def test_what_says_that_it_is_too_large_is_not_read(client: Client) -> None:
    read: list[int] = []

    async def body() -> AsyncIterator[bytes]:
        read.append(1)
        yield b" "

    answer = client.ask("POST", REGISTER, content=body(), headers={"Content-Length": str(2 << 20)})
    assert answer.status_code == 413
    assert answer.json()["detail"]["code"] == "TOO_LARGE"
    assert not read


def test_what_turns_out_to_be_too_large_is_not_read_to_the_end(client: Client) -> None:
    read: list[int] = []

    async def body() -> AsyncIterator[bytes]:
        for _ in range(1000):
            read.append(1)
            yield b" " * (64 << 10)

    answer = client.ask("POST", REGISTER, content=body())
    assert answer.status_code == 413
    assert answer.json()["detail"]["code"] == "TOO_LARGE"
    assert 16 <= len(read) < 20


def test_what_is_packed_is_not_unpacked(client: Client) -> None:
    answer = client.ask("POST", REGISTER, content=b"x", headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 415


@pytest.mark.expects_log("a bug in answering")
def test_a_bug_is_written_down_and_not_told(client: Client) -> None:
    @client.app.get("/bug")
    def bug() -> None:
        raise ZeroDivisionError("hidden")

    stream = io.StringIO()
    with Log(stream, as_json=True):
        answer = client.get("/bug")
    assert answer.status_code == 500
    detail = answer.json()["detail"]
    assert detail["code"] == "BUG"
    assert "hidden" not in answer.text
    assert detail["details"]["request_id"] == answer.headers["x-request-id"]
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(line["event"], line["request_id"]) for line in told] == [
        ("a bug in answering", answer.headers["x-request-id"]),
        ("answered", answer.headers["x-request-id"]),
    ]
    assert "ZeroDivisionError" in told[0]["traceback"]


def test_the_log_has_a_line_for_each_answer_and_no_secret(client: Client) -> None:
    stream = io.StringIO()
    with Log(stream, level="debug"):
        client.register()
        me = client.signed_in()
        me.get("/api/v1/users/me?access_token=hidden")
        me.delete("/api/v1/auth/devices/of-nobody")
        client.login("anna", "wrong and hidden")
    text = stream.getvalue()
    assert text.count("answered") == 5
    assert "route='/api/v1/auth/devices/{device_id}' status=404" in text
    assert "account=1" in text
    for secret in (PASSWORD, me.token or "?", me.refresh_token, "hidden", "of-nobody"):
        assert secret not in text
