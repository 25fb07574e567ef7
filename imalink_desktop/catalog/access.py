"""`Access`: how this program gets at the catalog's file; one that writes at a time, many that read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.log import logger
from imalink_desktop.base.progress import Job, run_here
from imalink_desktop.catalog.bad_mark import mark
from imalink_desktop.catalog.engine import CATALOG, reading_engine, writing_engine
from imalink_desktop.catalog.guard import Guard
from imalink_desktop.catalog.inspection import log_size
from imalink_desktop.catalog.places import is_frozen, only_looking
from imalink_desktop.catalog.trouble import in_words, is_damage, is_of_the_disk

log = logger(__name__)

_LOG_AT_MOST = 64 << 20
"""So much may wait in the log for the check of a large catalog; then the next command waits for it."""

_PAGES_A_CHECKPOINT = 1000


class Access:
    """Without a guard, or with a `notice` that says why, nothing can be changed."""

    def __init__(self, path: Path, guard: Guard | None, notice: Expected | None = None) -> None:
        self.path = path
        self.notice = notice
        self._guard = guard
        self._turn = RLock()
        self._at_work = False
        self._writing: Engine = writing_engine(path, CATALOG)
        self._reading: Engine = reading_engine(path, frozen=guard is None and is_frozen(path))

    @property
    def has_written(self) -> bool:
        """Whether the file is not as it was let go of, here or by a program that was cut off."""
        return self._guard is not None and not self._guard.as_left

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See the last commit, whoever is writing."""
        try:
            with self._reading.begin() as connection:
                yield connection
        except (DBAPIError, UnicodeDecodeError) as error:
            if (trouble := self._in_words(error)) is None:
                raise
            raise trouble from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Be the one who changes the catalog: everything is done at the end, or nothing."""
        with self._turn:
            if self._at_work:
                raise Bug("A command cannot be given inside another")
            self._at_work = True
            try:
                pages = _PAGES_A_CHECKPOINT if self._may_reach_the_file() else 0
                with self._writing.begin() as connection:
                    connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {pages}")
                    yield connection
                if not pages and self._guard is not None:
                    self._guard.name_log()
            except (DBAPIError, UnicodeDecodeError) as error:
                if (trouble := self._in_words(error)) is None:
                    raise
                raise trouble from error
            finally:
                self._at_work = False

    def verify(self) -> Job[Expected | None]:
        """Look at every byte while work goes on. What is damaged is not written to any more."""
        guard = self._guard
        if guard is None or guard.checked:
            return None
        trouble = yield from guard.check()
        if trouble is not None:
            self.notice = trouble
        return trouble

    def close(self) -> None:
        """Let go of the file, with everything in it and a seal on it. Twice is as good as once."""
        with self._turn:
            guard, self._guard = self._guard, None
            self._reading.dispose()
            if guard is not None and not guard.as_left and self.notice is None:
                self._settle(guard)
            self._writing.dispose()
            if guard is not None:
                sound, self.notice = self.notice is None, self.notice or only_looking()
                try:
                    guard.let_go(seal=sound)
                except Expected as unsealed:  # SQLite's own check will have to do, next time
                    log.info("the catalog could not be sealed", why=str(unsealed))

    def _may_reach_the_file(self) -> bool:
        """Take the seal off before the first change; of a file still to be checked it stays on."""
        guard = self._guard
        if guard is None or self.notice is not None:
            reason = self.notice or only_looking()
            raise Expected(reason.sentence, reason.next_step)
        guard.as_left = False
        if guard.sealed and not guard.checked:
            if log_size(self.path) <= _LOG_AT_MOST:
                return False
            if (trouble := run_here(self.verify())) is not None:
                raise trouble
        try:
            guard.loosen()
        except OSError as error:
            raise disk_trouble(error, self.path) from error
        return True

    def _settle(self, guard: Guard) -> None:
        """Bring the log into the file, so that the file is all there is; a damaged one stays as it is."""
        try:
            if guard.sealed and not guard.checked:
                self.notice = run_here(guard.check())
            if self.notice is None:
                guard.loosen()
                connection = self._writing.raw_connection()
                try:
                    cursor = connection.cursor()
                    cursor.execute("PRAGMA busy_timeout = 0")  # nobody who looks is waited for
                    busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                    if busy:
                        log.info("somebody is reading, so the log stays, and the seal will name it")
                finally:
                    connection.close()
        except (DBAPIError, sqlite3.Error, OSError, Expected) as error:
            log.info("the log stays beside the catalog, where it is safe", why=str(error))

    def _in_words(self, error: DBAPIError | UnicodeDecodeError) -> Expected | None:
        """The sentence for trouble of the world's; to a damaged file nothing more is written."""
        origin = error.orig if isinstance(error, DBAPIError) else error
        trouble = in_words(origin, self.path)
        if trouble is None:
            return None
        if is_damage(origin):
            self.notice = self.notice or trouble
            if self._guard is not None:
                mark(self.path, damaged=True)
        elif is_of_the_disk(origin) and (self._guard is None or not self._guard.sealed):
            # The disk may have been pulled out; when it is back, all that was open on it is opened anew.
            self._reading.dispose()
            self._writing.dispose()
        return trouble
