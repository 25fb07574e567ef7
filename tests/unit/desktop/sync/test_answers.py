"""What a server's answer is taken for."""

from __future__ import annotations

import json

import pytest

from imalink_desktop.sync.answers import document, reason, settled, wait_of
from imalink_desktop.sync.transport import Ambiguous, Reply
from imalink_desktop.sync.values import Busy, Full, ServerTrouble, Unintelligible


def of(status: int, body: object = None, **headers: str) -> Reply:
    return Reply(status, {k.replace("_", "-"): v for k, v in headers.items()}, json.dumps(body).encode())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b'{"a": 1',
        b'{"a": NaN}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"<html><body>Welcome to our hotel",
    ],
)
def test_what_is_no_object_is_said_so_and_nothing_falls(body: bytes) -> None:
    with pytest.raises(Unintelligible):
        document(Reply(200, {}, body))


def test_a_web_page_is_called_one() -> None:
    with pytest.raises(Unintelligible, match="web page"):
        document(Reply(200, {"content-type": "text/html"}, b"  <!doctype html>"))


@pytest.mark.parametrize("status", [429, 503, 408])
def test_a_server_that_is_busy_is_waited_for_as_long_as_it_says(status: int) -> None:
    with pytest.raises(Busy) as busy:
        settled(of(status, {}, retry_after="17"), writes=True)
    assert busy.value.seconds == 17


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0.0),
        ("99999999999", 3600.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("²", None),
        ("Sat, 21 Nov 2026 10:00:30 GMT", 30.0),
        ("Sat, 21 Nov 2026 09:00:00 GMT", 0.0),
        ("Sat, 99 Nov 2026 09:00:00 GMT", None),
    ],
)
def test_how_long_is_counted_by_the_servers_own_clock(said: str, seconds: float | None) -> None:
    reply = of(429, {}, retry_after=said, date="Sat, 21 Nov 2026 10:00:00 GMT")
    assert wait_of(reply) == seconds


def test_no_room_is_no_fault_of_a_photo() -> None:
    with pytest.raises(Full, match="quota"):
        settled(
            of(507, {"detail": {"code": "QUOTA_EXCEEDED", "message": "Your quota is used up."}}), writes=True
        )


@pytest.mark.parametrize("status", [502, 504, 522])
def test_what_stands_before_the_server_cannot_say_whether_it_was_done(status: int) -> None:
    with pytest.raises(Ambiguous):
        settled(of(status), writes=True)
    with pytest.raises(Busy):
        settled(of(status), writes=False)


@pytest.mark.parametrize("status", [403, 421])
def test_what_is_not_allowed_is_no_fault_of_a_photo(status: int) -> None:
    with pytest.raises(ServerTrouble, match="no entry"):
        settled(of(status, {"detail": "no entry"}), writes=True)


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"detail": {"code": "TOO_LARGE", "message": "Too large."}}, "TOO_LARGE", "Too large."),
        ({"detail": "Photo not found"}, "HTTP_422", "Photo not found"),
        (
            {"detail": [{"type": "extra_forbidden", "loc": ["body", "title"], "msg": "Extra"}]},
            "extra_forbidden",
            "title: Extra",
        ),
        ({"code": "X", "message": "why"}, "X", "why"),
        ({"detail": {"message": "two\nlines\x1b[31m"}}, "HTTP_422", "two lines [31m"),
        ({"detail": "x" * 1000}, "HTTP_422", "x" * 300 + "…"),
    ],
)
def test_a_reason_is_read_however_it_is_said(body: object, code: str, message: str) -> None:
    told = reason(of(422, body))
    assert (told.code, told.message) == (code, message)


@pytest.mark.parametrize(
    "body", [None, [], 5, {}, {"detail": None}, {"detail": []}, {"detail": [5]}, {"detail": {}}]
)
def test_where_none_is_given_that_is_said(body: object) -> None:
    assert reason(of(500, body)).message == "it gives no reason (status 500)."
