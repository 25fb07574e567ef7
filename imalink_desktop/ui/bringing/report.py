"""`ReportDialog`: what became of every file of an import. The counts add up, and it can be taken back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from imalink_desktop.base.names import real_path
from imalink_desktop.catalog.catalog import Catalog, Look
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.unimporting import undo_import
from imalink_desktop.catalog.models import Fate
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.reads.fates import Asked, files_of_fate
from imalink_desktop.catalog.reads.sessions import Session, session_of, sessions
from imalink_desktop.catalog.reads.steps import steps
from imalink_desktop.ui import dates
from imalink_desktop.ui.bringing.account import AccountLines
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.bringing.lines import FileTable, Line
from imalink_desktop.ui.bringing.wording import fates, short
from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.pieces import button, label
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _, many, number

_SOON = 250
_TYPED = 200
_LONG, _SELDOM = 50_000, 2_000
"""A long list takes a while to be looked through, and so is looked through less often."""
_EVERYTHING = ""


class ReportDialog(QDialog):
    """Stays open beside the window; of any import, also of one that runs."""

    reveal_asked = Signal(object)
    """A `Path`: show it in the file manager."""

    def __init__(
        self, library: Library, stage: Stage, importer: Importer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._stage, self._importer = library, stage, importer
        self._session: Session | None = None
        self._number = 0
        self._fate = _EVERYTHING
        self.setWindowTitle(_("Import report"))
        self.setModal(False)
        self.resize(900, 600)
        self._lines = AccountLines(library, self)
        self._table = FileTable(self._lines)
        self._table.opened.connect(self._reveal)
        self._lines.laid.connect(self._say_empty)
        self._build()
        self._soon, self._typed = soon(self, self._refresh, _SOON), soon(self, self._list, _TYPED)
        self._search.textChanged.connect(lambda _text: self._typed.start())
        self._heard = library.changed.connect(self._hear)

    def show_session(self, session: int) -> None:
        """Report on this import."""
        self._number, self._fate = session, _EVERYTHING
        self._search.clear()
        self._filters[_EVERYTHING].setChecked(True)
        self._refresh()

    def done(self, result: int) -> None:
        """Closed by whatever way; it may be opened again for another import."""
        self._soon.stop()
        self._typed.stop()
        super().done(result)

    def _build(self) -> None:
        self._title, self._source = Elided(), Elided(cut=Qt.TextElideMode.ElideMiddle)
        self._title.setFont(font(Role.TITLE))
        self._source.setProperty("quiet", True)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Find a file"))
        self._search.setAccessibleName(_("Find a file"))
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(55 * space.STEP)
        self._search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._filters: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        bar = QHBoxLayout()
        bar.setSpacing(space.TIGHT)
        for name in (_EVERYTHING, *Fate):
            bar.addWidget(self._filter(name))
        bar.addStretch(1)
        bar.addWidget(self._search)
        self._empty, self._notice = label(quiet=True), label(quiet=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.DIALOG, space.DIALOG, space.DIALOG, space.DIALOG)
        layout.setSpacing(space.SNUG)
        layout.addWidget(self._title)
        layout.addWidget(self._source)
        layout.addSpacing(space.SNUG)
        layout.addLayout(bar)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._notice)
        layout.addSpacing(space.SNUG)
        layout.addLayout(self._buttons())

    def _filter(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setCheckable(True)
        button.setChecked(name == _EVERYTHING)
        button.clicked.connect(partial(self._choose, name))
        if name:
            button.setToolTip(fates()[name].hint)
        self._group.addButton(button)
        self._filters[name] = button
        return button

    def _buttons(self) -> QHBoxLayout:
        leave = _("Its photos leave the library. The files stay where they are.")
        self._back = button(_("Take this import back"), self._take_back, leave, symbol="undo")
        self._undo = button(_("Undo"), self._undo_taking_back, symbol="undo")
        self._again = button(_("Try the failed ones again"), self._try_again, symbol="sync")
        self._show = button(_("Show the photos"), self._show_photos, symbol="grid")
        close = button(_("Close"), self.accept)
        close.setDefault(True)
        primary(close)
        row = QHBoxLayout()
        row.setSpacing(space.SNUG)
        for each in (self._back, self._undo, self._again):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self._show)
        row.addWidget(close)
        return row

    def _refresh(self) -> None:
        number_ = self._number
        self._library.ask((id(self), "session"), lambda look: _session(look, number_), self._take)
        self._list()

    def _list(self) -> None:
        self._lines.ask(Asked(self._number, self._fate or None, self._search.text()))

    def _take(self, found: tuple[Session, bool]) -> None:
        if not isValid(self):
            return
        session, self._may_undo = found
        self._session = session
        self._title.say(session.title or many("Import of {n} file", "Import of {n} files", session.found))
        first, *rest = session.source.split("\n")
        source = short(first)
        if rest:
            source = many("{first} and {n} more", "{first} and {n} more", len(rest), first=source)
        self._source.say(f"{source} · {dates.moment_of(session.started_at)}")
        self._filters[_EVERYTHING].setText(_("All {n}").format(n=number(session.found)))
        for name in Fate:
            count = session.fates[name]
            self._filters[name].setText(f"{fates()[name].words} {number(count)}")
            self._filters[name].setVisible(bool(count) or self._fate == name)
        running = session.ended_at is None and self._importer.at is not None
        self._back.setVisible(session.undone_at is None)
        self._back.setEnabled(not running)
        self._undo.setVisible(session.undone_at is not None and self._may_undo)
        self._again.setVisible(bool(session.fates["failed"]) and session.undone_at is None)
        self._again.setEnabled(not running)
        self._show.setEnabled(session.photos > 0)
        self._notice.setText(self._note(session))
        self._notice.setVisible(bool(self._notice.text()))

    def _note(self, session: Session) -> str:
        if session.undone_at is not None:
            return _("This import was taken back. The files themselves were not touched.")
        if session.ended_at is None:
            return _("This import has not come to its end.")
        return ""

    def _say_empty(self) -> None:
        empty = self._lines.rowCount() == 0
        searched = bool(self._search.text().strip())
        self._empty.setText(_("No file of this name.") if searched else _("There were no files to import."))
        self._empty.setVisible(empty)
        self._table.setVisible(not empty)

    def _choose(self, fate: str) -> None:
        self._fate = fate
        self._list()

    def _hear(self, changes: Changes) -> None:
        """Of an import that runs there are hundreds of changes a minute: they are looked at together."""
        ours = bool(changes.rows.get("session_file")) or self._number in changes.rows.get(
            "import_session", ()
        )
        if not (ours or changes.op in (Op.UNDO, Op.REDO)) or not isValid(self):
            return
        if self.isVisible() and not self._soon.isActive():
            self._soon.start(_SOON if self._lines.rowCount() < _LONG else _SELDOM)

    def _take_back(self) -> None:
        self._back.setEnabled(False)
        self._library.do(partial(undo_import, session=self._number))

    def _undo_taking_back(self) -> None:
        self._undo.setEnabled(False)
        self._library.do(_undo, lambda _changes: self._undo.setEnabled(True))

    def _try_again(self) -> None:
        self._again.setEnabled(False)
        session = self._number

        def begin(found: tuple[list[int], list[str]]) -> None:
            files, paths = found
            self._importer.try_again(files, [real_path(one) for one in paths])

        self._library.ask((id(self), "failed"), lambda look: files_of_fate(look, session, "failed"), begin)

    def _show_photos(self) -> None:
        self._stage.show(parse(f"import:{self._number}"))

    def _reveal(self, line: Line) -> None:
        self.reveal_asked.emit(real_path(line.path))


def _session(look: Look, number_: int) -> tuple[Session, bool]:
    """And whether the next undo would bring back what this import brought."""
    session = session_of(look, number_)
    done = next((step for step in steps(look, limit=50) if step.done), None)
    if session.undone_at is None or done is None or done.op is not Op.UNDO_IMPORT:
        return session, False
    return session, session.undone_at == max(one.undone_at or "" for one in sessions(look))


def _undo(catalog: Catalog) -> Changes | None:
    return catalog.undo()
