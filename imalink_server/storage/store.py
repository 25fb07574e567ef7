"""What every store can do: keep bytes of an owner's under the digest of these bytes, and give them back.

The digest is the key, so the same bytes are kept once, nothing is ever overwritten, and whoever reads can
tell whether they are whole. Each owner has a place of their own: nobody learns what others
have, and an account goes with all of its bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from imalink_server.base.errors import Bug, Code, Refused

PIECE = 1 << 20
"""Bytes that are held of a large file at a time."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_OWNER = re.compile(r"[0-9a-f-]{36}")


class Store(Protocol):
    """A folder, or a bucket. All of it may be called by many threads at once."""

    def keep(self, owner: str, digest: str, content: bytes) -> None:
        """Keep bytes, which are there to stay when this returns."""

    def keep_file(self, owner: str, digest: str, path: Path) -> None:
        """Keep a file's bytes, whose digest this is; the file itself is no more after that."""

    def has(self, owner: str, digest: str) -> bool:
        """Whether such bytes are kept."""

    def part(self, owner: str, digest: str, start: int, end: int) -> Iterator[bytes] | None:
        """The bytes from one place to before another, piece by piece; `None` where none are kept.

        Who reads a part cannot tell whether it is right: whoever has the whole, can.
        """

    def local(self, owner: str, digest: str) -> AbstractContextManager[Path | None]:
        """The bytes as a file, to be read as long as this lasts; `None` where none are kept."""

    def fetch(self, owner: str, digest: str) -> bytes | None:
        """The bytes; `None` where none are kept, or not those."""

    def drop(self, owner: str, digest: str) -> None:
        """Let bytes go. It is well if they are gone already."""

    def drop_all(self, owner: str) -> None:
        """Let all of an owner's bytes go."""

    def everything(self) -> Iterator[tuple[str, str]]:
        """Owners and digests of all that is kept, in no order."""

    def check(self) -> None:
        """Write and read the least; raises `Refused` where that fails."""


def out_of_reach() -> Refused:
    """What to say where a store does not answer."""
    return Refused(Code.UNAVAILABLE, "The server cannot reach its storage.", {"retry_after": 10})


def digest_of(content: bytes) -> str:
    """The key of some bytes."""
    return hashlib.sha256(content).hexdigest()


def key_of(owner: str, digest: str) -> str:
    """Where bytes lie: `owner/ab/abcd…`. What is no digest never becomes a path."""
    if not _DIGEST.fullmatch(digest):
        raise Bug(f"This is no digest: {digest[:80]!r}")
    return f"{place_of(owner)}/{digest[:2]}/{digest}"


def named_by(key: str) -> tuple[str, str] | None:
    """Whose bytes lie under a key, and their digest; `None` for what is none of ours."""
    owner, _, rest = key.partition("/")
    digest = rest.rpartition("/")[2]
    ours = _OWNER.fullmatch(owner) and _DIGEST.fullmatch(digest) and key == key_of(owner, digest)
    return (owner, digest) if ours else None


def place_of(owner: str) -> str:
    """What all keys of an owner begin with."""
    if not _OWNER.fullmatch(owner):
        raise Bug(f"This is nobody's uid: {owner[:80]!r}")
    return owner
