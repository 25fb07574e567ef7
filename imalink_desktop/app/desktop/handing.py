"""A command that was typed beside an open window: the window does it, and here stands what it says.

One line of JSON asks, lines answer: first that it is being done, then what is said on either channel, at last
the exit code. A window of another version does not understand it, and is not asked twice.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from PySide6.QtNetwork import QLocalSocket

from imalink_core.version import VERSION
from imalink_desktop.app.desktop.one_of_us import LARGEST, PATIENCE, connected
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.telling import tell
from imalink_desktop.base.words import _

Answer: TypeAlias = dict[str, object]

_A_MOMENT = 200
"""Milliseconds: so long Ctrl+C may have to wait."""


def have_done(address: str, words: Sequence[str], *, watched: bool) -> int | None:
    """The exit code, when the window has done it; `None` when there is none that could."""
    asked = {"words": list(words), "here": os.fspath(Path.cwd()), "watched": watched, "version": VERSION}
    line = json.dumps({"do": asked}).encode() + b"\n"
    socket = connected(address) if len(line) <= LARGEST else None
    if socket is None:
        return None
    socket.write(line)
    socket.flush()
    try:
        return _followed(_lines(socket))
    finally:
        socket.abort()


def _followed(answers: Iterator[Answer]) -> int | None:
    first = next(answers, {})
    if "busy" in first:
        tell(_("The open window has its hands full with what was typed before. Try again in a while."))
        return Exit.COULD_NOT
    if "doing" not in first:
        return None
    for answer in answers:
        for name, stream in (("out", sys.stdout), ("err", sys.stderr)):
            said = answer.get(name)
            if isinstance(said, str) and stream is not None:
                stream.write(said)
                stream.flush()
        code = answer.get("code")
        if isinstance(code, int):
            return code
    tell(_("ImaLink was closed before it was done."))
    return Exit.COULD_NOT


def _lines(socket: QLocalSocket) -> Iterator[Answer]:
    """What is answered, as long as the window is there. For the first word it has little time."""
    first = PATIENCE
    while True:
        while socket.canReadLine():
            try:
                answer = json.loads(bytes(socket.readLine().data()))
            except ValueError:
                return
            if not isinstance(answer, dict):
                return
            yield answer
            first = 0
        if socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
            return
        if not socket.waitForReadyRead(first or _A_MOMENT) and first:
            return
