"""A folder as a store: written beside and then renamed, and on the disk before anybody is told so."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imalink_server.base.errors import Code, Refused
from imalink_server.base.log import logger
from imalink_server.base.private import private_folder
from imalink_server.storage.store import digest_of, key_of, place_of

log = logger(__name__)

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class Folder:
    """Files named by their digests."""

    def __init__(self, folder: Path) -> None:
        self._folder = private_folder(folder)

    def keep(self, owner: str, digest: str, content: bytes) -> None:
        """Write a file, unless a whole one is there."""
        path = self._folder / key_of(owner, digest)
        with _in_words():
            # One that a failing disk has spoilt is written anew.
            if not (path.exists() and digest_of(path.read_bytes()) == digest):
                for folder in (path.parent.parent, path.parent):
                    folder.mkdir(mode=0o700, exist_ok=True)
                _write(path, content)

    def has(self, owner: str, digest: str) -> bool:
        """Ask for the file."""
        with _in_words():
            return (self._folder / key_of(owner, digest)).exists()

    def fetch(self, owner: str, digest: str) -> bytes | None:
        """Read the file, and believe it only if it is what its name says."""
        with _in_words():
            try:
                content = (self._folder / key_of(owner, digest)).read_bytes()
            except FileNotFoundError:
                return None
        if digest_of(content) != digest:
            log.error("a file in the store is damaged", digest=digest)
            return None
        return content

    def drop(self, owner: str, digest: str) -> None:
        """Delete the file."""
        with _in_words():
            (self._folder / key_of(owner, digest)).unlink(missing_ok=True)

    def drop_all(self, owner: str) -> None:
        """Delete all files of an owner."""
        with _in_words():
            place = self._folder / place_of(owner)
            if place.exists():
                shutil.rmtree(place)

    def check(self) -> None:
        """Write a file and delete it again."""
        with _in_words(), tempfile.TemporaryFile(dir=self._folder) as file:
            file.write(b"well")
            file.flush()


def _write(path: Path, content: bytes) -> None:
    file, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(file, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the name on the disk too, where a system knows how."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in _FULL
        log.error("the store did not answer", reason=error.strerror)  # noqa: TRY400 - a full disk is no bug
        if full:
            raise Refused(Code.DISK_FULL, "The server's disk is full. Nothing of this was kept.") from error
        raise Refused(
            Code.UNAVAILABLE, "The server cannot reach its storage.", {"retry_after": 10}
        ) from error
