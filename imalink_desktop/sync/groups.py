"""The spaces on a server: made, named otherwise, deleted, entered and left; who is in them.

What is asked here is asked once, by somebody who waits for the answer: nothing is queued, and why the server
would not is an `Expected` in its own words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import quote
from uuid import uuid4

from imalink_core import BadEgg
from imalink_core.codec import checks
from imalink_core.codec.fields import Fields as Told
from imalink_core.egg import Json
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.sync.answers import document, reason
from imalink_desktop.sync.asking import Asking, senseless
from imalink_desktop.sync.dialects import reading
from imalink_desktop.sync.transport import Reply, Request
from imalink_desktop.sync.values import Member, RemoteSpace

T = TypeVar("T", Member, RemoteSpace)

_code = checks.text(200, least=1)

_PAGE = 500


class Groups:
    """Made by `Server.groups`."""

    def __init__(self, asking: Asking, path: str) -> None:
        self._asking = asking
        self._path = path

    def listed(self) -> tuple[RemoteSpace, ...]:
        """Those that one is in."""
        return self._whole(self._path, reading.space)

    def make(self, name: str) -> RemoteSpace:
        """Make one, and own it."""
        # By its own uid it is made once, though an answer is lost and it is asked for again.
        return self._space(self._ask("POST", "", {"name": name, "uid": str(uuid4())}))

    def rename(self, key: str, name: str) -> RemoteSpace:
        """Call one's own space otherwise."""
        return self._space(self._ask("PATCH", f"/{_part(key)}", {"name": name}))

    def delete(self, key: str) -> None:
        """Delete one's own space; the photos stay with those whose they are."""
        self._ask("DELETE", f"/{_part(key)}")

    def invite(self, key: str) -> str:
        """A code by which one person can come in."""
        told = Told(document(self._ask("POST", f"/{_part(key)}/invitations")))
        try:
            return told.need("code", _code)
        except BadEgg as bad:
            raise senseless(bad) from None

    def join(self, code: str) -> RemoteSpace:
        """Come in by a code that somebody has given one."""
        return self._space(self._ask("POST", "/join", {"code": code.strip()}))

    def leave(self, key: str) -> None:
        """Be in it no longer; one's own photos go along."""
        self._ask("POST", f"/{_part(key)}/leave")

    def members(self, key: str) -> tuple[Member, ...]:
        """Who is in it."""
        return self._whole(f"{self._path}/{_part(key)}/members", reading.member)

    def send_away(self, key: str, member: str) -> None:
        """Have somebody in one's own space no longer."""
        self._ask("DELETE", f"/{_part(key)}/members/{_part(member)}")

    def _ask(self, method: str, below: str, said: Json = None) -> Reply:
        path = f"{self._path}{below}"
        request = Request(method, path) if said is None else Request.of_json(method, path, said)
        reply = self._asking.ask(request, writes=True)
        if 200 <= reply.status < 300:
            return reply
        raise Expected(
            _("The server says: {reason}").format(reason=reason(reply).message),
            _("Look once more which spaces there are.") if reply.status == 404 else "",
        )

    def _whole(self, path: str, read: Callable[[object], T]) -> tuple[T, ...]:
        """All pages of a list, which may shift while they are read; each of it once."""
        found: dict[str, T] = {}
        offset = 0
        while offset < reading.MOST_IN_A_LIST:
            told = self._asking.read(path, offset=str(offset), limit=str(_PAGE))
            try:
                page = told.need("data", _many)
                for one in map(read, page):
                    found.setdefault(one.key, one)
                meta = told.inner("meta") if "meta" in told else Told({})
                total = meta.maybe("total", checks.whole(0, checks.MOST_WHOLE))
            except BadEgg as bad:
                raise senseless(bad) from None
            offset += len(page)
            if not page or (len(page) < _PAGE if total is None else offset >= total):
                break
        return tuple(found.values())

    @staticmethod
    def _space(reply: Reply) -> RemoteSpace:
        try:
            return reading.space(document(reply))
        except BadEgg as bad:
            raise senseless(bad) from None


def _part(key: str) -> str:
    return quote(key, safe="")


def _anything(value: object, _where: str) -> object:
    return value


_many = checks.list_of(_anything, most=reading.MOST_IN_A_LIST)
