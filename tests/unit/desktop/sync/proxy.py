"""A proxy that breaks real connections on purpose: one request a connection, each met by the next fault."""

from __future__ import annotations

import random
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from urllib.parse import urlsplit

PORTAL = b"<!doctype html><title>Welcome to our network</title>Please sign in."


class Fault(Enum):
    """What becomes of a request."""

    NONE = auto()
    CUT_BEFORE = auto()
    """It is read and never passed on."""
    DROP_ANSWER = auto()
    """It is done, and nobody hears of it."""
    TRUNCATE = auto()
    """It is done, and half of the answer comes back."""
    TWICE = auto()
    """It is passed on twice; the second answer comes back."""
    STALL = auto()
    """It is done, and the line goes silent."""
    PORTAL = auto()
    """A web page answers, as in hotels."""
    OVERLOADED = auto()
    """429, with a time to wait."""


@dataclass
class Proxy:
    """Stands before a server."""

    upstream: str
    url: str = ""
    faults: list[Fault] = field(default_factory=list)
    """The next ones; without any, all is well."""
    choose: Callable[[], Fault] = lambda: Fault.NONE
    heard: list[str] = field(default_factory=list)
    """The first lines of all requests."""
    over: threading.Event = field(default_factory=threading.Event)

    def next(self, first_line: str) -> Fault:
        self.heard.append(first_line)
        return self.faults.pop(0) if self.faults else self.choose()

    def at_random(self, seed: int, often: float, of: tuple[Fault, ...]) -> None:
        """From now on break that part of all requests, the same ones for the same seed."""
        dice = random.Random(seed)  # noqa: S311 - faults, not secrets
        self.choose = lambda: dice.choice(of) if dice.random() < often else Fault.NONE

    def ask(self, request: bytes) -> bytes:
        """Pass it on, and give all of the answer."""
        there = urlsplit(self.upstream)
        with socket.create_connection((there.hostname or "", there.port or 80), timeout=60) as line:
            line.sendall(request)
            answer = b""
            while piece := line.recv(1 << 16):
                answer += piece
        # Nobody is to wait for more on this line.
        return answer.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)


def _whole_request(line: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        piece = line.recv(1 << 16)
        if not piece:
            return b""
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    length = next((int(each[15:]) for each in lines if each.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += line.recv(1 << 16)
    kept = [each for each in lines if not each.lower().startswith(b"connection:")]
    return b"\r\n".join([*kept, b"Connection: close", b"", body])


@contextmanager
def before(upstream: str) -> Iterator[Proxy]:
    """A proxy before a server, as long as this lasts."""
    proxy = Proxy(upstream)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                _meet(proxy, self.request)

    class Listening(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = False
        block_on_close = True

    with Listening(("127.0.0.1", 0), Handler) as listening:
        proxy.url = f"http://127.0.0.1:{listening.server_address[1]}"
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield proxy
        finally:
            proxy.over.set()
            listening.shutdown()
            thread.join()


def _meet(proxy: Proxy, line: socket.socket) -> None:
    request = _whole_request(line)
    if not request:
        return
    match proxy.next(request.partition(b"\r\n")[0].decode()):
        case Fault.CUT_BEFORE:
            return
        case Fault.DROP_ANSWER:
            proxy.ask(request)
        case Fault.TRUNCATE:
            answer = proxy.ask(request)
            line.sendall(answer[: len(answer) - max(1, len(answer.partition(b"\r\n\r\n")[2]) // 2)])
        case Fault.TWICE:
            proxy.ask(request)
            line.sendall(proxy.ask(request))
        case Fault.STALL:
            proxy.ask(request)
            proxy.over.wait(30)
        case Fault.PORTAL:
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(PORTAL)}\r\n\r\n"
            line.sendall(head.encode() + PORTAL)
        case Fault.OVERLOADED:
            line.sendall(b"HTTP/1.1 429 Slow Down\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")
        case Fault.NONE:
            line.sendall(proxy.ask(request))
