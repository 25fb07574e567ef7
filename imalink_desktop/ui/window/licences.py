"""On whose work this stands, under which licences: a long text to look at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from imalink_desktop.base.licences import told
from imalink_desktop.ui.theme.space import DIALOG, SNUG
from imalink_desktop.ui.wording import _

_SIZE = (720, 480)


class Licences(QDialog):
    """A page to look at, or to copy from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Licences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.text = QPlainTextEdit(told())
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Licences"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(SNUG)
        column.addWidget(self.text)
        column.addWidget(buttons)
