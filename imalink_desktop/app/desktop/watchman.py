"""What goes on by itself while the window is open: looking for drives, checking a large catalog, backups."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.jobs.ticket import Status
from imalink_desktop.ui.library import Library

_DRIVES = 3_000
_HOUR = 3_600_000
_SOON = 5_000


class Watchman(QObject):
    """Begins when the window can be seen: nothing here may keep it waiting."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._drives = self._timer(_DRIVES, library.look_for_drives)
        self._hours = self._timer(_HOUR, self._look_after_backups)

    def begin(self) -> None:
        """Go on the first round."""
        self._library.look_for_drives()
        self._drives.start()
        self._hours.start()
        check = self._library.room.start(self._library.catalog.verify(), "checking the catalog")
        check.listen(self._checked)
        QTimer.singleShot(_SOON, self, self._look_after_backups)
        QTimer.singleShot(_SOON, self, _settle_memory)

    def end(self) -> None:
        """No more rounds."""
        self._drives.stop()
        self._hours.stop()

    def _timer(self, milliseconds: int, work: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(work)
        return timer

    def _checked(self, status: Status[Expected | None]) -> None:
        trouble = status.error or status.result
        if status.ended and trouble is not None:
            self._library.trouble.emit(trouble)

    def _look_after_backups(self) -> None:
        """Once a day while the program runs, and not only when it ends: some never end it."""
        catalog = self._library.catalog
        if catalog.notice is None:
            ticket = self._library.room.start(_back_up(catalog), "backing up the catalog")
            ticket.listen(lambda status: self._library.trouble.emit(status.error) if status.error else None)


def _settle_memory() -> None:
    """What has been loaded stays loaded: looking through it for garbage would hold up the window.

    Python collects in whatever thread happens to make the next object, and all others wait meanwhile: with
    an import under way the window stood still for up to 0.2 s.
    """
    gc.collect()
    gc.freeze()


def _back_up(catalog: Catalog) -> Job[None]:
    yield Progress("backing up the catalog", 0)
    if catalog.backup_is_due():
        catalog.back_up()
