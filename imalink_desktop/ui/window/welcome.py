"""What stands in the middle while there is nothing to show, and says what to do next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.theme.space import DIALOG, SMALL_ICON, SNUG, TIGHT, WIDE
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.window.drop_zone import DropZone
from imalink_desktop.ui.wording import _, number

_MARK = 64
_ZONE, _LEAST = (640, 400), (290, 300)
_BAR = 320
_MOST_OF_IT = 100


class Welcome(QStackedWidget):
    """The first run has no photos; later, a search may find none."""

    import_wanted = Signal()
    sample_wanted = Signal()
    sample_stopped = Signal()
    everything_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.zone = DropZone()
        self._choices = QStackedWidget()
        self._first, self._nothing = self._first_run(), self._none_found()
        self.addWidget(self._first)
        self.addWidget(self._nothing)
        self.setFocusProxy(self._choose)

    def tell(self, *, first_run: bool) -> None:
        """Whether there are no photos at all."""
        self.setCurrentWidget(self._first if first_run else self._nothing)
        # Before anything can be focused there, a key would be lost on a button that nobody sees.
        had = self.focusProxy()
        self.setFocusProxy(self._choose if first_run else self._everything)
        if had is not None and had is not self.focusProxy() and had.window().focusWidget() is had:
            self.setFocus()

    def draw_samples(self, done: int | None, total: int = 0) -> None:
        """How many sample photos are drawn; None when none are being drawn."""
        if done is None:
            self._choices.setCurrentIndex(0)
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        finished = bool(total) and done >= total
        words = _("Drawing sample photos: {done} of {total}").format(done=number(done), total=number(total))
        self._told.setText(_("Importing them…") if finished else words)
        self._stop.setEnabled(not finished)
        if self._choices.currentIndex() == 0:
            self._choices.setCurrentIndex(1)
            self._stop.setFocus()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as below
        """A small window has a small place to drop things."""
        return QSize(*_LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As large as looks well, or as there is room for; then the buttons stand below each other."""
        super().resizeEvent(event)
        room = self.size() - QSize(2 * DIALOG, 2 * DIALOG)
        size = QSize(*_ZONE).boundedTo(room)
        self.zone.setFixedSize(size)
        inside = size.width() - 4 * DIALOG
        spacing, hints = self._beside.spacing(), [button.sizeHint() for button in self._asking]
        is_narrow = sum(hint.width() + spacing for hint in hints) > inside
        self._beside.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )
        self._choices.setFixedHeight(
            max(self._buttons.sizeHint().height(), self._drawing.sizeHint().height())
        )
        for part in (self._mark, self._promise):  # the promise stands below all photos too
            part.setHidden(is_narrow)
        words = self._promised.fontMetrics().horizontalAdvance(self._promised.text()) + 1
        self._promised.setFixedWidth(max(min(words, inside - SMALL_ICON - SNUG), 1))

    def _first_run(self) -> QWidget:
        self._choose = QPushButton(_("Choose a folder…"))
        self._choose.clicked.connect(self.import_wanted.emit)
        primary(self._choose)
        sample = QPushButton(_("Try it with sample photos"))
        sample.setToolTip(_("Draws 120 pictures into a folder of their own. “Help” removes them again."))
        sample.clicked.connect(self.sample_wanted.emit)
        self._buttons, self._drawing = QWidget(), self._progress()
        self._asking = (self._choose, sample)
        self._beside = _row(self._buttons, *self._asking)
        self._choices.addWidget(self._buttons)
        self._choices.addWidget(self._drawing)
        inside = QVBoxLayout(self.zone)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(WIDE)
        inside.addStretch(1)
        self._mark = _say(inside, "import", _("Drop folders, cards or photos here"), "")
        inside.addWidget(self._choices)
        inside.addStretch(1)
        self._promised, self._promise = _promise()
        inside.addWidget(self._promise)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.addStretch(2)
        column.addWidget(self.zone, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _progress(self) -> QWidget:
        self._told = QLabel()
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._told.setFont(font(counts=True))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(_BAR)
        self._bar.setMinimumWidth(_BAR // 4)
        self._bar.setAccessibleName(_("Drawing sample photos"))
        self._stop = QPushButton(_("Stop"))
        self._stop.clicked.connect(self.sample_stopped.emit)
        page, row = QWidget(), QWidget()
        _row(row, self._bar, self._stop, wide=self._bar)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addWidget(self._told)
        column.addWidget(row)
        return page

    def _none_found(self) -> QWidget:
        self._everything = QPushButton(_("Show all photos"))
        self._everything.clicked.connect(self.everything_wanted.emit)
        page, row = QWidget(), QWidget()
        _row(row, self._everything)
        column = QVBoxLayout(page)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(WIDE)
        column.addStretch(2)
        _say(column, "search", _("No photo is like that"), _("Ask for less, or look at all of them."))
        column.addWidget(row)
        column.addStretch(3)
        return page


def _say(column: QBoxLayout, mark: str, title: str, words: str) -> Mark:
    picture, heading, said = Mark(mark, "text_quiet", _MARK), QLabel(title), QLabel(words)
    column.addWidget(picture, alignment=Qt.AlignmentFlag.AlignHCenter)
    heading.setFont(font(Role.DISPLAY))
    said.setProperty("quiet", True)
    for label in (heading, said) if words else (heading,):
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
    return picture


def _promise() -> tuple[QLabel, QWidget]:
    """The one sentence, with the mark that the status bar has too."""
    mark = Mark("shield", "good")
    words = QLabel(_("Your originals stay where they are, and are never changed."))
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setProperty("quiet", True)
    words.setWordWrap(True)
    row = QWidget()
    _row(row, mark, words)
    return words, row


def _row(place: QWidget, *parts: QWidget, wide: QWidget | None = None) -> QBoxLayout:
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SNUG)
    row.addStretch(1)
    for part in parts:
        row.addWidget(part, _MOST_OF_IT if part is wide else 0)
    row.addStretch(1)
    return row
