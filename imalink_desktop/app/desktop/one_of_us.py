"""One window for each catalog: a second start hands its paths to the first, which comes to the front.

So does a command that was typed beside it and needs the catalog: see `handing` and `obeying`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.log import logger
from imalink_desktop.base.names import kept_path, real_name
from imalink_desktop.base.paths import is_ours, private_folder

log = logger(__name__)

PATIENCE = 15_000
"""Milliseconds that one waits for the other to say something at all: it may have much to do."""
LARGEST = 1 << 20
"""Bytes of a question."""
_THANKS = b"ok\n"


def connected(address: str) -> QLocalSocket | None:
    """A line to the program that listens there, if there is one, and it is ours."""
    if not is_ours(Path(address).parent):
        return None
    socket = QLocalSocket()
    socket.connectToServer(address)
    return socket if socket.waitForConnected(PATIENCE) else None


def hand_over(address: str, paths: Sequence[Path]) -> bool:
    """Give the paths to the program that listens there; whether there is one."""
    socket = connected(address)
    if socket is None:
        return False
    words = json.dumps({"open": [kept_path(path.absolute()) for path in paths]})
    socket.write(words.encode() + b"\n")
    socket.flush()
    # What has come already is not waited for.
    heard = bool(socket.bytesAvailable()) or socket.waitForReadyRead(PATIENCE)
    heard = heard and socket.readAll().data() == _THANKS
    socket.disconnectFromServer()
    return heard


class Doorbell(QObject):
    """Listens for later starts. Only the same user can ring."""

    rung = Signal(list)
    """Paths to import; the window is to come to the front in any case."""
    asked = Signal(object, object)
    """A command to be done, as it was read: not to be trusted yet. And the line that waits for answers."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._open)
        if not _has_a_place(address):
            log.warning("later starts cannot be heard", why="the place for it is somebody else's")
        elif not self._server.listen(address):
            # What a program that died left behind; we hold the catalog's lock, so nobody listens there.
            QLocalServer.removeServer(address)
            if not self._server.listen(address):
                log.warning("later starts cannot be heard", why=self._server.errorString())

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _open(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LARGEST:
                socket.abort()
            return
        said: object = None
        with suppress(ValueError, RecursionError):
            said = json.loads(bytes(socket.readLine(LARGEST).data()))
        asked = said if isinstance(said, dict) else {}
        if "do" in asked:
            self.asked.emit(asked["do"], socket)
            return
        paths = asked.get("open")
        paths = paths if isinstance(paths, list) else []
        socket.write(_THANKS)
        socket.flush()
        self.rung.emit([Path(real_name(path)) for path in paths if isinstance(path, str)])


def _has_a_place(address: str) -> bool:
    folder = Path(address).parent
    with suppress(Expected):
        private_folder(folder)
    return is_ours(folder)
