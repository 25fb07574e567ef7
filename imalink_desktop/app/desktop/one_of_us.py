"""One window for each catalog: a second start hands its paths to the first, which comes to the front."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from imalink_desktop.base.log import logger
from imalink_desktop.base.names import kept_path, real_name

log = logger(__name__)

_PATIENCE = 2_000
_MOST = 1 << 20
_THANKS = b"ok\n"


def hand_over(address: str, paths: Sequence[Path]) -> bool:
    """Give the paths to the program that listens there; whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_PATIENCE):
        return False
    words = json.dumps({"open": [kept_path(path.absolute()) for path in paths]})
    socket.write(words.encode() + b"\n")
    socket.flush()
    # What has come already is not waited for.
    heard = bool(socket.bytesAvailable()) or socket.waitForReadyRead(_PATIENCE)
    heard = heard and socket.readAll().data() == _THANKS
    socket.disconnectFromServer()
    return heard


class Doorbell(QObject):
    """Listens for later starts. Only the same user can ring."""

    rung = Signal(list)
    """Paths to import; the window is to come to the front in any case."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._open)
        if not self._server.listen(address):
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
            if socket.bytesAvailable() > _MOST:
                socket.abort()
            return
        paths: list[Path] = []
        with suppress(ValueError, AttributeError, TypeError):
            asked = json.loads(bytes(socket.readLine(_MOST).data())).get("open", [])
            paths = [Path(real_name(path)) for path in asked if isinstance(path, str)]
        socket.write(_THANKS)
        socket.flush()
        self.rung.emit(paths)
