"""Servers that say what a test wants, byte by byte."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeAlias

Say: TypeAlias = Callable[[bytes], Iterator[bytes]]
"""What is answered, piece by piece, to a request."""


@dataclass
class Raw:
    """A server that listens."""

    url: str
    heard: list[bytes] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


def whole(status: str = "200 OK", body: bytes = b"{}", *headers: str) -> bytes:
    """An answer as it should be."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def saying(*answers: bytes | Say, certificate: ssl.SSLContext | None = None) -> Iterator[Raw]:
    """A server that gives these answers, one a connection; the last one again and again."""
    left = list(answers)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                if certificate is None:
                    self._answer(self.request)
                    return
                with certificate.wrap_socket(self.request, server_side=True) as line:
                    self._answer(line)

        def _answer(self, line: socket.socket) -> None:
            got = b""
            while b"\r\n\r\n" not in got:
                piece = line.recv(1 << 16)
                if not piece:
                    return
                got += piece
            raw.heard.append(got)
            answer = left.pop(0) if len(left) > 1 else left[0]
            for piece in [answer] if isinstance(answer, bytes) else answer(got):
                if raw.over.is_set():
                    return
                line.sendall(piece)

    class Listening(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = False
        block_on_close = True

    with Listening(("127.0.0.1", 0), Handler) as listening:
        scheme = "http" if certificate is None else "https"
        raw = Raw(f"{scheme}://127.0.0.1:{listening.server_address[1]}")
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield raw
        finally:
            raw.over.set()
            listening.shutdown()
            thread.join()
