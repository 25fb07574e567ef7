"""Passwords: hashed so that guessing is dear, and checked in the same time whether anybody has one or not."""

from __future__ import annotations

import os
import secrets
import threading
import unicodedata

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

SHORTEST = 8
LONGEST = 1024


class Passwords:
    """Hashes and checks. Each takes a lot of memory, so only as many at once as there are processors."""

    def __init__(self, memory_kib: int = 64 * 1024, rounds: int = 3) -> None:
        self._hashing = PasswordHash((Argon2Hasher(rounds, memory_kib, parallelism=1),))
        self._slots = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._nobodys = self.hash(secrets.token_urlsafe(16))

    def hash(self, password: str) -> str:
        """What is kept in place of a password."""
        with self._slots:
            return self._hashing.hash(_same(password))

    def check(self, password: str, kept: str | None) -> bool:
        """Whether this is the password; takes as long where none is kept, and is then never true."""
        with self._slots:
            right = self._hashing.verify(_same(password), kept or self._nobodys)
        return right and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether a hash was made when guessing was meant to be cheaper, or dearer."""
        return self._hashing.current_hasher.check_needs_rehash(kept)


def _same(password: str) -> str:
    """A password is the same however a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", password)
