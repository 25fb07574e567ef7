"""What goes on by itself while the window is open: looking for drives, checking a large catalog, backups."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from imalink_desktop.app.desktop.sweeping import Sweeper
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.memory import give_back
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.jobs.ticket import Status
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.wording import _

_DRIVES = 3_000
HALF_A_MINUTE, _MINUTE, _HOUR = 30_000, 60_000, 3_600_000
_SOON = 5_000
_A_GREAT_MANY, _DONE_WITH = 50_000, 500
"""Photos that are changed at once; and milliseconds after which nobody holds what told of them."""


class Watchman(QObject):
    """Begins when the window can be seen: nothing here may keep it waiting."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._drives = self._timer(_DRIVES, library.look_for_drives)
        self._minutes = self._timer(_MINUTE, self._give_back_memory)
        self._hours = self._timer(_HOUR, self._look_after_backups)
        self._others: list[QTimer] = []
        self._sweeper = Sweeper()
        self._connection = library.changed.connect(self._hear)

    def every_half_minute(self, work: Callable[[], object]) -> None:
        """Do this too."""
        self._others.append(self._timer(HALF_A_MINUTE, work))

    def begin(self) -> None:
        """Go on the first round."""
        self._library.look_for_drives()
        self._drives.start()
        self._minutes.start()
        self._hours.start()
        self._sweeper.begin()
        for timer in self._others:
            timer.start()
        check = self._library.room.start(self._library.catalog.verify(), _("Checking the catalog"))
        check.listen(self._checked)
        QTimer.singleShot(_SOON, self, self._look_after_backups)

    def end(self) -> None:
        """No more rounds."""
        self._connection.disconnect()
        for timer in (self._drives, self._minutes, self._hours, *self._others):
            timer.stop()
        self._sweeper.end()

    def _give_back_memory(self) -> None:
        """A list of a million photos leaves a hundred megabytes behind that nobody has any more."""
        self._library.ask("memory", lambda _look: give_back(), lambda _was_some: None)

    def _hear(self, changes: Changes) -> None:
        if len(changes.photos) >= _A_GREAT_MANY:
            QTimer.singleShot(_DONE_WITH, self, self._give_back_memory)

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
            ticket = self._library.room.start(_back_up(catalog), _("Backing up the catalog"))
            ticket.listen(lambda status: self._library.trouble.emit(status.error) if status.error else None)


def _back_up(catalog: Catalog) -> Job[None]:
    yield Progress("backing up the catalog", 0)
    if catalog.backup_is_due():
        catalog.back_up()
