"""A list of files, however long: `Line` is what it says of each, `Lines` the model, `FileTable` the view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from imalink_desktop.ui.plain import one_line, tip
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.icons import paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.wording import _

NAME, WHY, FOLDER = range(3)
_PARTS, _WITHOUT_REASONS = (0.22, 0.5), (0.5, 0.0)
"""How much of the width the first columns have; the rest is the last one's."""
T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """What the list says of one file."""

    path: str
    name: str
    folder: str
    why: str
    icon: str
    tint: str
    words: str
    """What became of it, for those who hear the list."""


class Lines(QAbstractTableModel):
    """The model: how many lines there are, and each of them as far as it is here."""

    def line(self, row: int) -> Line | None:
        """What is said of a file; None while it is on its way."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Name, reason and folder."""
        return 0 if parent.isValid() else 3

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The words above."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("File"), _("Why"), _("Folder"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, LINE)
        accessible = Qt.ItemDataRole.AccessibleTextRole
        if not index.isValid() or role not in (*wanted, accessible):
            return None
        line = self.line(index.row())
        if line is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == NAME else None
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                None
                if index.column() == NAME and not line.why
                else tip(f"{one_line(line.path)}\n{line.why}".strip())
            )
        text = (line.name, line.why, line.folder)[index.column()]
        if role == accessible and index.column() == NAME:
            return f"{line.name}, {line.words}"
        return text


class HeldLines(Lines, Generic[T]):
    """Things that are all in memory, put into words when they come into sight."""

    def __init__(self, say: Callable[[T], Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._things: Sequence[T] = ()

    @property
    def things(self) -> Sequence[T]:
        """What the lines are about, in their order."""
        return self._things

    def show(self, things: Sequence[T]) -> None:
        """List these now."""
        if things != self._things:
            self.beginResetModel()
            self._things = things
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """As many as there are things."""
        return 0 if parent.isValid() else len(self._things)

    def line(self, row: int) -> Line | None:
        """What is said of one."""
        return self._say(self._things[row])


class FileTable(QTableView):
    """The list itself."""

    opened = Signal(object)
    """A `Line`, by double click or Enter: show the file where it lies."""

    def __init__(self, model: Lines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("Files"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(space.ROW)
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setMinimumSectionSize(20 * space.STEP)
        columns.setStretchLastSection(True)
        self._parts = list(_PARTS)
        self._is_fitting = False
        columns.sectionResized.connect(self._pulled)
        self.doubleClicked.connect(self._open)

    def give_reasons(self, given: bool) -> None:
        """Whether there are any: an empty column takes the room that names need."""
        if given is self.isColumnHidden(WHY):
            self.setColumnHidden(WHY, not given)
            self._parts = list(_PARTS if given else _WITHOUT_REASONS)
            self._fit()

    def chosen_rows(self) -> list[int]:
        """The rows that are chosen, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, rows: Iterable[int]) -> None:
        """Exactly these rows, whatever keys are held: Qt's own `selectRow` takes Shift for a hand's."""
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.model().index(row, NAME), self.model().index(row, FOLDER))
        marks, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        marks.select(chosen, flags.ClearAndSelect)
        if not chosen.isEmpty():
            marks.setCurrentIndex(chosen.first().topLeft(), flags.NoUpdate)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The columns keep their parts of the width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens, rather than pressing the button of the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        self._is_fitting = True
        for column, part in enumerate(self._parts):
            if not self.isColumnHidden(column):
                self.horizontalHeader().resizeSection(column, round(part * self.viewport().width()))
        self._is_fitting = False

    def _pulled(self, column: int, _was: int, width: int) -> None:
        """Somebody has made a column wider or narrower."""
        if not self._is_fitting and column < len(self._parts) and self.viewport().width() > 0:
            self._parts[column] = width / self.viewport().width()

    def _open(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, Line):
            self.opened.emit(line)


class _Painter(QStyledItemDelegate):
    """A row in the colours of the window: quiet, but for its mark and its name."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        palette, rect = current(), QRect(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            active = state & QStyle.StateFlag.State_Active
            painter.fillRect(rect, QColor(palette.selection if active else palette.selection_idle))
        text = index.data(Qt.ItemDataRole.DisplayRole)
        left = rect.left() + space.SNUG
        if index.column() == NAME:
            line = index.data(LINE)
            if isinstance(line, Line):
                side = space.SMALL_ICON
                place = QRect(left, rect.top() + (rect.height() - side) // 2, side, side)
                paint(painter, place, line.icon, *palette.ink(line.tint))
            left += space.SMALL_ICON + space.SNUG
        if not text:
            return
        cut = Qt.TextElideMode.ElideRight if index.column() == WHY else Qt.TextElideMode.ElideMiddle
        where = QRect(left, rect.top(), rect.right() - left - space.TIGHT, rect.height())
        painter.setPen(QColor(palette.text if index.column() == NAME else palette.text_quiet))
        shown = painter.fontMetrics().elidedText(one_line(str(text)), cut, where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """All rows are alike."""
        del option, index
        return QSize(20 * space.STEP, space.ROW)
