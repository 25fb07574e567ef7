"""`previews.db` as a file: one hand writes, many look, and when it is damaged or gone it is begun anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, func, select
from sqlalchemy.exc import DBAPIError

from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.log import logger
from imalink_desktop.base.paths import private_folder
from imalink_desktop.base.words import _
from imalink_desktop.catalog.engine import reading_engine, writing_engine
from imalink_desktop.catalog.previews.damage import Damaged, is_damage
from imalink_desktop.catalog.previews.gate import Gate
from imalink_desktop.catalog.previews.tables import METADATA, PHOTO, VERSION
from imalink_desktop.catalog.trouble import in_words

T = TypeVar("T")

_WRITING = ("page_size = 16384", "journal_mode = WAL", "synchronous = NORMAL")
"""A lost commit costs nothing here. Pictures in large pages are read three times as fast as in usual ones."""

_READING = ("query_only = ON", "mmap_size = 0", "cache_size = -8192")
"""The window keeps pictures that it shows; here would be a second copy."""

_UNREADABLE = (Damaged, UnicodeDecodeError)
"""What we find wrong, and what Python does: SQLite's complaints may quote the damage itself."""

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class _Opened:
    """The ways into the file, and which file that was."""

    writing: Engine
    reading: Engine
    identity: tuple[int, int] | None
    newest: int

    def close(self) -> None:
        # The one that writes goes last: it alone may tidy up the log.
        self.reading.dispose()
        self.writing.dispose()


class _Lost(Expected):
    """The file that was opened cannot be used any more. Nobody is told, unless a new one is no better."""

    def __init__(self, opened: _Opened | None, why: str) -> None:
        self.opened = opened
        self.why = why
        super().__init__(_("Previews cannot be kept: {why}.").format(why=why), _("Have the disk checked."))


class Database:
    """Does work in transactions, for any number of threads.

    Work that finds the file damaged, or deleted by somebody, is done again with an
    empty one. So it must be work that can be done twice.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._gate = Gate()
        self._hand = Lock()
        self._closed = False
        self._opened: _Opened | None = self._open_or_begin_anew()

    @property
    def newest_at_opening(self) -> int:
        """The number of the photo that was the newest when the file was opened."""
        return self._opened.newest if self._opened else 0

    def look(self, work: Callable[[Connection], T]) -> T:
        """Look something up."""
        return self._patiently(work, writing=False)

    def change(self, work: Callable[[Connection], T]) -> T:
        """Change something: one thread after the other, all of it or nothing."""
        with self._hand:
            return self._patiently(work, writing=True)

    def close(self) -> None:
        """Let go of the file."""
        with self._gate.alone():
            self._closed = True
            if self._opened:
                self._opened.close()
            self._opened = None

    def _patiently(self, work: Callable[[Connection], T], *, writing: bool) -> T:
        try:
            return self._once(work, writing=writing)
        except _Lost as lost:
            self._begin_anew(lost)
        return self._once(work, writing=writing)

    def _once(self, work: Callable[[Connection], T], *, writing: bool) -> T:
        with self._gate.shared():
            opened = self._opened
            if opened is None or opened.identity != _identity(self._path):
                raise _Lost(opened, "it is gone")
            try:
                with (opened.writing if writing else opened.reading).begin() as connection:
                    return work(connection)
            except _UNREADABLE as error:
                raise _Lost(opened, f"it is damaged ({error})") from error
            except DBAPIError as error:
                if is_damage(error, self._path):
                    raise _Lost(opened, f"it is damaged ({error.orig})") from error
                if told := in_words(error.orig, self._path):
                    raise told from error
                raise

    def _begin_anew(self, lost: _Lost) -> None:
        with self._gate.alone():
            if self._closed:
                raise Bug("The previews have been closed.")
            if self._opened is not lost.opened:
                return  # another thread has seen to it
            if self._opened is not None:
                self._opened.close()
                self._opened = None
                _throw_away(self._path, lost.why)
            self._opened = self._open_or_begin_anew()

    def _open_or_begin_anew(self) -> _Opened:
        private_folder(self._path.parent)
        try:
            return self._open()
        except _Lost as lost:
            _throw_away(self._path, lost.why)
        return self._open()

    def _open(self) -> _Opened:
        writing = writing_engine(self._path, _WRITING)
        try:
            with writing.begin() as connection:
                newest = _prepare(connection)
        except DBAPIError as error:
            writing.dispose()
            told = in_words(error.orig, self._path)
            if told and not is_damage(error, self._path):
                raise told from error
            raise _Lost(None, f"it is damaged ({error.orig})") from error
        except _UNREADABLE as error:
            writing.dispose()
            raise _Lost(None, f"it is damaged ({error})") from error
        except BaseException:
            writing.dispose()
            raise
        return _Opened(writing, reading_engine(self._path, _READING), _identity(self._path), newest)


def _prepare(connection: Connection) -> int:
    """See to it that the tables are there and ours; answer the number of the newest photo."""
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if not _shape(connection) and not version:
        METADATA.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
    elif version != VERSION:
        raise _Lost(None, "another version of ImaLink made it")
    elif _shape(connection) != _shape_of_ours():
        raise _Lost(None, "its tables are not ours")
    return int(connection.execute(select(func.coalesce(func.max(PHOTO.c.id), 0))).scalar_one())


def _shape(connection: Connection) -> set[object]:
    return set(connection.exec_driver_sql("SELECT sql FROM sqlite_master").scalars())


def _shape_of_ours() -> set[object]:
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            METADATA.create_all(connection)
            return _shape(connection)
    finally:
        engine.dispose()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _throw_away(path: Path, why: str) -> None:
    log.warning("previews.db is begun anew", why=why)
    try:
        for companion in ("-wal", "-shm", ""):
            path.with_name(path.name + companion).unlink(missing_ok=True)
    except OSError as error:
        raise disk_trouble(error, path) from error
