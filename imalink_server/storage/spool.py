"""Originals on their way: files on this machine that grow until they are whole.

However far one has come is what its file says, so nothing else can be wrong about it. Where several
machines answer, a sender who meets another one is told that nothing is there yet, and begins anew.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imalink_server.base.errors import Bug
from imalink_server.base.private import private_folder
from imalink_server.base.turn import Turn
from imalink_server.storage.folder import in_words

_TURNS = 64
"""Uploads that have the same one wait for each other without need, which few do."""
_PATIENCE = 600.0
"""Seconds: the digest of a long video takes some."""

_UID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Spool:
    """A folder of what is not whole yet."""

    def __init__(self, folder: Path, turns: Path) -> None:
        self._folder = private_folder(folder)
        self._turns = private_folder(turns)

    def size(self, uid: str) -> int:
        """How much of one is here."""
        with in_words():
            try:
                return self.path(uid).stat().st_size
            except FileNotFoundError:
                return 0

    def begin(self, uid: str) -> int:
        """Let one grow from here on; how much of it is here."""
        with self.alone(uid), in_words():
            self.path(uid).touch(mode=0o600)
            return self.size(uid)

    def write(self, uid: str, at: int, piece: bytes) -> bool:
        """Write on from some place; whether it is still here, and has come as far as that.

        No file stays open beyond that: what was kept as whole would still change under its new name.
        """
        with self.alone(uid), in_words():
            if self.size(uid) < at:
                return False
            try:
                with self.path(uid).open("r+b") as file:
                    file.seek(at)
                    file.write(piece)
            except FileNotFoundError:
                return False
            return True

    @contextmanager
    def alone(self, uid: str) -> Iterator[None]:
        """Have one to oneself: nobody writes to it, or takes it away, meanwhile."""
        with in_words():
            turn = Turn(self._turns / f"{zlib.crc32(uid.encode()) % _TURNS:02}")
        try:
            with turn.taken(_PATIENCE):
                yield
        finally:
            turn.close()

    def digest(self, uid: str) -> str:
        """The digest of what is here."""
        with in_words(), self.path(uid).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def path(self, uid: str) -> Path:
        """Where one lies."""
        if not _UID.fullmatch(uid):
            raise Bug(f"This is nobody's uid: {uid[:80]!r}")
        return self._folder / uid

    def drop(self, uid: str) -> None:
        """Let go of one."""
        with in_words():
            self.path(uid).unlink(missing_ok=True)

    def left(self, hours: float) -> list[str]:
        """Those that nobody has written to for so long."""
        with in_words():
            before = time.time() - hours * 3600
            return [path.name for path in self._folder.iterdir() if path.stat().st_mtime < before]

    def room(self) -> int:
        """Bytes that are free on this disk."""
        with in_words():
            return shutil.disk_usage(self._folder).free
