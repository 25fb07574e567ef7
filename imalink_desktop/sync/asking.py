"""Asking a server as somebody: the token goes along, and one that no longer holds is renewed once."""

from __future__ import annotations

from dataclasses import replace

from imalink_core import BadEgg
from imalink_core.codec import checks
from imalink_core.codec.fields import Fields as Told
from imalink_core.egg import Json
from imalink_desktop.base.words import _
from imalink_desktop.sync.accounts import Badge
from imalink_desktop.sync.answers import document, reason, settled
from imalink_desktop.sync.transport import Reply, Request, Transport
from imalink_desktop.sync.values import Refused, SignInNeeded, Unintelligible

_LATER = ("KEY_USED_OTHERWISE",)
"""Codes of refusals that are about the request, not about what is in it."""


class Asking:
    """One server and one user of it."""

    def __init__(self, transport: Transport, badge: Badge) -> None:
        self.transport = transport
        self.badge = badge

    def ask(self, request: Request, *, writes: bool) -> Reply:
        """Ask as whoever one is. What comes back concerns the request; all else is an error."""
        token = self.badge.token
        if token is None:
            token = self.badge.renew(self.transport, None)
        reply = self._with(request, token)
        if reply.status == 401:  # nothing was done
            reply = self._with(request, self.badge.renew(self.transport, token))
            if reply.status == 401:
                raise SignInNeeded(
                    _("The server does not know {user} any more.").format(user=self.badge.username),
                    _("Sign in again: nothing is lost, what waits is sent then."),
                )
        return settled(reply, writes=writes)

    def read(self, path: str, **query: str) -> Told:
        """A document of the server's."""
        return Told(document(self.ask(Request("GET", path, query=query), writes=False)))

    def _with(self, request: Request, token: str) -> Reply:
        headers = {**request.headers, "Authorization": f"Bearer {token}"}
        return self.transport.send(replace(request, headers=headers))


def refused(reply: Reply) -> Refused:
    """What was sent will not be had. Only what the server is at fault for may go better another time."""
    why = reason(reply)
    return Refused(why.code, why.message, for_ever=reply.status < 500 and why.code not in _LATER)


def refused_one(told: Told, status: int) -> Refused:
    """The same of one of many that went together."""
    detail = told.inner("detail") if "detail" in told else Told({})
    code = detail.maybe("code", checks.text(200)) or f"HTTP_{status}"
    message = detail.maybe("message", checks.text(8_000)) or code
    return Refused(code, message, for_ever=status < 500)


class Authors:
    """Those who took photos: the server knows them by numbers, this program by their names."""

    def __init__(self, asking: Asking, path: str) -> None:
        self._asking = asking
        self._path = path
        self._known: dict[str, int] | None = None

    def number(self, name: str, uid: str | None) -> int | Refused:
        """The number of an author, who is made where there is none of that name and the server will."""
        if self._known is None:
            self._known = self._all()
        if name not in self._known:
            said: dict[str, Json] = {"name": name}
            if uid is not None:
                said["uid"] = uid
            reply = self._asking.ask(Request.of_json("POST", self._path, said), writes=True)
            if reply.status not in (200, 201):
                return refused(reply)
            self._known[name] = _number(Told(document(reply)))
        return self._known[name]

    def _all(self) -> dict[str, int]:
        """All that there are; of two with one name the first."""
        found: dict[str, int] = {}
        offset = 0
        while offset < _MOST_AUTHORS:
            told = self._asking.read(self._path, offset=str(offset), limit=str(_PAGE))
            try:
                page = told.need("data", checks.list_of(Told, most=_MOST_AUTHORS))
                for each in page:
                    found.setdefault(each.need("name", checks.text(8_000)), _number(each))
            except BadEgg as bad:
                raise senseless(bad) from None
            offset += len(page)
            if len(page) < _PAGE:
                break
        return found


def senseless(bad: BadEgg) -> Unintelligible:
    """A document that is none of those we know."""
    return Unintelligible(
        _("The server's answer makes no sense: {why}").format(why=str(bad)), _("Ask whoever runs the server.")
    )


_PAGE, _MOST_AUTHORS = 100, 10_000


def _number(told: Told) -> int:
    try:
        return told.need("id", checks.whole(0, checks.MOST_WHOLE))
    except BadEgg as bad:
        raise senseless(bad) from None
