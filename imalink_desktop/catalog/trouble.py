"""What SQLite stumbles over, in words: the one place where its errors become sentences."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from imalink_desktop.base.disks import disk_of, disk_trouble
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _

_WORDS_AT_MOST = 200

_NEXT_TO_NOTHING = 256 << 10
"""A disk with so few bytes left is full: SQLite needs some pages at once."""

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SAID_OF_DAMAGE = b"malformed"
"""In what SQLite says of a broken table; sqlite3 stumbles over it when it quotes what is no text."""

_NO_TEXT = "Could not decode to UTF-8"


class Damaged(Expected):
    """The file itself is not as it should be. It can be looked at, and nothing is written to it."""


def how_to_restore() -> str:
    """The next step where a file is beyond help."""
    return _("“imalink restore” brings a backup back.")


def bring_back() -> str:
    """The next step where a file is damaged."""
    return _("“imalink doctor” tells more, “imalink restore” brings a backup back.")


def in_words(error: BaseException | None, path: Path) -> Expected | None:
    """What to tell the user; `None` when it is no trouble of the world's but a fault of ours."""
    if isinstance(error, UnicodeDecodeError) and _SAID_OF_DAMAGE in error.object:
        return damaged(path, _("it speaks nonsense of itself"))
    if not isinstance(error, sqlite3.Error):
        return None
    if is_damage(error):
        return damaged(path, str(error))
    code = _code(error)
    if code in _BUSY:
        return Expected(_("Another program is writing to the catalog."), _("Close it and try again."))
    found = _errno(code, path)
    return None if found is None else disk_trouble(OSError(found, str(error)), path)


def damaged(path: Path, how: str) -> Damaged:
    """The sentence for a file that is not sound."""
    return Damaged(
        _("The catalog {path} is damaged ({how}).").format(path=path, how=in_short(how)), bring_back()
    )


def found_damaged(path: Path) -> Damaged:
    """The sentence for a file that was not sound when it was last looked through."""
    return Damaged(
        _("The catalog {path} is damaged: its last check said so.").format(path=path), bring_back()
    )


def not_as_left() -> Damaged:
    """The sentence for a file whose seal is broken."""
    return Damaged(
        _("The catalog file is not as ImaLink left it: it is damaged, or another was put in its place."),
        _(
            "“imalink doctor” tells more, “imalink restore” brings a backup back. "
            "If you put this file there yourself, “imalink doctor --trust” takes it as it is."
        ),
    )


def catalog_is_gone(path: Path) -> Expected:
    """The sentence for a place where a catalog has been, and is not any more."""
    return Expected(
        _("The catalog {path} is gone, or empty, though there was one.").format(path=path),
        how_to_restore()
        + " "
        + _("To begin with an empty one, move what is beside it elsewhere: “catalog.db.seal” and “backups”."),
    )


def log_not_as_left() -> Damaged:
    """The sentence for a catalog whose last work is missing."""
    return Damaged(
        _("The log of the catalog, with the last work in it, is gone or another was put in its place."),
        _(
            "“imalink doctor” tells more, “imalink restore” brings a backup back. "
            "If it cannot be found, “imalink doctor --trust” takes the catalog as it is."
        ),
    )


def in_short(said: str) -> str:
    """Of what SQLite says of damage, which may be pages of text, the first thing."""
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith("***")]
    first = lines[0].strip() if lines else _("its tables are broken")
    return first if len(first) <= _WORDS_AT_MOST else first[: _WORDS_AT_MOST - 1] + "…"


def is_damage(error: BaseException | None) -> bool:
    """Whether the file itself is to blame. A letter that is none is told by sqlite3, without a code."""
    return isinstance(error, UnicodeDecodeError) or _code(error) in _DAMAGE or str(error).startswith(_NO_TEXT)


def is_of_the_disk(error: BaseException | None) -> bool:
    """Whether the disk may have been away, so that what was open on it has to be opened anew."""
    return _code(error) in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def _code(error: BaseException | None) -> int:
    """The kind of error; its finer shades lie in the upper bits."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _errno(code: int, path: Path) -> int | None:
    if code == sqlite3.SQLITE_FULL:
        return errno.ENOSPC
    if code == sqlite3.SQLITE_IOERR:
        free = disk_of(path).free
        return errno.ENOSPC if free is not None and free < _NEXT_TO_NOTHING else errno.EIO
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return errno.EROFS
    if code == sqlite3.SQLITE_CANTOPEN:
        return errno.EACCES if path.parent.is_dir() else errno.ENOENT
    return None
