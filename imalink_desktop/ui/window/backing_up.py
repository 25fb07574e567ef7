"""Backing the catalog up when somebody asks for it; it says where the copy lies."""

from __future__ import annotations

from pathlib import Path

from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.events import Signal
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.jobs.ticket import Status, Ticket
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.window.originals import reveal
from imalink_desktop.ui.wording import _


class BackingUp:
    """One at a time: who asks again meanwhile has it already."""

    def __init__(self, library: Library) -> None:
        self.said = Signal[str]("that it has begun")
        self.done = Signal[Path]("a backup has been made and proved")
        self._library = library
        self._ticket: Ticket[Path] | None = None

    def connect(self, actions: Actions) -> None:
        """Carry out this action."""
        actions.on("back up", self.begin)

    def begin(self) -> None:
        """Make a backup beside the window."""
        if self._ticket is not None:
            self.said.emit(_("A backup is being made already."))
            return
        self.said.emit(_("Backing up the catalog…"))
        self._ticket = self._library.room.start(_job(self._library.catalog), _("Backing up the catalog"))
        self._ticket.listen(self._hear)

    def show(self, backup: Path) -> None:
        """Show where it lies."""
        try:
            reveal(self._library, [backup])
        except Trouble as trouble:
            self._library.trouble.emit(trouble)

    def _hear(self, status: Status[Path]) -> None:
        if not status.ended:
            return
        self._ticket = None
        if status.error is not None:
            self._library.trouble.emit(status.error)
        elif status.result is not None:
            self.done.emit(status.result)


def words(backup: Path) -> str:
    """What was done."""
    return _("The catalog has been backed up: {file}").format(file=kept_path(backup))


def _job(catalog: Catalog) -> Job[Path]:
    yield Progress("backing up the catalog", 0)
    return catalog.back_up()
