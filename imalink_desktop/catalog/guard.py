"""`Guard`: the lock and the seal of the catalog that this program has open for writing.

The seal speaks of `catalog.db` alone, and nothing reaches that file but a checkpoint. So
the writing connection begins without automatic checkpoints: what a session writes waits in
the log until the file has been looked at and the seal is off. That is how a large catalog
can be used at once and checked meanwhile.

What is opened here to be read stays open until every connection has gone: to close it
earlier would make the system drop SQLite's own locks on the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import Job
from imalink_desktop.catalog.backup import finish_restoring
from imalink_desktop.catalog.inspection import log_size, looked_through, what_is_wrong
from imalink_desktop.catalog.lock import CatalogLock
from imalink_desktop.catalog.seal import measure, measured, read_seal, remove_seal, write_seal
from imalink_desktop.catalog.trouble import BRING_BACK, damaged

CHECKED_AT_ONCE = 64 << 20
"""A catalog of up to so many bytes is checked before it opens; a larger one right after."""


class Guard:
    """Made before anything touches the catalog; let go of after everything has left it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = CatalogLock(path.with_suffix(".lock"))
        try:
            finish_restoring(path)
        except BaseException:
            self._lock.release()
            raise
        self._seal = read_seal(path)
        self._opened: list[BinaryIO] = []
        self.as_left = log_size(path) == 0
        """Whether nothing has been written since the file was let go of."""
        self.checked = self.size == 0
        """Whether the file has been found sound; a new one is."""

    @property
    def size(self) -> int:
        """How large the file is."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def sealed(self) -> bool:
        """Whether there is a seal, so that nothing may reach the file."""
        return self._seal is not None

    def check(self) -> Job[Expected | None]:
        """Look at every byte, while others read and write; answer what is wrong."""
        seal = self._seal
        if seal is not None:
            # A file of its own for each check: two threads may be at it.
            file = self.path.open("rb", buffering=0)
            self._opened.append(file)
            now = yield from measure(file)
            if now == seal:
                self.checked = True
                return None
            if self._seal is seal:
                return not_as_left()
        # Without a seal, or when it had to come off meanwhile, SQLite's own check must do.
        wrong = yield from looked_through(self.path)
        self.checked = wrong is None
        return None if wrong is None else damaged(self.path, wrong)

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
                write_seal(self.path, measured(self.path))
        except OSError as error:
            raise disk_trouble(error, self.path) from error
        finally:
            self._lock.release()


def trust(path: Path) -> None:
    """Take a catalog as it is, whatever its seal says; one that is not sound in itself is refused."""
    lock = CatalogLock(path.with_suffix(".lock"))
    try:
        if wrong := what_is_wrong(path, whatever_its_seal=True):
            raise Expected(f"The catalog cannot be trusted: {wrong}", BRING_BACK)
        write_seal(path, measured(path))
    except OSError as error:
        raise disk_trouble(error, path) from error
    finally:
        lock.release()


def not_as_left() -> Expected:
    """The sentence for a file whose seal is broken."""
    return Expected(
        "The catalog file is not as ImaLink left it: it is damaged, or another was put in its place.",
        f"{BRING_BACK} If you put this file there yourself, “imalink doctor --trust” takes it as it is.",
    )
