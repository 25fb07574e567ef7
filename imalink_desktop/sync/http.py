"""Requests over HTTP: the one module that knows httpx.

Certificates are checked by what this computer trusts, and by an authority of one's own where one was named.
Nothing follows a redirect to another place, no body is unpacked beyond its bounds, and nobody
is waited for without end. What had been sent when the line broke is known from the trace of each request,
so that "nothing was sent" is never said by guessing.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import httpx
import truststore

from imalink_core.version import VERSION
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.sync.address import is_forbidden, origin
from imalink_desktop.sync.transport import Ambiguous, Late, Reply, Request, Unreachable

CONNECTING, STALLING, ALTOGETHER = 15.0, 60.0, 600.0
"""Seconds: to be let in, without a byte, and for one request from its beginning to its end."""

_KEPT = 4.0
"""Seconds that a line at rest is kept: many servers close theirs after five, maybe just while we speak."""

_MOST_REDIRECTS = 5
_AS_IT_IS = (307, 308)
_TO_BE_READ = (301, 302, 303)
_PIECE = 16 << 10
_UNTIL: ContextVar[float] = ContextVar("_UNTIL")
"""When the request that is going on here is to be over; each thread has its own."""


class Http:
    """The way to one server, for one job at a time."""

    def __init__(
        self,
        address: str,
        *,
        authority: Path | None = None,
        kilobytes_a_second: int = 0,
        stalling: float = STALLING,
        altogether: float = ALTOGETHER,
    ) -> None:
        self._address = address
        self._at_home = _is_here(urlsplit(address).hostname or "")
        self._pace = kilobytes_a_second * 1_000
        self._altogether = altogether
        self._client = httpx.Client(
            verify=_certificates(authority),
            http2=find_spec("h2") is not None,
            timeout=httpx.Timeout(stalling, connect=min(CONNECTING, stalling)),
            limits=httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=_KEPT),
            headers={"User-Agent": f"ImaLink/{VERSION}", "Accept-Encoding": "gzip"},
            follow_redirects=False,
            # A proxy that the computer is set to use, but never on the way to itself.
            trust_env=not self._at_home,
        )

    def __repr__(self) -> str:
        return f"Http({self._address!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def send(self, request: Request) -> Reply:
        """Send it once. A server may point elsewhere within its own address, and nowhere else."""
        url = str(httpx.URL(f"{self._address}{request.path}", params=dict(request.query) or None))
        method, body = request.method, request.body
        for _again in range(_MOST_REDIRECTS):
            reply = self._once(method, url, request, body)
            where = reply.headers.get("location")
            if where is None or reply.status not in (*_AS_IT_IS, *_TO_BE_READ):
                return reply
            if reply.status in _TO_BE_READ and method not in ("GET", "HEAD"):
                raise Unreachable(
                    _("The server does not take what is sent to this address, and points elsewhere."),
                    _("Ask whoever runs the server for its address."),
                )
            url = self._allowed(url, where)
        raise Unreachable(_("The server sends us round in circles."))

    def _allowed(self, url: str, where: str) -> str:
        """Where a server points, if it is the same server: whoever goes elsewhere takes the token along."""
        own = urlsplit(self._address).path
        try:
            url = urljoin(url, where)
            there = urlsplit(url)
            same = origin(url) == origin(self._address) and "@" not in there.netloc
        except ValueError:
            there, same = urlsplit(""), False
        if same and there.path.startswith(f"{own}/") and ".." not in there.path.split("/"):
            return url
        raise Unreachable(
            _("The server points to another address ({where}). Nothing was sent there.").format(
                where=f"{there.scheme}://{there.netloc.rpartition('@')[2] or '?'}"[:200]
            ),
            _("If that is where your server has moved, give its new address."),
        )

    def _once(self, method: str, url: str, request: Request, body: bytes | None) -> Reply:
        road = _Road(self._at_home and url.startswith("http:"))
        until = time.monotonic() + self._altogether
        _UNTIL.set(until)
        headers = dict(request.headers)
        if request.content_type is not None:
            headers["Content-Type"] = request.content_type
        if request.repeat is not None:
            headers["Idempotency-Key"] = request.repeat
        content: bytes | Iterator[bytes] | None = body
        if body is not None and self._pace:
            headers["Content-Length"] = str(len(body))
            content = _slowly(body, self._pace)
        try:
            question = self._client.build_request(
                method, url, headers=headers, content=content, extensions={"trace": road.hear}
            )
            answer = self._client.send(question, stream=True)
            try:
                return _read(answer, request.most, until)
            finally:
                answer.close()
        except httpx.TimeoutException as error:
            raise (_late() if road.has_sent else _away(error)) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise (_broken() if road.has_sent else _away(error)) from error
        except UnicodeError as error:  # a header that no line of HTTP can hold
            raise _away(error) from error


class _Road:
    """What happened on the way of one request. Of a head that did not go out whole nobody takes notice."""

    def __init__(self, only_here: bool) -> None:
        self.has_sent = False
        self._only_here = only_here

    def hear(self, event: str, about: Mapping[str, Any]) -> None:
        """Hear where the line leads, before anything is sent, and when sending begins."""
        if event.endswith("send_request_headers.complete"):
            self.has_sent = True
        elif event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            _read_in_time(about["return_value"])
        if event == "connection.connect_tcp.complete":
            peer = about["return_value"].get_extra_info("server_addr")
            host = str(peer[0]) if isinstance(peer, tuple) else ""
            if is_forbidden(host) or (self._only_here and not _is_here(host)):
                about["return_value"].close()
                raise Unreachable(
                    _("The server's name leads to an address where no photo server can be."),
                    _("Ask whoever runs your network."),
                )


def _read_in_time(line: Any) -> None:  # noqa: ANN401 - the library's own, of which it tells no type
    """No read outlasts its request: a head may come byte by byte, and hints that one is to come for ever."""
    read = line.read

    def in_time(most: int, timeout: float | None = None) -> bytes:
        left = _UNTIL.get() - time.monotonic()
        if left <= 0:
            raise httpx.ReadTimeout("the time of the request is over")
        piece: bytes = read(most, left if timeout is None else min(timeout, left))
        return piece

    line.read = in_time


def _certificates(authority: Path | None) -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authority is not None:
        try:
            context.load_verify_locations(cafile=str(authority))
        except (OSError, ssl.SSLError) as error:
            raise Expected(
                _("The certificate {name} cannot be read.").format(name=authority.name),
                _("It has to be a file in PEM format."),
            ) from error
    return context


def _slowly(body: bytes, pace: int) -> Iterator[bytes]:
    """The body in pieces, not faster than so many bytes a second."""
    for start in range(0, len(body), _PIECE):
        piece = body[start : start + _PIECE]
        yield piece
        time.sleep(len(piece) / pace)


def _read(answer: httpx.Response, most: int, until: float) -> Reply:
    """All of the answer, unpacked, and not a byte beyond what it may have."""
    unpack = _unpacking(answer.headers.get("content-encoding", "identity").strip().lower())
    body = bytearray()
    for piece in answer.iter_raw():
        body += unpack(piece, most + 1 - len(body))
        if len(body) > most:
            raise Ambiguous(_("The server's answer has no end."), _("Ask whoever runs the server."))
        if time.monotonic() > until:
            raise _late()
    return Reply(
        answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, bytes(body)
    )


def _unpacking(encoding: str) -> Callable[[bytes, int], bytes]:
    if encoding in ("", "identity"):
        return lambda piece, _most: piece
    if encoding not in ("gzip", "x-gzip"):
        raise _garbled()
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)

    def unpack(piece: bytes, most: int) -> bytes:
        try:
            return unpacker.decompress(piece, most)
        except zlib.error:
            raise _garbled() from None

    return unpack


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _garbled() -> Ambiguous:
    return Ambiguous(_("The server's answer cannot be read."), _("Try again later."))


def _late() -> Late:
    return Late(_("The server does not answer."), _("Try again later."))


def _broken() -> Ambiguous:
    return Ambiguous(_("The line to the server broke."), _("Try again later."))


def _away(error: BaseException) -> Unreachable:
    """Nobody was reached; the reason as far as it helps."""
    reason: BaseException | None = error
    while reason is not None:
        if isinstance(reason, ssl.SSLCertVerificationError):
            return Unreachable(
                _("The server cannot prove who it is: its certificate does not hold."),
                _("Nothing was sent. If it is your own server, name the authority that signed for it."),
            )
        reason = reason.__cause__ or reason.__context__
    return Unreachable(_("The server cannot be reached."), _("Is the network there? Is the address right?"))
