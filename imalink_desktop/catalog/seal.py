"""The seal: size and checksum of `catalog.db` as it was when it was last let go of.

SQLite's own check sees a broken tree of pages; a letter that changed inside a title it
does not. The seal sees every flipped bit. It is always true of the file beside it: before
anything may reach the file the seal is taken away, durably, so a crash leaves no seal
rather than a wrong one. What lies in a write-ahead log has checksums of its own; but SQLite
would lay any log over any file, so a seal names the log that belongs to the file: a log
that is gone or another is noticed.

CRC-32 is meant for accidents like these, and was the fastest there is: 0.08 s for 500 MB
of memory, where SHA-256 took 0.26 s and BLAKE2 0.38 s.
"""

from __future__ import annotations

import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from imalink_desktop.base.atomic import sync_folder, write_atomically
from imalink_desktop.base.progress import Job, Progress, run_here

_PIECE = 1 << 20
_LINE = re.compile(rb"ImaLink seal 1: ((\d+) ([0-9a-f]{8})(?: ([0-9a-f]{16}))?) ([0-9a-f]{8})\n")


@dataclass(frozen=True, slots=True)
class Seal:
    """What a file measured."""

    size: int
    checksum: int
    log: str = ""
    """The name of the log with work in it that belongs to the file; mostly there is none."""

    def is_true_of(self, now: Seal) -> bool:
        """Whether a file that measures `now` is the one that was sealed, whatever its log."""
        return (self.size, self.checksum) == (now.size, now.checksum)


def seal_of(file: Path) -> Path:
    """Where a file's seal lies."""
    return file.with_name(file.name + ".seal")


def read_seal(file: Path) -> Seal | None:
    """The seal of a file; `None` when there is none. One that is damaged itself says nothing."""
    try:
        found = _LINE.fullmatch(seal_of(file).read_bytes()[:200])
    except OSError:
        return None
    if found is None or zlib.crc32(found[1]) != int(found[5], 16):
        return None
    return Seal(int(found[2]), int(found[3], 16), (found[4] or b"").decode("ascii"))


def write_seal(file: Path, seal: Seal) -> None:
    """Seal a file that nobody writes any more."""
    words = f"{seal.size} {seal.checksum:08x} {seal.log}".rstrip().encode("ascii")
    write_atomically(seal_of(file), b"ImaLink seal 1: %s %08x\n" % (words, zlib.crc32(words)))


def remove_seal(file: Path) -> None:
    """Take a seal away, so that not even a power cut brings it back."""
    try:
        seal_of(file).unlink()
    except FileNotFoundError:
        return
    sync_folder(file.parent)


def measure(file: BinaryIO) -> Job[Seal]:
    """Measure a file from its beginning, telling how far that is."""
    total = os.fstat(file.fileno()).st_size
    file.seek(0)
    size = checksum = 0
    while piece := file.read(_PIECE):
        checksum = zlib.crc32(piece, checksum)
        size += len(piece)
        yield Progress("checking the catalog", size, total, in_bytes=True)
    return Seal(size, checksum)


def measured(file: Path) -> Seal:
    """Measure a file in one go. Not for a catalog that this program has open: see `Guard`."""
    with file.open("rb") as opened:
        return run_here(measure(opened))
