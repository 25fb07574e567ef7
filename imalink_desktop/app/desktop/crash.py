"""When a fault of ours is met: it is written down, told once, and the program goes on if it can.

Whatever goes wrong is logged, in whatever thread; so the log is where faults are heard. What ends the program
at once, such as a fault in a library, is written into a file by Python and told at the next start.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from imalink_desktop.app.desktop.report import report_of, told_of, where
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.log import OURS, Line, logger
from imalink_desktop.base.paths import private_folder
from imalink_desktop.jobs.strangers import hearing_threads

log = logger(__name__)

_OF_QT = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_MOST_BYTES = 200_000


class Faults(QObject):
    """Hears every fault, and hands each kind of it on once, at home. Use `with`."""

    met = Signal(str)
    """A report of something that had not happened before."""
    again = Signal(int)
    """How often the same has happened by now."""
    _heard = Signal(object)

    def __init__(self, lines: Callable[[], Iterable[Line]] = tuple) -> None:
        super().__init__()
        self._lines = lines
        self._times: dict[str, int] = {}
        self._ear = _Ear(self._heard.emit)
        self._heard.connect(self._hear)
        self._hook = sys.excepthook
        self._threads = contextlib.ExitStack()

    def __enter__(self) -> Self:
        for name in OURS:
            logging.getLogger(name).addHandler(self._ear)
        sys.excepthook = _in_the_window
        self._threads.enter_context(hearing_threads())
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.close()
        sys.excepthook = self._hook
        for name in OURS:
            logging.getLogger(name).removeHandler(self._ear)
        self._ear.close()

    def _hear(self, error: BaseException) -> None:
        kind = where(error)
        self._times[kind] = self._times.get(kind, 0) + 1
        if self._times[kind] == 1:
            self.met.emit(report_of(told_of(error), self._lines()))
        else:
            self.again.emit(self._times[kind])


@contextlib.contextmanager
def hearing_qt() -> Iterator[None]:
    """What Qt has to say comes into the log; of what it dies over, `LastWords` tell."""
    before = qInstallMessageHandler(_said_by_qt)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


class LastWords:
    """A file in which Python writes what it was at when the system ends it. Gone after a good end."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._open: TextIOWrapper | None = None
        self.of_last_time = self._read()
        """The report of a program that was ended; empty when the last one ended well, or was killed."""

    def __enter__(self) -> Self:
        # Where nothing can be written, faults of that kind go untold.
        with contextlib.suppress(OSError, Expected):
            private_folder(self._file.parent)
            self._open = self._file.open("w", encoding="utf-8")
            faulthandler.enable(self._open)
        return self

    def __exit__(self, *_: object) -> None:
        if self._open is None:
            return
        faulthandler.disable()
        self._open.close()
        with contextlib.suppress(OSError):
            self._file.unlink()

    def _read(self) -> str:
        try:
            with self._file.open(encoding="utf-8", errors="replace") as file:
                told = file.read(_MOST_BYTES)
        except OSError:
            return ""
        return report_of(told) if told.strip() else ""


class _Ear(logging.Handler):
    """Listens to the log for errors that were not foreseen."""

    def __init__(self, tell: Callable[[BaseException], object]) -> None:
        super().__init__(logging.ERROR)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            with contextlib.suppress(RuntimeError):  # the window is gone: nobody hears
                self._tell(record.exc_info[1])


def _in_the_window(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.error("a fault in the window", exc_info=(kind, error, trace))


def _said_by_qt(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    log.log(_OF_QT.get(kind, logging.WARNING), "said by Qt", category=context.category, words=words)
