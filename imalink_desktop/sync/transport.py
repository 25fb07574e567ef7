"""The way to a server: a request goes out whole and frozen, and a reply comes back, or one of three troubles.

Unreachable   nothing was sent: the request can simply be made again
Ambiguous     something was sent and no reply came: it may have been done
Late          the same, because nobody answered in time
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from imalink_core.egg import Json
from imalink_desktop.base.errors import Expected

ANSWER = 32 << 20
"""Bytes that an answer may have, unpacked, unless the request says otherwise."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question, ready to go out. Its token and its body stand in no `repr`."""

    method: str
    path: str
    """Below the server's address, such as `/api/v1/photos`, escaped."""
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    content_type: str | None = None
    repeat: str | None = None
    """The `Idempotency-Key`."""
    most: int = ANSWER
    """Bytes of the answer that are read; of a longer one nothing is believed."""

    @classmethod
    def of_json(
        cls,
        method: str,
        path: str,
        document: Json,
        *,
        repeat: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Request:
        """A question with a document in it."""
        # What is no letter goes out escaped, for the server to judge.
        body = json.dumps(document, separators=(",", ":")).encode()
        return cls(
            method,
            path,
            headers=headers or {},
            body=body,
            content_type="application/json",
            repeat=repeat,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whole."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Their names are written small."""
    body: bytes = field(default=b"", repr=False)


class TransportTrouble(Expected):
    """The way to the server, or back, is broken."""


class Unreachable(TransportTrouble):
    """Nobody is there, or nobody that may be trusted. Nothing was sent."""


class Ambiguous(TransportTrouble):
    """The line broke, or the reply did, after something had gone out: it may have been done."""


class Late(Ambiguous):
    """Nobody answered in time: it may have been done, or is being done."""


class Transport(Protocol):
    """Carries requests to one server. A reply of any status is a reply."""

    def send(self, request: Request) -> Reply:
        """Send it once; never twice by itself."""
        ...

    def close(self) -> None:
        """Let go of the connections."""
        ...
