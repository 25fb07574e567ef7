"""What was done, said at the lower edge and gone by itself. Trouble stays until somebody closes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from imalink_desktop.base.errors import Expected, Trouble
from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import PADDING, SNUG, WIDE
from imalink_desktop.ui.wording import _

_SECONDS = 6
_WIDEST = 620


class Message(QFrame):
    """One line over the lower edge of a widget, with a deed to choose."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._deed: Callable[[], object] | None = None
        self.setObjectName("message")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._mark = Mark("warning", "warning")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = QPushButton()
        self._button.clicked.connect(self._do)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setAccessibleName(_("Close"))
        close.setAutoRaise(True)
        close.clicked.connect(self.hide)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, SNUG, SNUG, SNUG)
        row.setSpacing(SNUG)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self._timer = soon(self, self.hide)
        over.installEventFilter(self)
        self.hide()

    def say(self, words: str, deed: tuple[str, Callable[[], object]] | None = None) -> None:
        """Say what was done, and offer to take it back or to go on."""
        self._mark.hide()
        self._show(words, deed)
        self._timer.start(_SECONDS * 1000)

    def warn(self, words: str, deed: tuple[str, Callable[[], object]]) -> None:
        """Say what one would rather think about twice, with a way back; it stays until it is closed."""
        self._mark.show()
        self._timer.stop()
        self._show(words, deed)

    def tell_of(self, trouble: Trouble) -> None:
        """Say what could not be done, and what to do about it."""
        if isinstance(trouble, Expected):
            words = str(trouble)
        else:
            words = _("Something went wrong inside ImaLink. It has been written down in the log.")
        self._mark.show()
        self._timer.stop()
        self._show(words, None)

    @property
    def words(self) -> str:
        """What is said at the moment; nothing while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the corner."""
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _show(self, words: str, deed: tuple[str, Callable[[], object]] | None) -> None:
        self._words.setText(words)
        self._button.setVisible(deed is not None)
        self._deed = None
        if deed is not None:
            self._button.setText(deed[0])
            self._deed = deed[1]
        self.show()
        self.raise_()
        self._place()

    def _place(self) -> None:
        room, words = self._over.size(), self._words
        # Words that may be wrapped ask for less than they would have on one line.
        more = words.fontMetrics().horizontalAdvance(words.text()) + 2 - words.sizeHint().width()
        wanted = self.sizeHint().width() + max(more, 0)
        width = min(max(wanted, _WIDEST // 2), _WIDEST, room.width() - 2 * WIDE)
        self.setFixedSize(max(width, 1), self._row.totalHeightForWidth(max(width, 1)))
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - WIDE)

    def _do(self) -> None:
        deed, self._deed = self._deed, None
        self.hide()
        if deed is not None:
            deed()
