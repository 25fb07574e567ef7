"""Where a catalog lies, whether it may be written there, and what to warn of."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from imalink_desktop.base.disks import Disk, disk_trouble
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.lock import is_held

_TO_READ = 64 << 10
"""What SQLite writes beside a file with a log before it reads it."""


def catalog_in(folder: Path) -> Path:
    """The file that is a folder's catalog."""
    return folder / "catalog.db"


def moving(path: Path) -> Path:
    """Is there while a restored catalog takes the place of the old one, and says what that is called then."""
    return path.with_suffix(".moving")


def is_for_reading_only(path: Path) -> bool:
    """Whether the system lets us write neither the catalog nor beside it."""
    beside = os.access(path.parent, os.W_OK)
    return not beside or (path.exists() and not os.access(path, os.W_OK))


def is_frozen(path: Path) -> bool:
    """Whether nobody has the file open for writing, and SQLite could not write its index beside it either."""
    companions = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    if any(companion.exists() and companion.stat().st_size for companion in companions):
        return False
    if not os.access(path.parent, os.W_OK):
        return True
    return is_full(path) and not is_held(path)


def is_full(path: Path) -> bool:
    """Whether its disk has no room even for what SQLite needs to read."""
    try:
        return shutil.disk_usage(path.parent).free < _TO_READ
    except OSError:
        return False


def only_readable(path: Path) -> Expected:
    """The reason why a catalog in such a place is opened for reading."""
    code = errno.EROFS if _is_read_only_disk(path.parent) else errno.EACCES
    trouble = disk_trouble(OSError(code, os.strerror(code)), path)
    return Expected(
        _("This catalog can be looked at but not changed.") + " " + trouble.sentence, trouble.next_step
    )


def warnings_about(disk: Disk) -> tuple[Expected, ...]:
    """What makes a place unfit for a catalog, though it works for the moment."""
    found = []
    if disk.network:
        sentence = _("The catalog lies beyond the network ({network}), where it may be damaged.").format(
            network=disk.network
        )
        found.append(
            Expected(sentence, _("Keep it on a disk of this computer; the photos may stay where they are."))
        )
    if disk.synced_by:
        sentence = _("{synced_by} copies the folder of the catalog, and may copy it half-written.").format(
            synced_by=disk.synced_by
        )
        found.append(
            Expected(
                sentence,
                _("Move the catalog out of {synced_by}; put its backups there.").format(
                    synced_by=disk.synced_by
                ),
            )
        )
    return tuple(found)


def _is_read_only_disk(folder: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def only_looking() -> Expected:
    """The reason why nothing can be changed by who only looks."""
    return Expected(_("This catalog is open for looking only."), _("Open it in ImaLink to change something."))


def no_catalog(path: Path) -> Expected:
    """The sentence for a place without a catalog, where none can be begun either."""
    return Expected(_("There is no catalog in {path}.").format(path=path.parent), _("Choose another folder."))


def too_old(path: Path) -> Expected:
    """The sentence for tables that must be brought up to date first, where that cannot be done."""
    return Expected(
        _("An older ImaLink made the catalog in {path}, and it must be brought up to date first.").format(
            path=path.parent
        ),
        _("Open it in ImaLink, in a folder where it can be written."),
    )
