"""The page that tells of a fault of ours: what happened, that nothing is lost, and the report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from imalink_desktop.base.atomic import write_atomically
from imalink_desktop.base.errors import Expected
from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.pieces import label
from imalink_desktop.ui.theme.space import DIALOG, LARGE_ICON, PADDING, SNUG
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _, many

_SIZE = (620, 460)
_FILE = "imalink-report.txt"
_BETWEEN = "\n\n" + "–" * 40 + "\n\n"
_MOST = 10
"""Reports on one page; more tell nothing more."""


class CrashDialog(QDialog):
    """One for all faults: while it is open, others are added to it."""

    quit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, of_last_time: bool = False) -> None:
        super().__init__(parent)
        self._reports: list[str] = []
        self.setWindowTitle(_("Something went wrong"))
        self.resize(*_SIZE)
        happened = (
            _("ImaLink ended unexpectedly last time.")
            if of_last_time
            else _("Something went wrong inside ImaLink. It goes on as well as it can.")
        )
        mark = Mark("warning", "warning", LARGE_ICON)
        self._said, self._times = label(happened, role=Role.HEADING), label(quiet=True)
        self._times.hide()
        self._report = QPlainTextEdit()
        self._report.setReadOnly(True)
        self._report.setAccessibleName(_("Report"))
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        words = QVBoxLayout()
        words.setSpacing(SNUG)
        words.addWidget(self._said)
        words.addWidget(label(_("Your photos and your decisions are safe.")))
        words.addWidget(self._times)
        head = QHBoxLayout()
        head.setSpacing(PADDING)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        about = label(
            _("This report helps to mend it. It holds no name, no path and nothing of your photos."),
            quiet=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(PADDING)
        column.addLayout(head)
        column.addWidget(self._report, 1)
        column.addWidget(about)
        column.addLayout(self._buttons(of_last_time=of_last_time))

    @property
    def report(self) -> str:
        """All that is told here."""
        return self._report.toPlainText()

    def tell(self, report: str) -> None:
        """Add a report."""
        if len(self._reports) < _MOST:
            self._reports.append(report)
            self._report.setPlainText(_BETWEEN.join(self._reports))

    def count(self, times: int) -> None:
        """The same has happened so often."""
        self._times.setText(many("It happened {n} time.", "It happened {n} times.", times))
        self._times.show()

    def save(self, file: Path) -> None:
        """Write the report into a file."""
        try:
            write_atomically(file, self.report.encode())
        except Expected as trouble:
            self._times.setText(str(trouble))
            self._times.show()

    def _buttons(self, *, of_last_time: bool) -> QHBoxLayout:
        """What is done with the report on the left, how it goes on at the right."""
        self.copy, save = QPushButton(_("Copy report")), QPushButton(_("Save report…"))
        self.go_on, self.leave = (
            QPushButton(_("Close") if of_last_time else _("Continue")),
            QPushButton(_("Quit")),
        )
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        save.clicked.connect(self._choose_file)
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        primary(self.go_on)
        self.leave.clicked.connect(self._quit)
        self.leave.setVisible(not of_last_time)
        row = QHBoxLayout()
        row.setSpacing(SNUG)
        row.addWidget(self.copy)
        row.addWidget(save)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go_on)
        return row

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save report"), _FILE)
        if chosen:
            self.save(Path(chosen))

    def _quit(self) -> None:
        self.accept()
        self.quit_wanted.emit()
