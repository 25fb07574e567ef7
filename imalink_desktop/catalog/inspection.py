"""Looking into a catalog file before, or without, opening it: whose it is, how old, what is wrong with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.catalog.engine import APPLICATION_ID
from imalink_desktop.catalog.query import functions
from imalink_desktop.catalog.seal import measured, read_seal
from imalink_desktop.catalog.trouble import BRING_BACK, damaged, in_words, is_damage

_LOG_HEADER = 32


def log_size(path: Path) -> int:
    """How much waits in a catalog's write-ahead log; 0 when that holds nothing."""
    try:
        size = path.with_name(path.name + "-wal").stat().st_size
    except OSError:
        return 0
    return size if size > _LOG_HEADER else 0


def look_into(path: Path, *, frozen: bool = False) -> sqlite3.Connection:
    """A connection that can change nothing. A `frozen` file is one that nobody can write."""
    mode = "ro&immutable=1" if frozen else "ro"
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True)
    # The words of a damaged file may be no text at all.
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    functions.install(connection)
    return connection


def revision_of(path: Path, *, frozen: bool = False) -> str | None:
    """How old a catalog's tables are; `None` when it has yet to be made. What is no catalog is refused."""
    if path.is_dir():
        raise Expected(f"There is a folder where the catalog should be: {path}.", "Move it elsewhere.")
    if not path.exists() or path.stat().st_size == 0:
        if log_size(path):
            raise Expected(f"The log of a catalog is there, but the catalog {path} is gone.", BRING_BACK)
        return None
    try:
        with closing(look_into(path, frozen=frozen)) as connection:
            owner = connection.execute("PRAGMA application_id").fetchone()[0]
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not tables and owner in (0, APPLICATION_ID):
                return None  # it was being made when the power went
            if owner != APPLICATION_ID:
                raise Expected(
                    f"The file {path} is no catalog of ImaLink.", f"Move it elsewhere. {BRING_BACK}"
                )
            found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except UnicodeDecodeError as error:  # what SQLite has to say quotes the damage itself
        raise damaged(path, "it speaks nonsense of itself") from error
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            sentence = f"The file {path} is no catalog, or its beginning is damaged."
            raise Expected(sentence, BRING_BACK) from error
        raise in_words(error, path) or damaged(path, str(error)) from error
    if len(found) != 1:
        raise damaged(path, "it does not say how old its tables are")
    return str(found[0][0])


def writes_ahead(path: Path) -> bool:
    """Whether a catalog has its log already; a backup put in its place gets it when it is opened."""
    with closing(look_into(path)) as connection:
        return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def looked_through(path: Path) -> Job[str | None]:
    """SQLite's quick check, table by table so that it can be stopped; answers what is wrong."""
    try:
        with closing(look_into(path)) as connection:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for place, (table,) in enumerate(found):
                yield Progress("checking the catalog", place, len(found))
                name = table.replace("'", "''")
                said = [row[0] for row in connection.execute(f"PRAGMA quick_check('{name}')")]
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
        return "there is no such file."
    # To read the bytes of a file that is open here would drop SQLite's locks on it; an open one has a log.
    at_rest = not catalog.with_name(catalog.name + "-wal").exists()
    seal = read_seal(catalog) if at_rest and not whatever_its_seal else None
    try:
        if seal is not None and measured(catalog) != seal:
            return "the file is damaged (its checksum is another)."
        with closing(look_into(catalog)) as connection:
            check = "integrity_check" if thoroughly else "quick_check"
            found = [row[0] for row in connection.execute(f"PRAGMA {check}(3)")]
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            orphans = connection.execute("PRAGMA foreign_key_check").fetchone() if thoroughly else None
    except UnicodeDecodeError:  # what SQLite has to say quotes the damage itself
        return "the file is damaged."
    except (sqlite3.DatabaseError, OSError) as error:
        return f"the file is damaged ({error})."
    if found != ["ok"]:
        return f"the file is damaged ({found[0]})."
    if not ours:
        return "this is not a catalog of ImaLink."
    return None if orphans is None else f"a row of {orphans[0]} refers to one that is not there."
