"""Passwords: piped in or typed unseen, and never a word of the command, which others could read."""

from __future__ import annotations

import getpass
import sys

from imalink_desktop.app.exits import WrongUse

_LONGEST = 1_024


def password_of(user: str, *, piped: bool) -> str:
    """The password of somebody, from wherever they give it."""
    if piped:
        given = sys.stdin.readline(_LONGEST + 2).rstrip("\r\n") if sys.stdin is not None else ""
    elif _can_be_asked():
        given = getpass.getpass(f"Password of {user}: ")
    else:
        raise WrongUse("Nobody is there to be asked for the password.", "Pipe it in with --password-stdin.")
    if not given or len(given) > _LONGEST:
        raise WrongUse("That is no password.")
    return given


def _can_be_asked() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()
