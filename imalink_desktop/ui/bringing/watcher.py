"""`Watcher`: keeps an eye on the folders that are to be watched, and has what is new there imported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from imalink_desktop.base.workers import Answer, Done
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.reads.drives import drives, folders
from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.volumes import Mounted, all_mounted, place_of
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.soon import soon

if TYPE_CHECKING:
    from imalink_desktop.importing.watching.watch import Watch

_EVERY = 1_000
_SOON = 250


class Watcher:
    """Made once for a window, at home, and closed before its importer.

    Watched are the folders that are marked so; with the setting, all that were ever chosen for an import.
    """

    def __init__(
        self,
        library: Library,
        importer: Importer,
        *,
        own: Path | None = None,
        mounted: Callable[[], Sequence[Mounted]] = all_mounted,
    ) -> None:
        """`own` is the folder in which the program keeps its data."""
        self._library, self._importer, self._own, self._mounted = library, importer, own, mounted
        self._watch: Watch | None = None
        self._watched: tuple[Path, ...] = ()
        # A desk rather than a job each second: nobody wants to see those in the list of what runs.
        self._desk = library.room.desk(_due, self._take, on=Lane.LONG)
        self._second, self._soon = QTimer(), soon(None, self.look, _SOON)
        self._second.setInterval(_EVERY)
        self._second.timeout.connect(self._ask)
        self._connections = (
            library.changed.connect(self._hear),
            library.drives_changed.connect(lambda _: self._soon.start()),
        )

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders that are watched, where they are now."""
        return self._watched

    def look(self) -> None:
        """See which folders are to be watched. Ask for it after the start, and when the setting changes."""
        everything, mounted = self._importer.settings.watch, self._mounted

        def find(look: Look) -> tuple[Path, ...]:
            volumes = {drive.id: drive.volume_id for drive in drives(look)}
            wanted = (one for one in folders(look) if one.is_watched or (everything and one.is_source))
            table = mounted()
            places = (place_of(volumes[one.drive_id], one.path, table) for one in wanted)
            return tuple(sorted({place for place in places if place is not None}))

        self._library.ask((self, "watched"), find, self._begin)

    def close(self) -> None:
        """Watch no more."""
        self._second.stop()
        self._soon.stop()
        for connection in self._connections:
            connection.disconnect()
        self._desk.close()
        self._end()

    def _begin(self, watched: tuple[Path, ...]) -> None:
        if watched == self._watched:
            return
        self._end()
        self._watched = watched
        if watched:
            from imalink_desktop.importing.watching.watch import Watch

            skips = self._importer.settings.skip_hidden
            leave_out = LeaveOut.HIDDEN if skips else LeaveOut.SYSTEM
            self._watch = Watch(
                watched, self._tell, own=self._own, leave_out=leave_out, mounted=self._mounted
            ).start()
            self._second.start()

    def _end(self) -> None:
        self._second.stop()
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()

    def _ask(self) -> None:
        if self._watch is not None and not self._desk.left:
            self._desk.submit("due", self._watch)

    def _take(self, answer: Answer[Watch, tuple[Path, ...]]) -> None:
        if not isinstance(answer, Done):
            self._library.trouble.emit(answer.error)
        elif answer.value and answer.task is self._watch:
            self._importer.bring(Errand(answer.value, if_new=True))

    def _tell(self, why: Exception) -> None:
        """In a thread: a folder can only be looked at now and then."""
        del why  # it is no trouble: `Watch.notices` has it for the settings

    def _hear(self, changes: Changes) -> None:
        if changes.fields.get("folder", frozenset()) & {"is_watched", "is_source", "*"}:
            self._soon.start()


def _due(watch: Watch) -> tuple[Path, ...]:
    """In a thread: it looks at a few files, and now and then at many."""
    return watch.due()
