"""What every store can do: keep bytes of an owner's under the digest of these bytes, and give them back.

The digest is the key, so the same bytes are kept once, nothing is ever overwritten, and whoever reads can
tell whether they are whole. Each owner has a place of their own: nobody learns what others
have, and an account goes with all of its bytes.
"""

from __future__ import annotations

import hashlib
import re
from typing import Protocol

from imalink_server.base.errors import Bug

_DIGEST = re.compile(r"[0-9a-f]{64}")
_OWNER = re.compile(r"[0-9a-f-]{36}")


class Store(Protocol):
    """A folder, or a bucket. All of it may be called by many threads at once."""

    def keep(self, owner: str, digest: str, content: bytes) -> None:
        """Keep bytes, which are there to stay when this returns."""

    def has(self, owner: str, digest: str) -> bool:
        """Whether such bytes are kept."""

    def fetch(self, owner: str, digest: str) -> bytes | None:
        """The bytes; `None` where none are kept, or not those."""

    def drop(self, owner: str, digest: str) -> None:
        """Let bytes go. It is well if they are gone already."""

    def drop_all(self, owner: str) -> None:
        """Let all of an owner's bytes go."""

    def check(self) -> None:
        """Write and read the least; raises `Refused` where that fails."""


def digest_of(content: bytes) -> str:
    """The key of some bytes."""
    return hashlib.sha256(content).hexdigest()


def key_of(owner: str, digest: str) -> str:
    """Where bytes lie: `owner/ab/abcd…`. What is no digest never becomes a path."""
    if not _DIGEST.fullmatch(digest):
        raise Bug(f"This is no digest: {digest[:80]!r}")
    return f"{place_of(owner)}/{digest[:2]}/{digest}"


def place_of(owner: str) -> str:
    """What all keys of an owner begin with."""
    if not _OWNER.fullmatch(owner):
        raise Bug(f"This is nobody's uid: {owner[:80]!r}")
    return owner
