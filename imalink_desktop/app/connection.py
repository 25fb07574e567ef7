"""From an account to its server: the token from the keyring, the line as the user has set it."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imalink_desktop.base.atomic import write_atomically
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths, private_folder
from imalink_desktop.base.words import _
from imalink_desktop.settings.schema import Settings
from imalink_desktop.sync.accounts import Badge, Keys, register
from imalink_desktop.sync.answers import later
from imalink_desktop.sync.dialects.choosing import what_it_cannot
from imalink_desktop.sync.http import Http
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.transport import Transport
from imalink_desktop.sync.values import Me

_LARGEST_AUTHORITY = 1 << 20


@contextmanager
def line(paths: Paths, settings: Settings, address: str) -> Iterator[Http]:
    """The way to a server, as long as this lasts."""
    authority = authority_of(paths, address)
    with Http(
        address,
        authority=authority if authority.exists() else None,
        kilobytes_a_second=settings.sync.kilobytes_a_second,
    ) as way:
        yield way


@contextmanager
def connected(
    paths: Paths, settings: Settings, keys: Keys, address: str, username: str, password: str | None
) -> Iterator[Server]:
    """A server, as one of its users, as long as this lasts."""
    with line(paths, settings, address) as way:
        yield Server(way, Badge(address, username, keys, password))


def let_in(
    way: Transport,
    badge: Badge,
    password: str,
    *,
    email: str | None = None,
    invitation: str | None = None,
) -> tuple[Me, tuple[str, ...]]:
    """Sign in; with `email`, as somebody new. Answers who it is there, and what that server cannot do.

    It is asked first what it can: what is no photo server gets no password.
    """
    server = Server(way, badge)
    try:
        cannot = what_it_cannot(server.abilities)
        if email is not None:
            register(way, badge.username, email, password, invitation=invitation)
        badge.sign_in(way, password)
        # What the server calls them: they may have signed in by an e-mail address.
        return server.me(), cannot
    except Expected as error:
        if error.next_step != later():
            raise
        # Rounds come again by themselves, and nobody signs in but by their own hand.
        raise Expected(error.sentence, _("Try again later.")) from error


def forget(way: Transport, badge: Badge, paths: Paths, address: str) -> None:
    """Sign out there as far as the server hears, and keep nothing of it."""
    badge.sign_out(way)
    authority_of(paths, address).unlink(missing_ok=True)


def authority_of(paths: Paths, address: str) -> Path:
    """Where the certificate of an authority is kept that was named for a server. It is no secret."""
    return paths.config / "authorities" / f"{hashlib.sha256(address.encode()).hexdigest()[:24]}.pem"


def trust(paths: Paths, address: str, certificate: Path) -> None:
    """Let an authority of one's own vouch for a server, and for no other."""
    try:
        with certificate.open("rb") as file:
            content = file.read(_LARGEST_AUTHORITY)
    except OSError as error:
        raise Expected(
            _("The certificate {name} cannot be read.").format(name=certificate.name),
            _("It has to be a file in PEM format."),
        ) from error
    Http(address, authority=certificate).close()  # says so if it is none
    kept = authority_of(paths, address)
    private_folder(kept.parent)
    write_atomically(kept, content)


def this_machine() -> str:
    """What this computer is called on the others."""
    return platform.node() or "a computer"
