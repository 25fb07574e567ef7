"""The sample photos, on request: drawn, imported, and taken away again as if they had never been there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject

from imalink_desktop.app.desktop.sample import PHOTOS, ROOT, SIZE
from imalink_desktop.app.desktop.sample.ledger import Ledger
from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.events import Signal
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.commands.tagging import forget
from imalink_desktop.catalog.commands.unimporting import undo_import
from imalink_desktop.catalog.reads.sessions import brought_by, sessions
from imalink_desktop.catalog.reads.trees import tags
from imalink_desktop.catalog.samples import FOLDER
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.ticket import Phase, Status, Ticket
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.bringing.errand import Ended, Errand
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.window.welcome import Welcome
from imalink_desktop.ui.wording import _, many

_FIRST = 12
"""So many are imported while the others are drawn: nobody wants to look at a bar."""


def sample_folder(paths: Paths) -> Path:
    """Among the user's pictures; beside the catalog, where that was put somewhere by hand."""
    if paths == Paths.of_the_user():
        return platformdirs.user_pictures_path() / FOLDER
    return paths.data.parent / FOLDER


class Samples(QObject):
    """Hears the first page and the menu."""

    def __init__(
        self, library: Library, importer: Importer, welcome: Welcome, actions: Actions, paths: Paths
    ) -> None:
        super().__init__()
        self._library, self._importer, self._welcome = library, importer, welcome
        self._remove = actions["remove samples"]
        self.count, self.size = PHOTOS, SIZE
        """How many are drawn, and how large."""
        self._folder, self._ledger = sample_folder(paths), Ledger(paths.state / "sample-photos.jsonl")
        self._drawing: Ticket[None] | None = None
        self._begun = self._removing = self._wants_again = self._closed = False
        self.said = Signal[str]("what was done with the sample photos")
        welcome.sample_wanted.connect(self.begin)
        welcome.sample_stopped.connect(self._stop)
        actions.on("remove samples", self.remove)
        self._connections = (importer.changed.connect(self._look), importer.ended.connect(self._imported))
        self._look()

    def begin(self) -> None:
        """Draw, then import. Asked for twice, it is done once."""
        if self._drawing is not None:
            return
        if self._removing:  # What is being thrown away must be gone before it is drawn again.
            self._wants_again = True
            self._welcome.draw_samples(0, self.count)
            return
        room = self._library.room
        self._begun = False
        workers = room.workers(Lane.HATCHING)
        from imalink_desktop.app.desktop.sample.job import draw_all  # slow to import, and rarely needed

        job = draw_all(self._folder, self._ledger, workers, count=self.count, size=self.size)
        self._drawing = room.start(job, _("Drawing sample photos"), Lane.LONG)
        self._drawing.listen(self._hear)

    def remove(self) -> None:
        """Take back of their imports what is ours, then move the files to the computer's trash."""
        if self._removing:
            return
        self._removing = True
        self._look()
        question = partial(_ours, kept_path(self._folder.absolute()), self._ledger)
        self._library.ask("sample imports", question, self._take_back, self._failed)

    def close_down(self) -> None:
        """Hear no more, and draw no more."""
        self._closed = True
        for connection in self._connections:
            connection.disconnect()
        self._stop()

    def _stop(self) -> None:
        if self._wants_again:
            self._wants_again = False
            self._welcome.draw_samples(None)
        if self._drawing is not None:
            self._drawing.cancel()

    def _hear(self, status: Status[None]) -> None:
        if not status.ended:
            progress = status.progress
            done, total = (0, 0) if progress is None else (progress.done, progress.total or 0)
            self._welcome.draw_samples(done, total)
            if done >= _FIRST and not self._begun:
                self._begun = True
                self._bring()
            return
        self._drawing = None
        if status.error is not None:
            self._library.trouble.emit(status.error)
        if status.phase is Phase.DONE:
            self._bring()
        else:
            self._welcome.draw_samples(None)
        self._look()

    def _bring(self) -> None:
        self._importer.bring(Errand((self._folder,), title=_("Sample photos")))

    def _imported(self, ended: Ended) -> None:
        if ended.errand.sources == (self._folder,) and self._drawing is None:
            self._welcome.draw_samples(None)
            self._look()

    def _look(self, _told: None = None) -> None:
        """The menu has it while they are there, and not while they are on their way."""
        at_work = (
            self._removing
            or self._drawing is not None
            or any(
                errand.sources == (self._folder,)
                for errand in (*self._importer.waiting, *filter(None, (self._importer.at,)))
            )
        )
        there = not self._ledger.is_empty
        self._remove.setVisible(there)
        self._remove.setEnabled(there and not at_work)

    def _take_back(self, imports: list[tuple[int, frozenset[int]]]) -> None:
        if self._closed:
            return  # What is left of them can be removed after the next start.
        if imports:
            (session, files), *rest = imports
            undo = partial(undo_import, session=session, files=files)
            self._library.do(undo, lambda _changes: self._take_back(rest), self._failed)
        else:
            self._library.ask("sample tags", _sample_tag_is_bare, self._take_tags, self._failed)

    def _take_tags(self, bare: bool) -> None:
        """Those that came with them, unless somebody has used them otherwise."""
        if bare:
            self._library.do(partial(forget, path=ROOT), lambda _changes: self._throw_away(), self._failed)
        else:
            self._throw_away()

    def _throw_away(self) -> None:
        if self._closed:
            return
        from imalink_desktop.app.desktop.sample.job import remove_all

        job = remove_all(self._folder, self._ledger)
        ticket = self._library.room.start(job, _("Removing the sample photos"), Lane.LONG)
        ticket.listen(self._removed)

    def _failed(self, trouble: Trouble) -> None:
        self._library.trouble.emit(trouble)
        self._settle()

    def _settle(self) -> None:
        """The removing has ended, well or not: now they may be drawn again."""
        if self._closed:
            return
        self._removing = False
        self._look()
        if self._wants_again:
            self._wants_again = False
            self.begin()

    def _removed(self, status: Status[int]) -> None:
        if not status.ended:
            return
        if status.error is not None:
            self._library.trouble.emit(status.error)
        elif status.result:
            self.said.emit(
                many(
                    "The sample photos are in your computer's trash. {n} other file stays in their folder.",
                    "The sample photos are in your computer's trash. {n} other files stay in their folder.",
                    status.result,
                )
            )
        else:
            self.said.emit(_("The sample photos are in your computer's trash."))
        self._settle()


def _ours(folder: str, ledger: Ledger, look: Look) -> list[tuple[int, frozenset[int]]]:
    """The imports of this folder, the newest first, each with the files that the ledger knows as ours.

    What somebody put there, or has changed since, is theirs.
    """
    kept = ledger.kept()
    names = {name for _digest, name in kept}
    start = folder.replace("\\", "/").rstrip("/") + "/"
    found = []
    for one in sessions(look, with_fates=False):
        if one.source == folder and one.undone_at is None:
            files = frozenset(
                file
                for file, path, sha256 in brought_by(look, one.id)
                if (name := path.replace("\\", "/").removeprefix(start)) in names
                and (sha256 is None or (sha256, name) in kept)
            )
            found.append((one.id, files))
    return found


def _sample_tag_is_bare(look: Look) -> bool:
    """Whether their tag is there, and no photo has it, or one below it."""
    return any(branch.name == ROOT and not branch.whole for branch in tags(look, deep=True))
