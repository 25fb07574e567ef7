"""`Guard`: the lock and the seal of the catalog that this program has open for writing.

The seal speaks of `catalog.db` alone, and nothing reaches that file but a checkpoint. So
the writing connection begins without automatic checkpoints: what a session writes waits in
the log until the file has been looked at and the seal is off. That is how a large catalog
can be used at once and checked meanwhile.

What is opened here to be read stays open until every connection has gone: to close it
earlier would make the system drop SQLite's own locks on the file.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.log import logger
from imalink_desktop.base.progress import Job
from imalink_desktop.base.words import _
from imalink_desktop.catalog.backup import finish_restoring
from imalink_desktop.catalog.bad_mark import mark
from imalink_desktop.catalog.inspection import log_name, looked_through, what_is_wrong
from imalink_desktop.catalog.lock import CatalogLock
from imalink_desktop.catalog.seal import measure, measured, read_seal, remove_seal, write_seal
from imalink_desktop.catalog.trouble import bring_back, damaged, log_not_as_left, not_as_left

log = logger(__name__)

CHECKED_AT_ONCE = 64 << 20
"""A catalog of up to so many bytes is checked before it opens; a larger one right after."""


class Guard:
    """Made before anything touches the catalog; let go of after everything has left it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = CatalogLock(path)
        try:
            finish_restoring(path)
        except BaseException:
            self._lock.release()
            raise
        self._seal = read_seal(path)
        self._opened: list[BinaryIO] = []
        there = log_name(path)
        self.as_left = not there
        """Whether nothing has been written since the file was let go of."""
        named = self._seal.log if self._seal else there
        self._log_is_missing = bool(named) and named != there
        self._log_is_strange = bool(there) and not named
        self.checked = self.size == 0
        """Whether the file has been found sound; a new one is."""
        if self.checked:
            mark(path, damaged=False)

    @property
    def size(self) -> int:
        """How large the file is."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def sealed(self) -> bool:
        """Whether there is a seal, so that nothing may reach the file."""
        return self._seal is not None

    @property
    def log_is_amiss(self) -> bool:
        """Whether the log is not the one the seal names, so that nothing may be done before a check."""
        return self._log_is_missing or self._log_is_strange

    def check(self) -> Job[Expected | None]:
        """Look at every byte, while others read and write; answer what is wrong, and mark the file so."""
        trouble = yield from self._looked_through()
        self.checked = trouble is None
        mark(self.path, damaged=not self.checked)
        return trouble

    def _looked_through(self) -> Job[Expected | None]:
        seal = self._seal
        if seal is not None:
            # A file of its own for each check: two threads may be at it.
            file = self.path.open("rb", buffering=0)
            self._opened.append(file)
            now = yield from measure(file)
            if seal.is_true_of(now):
                if self._log_is_missing:
                    return log_not_as_left()
                if not self._log_is_strange:
                    return None
            elif self._seal is not None:
                return not_as_left()
        # Without a seal, or when it had to come off meanwhile, SQLite's own check must do. A log that
        # the seal does not know may be of a session that was cut off at its start, or of another file.
        wrong = yield from looked_through(self.path, thoroughly=self._log_is_strange)
        return None if wrong is None else damaged(self.path, wrong)

    def name_log(self) -> None:
        """While the file waits under its seal, let that tell which log belongs to it."""
        seal = self._seal
        if seal is None or seal.log == (name := log_name(self.path)):
            return
        try:
            write_seal(self.path, replace(seal, log=name))
        except Expected as unnamed:  # should the power go now, the next opening takes a longer look
            log.info("the log could not be named", why=str(unnamed))
        else:
            self._seal = replace(seal, log=name)

    def loosen(self) -> None:
        """Take the seal off: from now on the file may change."""
        if self._seal is not None:
            remove_seal(self.path)
            self._seal = None

    def let_go(self, *, seal: bool) -> None:
        """Unlock; and seal the file if it shall be, is known to be sound and has no seal yet."""
        for file in self._opened:
            file.close()
        self._opened.clear()
        try:
            if seal and self.checked and not self.sealed:
                _seal(self.path)
        except OSError as error:
            raise disk_trouble(error, self.path) from error
        finally:
            self._lock.release()


def trust(path: Path) -> None:
    """Take a catalog as it is, whatever its seal says; one that is not sound in itself is refused."""
    lock = CatalogLock(path)
    try:
        if wrong := what_is_wrong(path, whatever_its_seal=True):
            raise Expected(_("The catalog cannot be trusted: {why}").format(why=wrong), bring_back())
        _seal(path)
        mark(path, damaged=False)
    except OSError as error:
        raise disk_trouble(error, path) from error
    finally:
        lock.release()


def _seal(path: Path) -> None:
    """Should the log not have got into the file because somebody was reading, it is named."""
    write_seal(path, replace(measured(path), log=log_name(path)))
