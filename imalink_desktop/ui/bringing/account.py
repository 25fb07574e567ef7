"""`AccountLines`: the fates of an import's files, of which only the pages in sight are fetched."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QObject, Signal
from shiboken6 import isValid

from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.reads.fates import PAGE, Asked, Outcome, Pages, page, pages
from imalink_desktop.ui.bringing.lines import Index, Line, Lines
from imalink_desktop.ui.bringing.wording import fates, folder_and_name, reason, short
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.soon import soon

_AT_ONCE = 4
_KEPT = 100
"""Pages: twenty thousand lines."""


class AccountLines(Lines):
    """What became of every file of an import."""

    laid = Signal()
    """How many there are is known now."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._asked: Asked | None = None
        self._pages = Pages()
        self._rows: dict[int, list[Line]] = {}
        self._fresh: set[int] = set()
        self._wanted: dict[int, None] = {}
        self._is_fetching = False
        self._soon = soon(self, self._fetch)

    def ask(self, asked: Asked) -> None:
        """List these, or look again what they are by now."""
        self._library.ask((id(self), "pages"), lambda look: pages(look, asked), partial(self._lay, asked))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """All of them, here or not."""
        return 0 if parent.isValid() else self._pages.total

    def line(self, row: int) -> Line | None:
        """What is said of a file, if its page is here; else it is sent for."""
        at, place = divmod(row, PAGE)
        if at not in self._fresh:
            self._wanted.pop(at, None)
            self._wanted[at] = None
            if not self._is_fetching:
                self._soon.start()
        lines = self._rows.get(at, ())
        return lines[place] if place < len(lines) else None

    def _lay(self, asked: Asked, found: Pages) -> None:
        if not isValid(self):
            return
        self._fresh.clear()
        was, more = self._pages, found.total - self._pages.total
        if asked == self._asked and more >= 0:
            if more:
                self.beginInsertRows(QModelIndex(), was.total, found.total - 1)
            self._pages = found
            if more:
                self.endInsertRows()
            self._tell_all()
        else:
            self.beginResetModel()
            self._asked, self._pages = asked, found
            self._rows.clear()
            self._wanted.clear()
            self.endResetModel()
        self.laid.emit()

    def _fetch(self) -> None:
        asked = self._asked
        begins = self._pages.begins
        wanted = [at for at in self._wanted if at < len(begins)][-_AT_ONCE:]
        self._wanted.clear()
        if asked is None or not wanted:
            return
        self._is_fetching = True

        def read(look: Look) -> dict[int, list[Line]]:
            return {at: [_said(one) for one in page(look, asked, begins[at])] for at in wanted}

        self._library.ask((id(self), "rows"), read, partial(self._take, self._pages))

    def _take(self, of: Pages, rows: dict[int, list[Line]]) -> None:
        if not isValid(self):
            return
        self._is_fetching = False
        if of is self._pages:
            if len(self._rows) > _KEPT:
                self._rows.clear()
                self._fresh.clear()
            for at, lines in rows.items():
                self._rows[at] = lines
                self._fresh.add(at)
                last = min((at + 1) * PAGE, self._pages.total) - 1
                self.dataChanged.emit(self.index(at * PAGE, 0), self.index(last, 2))
        if self._wanted or of is not self._pages:
            self._soon.start()

    def _tell_all(self) -> None:
        if self._pages.total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._pages.total - 1, 2))


def _said(one: Outcome) -> Line:
    kind = fates()[one.fate]
    folder, name = folder_and_name(one.path)
    why = reason(one.code, one.message)
    return Line(one.path, name, short(folder), why, kind.icon, kind.tint, kind.words)
