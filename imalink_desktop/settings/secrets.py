"""Tokens, in the system's keyring or nowhere: never in a file, a log or a `repr`.

A keyring fails in many ways: there is none, it is locked, it drops what it is given,
or it is a plain file that calls itself a keyring. All of these are one case here: the
token stays in memory, `is_lasting` is False, and the user signs in again next time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol, TypeVar

from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.log import logger
from imalink_desktop.base.words import _

LONGEST_ON_WINDOWS = 1_280
"""Its Credential Manager keeps 2,560 bytes, two for each character."""

_UNSAFE = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt.")
"""Where backends live that keep nothing, or keep it in plain sight."""

T = TypeVar("T")

log = logger(__name__)


class Keyring(Protocol):
    """What a backend of the library `keyring` can do."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give a secret, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


class Secrets:
    """The token of each user of each server."""

    def __init__(self, keyring: Keyring | None, longest: int | None = None) -> None:
        self._keyring = keyring
        self._longest = longest
        self._in_memory: dict[tuple[str, str], str] = {}
        self.is_lasting = keyring is not None

    def __repr__(self) -> str:
        return f"Secrets(is_lasting={self.is_lasting})"

    def get(self, server: str, user: str) -> str | None:
        """Give the token, or None: then the user has to sign in."""
        if (server, user) in self._in_memory:
            return self._in_memory[server, user]
        return self._ask(lambda keyring: keyring.get_password(_service(server), user))

    def set(self, server: str, user: str, token: str) -> None:
        """Keep the token; `is_lasting` then tells whether it outlives the program."""
        if not server or not user:
            raise Bug("a token belongs to a server and a user")
        if self._keyring is not None and self._longest is not None:
            self._measure(token, self._longest)
        self._in_memory.pop((server, user), None)
        kept = bool(self._ask(lambda keyring: _kept(keyring, server, user, token)))
        if not kept:
            # What half a keyring may still hold is older, or broken.
            self._ask(lambda keyring: _drop(keyring, server, user))
            self._in_memory[server, user] = token
        self.is_lasting = kept

    def delete(self, server: str, user: str) -> None:
        """Forget the token, wherever it is, or say who still has it."""
        self._in_memory.pop((server, user), None)
        self._ask(lambda keyring: _drop(keyring, server, user))
        if self.get(server, user) is not None:
            raise Expected(
                _("The keyring of this computer would not forget the token of {user}.").format(user=user),
                _("Open the keyring and remove the entry “{server}”.").format(server=_service(server)),
            )

    def _measure(self, token: str, longest: int) -> None:
        length = len(token.encode("utf-16-le", "surrogatepass")) // 2
        if length > longest:
            raise Expected(
                _(
                    "The server's token has {length:,} characters; the keyring takes at most {longest:,}."
                ).format(length=length, longest=longest),
                _("Ask whoever runs the server for shorter tokens."),
            )

    def _ask(self, question: Callable[[Keyring], T]) -> T | None:
        if self._keyring is None:
            return None
        try:
            return question(self._keyring)
        except Exception as error:  # noqa: BLE001 - backends raise what their systems do
            # Its words are left out: they may repeat the secret.
            log.info("the keyring refused", error=type(error).__name__)
            self.is_lasting = False
            return None


def open_secrets() -> Secrets:
    """Use the keyring of this system, if it has one that deserves the name."""
    return Secrets(_system_keyring(), LONGEST_ON_WINDOWS if sys.platform == "win32" else None)


def keyring_name() -> str | None:
    """What the keyring that would be used is called; None where there is none."""
    keyring = _system_keyring()
    return None if keyring is None else f"{type(keyring).__module__}.{type(keyring).__qualname__}"


def deserves_the_name(keyring: object) -> bool:
    """Refuse what keeps nothing or keeps it in plain sight, by its home, its name, or its own low esteem."""
    kind = type(keyring)
    if f"{kind.__module__}.".startswith(_UNSAFE) or "plain" in kind.__qualname__.lower():
        return False
    # The library recommends backends from 1 on; below are those for want of better.
    return float(getattr(keyring, "priority", 0)) >= 1


def _system_keyring() -> Keyring | None:
    try:
        # It looks for plug-ins and opens connections: only when somebody signs in.
        import keyring

        chosen = keyring.get_keyring()
        # A chain would pass a secret on to whichever link takes it.
        links = getattr(chosen, "backends", [chosen])
        return next((link for link in links if deserves_the_name(link)), None)
    except Exception as error:  # noqa: BLE001 - plug-ins and their systems raise anything
        log.info("there is no keyring", error=type(error).__name__)
        return None


def _kept(keyring: Keyring, server: str, user: str, token: str) -> bool:
    keyring.set_password(_service(server), user, token)
    return keyring.get_password(_service(server), user) == token


def _drop(keyring: Keyring, server: str, user: str) -> None:
    if keyring.get_password(_service(server), user) is not None:
        keyring.delete_password(_service(server), user)


def _service(server: str) -> str:
    return f"ImaLink {server}"
