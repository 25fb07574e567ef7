"""When the program cannot start: who double-clicked it sees why, and what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QInputDialog, QLabel, QPushButton, QVBoxLayout

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.backup import backups, restore
from imalink_desktop.catalog.inspection import what_is_wrong
from imalink_desktop.ui.pieces import label
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import DIALOG, LARGE_ICON, PADDING, SNUG, WIDE
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _, number

_WIDTH = 520


class Stumble(QDialog):
    """A sentence, a next step, and the buttons that help."""

    def __init__(self, trouble: Expected, paths: Paths) -> None:
        super().__init__()
        self._paths = paths
        self._backups = backups(paths.backups) if paths.backups.is_dir() else {}
        is_there = paths.catalog.is_file() and paths.catalog.stat().st_size > 0
        is_damaged = is_there and what_is_wrong(paths.catalog, thoroughly=False) is not None
        can_restore = (is_damaged or not is_there) and bool(self._backups)
        next_step = trouble.next_step
        if can_restore and is_damaged:
            next_step = _("A backup can be put in its place. The damaged file is kept beside it.")
        elif can_restore:
            next_step = _("A backup can be put in its place.")
        self.setWindowTitle(_("ImaLink cannot start"))
        self.setMinimumWidth(_WIDTH)
        mark, self._said, self._next = QLabel(), label(trouble.sentence, role=Role.HEADING), label(next_step)
        mark.setPixmap(icon("warning", "warning").pixmap(LARGE_ICON, LARGE_ICON))
        self.restoring, self.again = QPushButton(_("Restore a backup…")), QPushButton(_("Try again"))
        self.folder, self.leave = QPushButton(_("Open folder")), QPushButton(_("Quit"))
        self.restoring.setVisible(can_restore)
        self.restoring.clicked.connect(self._restore)
        self.again.clicked.connect(self.accept)
        self.folder.clicked.connect(self._open_folder)
        self.leave.clicked.connect(self.reject)
        first = self.restoring if can_restore else self.again
        first.setDefault(True)
        primary(first)
        words = QVBoxLayout()
        words.setSpacing(SNUG)
        words.addWidget(self._said)
        words.addWidget(self._next)
        head = QHBoxLayout()
        head.setSpacing(PADDING)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        row = QHBoxLayout()
        row.setSpacing(SNUG)
        row.addWidget(self.folder)
        row.addStretch(1)
        for button in (self.leave, self.again, self.restoring):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(WIDE)
        column.addLayout(head)
        column.addLayout(row)

    @property
    def words(self) -> str:
        """What is said."""
        return f"{self._said.text()} {self._next.text()}".strip()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(_there(self._paths.data))))

    def _restore(self) -> None:
        if self._restored():
            self.accept()

    def _restored(self) -> bool:
        """Let one be chosen, the newest first, and put it back."""
        choices = {
            _("{when} · {size} MB").format(
                when=f"{at.astimezone():%Y-%m-%d %H:%M}", size=number(round(path.stat().st_size / 1e6) or 1)
            ): path
            for at, path in self._backups.items()
        }
        named, chosen = QInputDialog.getItem(
            self, _("Restore a backup"), _("The catalog as it was at:"), list(choices), 0, editable=False
        )
        if not chosen:
            return False
        try:
            restore(choices[named], self._paths.catalog)
        except Expected as trouble:
            self._said.setText(trouble.sentence)
            self._next.setText(trouble.next_step)
            return False
        return True


def _there(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.is_dir())
