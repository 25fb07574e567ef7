"""`Obeying`: does what was typed beside the open window: with the window's catalog, and not in its thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtNetwork import QLocalSocket
from shiboken6 import isValid

from imalink_core.version import VERSION
from imalink_desktop.app.arguments import can_be_handed, parse
from imalink_desktop.app.caller import Caller, calling
from imalink_desktop.app.desktop.on_behalf import OnBehalf
from imalink_desktop.app.exits import Exit, Unheard, WrongUse
from imalink_desktop.app.running import in_words
from imalink_desktop.app.telling import tell, tell_of
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.log import logger
from imalink_desktop.base.paths import Paths
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.jobs.lanes import WIDTHS, Lane
from imalink_desktop.jobs.ticket import Status
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.wording import _

if TYPE_CHECKING:
    from imalink_desktop.app.desktop.syncing import Syncer
    from imalink_desktop.ui.bringing.importer import Importer

log = logger(__name__)

_AT_ONCE = WIDTHS[Lane.TYPED]
_A_PIECE = 1 << 15
_MOST_WAITING = 1 << 26
"""Bytes: who asks and does not listen to the answer is let go."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A command as it was typed, and where."""

    words: tuple[str, ...]
    here: Path
    watched: bool

    @classmethod
    def read(cls, said: object) -> Asked | None:
        """What was asked, if it is something that is done for others, by a program like this one."""
        match said:
            case {"words": [*words], "here": str(here), "watched": bool(watched), "version": version}:
                typed = tuple(word for word in words if isinstance(word, str))
                fits = len(typed) == len(words) and version == VERSION and Path(here).is_absolute()
                return cls(typed, Path(here), watched) if fits and can_be_handed(typed) else None
        return None


class Obeying:
    """Made at home; closed before the library."""

    def __init__(self, library: Library, paths: Paths, syncer: Syncer, importer: Importer) -> None:
        self._library, self._paths = library, paths
        self._on_behalf = partial(OnBehalf, library, syncer, importer)
        self._callers: dict[QLocalSocket, Caller] = {}
        self._waiting: set[QLocalSocket] = set()

    def take(self, said: object, socket: QLocalSocket) -> None:
        """Do this, and answer on the line."""
        asked = Asked.read(said)
        if asked is None or socket in self._callers:
            _send(socket, {"cannot": True})
            return
        if len(self._callers) >= _AT_ONCE:
            _send(socket, {"busy": True})
            return
        tell_all: Callable[[str, str], None] = lambda name, words: self._library.room.post(  # noqa: E731
            partial(_send, socket, {name: words})
        )
        is_gone: Callable[[], bool] = lambda: socket not in self._waiting  # noqa: E731
        on_behalf = self._on_behalf(is_gone)
        caller = Caller(
            _Wire(partial(tell_all, "out")),
            _Wire(partial(tell_all, "err")),
            asked.watched,
            asked.here,
            self._paths,
            self._library.catalog,
            self._library.previews,
            on_behalf.sync,
            on_behalf.bring,
            is_gone,
        )
        self._callers[socket] = caller
        self._waiting.add(socket)
        socket.disconnected.connect(lambda: self._waiting.discard(socket))
        _send(socket, {"doing": True})
        name = _("Typed in a terminal: {command}").format(command=" ".join(asked.words)[:80])
        ticket = self._library.room.start(_job(caller, asked.words), name, Lane.TYPED)

        def hear(status: Status[int]) -> None:
            if status.ended:
                del self._callers[socket]
                code = status.result if status.error is None and status.result is not None else None
                # Behind all that was said, which is on its way.
                last: dict[str, object] = {"code": Exit.COULD_NOT if code is None else int(code)}
                self._library.room.post(partial(_send, socket, last))

        ticket.listen(hear)

    def close_down(self) -> None:
        """Whoever still waits is let go: what they asked for stops where it can."""
        self._waiting.clear()
        for socket in tuple(self._callers):
            if isValid(socket):
                socket.disconnectFromServer()


def _job(caller: Caller, words: Sequence[str]) -> Job[int]:
    yield Progress("doing what was typed", 0)
    with calling(caller):
        code = _obey(words)
        for stream in (caller.out, caller.err):
            stream.flush()
    return code


def _obey(words: Sequence[str]) -> int:
    """As a process of its own would do it, and end."""
    try:
        typed = parse(words)
        return typed.run(typed)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Exit.WRONG_USE
    except Unheard:
        return Exit.WITH_PROBLEMS
    except WrongUse as trouble:
        tell_of(trouble)
        return Exit.WRONG_USE
    except Expected as trouble:
        tell_of(trouble)
    except CancelledError:
        tell(_("It was stopped before it was done."))
    except OSError as error:
        tell(f"ImaLink could not go on: {in_words(error)}.")
    except Exception:
        log.exception("what was typed beside the window could not be done")
        tell("ImaLink could not go on, by a fault of its own.")
    return Exit.COULD_NOT


class _Wire:
    """Sends what is written, in pieces."""

    def __init__(self, send: Callable[[str], None]) -> None:
        self._send = send
        self._kept: list[str] = []
        self._length = 0

    def write(self, words: str, /) -> int:
        self._kept.append(words)
        self._length += len(words)
        if self._length > _A_PIECE:
            self.flush()
        return len(words)

    def flush(self) -> None:
        words, self._kept, self._length = "".join(self._kept), [], 0
        if words:
            self._send(words)


def _send(socket: QLocalSocket, answer: dict[str, object]) -> None:
    if not isValid(socket) or socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
        return
    socket.write(json.dumps(answer).encode() + b"\n")
    socket.flush()
    if socket.bytesToWrite() > _MOST_WAITING:
        socket.abort()
