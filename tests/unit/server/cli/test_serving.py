"""Serving, as a process of its own: from nothing to answers, and to an orderly end."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.drawing import jpeg, scene
from tests.unit.server.asking import PASSWORD

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="signals are another matter elsewhere"),
]

MAIN = "import sys; from imalink_server.cli import main; sys.exit(main())"
ANNA = {"username": "anna", "email": "anna@example.org", "password": PASSWORD}


get = partial(httpx.get, timeout=60)
post = partial(httpx.post, timeout=60)
"""Machines are slow now and then."""


@dataclass
class Serving:
    """A server that runs."""

    process: subprocess.Popen[str]
    greeting: str

    @property
    def url(self) -> str:
        found = re.search(r"http://\S+", self.greeting)
        assert found, self.greeting
        return found[0]

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Ask it to end; give its exit code and what else it wrote."""
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=120)
        return self.process.returncode, said


def command(folder: Path, *words: str, verb: str = "serve") -> list[str]:
    return [sys.executable, "-c", MAIN, verb, "--data-dir", str(folder), *words]


@contextmanager
def serving(folder: Path, *words: str, verb: str = "serve", **environment: str) -> Iterator[Serving]:
    given = {
        **os.environ,
        "IMALINK_PASSWORD_MEMORY_KIB": str(19 * 1024),
        "IMALINK_PASSWORD_ROUNDS": "2",
        **environment,
    }
    process = subprocess.Popen(
        command(folder, "--port", "0", *words, verb=verb),
        env=given,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    try:
        yield Serving(process, process.stderr.readline())
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its workers too, should any be left
        process.communicate()


def test_it_starts_with_nothing_and_ends_when_it_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with serving(folder) as server:
        assert "registration: open" in server.greeting
        assert get(f"{server.url}/health").json()["ok"] is True
        assert post(f"{server.url}/api/v1/auth/register", json=ANNA).status_code == 201
        assert stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        code, said = server.end()
    assert code == 0
    assert "Traceback" not in said
    assert PASSWORD not in said
    # What was in the log is in the file, and nothing is lost.
    assert not (folder / "imalink.db-wal").exists()
    with serving(folder) as server:
        login = post(f"{server.url}/api/v1/auth/login", json={"email": ANNA["email"], "password": PASSWORD})
        assert login.status_code == 200


def test_ctrl_c_is_an_orderly_end_too(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        get(f"{server.url}/ready")
        assert server.end(signal.SIGINT)[0] == 0


def test_what_was_answered_survives_being_killed(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        for number in range(5):
            wanted = {**ANNA, "username": f"anna{number}", "email": f"{number}@example.org"}
            assert post(f"{server.url}/api/v1/auth/register", json=wanted).status_code == 201
        server.end(signal.SIGKILL)
    with serving(tmp_path) as server:
        for number in range(5):
            given = {"username": f"anna{number}", "password": PASSWORD}
            assert post(f"{server.url}/api/v1/auth/login", json=given).status_code == 200


def test_a_question_that_is_being_answered_is_waited_for(tmp_path: Path) -> None:
    dear = {"IMALINK_PASSWORD_ROUNDS": "4", "IMALINK_PASSWORD_MEMORY_KIB": str(128 << 10)}
    with serving(tmp_path, **dear) as server:
        body = f'{{"username":"anna","email":"a@example.org","password":"{PASSWORD}"}}'.encode()
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as asking:
            asking.sendall(
                b"POST /api/v1/auth/register HTTP/1.1\r\nHost: localhost\r\n"
                + f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            get(f"{server.url}/ready")  # by now the other is being answered
            server.process.send_signal(signal.SIGTERM)
            assert asking.recv(12) == b"HTTP/1.1 201"
        assert server.process.wait(120) == 0


_CHUNKED = b"POST /health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
_ENDLESS = (
    b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: ",
    b"GET /health?",
    _CHUNKED + b"5;",
    _CHUNKED + b"0\r\nX-A: ",
)


@pytest.mark.parametrize("verb", ["serve", "engine"])
def test_what_never_becomes_a_question_is_not_listened_to_for_ever(tmp_path: Path, verb: str) -> None:
    with serving(tmp_path, verb=verb) as server:
        url = server.url.rstrip(".")
        host, port = url.removeprefix("http://").split(":")
        for begun in _ENDLESS:
            with socket.create_connection((host, int(port)), timeout=60) as stranger:
                stranger.sendall(begun)
                sent = 0
                with suppress(ConnectionError):
                    while sent < 64 << 20:
                        sent += stranger.send(b"a" * (64 << 10))
                # What lay in the buffers of two systems, and not all of it.
                assert sent < 32 << 20, begun
        assert get(f"{url}/health", headers={"X-A": "a" * (60 << 10)}).status_code == 200
        with socket.create_connection((host, int(port)), timeout=60) as stranger:
            stranger.sendall(_ENDLESS[0] + b"a" * (65 << 10))
            said = stranger.makefile("rb").read()
        assert said.startswith(b"HTTP/1.1 431 ")
        assert b'"TOO_LARGE"' in said


def test_two_workers_share_everything(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as server:
        assert post(f"{server.url}/api/v1/auth/register", json=ANNA).status_code == 201
        given = {"username": "anna", "password": PASSWORD}
        tokens = [
            post(f"{server.url}/api/v1/auth/login", json=given).json()["access_token"] for _ in range(4)
        ]
        for token in tokens:
            me = get(f"{server.url}/api/v1/users/me", headers={"Authorization": f"Bearer {token}"})
            assert me.status_code == 200
        wrong = {**given, "password": "wrong"}
        said = [post(f"{server.url}/api/v1/auth/login", json=wrong).status_code for _ in range(11)]
        assert said == [401] * 10 + [429]
        assert server.end()[0] == 0


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = subprocess.run(command(tmp_path, "--port", port), capture_output=True, text=True)
    assert done.returncode == 3
    assert "Somebody else listens" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_weak_secret_is_not_served_with(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("changeme")
    (tmp_path / "secret").chmod(0o600)
    done = subprocess.run(command(tmp_path, "--port", "0"), capture_output=True, text=True)
    assert done.returncode == 3
    assert "too short" in done.stderr
    assert "changeme" not in done.stderr


def test_where_others_can_reach_it_nobody_registers_without_an_invitation(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0.0.0.0") as server:  # noqa: S104 - that is the point
        assert "registration: invite" in server.greeting
        assert "TLS" in server.greeting
        url = server.url.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        assert post(f"{url}/api/v1/auth/register", json=ANNA).status_code == 403


def test_workers_do_not_outlive_their_parent(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as server:
        assert get(f"{server.url}/ready").status_code == 200
        server.end(signal.SIGKILL)  # reads to the end, which comes when the last of them has let go
        with pytest.raises(httpx.ConnectError):
            get(f"{server.url}/ready")


def test_the_engine_answers_and_keeps_nothing(tmp_path: Path) -> None:
    folder, temporary = tmp_path / "data", tmp_path / "tmp"
    temporary.mkdir()
    picture = jpeg(scene(3000, 2000), quality=100)
    with serving(folder, verb="engine", TMPDIR=str(temporary)) as engine:
        url = engine.url.rstrip(".")
        assert get(f"{url}/health").json()["status"] == "healthy"
        assert get(f"{url}/health", headers={"Host": "evil.example"}).status_code == 421
        egg = post(f"{url}/v1/process", files={"file": ("a.jpg", picture)})
        assert (egg.status_code, egg.json()["width"]) == (200, 3000)
        # Killed with half a picture on the disk, of which nothing is left.
        host, port = url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as sending:
            part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n' + picture
            head = f"POST /v1/process HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(part) + 99}\r\n"
            sending.sendall(head.encode() + b"Content-Type: multipart/form-data; boundary=x\r\n\r\n" + part)
            get(f"{url}/health")
            engine.end(signal.SIGKILL)
    assert list(temporary.iterdir()) == []
    assert not folder.exists()
    with serving(folder, verb="engine") as engine:
        assert engine.end()[0] == 0
