"""The dialogs around importing, opened over the window: what was dropped, reports, problems, activity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from imalink_desktop.base.events import Signal
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.bringing.activity import Activity
from imalink_desktop.ui.bringing.dialog import ImportDialog
from imalink_desktop.ui.bringing.errand import Ended, Errand
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.bringing.problems import ProblemsDialog
from imalink_desktop.ui.bringing.report import ReportDialog
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.window.message import Message
from imalink_desktop.ui.window.originals import reveal
from imalink_desktop.ui.wording import _, many

_ACTIVITY = (420, 320)


class Imports:
    """Opens each dialog once; those that stay beside the window come to the front when asked for again."""

    def __init__(
        self, library: Library, stage: Stage, importer: Importer, window: QWidget, message: Message
    ) -> None:
        self.start_at_once = Signal[bool]("what is dropped is to be imported at once from now on, or not")
        self._library, self._stage, self._importer = library, stage, importer
        self._window, self._message = window, message
        self._report: ReportDialog | None = None
        self._problems: ProblemsDialog | None = None
        self._activity: QDialog | None = None
        self._connection = importer.ended.connect(self._ended)

    def connect(self, actions: Actions) -> None:
        """Carry out these actions."""
        actions.on("import", lambda: self.choose(()))
        actions.on("import files", self._choose_files)
        actions.on("problems", self.show_problems)
        actions.on("activity", self.show_activity)

    def bring(self, paths: Sequence[Path]) -> None:
        """What was dropped: at once, if that is how it is set, else after a look at the plan."""
        if not paths:
            return
        if self._importer.settings.start_at_once:
            self._importer.bring(Errand(tuple(paths)))
        else:
            self.choose(paths)

    def choose(self, paths: Sequence[Path]) -> None:
        """Open the dialog with these."""
        dialog = ImportDialog(self._library, self._importer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.begun.connect(lambda _errand: self.start_at_once.emit(dialog.start_at_once))
        dialog.add(paths)
        dialog.open()

    def show_report(self, session: int) -> None:
        """What became of every file of an import."""
        if self._report is None or not isValid(self._report):
            self._report = ReportDialog(self._library, self._stage, self._importer, self._window)
            self._report.reveal_asked.connect(_reveal)
        self._report.show_session(session)
        _to_the_front(self._report)

    def show_problems(self) -> None:
        """The files that could not be read."""
        if self._problems is None or not isValid(self._problems):
            self._problems = ProblemsDialog(self._library, self._importer, self._window)
            self._problems.reveal_asked.connect(_reveal)
        self._problems.look()
        _to_the_front(self._problems)

    def show_activity(self) -> None:
        """What is going on."""
        if self._activity is None or not isValid(self._activity):
            self._activity = QDialog(self._window)
            self._activity.setWindowTitle(_("What is going on"))
            self._activity.resize(*_ACTIVITY)
            column = QVBoxLayout(self._activity)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(Activity(self._library, self._importer))
        _to_the_front(self._activity)

    def close_down(self) -> None:
        """Hear no more."""
        self._connection.disconnect()

    def _choose_files(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(self._window, _("Import single files"))
        self.bring([Path(name) for name in chosen])

    def _ended(self, ended: Ended) -> None:
        """Say what came of it, and offer the whole account."""
        if ended.result is None or ended.result.report is None:
            return
        session = ended.result.report.session
        words = many("{n} photo was imported.", "{n} photos were imported.", session.photos)
        if failed := session.fates["failed"]:
            words += " " + many("{n} file could not be read.", "{n} files could not be read.", failed)
        look: Callable[[], object] = lambda: self.show_report(session.id)  # noqa: E731
        self._message.say(words, (_("Report"), look))


def _reveal(place: Path) -> None:
    reveal([place])


def _to_the_front(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
