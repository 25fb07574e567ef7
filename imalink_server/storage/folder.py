"""A folder as a store: written beside and then renamed, and on the disk before anybody is told so."""

from __future__ import annotations

import errno
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from imalink_server.base.errors import disk_full
from imalink_server.base.log import logger
from imalink_server.base.private import private_folder
from imalink_server.storage.store import PIECE, digest_of, key_of, named_by, out_of_reach, place_of

log = logger(__name__)

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class Folder:
    """Files named by their digests."""

    def __init__(self, folder: Path, spare: int = 0) -> None:
        self._folder = private_folder(folder)
        self._spare = spare
        """Bytes of the disk that are left for others."""

    def keep(self, owner: str, digest: str, content: bytes) -> None:
        """Write a file, unless a whole one is there."""
        path = self._folder / key_of(owner, digest)
        with in_words():
            # One that a failing disk has spoilt is written anew.
            if not (path.exists() and digest_of(path.read_bytes()) == digest):
                if shutil.disk_usage(self._folder).free < self._spare + len(content):
                    raise disk_full()
                _make_way(path)
                _write(path, io.BytesIO(content))

    def keep_file(self, owner: str, digest: str, path: Path) -> None:
        """Move a file here; from another disk it has to be copied."""
        to = self._folder / key_of(owner, digest)
        with in_words():
            _make_way(to)
            with path.open("rb") as opened:
                os.fsync(opened.fileno())
            try:
                path.replace(to)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                with path.open("rb") as source:
                    _write(to, source)
                path.unlink()
            else:
                _settle(to.parent)

    def has(self, owner: str, digest: str) -> bool:
        """Ask for the file."""
        with in_words():
            return (self._folder / key_of(owner, digest)).exists()

    def fetch(self, owner: str, digest: str) -> bytes | None:
        """Read the file, and believe it only if it is what its name says."""
        with in_words():
            try:
                content = (self._folder / key_of(owner, digest)).read_bytes()
            except FileNotFoundError:
                return None
        if digest_of(content) != digest:
            log.error("a file in the store is damaged", digest=digest)
            return None
        return content

    def part(self, owner: str, digest: str, start: int, end: int) -> Iterator[bytes] | None:
        """Read on in the file, which stays open until the last piece is taken."""
        with in_words():
            try:
                file = (self._folder / key_of(owner, digest)).open("rb")
            except FileNotFoundError:
                return None
        return _pieces(file, start, end)

    @contextmanager
    def local(self, owner: str, digest: str) -> Iterator[Path | None]:
        """The file itself: it is only to be read."""
        path = self._folder / key_of(owner, digest)
        yield path if path.exists() else None

    def drop(self, owner: str, digest: str) -> None:
        """Delete the file."""
        with in_words():
            (self._folder / key_of(owner, digest)).unlink(missing_ok=True)

    def drop_all(self, owner: str) -> None:
        """Delete all files of an owner."""
        with in_words():
            place = self._folder / place_of(owner)
            if place.exists():
                shutil.rmtree(place)

    def everything(self) -> Iterator[tuple[str, str]]:
        """Walk through the folder."""
        with in_words():
            for path in self._folder.glob("*/*/*"):
                found = named_by(path.relative_to(self._folder).as_posix())
                if found is not None:
                    yield found

    def check(self) -> None:
        """Write a file and delete it again."""
        with in_words(), tempfile.TemporaryFile(dir=self._folder) as file:
            file.write(b"well")
            file.flush()


def _pieces(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while start < end and (piece := file.read(min(PIECE, end - start))):
            start += len(piece)
            yield piece


def _make_way(path: Path) -> None:
    """Make the folders that a file lies in: its owner's, and one within."""
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, exist_ok=True)


def _write(path: Path, content: BinaryIO) -> None:
    """Write a file beside and rename it: it is there whole, or not at all."""
    file, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(file, "wb") as opened:
            shutil.copyfileobj(content, opened, PIECE)
            opened.flush()
            os.fsync(opened.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink()
        raise
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
def in_words() -> Iterator[None]:
    """Refuse a question, where it is no fault of ours that the disk did not do it."""
    try:
        yield
    except OSError as error:
        log.error("the store did not answer", reason=error.strerror)  # noqa: TRY400 - a full disk is no bug
        if error.errno in _FULL:
            raise disk_full() from error
        raise out_of_reach() from error
