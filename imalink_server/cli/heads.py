"""How much a stranger may say before they ask anything: the head of a request, in many lines or in one.

The parser gathers a line for as long as it goes on, and copies all of it with each piece that comes: some
megabytes would keep everybody waiting. The application is called when a head is whole, and could not
refuse it earlier, so it is counted here.
"""

from __future__ import annotations

from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from imalink_server.api.problems import answer
from imalink_server.base.errors import Code, Refused

LONGEST = 64 * 1024
"""Bytes. The piece in which it becomes longer has been read by then."""


class BoundedHeads(HttpToolsProtocol):
    """One connection. Whatever ends no head and belongs to no body is counted, wherever it stands."""

    _counted = 0

    def data_received(self, data: bytes) -> None:
        """Read on, unless too much has led nowhere."""
        self._counted += len(data)
        super().data_received(data)
        if self._counted > LONGEST and not self.transport.is_closing():
            self._refuse()

    def on_headers_complete(self) -> None:
        """Count anew."""
        self._counted = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """The same; a body has bounds of its own."""
        self._counted = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The same; what comes now is another head."""
        self._counted = 0
        super().on_message_complete()

    def _refuse(self) -> None:
        # Where another answer is on its way, this one would stand in the midst of it.
        cycle = cast("RequestResponseCycle | None", self.cycle)  # there is none before the first question
        if cycle is None or cycle.response_complete:
            message = f"The head of a request may have {LONGEST:,} bytes."
            refused = answer(Refused(Code.TOO_LARGE, message, {"most": LONGEST}), 431)
            headers = b"".join(b"%b: %b\r\n" % header for header in refused.raw_headers)
            begin = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\n"
            self.transport.write(begin + headers + b"\r\n" + bytes(refused.body))
        self.transport.close()
