"""`ProblemsDialog`: all files that could not be read, and why; to try again, to look at, or to put aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from imalink_desktop.base.names import real_path
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.reads.problems import MOST, Unread, unread
from imalink_desktop.importing.volumes import all_mounted, place_of
from imalink_desktop.ui.bringing.errand import JSON
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.bringing.lines import FileTable, HeldLines, Line
from imalink_desktop.ui.bringing.wording import reason, short
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.pieces import button, label
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _, many, number

_SOON = 250
_ASIDE = 5_000
"""Problems that are remembered as put aside; the oldest are forgotten first."""


class ProblemsDialog(QDialog):
    """Stays open beside the window."""

    reveal_asked = Signal(object)
    """A `Path`: show it in the file manager."""

    def __init__(self, library: Library, importer: Importer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._importer = library, importer
        self._found: Sequence[Unread] = ()
        self._aside: dict[str, None] = {}
        self.setWindowTitle(_("Files that could not be read"))
        self.setModal(False)
        self.resize(900, 520)
        self._lines: HeldLines[Unread] = HeldLines(_said, self)
        self._table = FileTable(self._lines)
        self._table.opened.connect(lambda _line: self._reveal())
        self._build()
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self._soon = soon(self, self.look, _SOON)
        self._heard = library.changed.connect(self._hear)

    def look(self) -> None:
        """See what the problems are now."""
        self._library.ask((id(self), "problems"), unread, self._take)

    def state(self) -> dict[str, JSON]:
        """What has been put aside."""
        return {"aside": list(self._aside)}

    def restore(self, state: Mapping[str, JSON]) -> None:
        """Put aside what was."""
        kept = state.get("aside")
        if isinstance(kept, Sequence) and not isinstance(kept, str):
            self._aside = dict.fromkeys(one for one in kept if isinstance(one, str))
        self._show()

    def _build(self) -> None:
        self._title = label(role=Role.TITLE)
        hint = label(
            _("The files themselves are as they were. A file that was mended is read again by an import."),
            quiet=True,
        )
        self._all = QCheckBox(_("Show what was put aside, too"))
        self._all.toggled.connect(lambda _on: self._show())
        self._empty = label(_("There is nothing to do here."), quiet=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._again = button(_("Try again"), self._try_again, symbol="sync")
        hint_aside = _("Take it off this list; nothing happens to the file.")
        self._put = button(_("Put aside"), self._put_aside, hint_aside, symbol="check")
        self._where = button(_("Show in the file manager"), self._reveal, symbol="reveal")
        close = button(_("Close"), self.accept)
        close.setDefault(True)
        primary(close)
        row = QHBoxLayout()
        row.setSpacing(space.SNUG)
        for each in (self._again, self._where, self._put):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self._all)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.DIALOG, space.DIALOG, space.DIALOG, space.DIALOG)
        layout.setSpacing(space.SNUG)
        for widget in (self._title, hint):
            layout.addWidget(widget)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._empty, 1)
        layout.addSpacing(space.SNUG)
        layout.addLayout(row)
        self._show()

    def _take(self, found: list[Unread]) -> None:
        if not isValid(self):
            return
        self._found = found
        self._show()

    def _open(self) -> list[Unread]:
        return [one for one in self._found if _mark(one) not in self._aside]

    def _show(self) -> None:
        left = self._open()
        shown = list(self._found) if self._all.isChecked() else left
        chosen = {_mark(self._lines.things[row]) for row in self._table.chosen_rows()}
        self._lines.show(shown)
        self._table.choose(row for row, one in enumerate(shown) if _mark(one) in chosen)
        more = len(self._found) >= MOST
        told = many("{n} file could not be read", "{n} files could not be read", len(left))
        if not left:
            told = _("Every file could be read")
        self._title.setText(
            _("More than {n} files could not be read").format(n=number(MOST)) if more else told
        )
        self._empty.setVisible(not shown)
        self._table.setVisible(bool(shown))
        self._all.setVisible(len(left) < len(self._found))
        self._enable()

    def _enable(self) -> None:
        chosen = len(self._table.chosen_rows())
        self._again.setText(_("Try again") if chosen else _("Try all again"))
        self._again.setEnabled(bool(self._lines.things))
        self._put.setEnabled(chosen > 0)
        self._where.setEnabled(chosen == 1)

    def _chosen(self) -> list[Unread]:
        return [self._lines.things[row] for row in self._table.chosen_rows()]

    def _try_again(self) -> None:
        wanted = self._chosen() or list(self._lines.things)
        files = [one.file for one in wanted if one.file is not None]
        self._importer.try_again(files, [real_path(one.path) for one in wanted if one.file is None])

    def _put_aside(self) -> None:
        self._aside |= dict.fromkeys(map(_mark, self._chosen()))
        while len(self._aside) > _ASIDE:
            del self._aside[next(iter(self._aside))]
        self._show()

    def _reveal(self) -> None:
        one = next(iter(self._chosen()), None)
        if one is None:
            return
        if one.volume is None:
            self.reveal_asked.emit(real_path(one.path))
            return
        volume, path = one.volume, one.path

        def find(_look: Look) -> Path | None:
            return place_of(volume, path, all_mounted())

        self._library.ask((id(self), "where"), find, self._found_at)

    def _found_at(self, place: Path | None) -> None:
        if place is not None:
            self.reveal_asked.emit(place)

    def _hear(self, changes: Changes) -> None:
        about = (
            changes.fields.get("image_file", frozenset()) & {"reading", "*"} or "session_file" in changes.rows
        )
        if about and isValid(self) and self.isVisible() and not self._soon.isActive():
            self._soon.start()


def _mark(one: Unread) -> str:
    """What a problem is known by: another one with the same file is news."""
    return f"{one.code} {one.volume or ''} {one.path}"


def _said(one: Unread) -> Line:
    why = reason(one.code, one.message)
    return Line(one.path, one.name, short(one.folder), why, "warning", "warning", why)
