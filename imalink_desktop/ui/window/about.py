"""What this is, which version, and on whose shoulders it stands."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from imalink_core.version import VERSION
from imalink_desktop.ui.theme.icons import app_image
from imalink_desktop.ui.theme.space import DIALOG, SNUG
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.window.once import Once
from imalink_desktop.ui.wording import _

_MARK = 96
_WIDTH = 420


class About(QDialog):
    """A page to look at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About ImaLink"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(SNUG)
        mark = QLabel()
        image = app_image(round(_MARK * self.devicePixelRatioF()))
        image.setDevicePixelRatio(self.devicePixelRatioF())
        mark.setPixmap(QPixmap.fromImage(image))
        column.addWidget(mark, alignment=Qt.AlignmentFlag.AlignHCenter)
        for words, role, quiet in (
            ("ImaLink", Role.TITLE, False),
            (_("Version {version}").format(version=VERSION), Role.BODY, True),
            (_("Your originals stay where they are, and are never changed."), Role.BODY, False),
            (
                _("MIT licence. Made with Qt, Pillow, SQLite, libjpeg-turbo, LibRaw and libheif."),
                Role.CAPTION,
                True,
            ),
            (f"Qt {qVersion()}, Python {platform.python_version()}", Role.CAPTION, True),
        ):
            label = QLabel(words)
            label.setFont(font(role))
            label.setProperty("quiet", quiet)
            label.setWordWrap(True)
            label.setFixedWidth(_WIDTH)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        licences = buttons.addButton(_("Licences…"), QDialogButtonBox.ButtonRole.HelpRole)
        self._licences = Once(lambda: _licences(self))
        licences.clicked.connect(self._licences.show)
        column.addSpacing(SNUG)
        column.addWidget(buttons)


def _licences(parent: QWidget) -> QDialog:
    from imalink_desktop.ui.window.licences import Licences  # reads what is installed: only when it is wanted

    return Licences(parent)
