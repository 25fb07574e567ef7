"""The dialogs around importing, opened over the window: what was dropped, reports, problems, activity.

They are loaded when they are opened for the first time: the window is there the sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.events import Signal
from imalink_desktop.base.names import kept_name, kept_path
from imalink_desktop.catalog.reads.drives import KnownDrive, drives
from imalink_desktop.importing.from_card import CopyWish
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.bringing.errand import Ended, Errand, copying_as_json, copying_from_json
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.bringing.wording import copied_in_words
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.window.message import Message
from imalink_desktop.ui.window.once import to_the_front
from imalink_desktop.ui.window.originals import reveal
from imalink_desktop.ui.wording import _, many

if TYPE_CHECKING:
    from imalink_desktop.importing.copying.report import CopyReport
    from imalink_desktop.importing.report import Report
    from imalink_desktop.ui.bringing.copied import CopiedDialog
    from imalink_desktop.ui.bringing.dialog import ImportDialog
    from imalink_desktop.ui.bringing.problems import ProblemsDialog
    from imalink_desktop.ui.bringing.report import ReportDialog

_ACTIVITY = (420, 320)
_NAMED = 3


class Imports:
    """Opens each dialog once; those that stay beside the window come to the front when asked for again."""

    def __init__(
        self, library: Library, stage: Stage, importer: Importer, window: QWidget, message: Message
    ) -> None:
        self.start_at_once = Signal[bool]("what is dropped is to be imported at once from now on, or not")
        self._library, self._stage, self._importer = library, stage, importer
        self._window, self._message = window, message
        self._asking: ImportDialog | None = None
        self._copied: CopiedDialog | None = None
        self._report: ReportDialog | None = None
        self._problems: ProblemsDialog | None = None
        self._activity: QDialog | None = None
        self._offered: set[Path] = set()
        self._aside: Mapping[str, Any] = {}
        """What the list of problems was left with, until it is opened."""
        self._copies: CopyWish | None = None
        """Where copies went the last time."""
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

    def offer_again(self, changed: Path) -> None:
        """A file is not the one that was imported: say so once, and offer to read it again."""
        if changed not in self._offered:
            self._offered.add(changed)
            words = _("The file {name} was changed since the import.").format(name=kept_name(changed.name))
            again: Callable[[], object] = lambda: self._importer.bring(Errand((changed,)))  # noqa: E731
            self._message.warn(words, (_("Read it again"), again))

    def choose(self, paths: Sequence[Path]) -> None:
        """Open the dialog with these; one that is open takes them as well."""
        from imalink_desktop.ui.bringing.dialog import ImportDialog

        if self._asking is not None and isValid(self._asking) and self._asking.isVisible():
            self._asking.add(paths)
            to_the_front(self._asking)
            return
        self._asking = dialog = ImportDialog(self._library, self._importer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.begun.connect(lambda errand: self._begun(errand, at_once=dialog.start_at_once))
        if self._copies is not None:
            dialog.suggest_copies(self._copies)
        dialog.add(paths)
        dialog.open()

    def show_report(self, session: int) -> None:
        """What became of every file of an import."""
        if self._report is None or not isValid(self._report):
            from imalink_desktop.ui.bringing.report import ReportDialog

            self._report = ReportDialog(self._library, self._stage, self._importer, self._window)
            self._report.reveal_asked.connect(self._reveal)
        self._report.show_session(session)
        to_the_front(self._report)

    def show_problems(self) -> None:
        """The files that could not be read."""
        if self._problems is None or not isValid(self._problems):
            from imalink_desktop.ui.bringing.problems import ProblemsDialog

            self._problems = ProblemsDialog(self._library, self._importer, self._window)
            self._problems.reveal_asked.connect(self._reveal)
            self._problems.restore(self._aside)
        self._problems.look()
        to_the_front(self._problems)

    def show_activity(self) -> None:
        """What is going on."""
        if self._activity is None or not isValid(self._activity):
            from imalink_desktop.ui.bringing.activity import Activity

            self._activity = QDialog(self._window)
            self._activity.setWindowTitle(_("What is going on"))
            self._activity.resize(*_ACTIVITY)
            column = QVBoxLayout(self._activity)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(Activity(self._library, self._importer))
        to_the_front(self._activity)

    def state(self) -> dict[str, Any]:
        """What to keep until the next start."""
        is_open = self._problems is not None and isValid(self._problems)
        aside = self._problems.state() if self._problems is not None and is_open else self._aside
        copies = None if self._copies is None else copying_as_json(self._copies)
        return {"problems": dict(aside), "copies": copies}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Be as it was left."""
        aside = state.get("problems")
        self._aside = aside if isinstance(aside, dict) else {}
        self._copies = copying_from_json(state.get("copies"))

    def close_down(self) -> None:
        """Hear no more."""
        self._connection.disconnect()

    def _begun(self, errand: Errand, *, at_once: bool) -> None:
        self._copies = errand.copying or self._copies
        self.start_at_once.emit(at_once)

    def _say_empty(self, sources: Sequence[Path], known: Sequence[KnownDrive]) -> None:
        """Nothing was there. Where a drive was seen last, it is the drive that is not."""
        places = [kept_path(source) for source in sources]
        here = self._library.online
        gone = next((one for one in known if one.last_mount in places and one.id not in here), None)
        if gone is not None:
            self._message.tell_of(
                Expected(
                    _("There is nothing to import: {drive} is not connected.").format(drive=gone.label),
                    _("Connect it, then import again."),
                )
            )
        else:
            where = ", ".join(places[:_NAMED])
            self._message.say(_("There is nothing to import in {places}.").format(places=where))

    def _reveal(self, place: Path) -> None:
        try:
            reveal(self._library, [place])
        except Expected as trouble:
            self._library.trouble.emit(trouble)

    def _choose_files(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(self._window, _("Import single files"))
        self.bring([Path(name) for name in chosen])

    def _ended(self, ended: Ended) -> None:
        """Say what came of it, and offer the whole account."""
        if ended.result is None:
            return
        copied, report = ended.result.copied, ended.result.report
        if copied is not None and copied.files:
            self._say_copied(copied, report)
        elif report is not None:
            self._say_imported(report, ended.errand.sources)
        else:
            self._look_for_sources(ended.errand.sources)

    def _say_copied(self, copied: CopyReport, report: Report | None) -> None:
        """Say whether the card may be formatted; where something went wrong, show all of it at once."""
        session = None if report is None else report.session.id
        look: Callable[[], object] = lambda: self._show_copied(copied, session)  # noqa: E731
        words = copied_in_words(copied)
        if copied.is_unfinished:
            words = _("{words} Others were not: do not format the card.").format(words=words)
            self._message.warn(words, (_("Look"), look))
            look()
        elif copied.safe_to_format:
            words = _("{words} The card may be formatted.").format(words=words)
            self._message.say(words, (_("Look"), look))
        else:
            words = f"{words} {_came_of(report)}".rstrip()
            words = _("{words} Do not format the card yet.").format(words=words)
            self._message.say(words, (_("Look"), look))

    def _show_copied(self, copied: CopyReport, session: int | None) -> None:
        if self._copied is None or not isValid(self._copied):
            from imalink_desktop.ui.bringing.copied import CopiedDialog

            self._copied = CopiedDialog(self._window)
            self._copied.reveal_asked.connect(self._reveal)
            self._copied.report_asked.connect(self.show_report)
        self._copied.show_report(copied, session)
        to_the_front(self._copied)

    def _say_imported(self, report: Report, sources: Sequence[Path]) -> None:
        session = report.session.id
        if not report.found and not report.away:
            self._look_for_sources(sources)
            return
        look: Callable[[], object] = lambda: self.show_report(session)  # noqa: E731
        self._message.say(_came_of(report), (_("Report"), look))

    def _look_for_sources(self, sources: Sequence[Path]) -> None:
        self._library.ask("what was empty", drives, partial(self._say_empty, sources))


def _came_of(report: Report | None) -> str:
    """What an import has brought, in a sentence or two."""
    if report is None:
        return ""
    fates, photos = report.session.fates, report.session.photos
    known = fates["unchanged"] + fates["duplicate"]
    if known and not photos:
        words = many("Nothing new: {n} file was known.", "Nothing new: {n} files were known.", known)
    else:
        words = many("{n} photo was imported.", "{n} photos were imported.", photos)
    if failed := fates["failed"]:
        words += " " + many("{n} file could not be read.", "{n} files could not be read.", failed)
    return words
