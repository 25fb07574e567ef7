"""What stands in the middle while there is nothing to show, and says what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import DIALOG, SNUG, WIDE
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _

_MARK = 64


class Welcome(QStackedWidget):
    """The first run has no photos; later, a search may find none."""

    import_wanted = Signal()
    sample_wanted = Signal()
    everything_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        choose = QPushButton(_("Choose a folder…"))
        choose.clicked.connect(self.import_wanted.emit)
        primary(choose)
        sample = QPushButton(_("Try it with sample photos"))
        sample.clicked.connect(self.sample_wanted.emit)
        self._first = _page(
            "import",
            _("Drop folders, cards or photos here"),
            _("They stay where they are. Your originals are never changed, moved or deleted."),
            choose,
            sample,
        )
        everything = QPushButton(_("Show all photos"))
        everything.clicked.connect(self.everything_wanted.emit)
        self._nothing = _page(
            "search", _("No photo is like that"), _("Ask for less, or look at all of them."), everything
        )
        self.addWidget(self._first)
        self.addWidget(self._nothing)
        self.setFocusProxy(choose)

    def tell(self, *, first_run: bool) -> None:
        """Whether there are no photos at all."""
        self.setCurrentWidget(self._first if first_run else self._nothing)


def _page(mark: str, title: str, words: str, *buttons: QPushButton) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
    column.setSpacing(WIDE)
    column.addStretch(2)
    picture = QLabel()
    picture.setPixmap(icon(mark, "text_quiet").pixmap(_MARK, _MARK))
    heading, said = QLabel(title), QLabel(words)
    heading.setFont(font(Role.DISPLAY))
    said.setProperty("quiet", True)
    said.setWordWrap(True)
    for label in (picture, heading, said):
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
    row = QHBoxLayout()
    row.setSpacing(SNUG)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addSpacing(SNUG)
    column.addLayout(row)
    column.addStretch(3)
    return page
