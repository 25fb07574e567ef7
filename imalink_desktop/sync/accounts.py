"""Signing in and out: who one is on a server, proved by tokens that are in the keyring or in memory.

What is kept is one text: the access token and, on a line of its own, the refresh token where there is one.
A token that no longer holds is renewed once and silently, by the refresh token or by a password
that is at hand; else somebody has to be asked.
"""

from __future__ import annotations

import re
from typing import Protocol

from imalink_core.codec import checks
from imalink_core.codec.fields import Fields as Told
from imalink_core.egg import Json
from imalink_core.errors import BadEgg
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.sync.answers import document, reason, settled
from imalink_desktop.sync.dialects.choosing import API
from imalink_desktop.sync.transport import Request, Transport, TransportTrouble
from imalink_desktop.sync.values import ServerTrouble, SignInNeeded, Unintelligible

_token = checks.text(8_000, r"[\x21-\x7e]+", least=1)
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,254}")
_WRONG_PASSWORD = 401


class Keys(Protocol):
    """Where tokens are kept: the keyring of the system, or memory. `settings.secrets` is one."""

    is_lasting: bool
    """Whether what was kept last outlives the program."""

    def get(self, server: str, user: str) -> str | None:
        """Give what is kept."""
        ...

    def set(self, server: str, user: str, token: str) -> None:
        """Keep it."""
        ...

    def delete(self, server: str, user: str) -> None:
        """Forget it."""
        ...


class Badge:
    """Who one is on one server. Neither its tokens nor its password stand in its `repr`."""

    def __init__(self, address: str, username: str, keys: Keys, password: str | None = None) -> None:
        self.address = address
        self.username = username
        self._keys = keys
        self._password = password

    def __repr__(self) -> str:
        return f"Badge({self.address!r}, {self.username!r})"

    @property
    def token(self) -> str | None:
        """The access token, if there is one; whether it still holds only the server knows."""
        return self._kept()[0]

    def sign_in(self, transport: Transport, password: str) -> None:
        """Show the password, and keep the tokens that the server gives for it."""
        said: Json = {"username": self.username, "password": password}
        reply = transport.send(Request.of_json("POST", f"{API}/auth/login", said))
        if reply.status in (400, 401, 403, 404, 422):
            raise SignInNeeded(
                _("The server does not let {user} in: {reason}.").format(
                    user=self.username, reason=reason(reply).message.rstrip(". ")
                ),
                "" if reply.status == _WRONG_PASSWORD else _("Check the name and the password."),
            )
        self._keep(Told(document(settled(reply, writes=False))))
        self._password = password if self._password is not None else None

    def renew(self, transport: Transport, stale: str | None) -> str:
        """A token that holds, in place of one that does not; `SignInNeeded` where only a person can help."""
        access, refresh = self._kept()
        if access is not None and access != stale:
            return access  # somebody was faster
        if refresh is not None and self._refreshed(transport, refresh):
            return self._now()
        if self._password is not None:
            password, self._password = self._password, None  # one that is wrong is not tried again
            self.sign_in(transport, password)
            self._password = password
            return self._now()
        raise SignInNeeded(
            _("{user} is no longer signed in on {server}.").format(user=self.username, server=self.address),
            _("Sign in again: nothing is lost, what waits is sent then."),
        )

    def sign_out(self, transport: Transport) -> None:
        """Tell the server, if it hears, and forget the tokens in any case."""
        token = self.token
        self._password = None
        self._keys.delete(self.address, self.username)
        if token is None:
            return
        try:
            transport.send(
                Request("POST", f"{API}/auth/logout", headers={"Authorization": f"Bearer {token}"})
            )
        except TransportTrouble:
            return  # the token ends by itself

    def _refreshed(self, transport: Transport, refresh: str) -> bool:
        reply = transport.send(Request.of_json("POST", f"{API}/auth/refresh", {"refresh_token": refresh}))
        if reply.status in (400, 401, 403, 404, 405, 422):
            return False
        self._keep(Told(document(settled(reply, writes=False))))
        return True

    def _keep(self, said: Told) -> None:
        try:
            access = said.need("access_token", _token)
            refresh = said.maybe("refresh_token", _token)
        except BadEgg:
            raise Unintelligible(
                _("The server lets {user} in, but gives no token that makes sense.").format(
                    user=self.username
                )
            ) from None
        self._keys.set(self.address, self.username, "\n".join([access, refresh] if refresh else [access]))

    def _kept(self) -> tuple[str | None, str | None]:
        access, _newline, refresh = (self._keys.get(self.address, self.username) or "").partition("\n")
        return access or None, refresh or None

    def _now(self) -> str:
        token = self.token
        if token is None:
            raise SignInNeeded(_("The token could not be kept."))
        return token


def register(
    transport: Transport,
    username: str,
    email: str,
    password: str,
    *,
    display_name: str | None = None,
    invitation: str | None = None,
) -> None:
    """Make an account on a server; then one can sign in."""
    said: dict[str, Json] = {"username": username, "email": email, "password": password}
    if display_name:
        said["display_name"] = display_name
    if invitation:
        said["invitation_code"] = invitation
    reply = settled(transport.send(Request.of_json("POST", f"{API}/auth/register", said)), writes=True)
    if reply.status not in (200, 201):
        raise ServerTrouble(
            _("The server makes no account: {reason}").format(reason=reason(reply).message),
        )


def checked_name(username: str) -> str:
    """A name as it is sent, or what is wrong with it."""
    name = username.strip()
    if not _NAME.fullmatch(name):
        raise Expected(_("That is no name of a user."))
    return name
