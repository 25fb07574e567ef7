"""`ImportDialog`: what to import and how, with the plan beside it, which need not be waited for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from imalink_desktop.catalog.reads.organised import KnownAuthor, authors
from imalink_desktop.importing.from_card import CopyWish
from imalink_desktop.jobs.ticket import Phase, Status, Ticket
from imalink_desktop.ui.bringing.copying import CopyPage
from imalink_desktop.ui.bringing.drops import dropped, may_hold_photos
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.bringing.plan import PlanView
from imalink_desktop.ui.bringing.prospect import Prospect
from imalink_desktop.ui.bringing.sources import Choose, Sources, choose_folder
from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.pieces import field_label
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _

_SOON = 200


class ImportDialog(QDialog):
    """Enter imports, Esc closes. The import itself is the importer's, and goes on without the dialog."""

    begun = Signal(object)
    """The `Errand` that was given to the importer."""

    def __init__(
        self,
        library: Library,
        importer: Importer,
        parent: QWidget | None = None,
        *,
        choose: Choose = choose_folder,
    ) -> None:
        super().__init__(parent)
        self._library, self._importer = library, importer
        self._ticket: Ticket[Prospect] | None = None
        self._looked: Errand | None = None
        self.setWindowTitle(_("Import photos"))
        self.setAcceptDrops(True)
        self.resize(1000, 640)
        self._sources, self._plan = Sources(choose), PlanView()
        self._copying = CopyPage(library, choose)
        self._title, self._author = QLineEdit(), QLineEdit()
        self._hidden = QCheckBox(_("Also what is hidden"))
        self._hidden.setVisible(importer.settings.skip_hidden)
        self._at_once = QCheckBox(_("Start at once the next time"))
        self._at_once.setToolTip(
            _("Dropped folders are imported without this dialog. The settings can undo it.")
        )
        self._at_once.setChecked(importer.settings.start_at_once)
        self._why = Elided()
        self._why.setProperty("quiet", True)
        self._go = QPushButton(_("Import"))
        self._build()
        self._soon = soon(self, self._look, _SOON)
        self._sources.changed.connect(self._changed)
        self._hidden.toggled.connect(lambda _on: self._changed())
        self._copying.changed.connect(self._enable)
        self._title.textChanged.connect(self._copying.set_title)
        library.ask((id(self), "authors"), authors, self._complete)
        self._enable()

    @property
    def start_at_once(self) -> bool:
        """Whether the next drop is to be imported without asking; for whoever keeps the settings."""
        return self._at_once.isChecked()

    @property
    def errand(self) -> Errand:
        """What is asked for as it stands."""
        return Errand(
            self._sources.paths,
            self._title.text().strip() or None,
            self._author.text().strip() or None,
            self._hidden.isChecked(),
            self._copying.wish,
        )

    def suggest_copies(self, wish: CopyWish) -> None:
        """Where copies would go, if somebody wants them this time."""
        self._copying.suggest(wish)

    def add(self, paths: Iterable[Path]) -> None:
        """Import these as well."""
        self._sources.add(paths)

    def accept(self) -> None:
        """Import."""
        if not self._go.isEnabled():
            return
        errand = self.errand
        self._importer.bring(errand)
        self.begun.emit(errand)
        super().accept()

    def done(self, result: int) -> None:
        """Nobody wants to know the plan any more."""
        self._soon.stop()
        self._stop_looking()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """More can be dropped on it."""
        if may_hold_photos(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Add what it was."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        found = dropped(event.mimeData())
        if found.trouble is not None:
            self._library.trouble.emit(found.trouble)
        self.add(found.paths)

    def _build(self) -> None:
        title = QLabel(_("Import photos"))
        title.setFont(font(Role.TITLE))
        promise = QLabel(_("Your originals stay where they are, and are never changed."))
        promise.setProperty("quiet", True)
        self._title.setPlaceholderText(_("Such as “Wedding in Oslo”"))
        self._title.setAccessibleName(_("Title of the import"))
        self._author.setPlaceholderText(_("For photos that do not name one"))
        self._author.setAccessibleName(_("Author of the photos"))
        form = QFormLayout()
        form.setSpacing(space.SNUG)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(field_label(_("Title")), self._title)
        form.addRow(field_label(_("Author")), self._author)
        left, right = QWidget(), QWidget()
        asked = QVBoxLayout(left)
        asked.setContentsMargins(0, 0, space.WIDE, 0)
        asked.setSpacing(space.PADDING)
        asked.addWidget(self._sources, 1)
        asked.addLayout(form)
        asked.addWidget(self._hidden)
        asked.addWidget(self._copying)
        planned = QVBoxLayout(right)
        planned.setContentsMargins(space.WIDE, 0, 0, 0)
        planned.addWidget(self._plan)
        halves = QSplitter()
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setChildrenCollapsible(False)
        halves.setSizes([380, 560])
        halves.setStretchFactor(1, 1)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._go.setDefault(True)
        self._go.clicked.connect(self.accept)
        primary(self._go)
        row = QHBoxLayout()
        row.setSpacing(space.SNUG)
        row.addWidget(self._at_once)
        row.addSpacing(space.WIDE)
        row.addWidget(self._why, 1)
        row.addWidget(cancel)
        row.addWidget(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.DIALOG, space.DIALOG, space.DIALOG, space.DIALOG)
        layout.setSpacing(space.SNUG)
        layout.addWidget(title)
        layout.addWidget(promise)
        layout.addSpacing(space.SNUG)
        layout.addWidget(halves, 1)
        layout.addSpacing(space.SNUG)
        layout.addLayout(row)

    def _complete(self, known: list[KnownAuthor]) -> None:
        if isValid(self):
            completer = QCompleter([one.name for one in known], self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self._author.setCompleter(completer)

    def _changed(self) -> None:
        self._enable()
        self._soon.start()

    def _enable(self) -> None:
        trouble = self._copying.trouble
        self._go.setEnabled(bool(self._sources.paths) and not trouble)
        self._why.say(trouble)

    def _look(self) -> None:
        """Look again what would become of the files, unless that is known."""
        wanted = Errand(self._sources.paths, hidden=self._hidden.isChecked())
        if wanted == self._looked:
            return
        self._stop_looking()
        self._looked = wanted
        self._copying.set_needed(None)
        if not wanted.sources:
            self._plan.show_nothing()
            return
        self._ticket = self._importer.foresee(wanted)
        self._ticket.listen(partial(self._hear, wanted))

    def _stop_looking(self) -> None:
        ticket, self._ticket = self._ticket, None
        if ticket is not None:
            ticket.cancel()
            self._looked = None

    def _hear(self, wanted: Errand, status: Status[Prospect]) -> None:
        if not isValid(self) or wanted != self._looked:
            return
        if status.phase is Phase.DONE and status.result is not None:
            self._ticket = None
            self._plan.show_prospect(status.result)
            self._copying.set_needed(status.result.size)
        elif status.error is not None:
            self._ticket = None
            self._plan.show_trouble(str(status.error))
        elif not status.ended:
            self._plan.show_looking(status)
