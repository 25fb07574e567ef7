"""What a server's answer is: a document, a reason, or trouble that is nobody's in particular."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import NoReturn

from imalink_desktop.base.words import _
from imalink_desktop.sync.transport import Ambiguous, Reply
from imalink_desktop.sync.values import Busy, Full, ServerTrouble, Unintelligible

_LONGEST_WAIT = 3_600.0
_LONGEST_WORD = 300
_BEHIND = (502, 504, 520, 521, 522, 523, 524)
"""Said by something that stands before the server, of the server."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a server refuses, as it says it."""

    code: str
    message: str


def later() -> str:
    """The next step of a round, which comes again by itself."""
    return _("It is tried again later.")


def settled(reply: Reply, *, writes: bool) -> Reply:
    """The reply, unless it is about no request in particular: later, full, not for us, not here."""
    match reply.status:
        case 429 | 503 | 408 | 425:
            raise Busy(_("The server asks for patience."), later(), wait_of(reply))
        case 507:
            raise Full(
                _("The server has no room left: {reason}").format(reason=reason(reply).message),
                _("What waits is kept here."),
                wait_of(reply),
            )
        case status if status in _BEHIND:
            sentence = _("Something stands before the server, and says that it does not answer.")
            if writes:
                raise Ambiguous(sentence, later())
            raise Busy(sentence, later(), wait_of(reply))
        case 403 | 421 | 451:
            raise ServerTrouble(
                _("The server does not allow it: {reason}").format(reason=reason(reply).message),
                _("Ask whoever runs the server."),
            )
    return reply


def document(reply: Reply) -> dict[str, object]:
    """The object that an answer holds; `Unintelligible` for a web page, half a document, or no object."""
    if not 200 <= reply.status < 300:
        raise Unintelligible(
            _("The server answers in a way that makes no sense (status {status}): {reason}").format(
                status=reply.status, reason=reason(reply).message
            ),
            _("Ask whoever runs the server."),
        )
    value = _parsed(reply.body)
    if not isinstance(value, dict):
        _senseless(reply)
    return value


def reason(reply: Reply) -> Reason:
    """Why it refuses, in whichever way it says that; cleaned, since it is shown."""
    value = _parsed(reply.body)
    detail = value.get("detail", value) if isinstance(value, dict) else None
    if isinstance(detail, list) and detail:  # what was wrong with each field
        detail = detail[0]
    if isinstance(detail, str):
        return Reason(f"HTTP_{reply.status}", _shown(detail) or _unsaid(reply))
    if isinstance(detail, dict):
        code = detail.get("code") or detail.get("type")
        message = detail.get("message") or detail.get("msg")
        place = detail.get("loc")
        where = f"{place[-1]}: " if isinstance(place, list) and place else ""
        told = _shown(f"{where}{message}") if isinstance(message, str) else ""
        return Reason(_shown(str(code))[:80] if code else f"HTTP_{reply.status}", told or _unsaid(reply))
    return Reason(f"HTTP_{reply.status}", _unsaid(reply))


def current_of(reply: Reply) -> object:
    """The thing as it is now, that a server tells whoever was overtaken; None where it does not."""
    value: object = _parsed(reply.body)
    for name in ("detail", "details", "current"):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def wait_of(reply: Reply) -> float | None:
    """How long the server asks us to wait, by its own clock where it names a moment."""
    said = reply.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:9]), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
        seconds = (until - parsedate_to_datetime(reply.headers.get("date", ""))).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return None
    return max(0.0, min(seconds, _LONGEST_WAIT))


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None


def _no_number(_word: str) -> NoReturn:
    raise ValueError


def _senseless(reply: Reply) -> NoReturn:
    if reply.body.lstrip()[:1] == b"<" or "html" in reply.headers.get("content-type", ""):
        raise Unintelligible(
            _("A web page answers where the server should."),
            _("Does the network want you to sign in first? Is the address right?"),
        )
    raise Unintelligible(_("The server's answer is broken off, or no document at all."), later())


def _unsaid(reply: Reply) -> str:
    return _("it gives no reason (status {status}).").format(status=reply.status)


def _shown(text: str) -> str:
    """One line of it."""
    line = " ".join(
        "".join(sign if sign.isprintable() else " " for sign in text[: 4 * _LONGEST_WORD]).split()
    )
    return line if len(line) <= _LONGEST_WORD else f"{line[:_LONGEST_WORD]}…"
