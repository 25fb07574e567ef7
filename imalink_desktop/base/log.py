"""The log: a file that cannot grow without end, the latest lines in memory, and no secret in either.

Every room asks for a `logger` and says facts as fields, never inside the sentence:

    log = logger(__name__)
    log.warning("the drive is gone", drive="Blue")

They speak to Python's own logging, so that a test hears them where it listens anyway,
and nothing is written anywhere until the program opens its `Logbook`.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import deque
from collections.abc import MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Self

from imalink_desktop.base.paths import private_folder
from imalink_desktop.base.redaction import redact

FILES = 5
FILE_BYTES = 2 << 20
LINES = 2_000
LONGEST = 20_000
"""Characters of one record; what is longer is cut."""

OURS = ("imalink_core", "imalink_desktop")
"""Whose chatter is kept. Other libraries are only heard when they warn."""


class Logger(logging.LoggerAdapter[logging.Logger]):
    """Takes facts as they are, and writes them behind the sentence."""

    def process(self, msg: object, kwargs: MutableMapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """What an exception was goes on to Python's logging; all else is a fact."""
        said = {name: kwargs.pop(name) for name in ("exc_info", "stack_info") if name in kwargs}
        return " ".join([str(msg), *(f"{name}={value!r}" for name, value in kwargs.items())]), said


def logger(name: str) -> Logger:
    """Make the logger of a module."""
    return Logger(logging.getLogger(name))


@dataclass(frozen=True, slots=True)
class Line:
    """One record, for the log window."""

    at: datetime
    level: str
    where: str
    text: str


class Logbook:
    """The log of one run, in `imalink.log` of a folder and in memory. Close it, or use `with`."""

    def __init__(self, folder: Path, home: Path, *, debug: bool = False) -> None:
        self._file = _File(private_folder(folder) / "imalink.log", _Words(home))
        self._latest = _Latest(_Words(home))
        self._before = {name: logging.getLogger(name).level for name in OURS}
        for name in OURS:
            logging.getLogger(name).setLevel(logging.DEBUG if debug else logging.INFO)
        for handler in (self._file, self._latest):
            logging.getLogger().addHandler(handler)

    def lines(self) -> tuple[Line, ...]:
        """The latest lines, oldest first."""
        return self._latest.lines()

    def close(self) -> None:
        """Stop listening."""
        for handler in (self._file, self._latest):
            logging.getLogger().removeHandler(handler)
            handler.close()
        for name, level in self._before.items():
            logging.getLogger(name).setLevel(level)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Words(logging.Formatter):
    """A record as one line and, below it, its traceback; cut, and without secrets."""

    converter = staticmethod(time.gmtime)
    default_msec_format = "%s.%03dZ"
    default_time_format = "%Y-%m-%dT%H:%M:%S"

    def __init__(self, home: Path) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._home = home

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler's words for it
        return self._clean(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        # Nobody's file name may end a line and begin another in our name.
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")

    def sentence(self, record: logging.LogRecord) -> str:
        """The record without time and place."""
        return self._clean(record.getMessage())

    def _clean(self, text: str) -> str:
        if len(text) > LONGEST:
            text = f"{text[:LONGEST]} … ({len(text) - LONGEST:,} more characters)"
        return redact(text, self._home)


class _File(RotatingFileHandler):
    """Our files, for nobody else to read."""

    def __init__(self, path: Path, words: _Words) -> None:
        super().__init__(path, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8", delay=True)
        self.setFormatter(words)

    def _open(self) -> TextIOWrapper:
        def private(name: str, flags: int) -> int:
            return os.open(name, flags, 0o600)

        # A file name need not be text; the log shows what there is.
        return open(self.baseFilename, "a", encoding="utf-8", errors="backslashreplace", opener=private)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """A log that cannot be written, on a full disk, stops nothing; the next record tries again."""
        if isinstance(sys.exception(), OSError):
            self.close()
        else:
            super().handleError(record)

    def close(self) -> None:
        # What could not be written before cannot be written now.
        with suppress(OSError):
            super().close()


class _Latest(logging.Handler):
    """The latest records, in memory."""

    def __init__(self, words: _Words) -> None:
        super().__init__()
        self._words = words
        self._lines: deque[Line] = deque(maxlen=LINES)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sentence = self._words.sentence(record)
        except Exception:  # noqa: BLE001 - what logs wrongly is told of, and not stopped by it
            self.handleError(record)
        else:
            at = datetime.fromtimestamp(record.created, UTC)
            self._lines.append(Line(at, record.levelname, record.name, sentence))

    def lines(self) -> tuple[Line, ...]:
        self.acquire()
        try:
            return tuple(self._lines)
        finally:
            self.release()
