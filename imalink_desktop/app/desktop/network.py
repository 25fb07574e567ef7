"""`Network`: whether there is one, and whether it costs money, as far as the system knows."""

from __future__ import annotations

from PySide6.QtCore import QObject

from imalink_desktop.base.events import Signal
from imalink_desktop.base.log import logger

log = logger(__name__)


class Network(QObject):
    """Looks from `begin` on; where the system tells nothing, there is one that costs nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.is_metered = False
        self.is_there = True
        self.changed = Signal[None]("the network is another")

    def begin(self) -> None:
        """Ask the system, and hear it from now on."""
        from PySide6.QtNetwork import QNetworkInformation  # asks the bus of the system: not before the window

        if not QNetworkInformation.loadDefaultBackend():
            return
        system = QNetworkInformation.instance()
        self._gone = QNetworkInformation.Reachability.Disconnected
        system.reachabilityChanged.connect(self._reach)
        system.isMeteredChanged.connect(self._meter)
        self._reach(system.reachability())
        self._meter(system.isMetered())

    def tell(self, *, is_there: bool, is_metered: bool) -> None:
        """It is so now."""
        if (is_there, is_metered) != (self.is_there, self.is_metered):
            self.is_there, self.is_metered = is_there, is_metered
            log.info("the network is another", is_there=is_there, is_metered=is_metered)
            self.changed.emit(None)

    def _reach(self, reachability: object) -> None:
        self.tell(is_there=reachability != self._gone, is_metered=self.is_metered)

    def _meter(self, is_metered: bool) -> None:
        self.tell(is_there=self.is_there, is_metered=is_metered)
