"""The server's secret: made once, kept for nobody else to read, and never a weak one."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from imalink_server.base.errors import Expected
from imalink_server.base.private import is_open_to_others, write_once

_SHORTEST = 32
_FEWEST_LETTERS = 10
_KNOWN = (
    "changeme",
    "change-me",
    "change_me",
    "default",
    "example",
    "insecure",
    "password",
    "your-",
    "your_",
)
"""What stands in secrets that were copied from somewhere."""

_MAKE_ONE = 'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'


def kept_secret(path: Path) -> bytes:
    """The secret in a file, which is made where there is none."""
    try:
        if not path.exists():
            return write_once(path, secrets.token_urlsafe(48).encode("ascii"))
        if is_open_to_others(path):
            raise Expected(
                f"Others on this machine can read the secret {path}.",
                "Delete it, and everybody signs in again; or if you trust them all: chmod 600.",
            )
        text = path.read_text("utf-8", "replace").strip()
    except OSError as error:
        raise Expected(f"The secret {path} cannot be read ({error.strerror}).") from error
    return strong(text, f"The secret in {path}")


def strong(secret: str, what: str = "IMALINK_SECRET") -> bytes:
    """Let a secret through that nobody can guess."""
    text = secret.strip()
    if len(text) < _SHORTEST:
        raise Expected(f"{what} is too short: {_SHORTEST} characters at least.", _MAKE_ONE)
    if len(set(text)) < _FEWEST_LETTERS or any(word in text.lower() for word in _KNOWN):
        raise Expected(f"{what} is easy to guess.", _MAKE_ONE)
    return text.encode("utf-8")


def key_for(purpose: str, secret: bytes) -> bytes:
    """A key of its own for each purpose, so that what is signed for one means nothing to another."""
    return hmac.digest(secret, f"imalink {purpose}".encode(), hashlib.sha256)
