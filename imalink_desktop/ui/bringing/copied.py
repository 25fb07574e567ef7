"""`CopiedDialog`: what became of every file of a card that was copied; and whether to format it now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from imalink_desktop.base.names import kept_path, real_path
from imalink_desktop.importing.copying.report import CopyReport, Fate, FileFate
from imalink_desktop.ui.bringing.lines import FileTable, HeldLines, Line
from imalink_desktop.ui.bringing.wording import copy_fates, short
from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.pieces import button, label
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _, number, retold


class CopiedDialog(QDialog):
    """Stays open beside the window. What is less safe than it should be stands first."""

    reveal_asked = Signal(object)
    """A `Path`: show it in the file manager."""
    report_asked = Signal(int)
    """An import: show what came of importing the copies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: int | None = None
        self.setWindowTitle(_("What was copied"))
        self.setModal(False)
        self.resize(900, 520)
        self._lines: HeldLines[FileFate] = HeldLines(_said, self)
        self._table = FileTable(self._lines)
        self._table.opened.connect(lambda line: self.reveal_asked.emit(real_path(line.path)))
        self._mark = Mark()
        self._title = label(role=Role.TITLE)
        self._why, self._counts = label(), label(quiet=True)
        self._report = button(_("Import report"), self._ask_for_report, symbol="import")
        close = button(_("Close"), self.accept)
        close.setDefault(True)
        primary(close)
        head, row = QHBoxLayout(), QHBoxLayout()
        for each in (head, row):
            each.setSpacing(space.SNUG)
        head.addWidget(self._mark)
        head.addWidget(self._title, 1)
        row.addWidget(self._report)
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.DIALOG, space.DIALOG, space.DIALOG, space.DIALOG)
        layout.setSpacing(space.SNUG)
        layout.addLayout(head)
        layout.addWidget(self._why)
        layout.addWidget(self._counts)
        layout.addSpacing(space.SNUG)
        layout.addWidget(self._table, 1)
        layout.addSpacing(space.SNUG)
        layout.addLayout(row)

    def show_report(self, report: CopyReport, session: int | None) -> None:
        """Tell of this copying, and of the import that the copies came with, if there was one."""
        self._session = session
        if report.safe_to_format:
            self._title.setText(_("The card may be formatted."))
            self._mark.wear("check", "good")
        else:
            self._title.setText(_("Do not format the card."))
            self._mark.wear("warning", "warning")
        reasons = (report.stopped, report.why_not, *report.warnings)
        self._why.setText("\n".join(dict.fromkeys(one for one in reasons if one)))
        self._why.setVisible(bool(self._why.text()))
        kinds, counts = copy_fates(), report.counts
        told = [fate for fate in kinds if counts[fate]]
        self._counts.setText(" · ".join(f"{kinds[fate].words}: {number(counts[fate])}" for fate in told))
        place = {fate: at for at, fate in enumerate(kinds)}
        listed = [file for file in report.files if file.fate is not Fate.SYSTEM]
        self._lines.show(sorted(listed, key=lambda file: place[file.fate]))
        self._report.setVisible(session is not None)

    def _ask_for_report(self) -> None:
        if self._session is not None:
            self.report_asked.emit(self._session)


def _said(file: FileFate) -> Line:
    kind = copy_fates()[file.fate]
    why = f"{kind.words}. {retold(file.reason)}" if file.reason else kind.words
    path = kept_path(file.source)
    return Line(path, file.source.name, short(kept_path(file.source.parent)), why, kind.icon, kind.tint, why)
