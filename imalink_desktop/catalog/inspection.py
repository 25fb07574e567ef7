"""Looking into a catalog file before, or without, opening it: whose it is, how old, what is wrong with it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import _
from imalink_desktop.catalog.engine import APPLICATION_ID
from imalink_desktop.catalog.lock import is_held_here
from imalink_desktop.catalog.places import is_frozen, moving
from imalink_desktop.catalog.query import functions
from imalink_desktop.catalog.seal import measured, read_seal
from imalink_desktop.catalog.trouble import bring_back, damaged, in_short, in_words, is_damage

_LOG_HEADER = 32
_LOG_SALTS = slice(16, 24)


def log_size(path: Path) -> int:
    """How much waits in a catalog's write-ahead log; 0 when that holds nothing."""
    try:
        size = path.with_name(path.name + "-wal").stat().st_size
    except OSError:
        return 0
    return size if size > _LOG_HEADER else 0


def log_name(path: Path) -> str:
    """The numbers SQLite drew for a catalog's log, which no other has; nothing for an empty log."""
    if not log_size(path):
        return ""
    try:
        with path.with_name(path.name + "-wal").open("rb") as log:
            return log.read(_LOG_HEADER)[_LOG_SALTS].hex()
    except OSError:
        return ""


def is_as_sealed(path: Path) -> bool:
    """Whether a file at rest is as its seal says. Of one without a seal, or in use here, nothing bad is said.

    Another program takes the seal off before it writes, so a seal that is still there has been true.
    """
    seal = read_seal(path)
    # To read the bytes of a file that is open here would drop SQLite's locks on it.
    if seal is None or log_size(path) or is_held_here(path):
        return True
    amiss = bool(seal.log) or not seal.is_true_of(measured(path))
    return not amiss or read_seal(path) != seal


def look_into(path: Path) -> sqlite3.Connection:
    """A connection that can change nothing."""
    mode = "ro&immutable=1" if is_frozen(path) else "ro"
    connection = sqlite3.connect(f"file:{quote(os.fsencode(path))}?mode={mode}", uri=True)
    # The words of a damaged file may be no text at all.
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    functions.install(connection)
    return connection


def revision_of(path: Path) -> str | None:
    """How old a catalog's tables are; `None` when it has yet to be made. What is no catalog is refused."""
    if path.is_dir():
        raise Expected(
            _("There is a folder where the catalog should be: {path}.").format(path=path),
            _("Move it elsewhere."),
        )
    if not path.exists() or path.stat().st_size == 0:
        if log_size(path) and not moving(path).exists():
            raise Expected(
                _("The log of a catalog is there, but the catalog {path} is gone.").format(path=path),
                bring_back(),
            )
        return None
    try:
        with closing(look_into(path)) as connection:
            owner = connection.execute("PRAGMA application_id").fetchone()[0]
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not tables and owner in (0, APPLICATION_ID):
                return None  # it was being made when the power went
            if owner != APPLICATION_ID:
                raise Expected(
                    _("The file {path} is no catalog of ImaLink.").format(path=path),
                    _("Move it elsewhere.") + " " + bring_back(),
                )
            found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except UnicodeDecodeError as error:  # what SQLite has to say quotes the damage itself
        raise damaged(path, _("it speaks nonsense of itself")) from error
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            sentence = _("The file {path} is no catalog, or its beginning is damaged.").format(path=path)
            raise Expected(sentence, bring_back()) from error
        raise in_words(error, path) or damaged(path, str(error)) from error
    if len(found) != 1:
        raise damaged(path, _("it does not say how old its tables are"))
    return str(found[0][0])


def writes_ahead(path: Path) -> bool:
    """Whether a catalog has its log already; a backup put in its place gets it when it is opened."""
    with closing(look_into(path)) as connection:
        return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def looked_through(path: Path, *, thoroughly: bool = False) -> Job[str | None]:
    """SQLite's own check, table by table so that it can be stopped; answers what is wrong."""
    check = "integrity_check" if thoroughly else "quick_check"
    try:
        with closing(look_into(path)) as connection:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for place, (table,) in enumerate(found):
                yield Progress("checking the catalog", place, len(found))
                name = table.replace("'", "''")
                said = [row[0] for row in connection.execute(f"PRAGMA {check}('{name}')")]
                if said != ["ok"]:
                    return str(said[0])
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if isinstance(error, sqlite3.Error) and not is_damage(error) and (trouble := in_words(error, path)):
            raise trouble from error
        return str(error)
    return None


def what_is_wrong(catalog: Path, *, thoroughly: bool = True, whatever_its_seal: bool = False) -> str | None:
    """A sentence on what is wrong with a catalog file; `None` when it is sound and ours."""
    if not catalog.is_file():
        return _("there is no such file.")
    try:
        if not whatever_its_seal and not is_as_sealed(catalog):
            return _("the file is damaged (its checksum is another).")
        with closing(look_into(catalog)) as connection:
            check = "integrity_check" if thoroughly else "quick_check"
            found = [row[0] for row in connection.execute(f"PRAGMA {check}(3)")]
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            orphans = connection.execute("PRAGMA foreign_key_check").fetchone() if thoroughly else None
    except UnicodeDecodeError:  # what SQLite has to say quotes the damage itself
        return _("the file is damaged.")
    except sqlite3.Error as error:
        # Of a disk that is full or away the file is innocent.
        if not is_damage(error) and (trouble := in_words(error, catalog)):
            raise trouble from error
        return _("the file is damaged ({how}).").format(how=in_short(str(error)))
    except OSError as error:
        raise disk_trouble(error, catalog) from error
    if found != ["ok"]:
        return _("the file is damaged ({how}).").format(how=in_short(found[0]))
    if not ours:
        return _("this is not a catalog of ImaLink.")
    if orphans is None:
        return None
    return _("a row of {table} refers to one that is not there.").format(table=orphans[0])
