"""The way to a server: what is sent, what is believed, and what was surely not sent."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived, StreamEnded

from imalink_desktop.base.errors import Expected
from imalink_desktop.sync.http import Http
from imalink_desktop.sync.transport import Ambiguous, Late, Request, Unreachable
from tests.unit.desktop.sync.raw import saying, whole

ASK = Request("GET", "/x")
SECRET = {"Authorization": "Bearer " + "very-secret"}


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def test_what_is_asked_arrives_as_it_was_said() -> None:
    with saying(whole("201 Created", b'{"a":1}', "X-Said: yes")) as there, Http(there.url + "/below") as way:
        request = Request.of_json("POST", "/api/é".replace("é", "%C3%A9"), {"t": "Åse"}, repeat="k-1")
        reply = way.send(request)
        assert (reply.status, reply.body, reply.headers["x-said"]) == (201, b'{"a":1}', "yes")
        head = there.heard[0].decode().lower()
    assert head.startswith("post /below/api/%c3%a9 http/1.1")
    assert "idempotency-key: k-1" in head
    assert "content-type: application/json" in head
    assert "user-agent: imalink/" in head


def test_a_question_goes_along_escaped() -> None:
    with saying(whole()) as there, Http(there.url) as way:
        way.send(Request("GET", "/x", query={"since": "a b&c", "limit": "2"}))
        assert there.heard[0].startswith(b"GET /x?since=a+b%26c&limit=2 ")


def test_where_nobody_listens_nothing_was_sent() -> None:
    with Http(f"http://127.0.0.1:{closed_port()}") as way, pytest.raises(Unreachable):
        way.send(ASK)


def test_a_line_that_breaks_leaves_it_open_whether_it_was_done() -> None:
    with saying(b"") as there, Http(there.url) as way, pytest.raises(Ambiguous):
        way.send(Request.of_json("POST", "/x", {}))


def test_half_an_answer_is_no_answer() -> None:
    half = whole(body=b"x" * 100)[:-50]
    with saying(half) as there, Http(there.url) as way, pytest.raises(Ambiguous):
        way.send(ASK)


def test_what_is_no_http_is_no_answer() -> None:
    with saying(b"SSH-2.0-OpenSSH_9.2\r\n") as there, Http(there.url) as way, pytest.raises(Ambiguous):
        way.send(ASK)


def test_silence_ends() -> None:
    def silent(_request: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        there.over.wait(20)

    with saying(silent) as there:
        with Http(there.url, stalling=0.2) as way, pytest.raises(Late):
            way.send(ASK)
        there.over.set()


def test_an_answer_that_trickles_for_ever_ends() -> None:
    def trickle(_request: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
        while not there.over.wait(0.01):
            yield b" "

    with saying(trickle) as there, Http(there.url, altogether=0.3) as way, pytest.raises(Late):
        way.send(ASK)


@pytest.mark.parametrize(
    "beginning", [b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 9]
)
def test_a_head_that_never_comes_to_its_end_is_not_waited_for(beginning: bytes) -> None:
    def trickle(_: bytes) -> Iterator[bytes]:
        yield beginning
        while True:
            there.over.wait(0.05)
            yield beginning[-1:] if b"200" in beginning else beginning

    with saying(trickle) as there, Http(there.url, stalling=30, altogether=0.4) as way:
        with pytest.raises(Late):
            way.send(Request("GET", "/"))
        there.over.set()


def test_an_answer_without_end_is_cut() -> None:
    def endless(_request: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        while True:
            yield b"10000\r\n" + b"x" * 0x10000 + b"\r\n"

    with saying(endless) as there, Http(there.url) as way, pytest.raises(Ambiguous, match="no end"):
        way.send(Request("GET", "/x", most=1 << 20))


def test_a_small_answer_that_unpacks_without_end_is_cut() -> None:
    bomb = gzip.compress(b"\0" * (64 << 20), mtime=0)
    assert len(bomb) < 1 << 17
    with (
        saying(whole("200 OK", bomb, "Content-Encoding: gzip")) as there,
        Http(there.url) as way,
        pytest.raises(Ambiguous, match="no end"),
    ):
        way.send(Request("GET", "/x", most=1 << 20))


def test_a_packed_answer_is_unpacked_to_its_last_byte() -> None:
    body = bytes(range(256)) * 100
    packed = whole("200 OK", gzip.compress(body, mtime=0), "Content-Encoding: gzip")
    with saying(packed) as there, Http(there.url) as way:
        assert way.send(Request("GET", "/x", most=len(body))).body == body


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", b"not packed"), ("br", b"x"), ("gzip, gzip", gzip.compress(zlib.compress(b"x"), mtime=0))],
)
def test_what_cannot_be_unpacked_is_no_answer(encoding: str, body: bytes) -> None:
    packed = whole("200 OK", body, f"Content-Encoding: {encoding}")
    with saying(packed) as there, Http(there.url) as way, pytest.raises(Ambiguous):
        way.send(ASK)


def test_no_redirect_takes_the_token_to_another_server() -> None:
    with saying(whole()) as elsewhere:
        for where in (f"{elsewhere.url}/x", f"//{elsewhere.url.partition('//')[2]}/x"):
            with (
                saying(whole("307 Temporary Redirect", b"", f"Location: {where}")) as there,
                Http(there.url) as way,
                pytest.raises(Unreachable, match="another address") as told,
            ):
                way.send(Request("GET", "/x", headers=SECRET))
            assert f"({elsewhere.url})" in str(told.value)
        assert elsewhere.heard == []


@pytest.mark.parametrize(
    "where", ["/outside/x", "/below/../x", "https://127.0.0.1/below/x", "http://[", "/belowx"]
)
def test_no_redirect_leaves_the_address(where: str) -> None:
    with (
        saying(whole("308 Permanent Redirect", b"", f"Location: {where}")) as there,
        Http(f"{there.url}/below") as way,
        pytest.raises(Unreachable),
    ):
        way.send(Request("GET", "/x", headers=SECRET))


def test_a_redirect_within_the_server_is_followed_with_all_that_was_said() -> None:
    moved = whole("307 Temporary Redirect", b"", "Location: /x/")
    with saying(moved, whole(body=b"there")) as there, Http(there.url) as way:
        reply = way.send(Request("POST", "/x", headers=SECRET, body=b"what was said", repeat="k"))
        assert reply.body == b"there"
        assert there.heard[1].startswith(b"POST /x/ ")
        assert b"very-secret" in there.heard[1]


def test_what_is_sent_is_not_turned_into_a_question_by_a_redirect() -> None:
    with (
        saying(whole("302 Found", b"", "Location: /login")) as there,
        Http(there.url) as way,
        pytest.raises(Unreachable),
    ):
        way.send(Request("POST", "/x", body=b"said"))


def test_going_round_in_circles_ends() -> None:
    with (
        saying(whole("307 Temporary Redirect", b"", "Location: /x")) as there,
        Http(there.url) as way,
        pytest.raises(Unreachable, match="circles"),
    ):
        way.send(ASK)


def test_neither_token_nor_body_stand_in_a_repr() -> None:
    request = Request("POST", "/x", headers=SECRET, body=b"very-secret")
    assert "very-secret" not in repr(request)
    with Http("http://127.0.0.1:1") as way:
        assert "secret" not in repr(way)


def test_a_name_that_leads_where_no_server_can_be_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imalink_desktop.sync.http.is_forbidden", lambda host: host == "127.0.0.1")
    with saying(whole()) as there, Http(there.url) as way:
        with pytest.raises(Unreachable, match="where no photo server can be"):
            way.send(Request("GET", "/x", headers=SECRET))
        assert there.heard == []


def test_a_header_that_no_line_can_hold_is_not_sent() -> None:
    with saying(whole()) as there, Http(there.url) as way:
        for bad in ("two\r\nlines", "Ωmega"):
            with pytest.raises(Unreachable):
                way.send(Request("GET", "/x", headers={"X": bad}))
        assert there.heard == []


def test_sending_slowly_sends_all() -> None:
    body = b"x" * 50_000
    with saying(whole()) as there, Http(there.url, kilobytes_a_second=5_000) as way:
        assert way.send(Request("PUT", "/x", body=body)).status == 200
        assert b"content-length: 50000" in there.heard[0].lower()


def test_no_proxy_stands_between_a_computer_and_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port()}")
    with saying(whole()) as there, Http(there.url) as way:
        assert way.send(ASK).status == 200


def as_server(file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_a_server_of_an_unknown_authority_hears_nothing(authority: tuple[Path, Path]) -> None:
    with (
        saying(whole(), certificate=as_server(authority[1])) as there,
        Http(there.url) as way,
        pytest.raises(Unreachable, match="cannot prove who it is"),
    ):
        way.send(Request("GET", "/x", headers=SECRET))
    assert there.heard == []


def test_an_authority_of_ones_own_is_trusted_where_it_is_named(authority: tuple[Path, Path]) -> None:
    with (
        saying(whole(body=b"safe"), certificate=as_server(authority[1])) as there,
        Http(there.url, authority=authority[0]) as way,
    ):
        assert way.send(ASK).body == b"safe"


def test_a_certificate_for_another_name_does_not_hold(authority: tuple[Path, Path]) -> None:
    with saying(whole(), certificate=as_server(authority[1])) as there:
        port = there.url.rpartition(":")[2]
        with (
            Http(f"https://localhost:{port}", authority=authority[0]) as way,
            pytest.raises(Unreachable, match="cannot prove who it is"),
        ):
            way.send(ASK)
        assert there.heard == []


def test_an_authority_that_is_none_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "mine.pem").write_text("no certificate")
    for name in ("mine.pem", "not there.pem"):
        with pytest.raises(Expected, match="cannot be read"):
            Http("https://127.0.0.1", authority=tmp_path / name)


def test_a_server_that_speaks_http_2_is_spoken_to_so(authority: tuple[Path, Path]) -> None:
    context = as_server(authority[1])
    context.set_alpn_protocols(["h2"])
    with listening_for_http_2(context) as (url, heard), Http(url, authority=authority[0]) as way:
        for number in range(2):
            reply = way.send(Request("POST", f"/x{number}", headers=SECRET, body=b"said", repeat="k"))
            assert (reply.status, reply.body) == (200, b"by two")
    assert [(said[":path"], said["idempotency-key"]) for said in heard] == [("/x0", "k"), ("/x1", "k")]


@contextmanager
def listening_for_http_2(context: ssl.SSLContext) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that answers each request of one connection."""
    heard: list[dict[str, str]] = []

    def serve() -> None:
        with suppress(OSError), context.wrap_socket(listening.accept()[0], server_side=True) as line:
            speech = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
            speech.initiate_connection()
            line.sendall(speech.data_to_send())
            while got := line.recv(1 << 16):
                for event in speech.receive_data(got):
                    if isinstance(event, RequestReceived):
                        heard.append({str(name): str(value) for name, value in event.headers})
                    if isinstance(event, StreamEnded):
                        speech.send_headers(event.stream_id, [(":status", "200")])
                        speech.send_data(event.stream_id, b"by two", end_stream=True)
                line.sendall(speech.data_to_send())

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"https://127.0.0.1:{listening.getsockname()[1]}", heard
        finally:
            thread.join()
