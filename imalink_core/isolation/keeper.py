"""Keeping helper processes: started when needed, ended when they take too long, one file at a time each."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from imalink_core.errors import Problem
from imalink_core.hatching import Hatched, Order
from imalink_core.isolation import HELPER_FLAG
from imalink_core.isolation.protocol import (
    MOST_ANSWER,
    Request,
    Sight,
    pixels_behind,
    read_answer,
    read_picture,
    write_request,
)
from imalink_core.limits import DEFAULT_LIMITS, Limits
from imalink_core.previews.picture import Picture

_FILES_EACH = 200
"""A helper is replaced after so many files: whatever a decoder leaks is bounded."""

_LAST_BREATH = 1.0
"""Seconds in which a dying helper ends by itself, so that we learn of what it died."""

_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",  # the parallel work is ours to share out
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
}


class Keeper:
    """As many helper processes as there are threads that need one."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._helpers: set[_Helper] = set()
        self._idle: list[_Helper] = []
        self._closed = False

    def hatch(self, path: Path, order: Order) -> Hatched:
        """Have a file hatched by a helper; the calling thread waits."""
        line, _ = self._ask(path, order)
        return read_answer(line)

    def picture(self, path: Path, side: int | None) -> Picture:
        """Have a file decoded by a helper, to be looked at; the calling thread waits."""
        return read_picture(*self._ask(path, Sight(side)))

    def _ask(self, path: Path, order: Order | Sight) -> tuple[bytes, bytes]:
        helper = self._take()
        try:
            answer = helper.ask(Request(path, order, self._limits.seconds))
        except BaseException as error:
            self._part_from(helper)
            if self._closed and isinstance(error, Problem):
                raise Problem("stopped") from None
            raise
        self._give_back(helper)
        return answer

    def close(self) -> None:
        """End all helpers, those at work too: a program that closes does not wait for a broken file."""
        with self._lock:
            self._closed = True
            helpers = tuple(self._helpers)
        for helper in helpers:
            helper.end()

    def _take(self) -> _Helper:
        with self._lock:
            if self._closed:
                raise Problem("stopped")
            if self._idle:
                return self._idle.pop()
            try:
                helper = _Helper()
            except OSError as error:  # no memory, or too many processes: nothing that the file can help
                raise Problem("stopped", f"({error.strerror or error})") from None
            self._helpers.add(helper)
            return helper

    def _give_back(self, helper: _Helper) -> None:
        with self._lock:
            if not self._closed and helper.files < _FILES_EACH:
                self._idle.append(helper)
                return
        self._part_from(helper)

    def _part_from(self, helper: _Helper) -> None:
        helper.end()
        with self._lock:
            self._helpers.discard(helper)


class _Helper:
    """One helper process and the two pipes to it."""

    def __init__(self) -> None:
        self.files = 0
        self._late = False
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # decoders print there what they think of a file
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, request: Request) -> tuple[bytes, bytes]:
        """Send a request and wait for the answer and the pixels behind it, or for the end of our patience."""
        self.files += 1
        sent, answers = self._process.stdin, self._process.stdout
        if sent is None or answers is None:
            raise Problem("crashed")
        clock = threading.Timer(request.seconds, self._give_up)
        clock.start()
        pixels, wanted = b"", 0
        try:
            sent.write(write_request(request))
            sent.flush()
            line = answers.readline(MOST_ANSWER)
            if isinstance(request.order, Sight):
                wanted = pixels_behind(line)
                pixels = answers.read(wanted)
        except (OSError, ValueError):  # it ended before it had read the request, or we ended it
            line = b""
        finally:
            clock.cancel()
            clock.join()
        if not line.endswith(b"\n") or len(pixels) < wanted:
            raise self._autopsy()
        return line, pixels

    def end(self) -> None:
        """End the process, whatever it is doing, and close the pipes."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.wait()

    def _give_up(self) -> None:
        self._late = True
        self._process.kill()

    def _autopsy(self) -> Problem:
        """Put into words why there is no answer."""
        try:
            status = self._process.wait(_LAST_BREATH)  # its pipe has ended, so it is ending too
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        if self._late or (sys.platform != "win32" and status == -signal.SIGXCPU):
            return Problem("too_slow")
        return Problem("crashed", f"(Signal {-status}.)" if status < 0 else None)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, HELPER_FLAG]
    # -P: the folder we happen to stand in may hold a file that is named like a module.
    return [sys.executable, "-P", "-m", "imalink_core.isolation.child"]


def _environment() -> dict[str, str]:
    """Ours, so that the helper finds the same packages, with this one before all others."""
    home = Path(__file__).resolve().parents[2]
    paths = [str(home), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
