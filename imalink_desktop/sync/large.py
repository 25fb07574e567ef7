"""Large previews on their way: several in one request where the server takes them so, one by one elsewhere.

They are most of what ever goes over the line. How many go at once is a matter of time: who pauses, quits or
loses the line waits for, or loses, one request, so one is as much as went in two seconds the last time.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from urllib.parse import quote

from imalink_core import BadEgg
from imalink_core.codec import checks
from imalink_core.codec.fields import Fields as Told
from imalink_desktop.sync.answers import document, reason
from imalink_desktop.sync.asking import Asking, refused, refused_one, senseless
from imalink_desktop.sync.dialects import writing
from imalink_desktop.sync.dialects.choosing import Dialect
from imalink_desktop.sync.transport import Reply, Request
from imalink_desktop.sync.values import Accepted, Outcome, Overtaken, ServerTrouble

MOST_BYTES = 8 << 20
_SECONDS = 2.0
_LEAST_TIME = 0.001


class Large:
    """The way of large previews to one server."""

    def __init__(self, asking: Asking, dialect: Dialect, clock: Callable[[], float] = time.monotonic) -> None:
        self._asking = asking
        self._dialect = dialect
        self._clock = clock
        self.portion = 0
        """Bytes that may go in one request. The first one goes alone, and is measured."""

    def put(self, previews: Sequence[tuple[str, bytes]], repeat: str) -> tuple[Outcome, ...]:
        """Give photos, by their keys, their large previews; what became of each, in their order."""
        if len(previews) > 1 and self._dialect.cold_batch is None:
            return tuple(self._alone(*one, f"{repeat}.{number}") for number, one in enumerate(previews))
        began = self._clock()
        outcomes = (
            (self._alone(*previews[0], repeat),) if len(previews) == 1 else self._many(previews, repeat)
        )
        if self._dialect.cold_batch is not None:
            taken = max(self._clock() - began, _LEAST_TIME)
            self.portion = min(MOST_BYTES, int(sum(len(jpeg) for _, jpeg in previews) / taken * _SECONDS))
        return outcomes

    def _alone(self, key: str, jpeg: bytes, repeat: str) -> Outcome:
        path = writing.path_of(self._dialect, key, "/coldpreview")
        reply = self._asking.ask(_form(path, [("file", jpeg)], repeat), writes=True)
        if not 200 <= reply.status < 300:
            return Overtaken(None) if reply.status == 404 else refused(reply)
        return Accepted(key, self._version_told(reply))

    def _many(self, previews: Sequence[tuple[str, bytes]], repeat: str) -> tuple[Outcome, ...]:
        request = _form(self._dialect.cold_batch or "", previews, repeat)
        reply = self._asking.ask(request, writes=True)
        if not 200 <= reply.status < 300:  # such as too much for something that stands before the server
            raise ServerTrouble(reason(reply).message)
        try:
            results = Told(document(reply)).need("results", checks.list_of(Told, most=len(previews)))
            outcomes = [
                self._of_one(key, result) for (key, _), result in zip(previews, results, strict=False)
            ]
        except BadEgg as bad:
            raise senseless(bad) from None
        if len(outcomes) != len(previews):
            raise senseless(BadEgg("results", "has not one for each preview"))
        return tuple(outcomes)

    def _of_one(self, key: str, result: Told) -> Outcome:
        status = result.need("status", checks.whole(100, 599))
        if status < 300:
            version = result.maybe("version", checks.whole(0, checks.MOST_WHOLE))
            return Accepted(key, str(version) if version and self._dialect.counts_versions else None)
        return Overtaken(None) if status == 404 else refused_one(result, status)

    def _version_told(self, reply: Reply) -> str | None:
        tag = reply.headers.get("etag", "").strip('"')
        return tag if self._dialect.counts_versions and tag.isdecimal() else None


def _form(path: str, files: Sequence[tuple[str, bytes]], repeat: str) -> Request:
    """A form of pictures; made of the same it is the same, byte by byte."""
    mark = hashlib.sha256(repeat.encode()).hexdigest()
    parts: list[bytes] = []
    for name, jpeg in files:
        called = quote(name, safe="")
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="{called}"; filename="coldpreview.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        )
        parts += (head.encode(), jpeg, b"\r\n")
    return Request(
        "PUT",
        path,
        body=b"".join((*parts, f"--{mark}--\r\n".encode())),
        content_type=f"multipart/form-data; boundary={mark}",
        repeat=repeat,
    )
