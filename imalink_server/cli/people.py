"""`imalink-server user`: the people, as the one who runs the server handles them."""

from __future__ import annotations

import argparse
import getpass
import sys

from pydantic import ValidationError

from imalink_server.base.errors import Expected
from imalink_server.base.settings import Settings
from imalink_server.cli.there import has_begun, must_have_begun
from imalink_server.schemas.accounts import Register
from imalink_server.security.passwords import LONGEST, SHORTEST
from imalink_server.services import accounts, invitations
from imalink_server.services.server import open_server


def add(arguments: argparse.Namespace, settings: Settings) -> None:
    """Make an account."""
    try:
        wanted = Register.model_validate(
            {
                "username": arguments.username,
                "email": arguments.email,
                "password": _new_password(arguments),
                "display_name": arguments.display_name,
            }
        )
    except ValidationError as wrong:
        said = "; ".join(f"{each['loc'][0]}: {each['msg']}" for each in wrong.errors())
        raise Expected(f"This cannot be an account: {said}.") from None
    is_new = not has_begun(settings)
    with open_server(settings) as server:
        profile = accounts.add(server, wanted.newcomer())
    if is_new:
        print(f"A new server was begun in {settings.data_dir}.")
    print(f"{profile.username} can sign in.")


def password(arguments: argparse.Namespace, settings: Settings) -> None:
    """Give somebody another password."""
    must_have_begun(settings)
    new = _new_password(arguments)
    with open_server(settings) as server:
        count = accounts.set_password(server, arguments.username, new)
    print(f"The password is changed; {count} device{'' if count == 1 else 's'} signed out.")


def invite(_: argparse.Namespace, settings: Settings) -> None:
    """Make an invitation, which is told once."""
    must_have_begun(settings)
    with open_server(settings) as server:
        print(invitations.invite(server))


def everybody(_: argparse.Namespace, settings: Settings) -> None:
    """List all."""
    must_have_begun(settings)
    with open_server(settings) as server:
        for each in accounts.everybody(server):
            print(f"{each.id}\t{each.username}\t{each.email}\t{each.counts.photos} photos")


def _new_password(arguments: argparse.Namespace) -> str:
    """Ask for a password, or read it from a pipe; it is never an argument, which others could read."""
    if arguments.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != password:
            raise Expected("These are two passwords.", "Try again.")
    if not SHORTEST <= len(password) <= LONGEST:
        raise Expected(f"A password has {SHORTEST} characters at least, and {LONGEST} at most.")
    return password
