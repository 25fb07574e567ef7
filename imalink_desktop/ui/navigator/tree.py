"""`Tree`: the view of the navigator: what is shown is marked, and the keyboard goes its own way.

The mark (Qt's selection) is on the rows that the stage shows; the cursor (Qt's current row) is where the
keyboard is. A click does not take the keyboard away from the photos: who rates goes on rating.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QDrag,
    QDragEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from imalink_desktop.catalog.query.folding import fold
from imalink_desktop.ui.navigator import drops
from imalink_desktop.ui.navigator.model import NavigatorModel
from imalink_desktop.ui.navigator.nodes import REMOVED, RENAMED, Kind, Node
from imalink_desktop.ui.navigator.rows import RowPainter, ground, has_plus, plus_box
from imalink_desktop.ui.theme.icons import paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import FOCUS_RING, HAIRLINE, MARK, SMALL_ICON
from imalink_desktop.ui.wording import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OURS = frozenset({*_ENTER, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Space})
_State = QStyle.StateFlag
_CONTROL = Qt.KeyboardModifier.ControlModifier
_COMMANDS = _CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Tree(QTreeView):
    """The rows of a `NavigatorModel`."""

    shown = Signal(object, bool)
    """A row was clicked, or Enter pressed on it; with Ctrl it narrows what is shown."""
    removed = Signal(object)
    added = Signal(object)
    """The + of a row was clicked."""
    menu_asked = Signal(object, QPoint)

    def __init__(self, model: NavigatorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._painter = RowPainter(self)
        self._pressed = QPersistentModelIndex()
        self._hovered = QModelIndex()
        self.was_here = False
        """Whether the keyboard was here before a name was begun to be typed."""
        self._typed, self._typing = "", QElapsedTimer()
        self._typing.start()
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("Navigator"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(SMALL_ICON)
        self.setExpandsOnDoubleClick(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragEnabled(True)
        self.setAutoExpandDelay(QApplication.doubleClickInterval() * 2)
        self.viewport().setMouseTracking(True)

    def mark(self, indexes: Iterable[QModelIndex]) -> None:
        """These rows are shown."""
        selection = QItemSelection()
        for index in indexes:
            selection.select(index, index)
        if set(selection.indexes()) != set(self.selectedIndexes()):
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def marked(self) -> list[str]:
        """The keys of the rows that are shown."""
        return [self.rows.node(index).key for index in self.selectedIndexes()]

    def in_sight(self) -> Iterator[str]:
        """The keys of the rows that can be seen now."""
        index = self.indexAt(QPoint(0, 0))
        bottom = self.viewport().height()
        while index.isValid() and self.visualRect(index).top() < bottom:
            yield self.rows.node(index).key
            index = self.indexBelow(index)

    def begin_rename(self, index: QModelIndex) -> None:
        """Let the photographer give a row another name."""
        if index.isValid() and self.rows.node(index).kind in RENAMED:
            self.was_here = self.hasFocus()
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self.edit(index)

    def selectionCommand(  # noqa: N802
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Moving about marks nothing."""
        del index, event
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def event(self, event: QEvent) -> bool:
        """With the keyboard here, letters look for a row; they do not decide about photos."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_letter = event.text().isprintable() and bool(event.text().strip())
            if (is_letter or event.key() in _OURS) and not event.modifiers() & _COMMANDS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter shows, F2 renames, Del removes; the rest is Qt's."""
        index, key = self.currentIndex(), event.key()
        if not index.isValid() or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key in _ENTER or (key == Qt.Key.Key_Space and not self._is_typing()):
            self._activate(index, narrows=bool(event.modifiers() & _CONTROL))
        elif key == Qt.Key.Key_F2:
            self.begin_rename(index)
        elif key == Qt.Key.Key_Delete:
            self._remove(self.rows.node(index))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Go to the next row that begins with what is typed, also where it lies in a closed branch."""
        self._typed = fold(self._typed + search) if self._is_typing() else fold(search)
        self._typing.restart()
        if not self._typed.strip():
            return
        order = list(self.rows.walk())
        here = next((at for at, each in enumerate(order) if each == self.currentIndex()), -1)
        begin = here + (len(self._typed) == 1)
        found = next(
            (
                each
                for each in (*order[begin:], *order[:begin])
                if fold(self.rows.node(each).text).startswith(self._typed)
            ),
            None,
        )
        if found is not None:
            self._open_above(found)
            self.setCurrentIndex(found)
            self.scrollTo(found)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The + of a row is a button of its own."""
        at, is_left = event.position().toPoint(), event.button() == Qt.MouseButton.LeftButton
        plus = self._plus_at(at)
        if plus is not None and is_left:
            self.added.emit(self.rows.node(plus))
            return
        super().mousePressEvent(event)
        index = self.indexAt(at)
        if is_left and self.visualRect(index).contains(at):
            self._pressed = QPersistentModelIndex(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click shows; that of a group opens it or closes it."""
        index = self.indexAt(event.position().toPoint())
        was_pressed = index.isValid() and self._pressed == index
        is_click = was_pressed and self.state() != QAbstractItemView.State.DraggingState
        self._pressed = QPersistentModelIndex()
        super().mouseReleaseEvent(event)
        if is_click and event.button() == Qt.MouseButton.LeftButton:
            self._activate(index, narrows=bool(event.modifiers() & _CONTROL))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A group has been opened by the first click of the two, and stays so."""
        index = self.indexAt(event.position().toPoint())
        is_group = index.isValid() and self.rows.node(index).kind is Kind.GROUP
        if not is_group and self._plus_at(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """By the mouse at the pointer, by the keyboard at the cursor."""
        index, where = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            where = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.menu_asked.emit(self.rows.node(index), where)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Photos and tags go onto a row; collections also between two."""
        moved = drops.row_in(event.mimeData()) or ""
        self.setDragDropOverwriteMode(not moved.startswith(Kind.COLLECTION.value))
        super().dragEnterEvent(event)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N802, N803
        """Drag the row under the mouse, marked or not."""
        del supportedActions
        index = self.currentIndex()
        if self.rows.flags(index) & Qt.ItemFlag.ItemIsDragEnabled:
            drag = QDrag(self)
            drag.setMimeData(self.rows.mimeData([index]))
            drag.exec(Qt.DropAction.MoveAction)

    def drawRow(  # noqa: N802
        self, painter: QPainter, options: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """What is shown has the accent at its edge; a line parts the groups."""
        super().drawRow(painter, options, index)
        box = options.rect
        if index.row() and not index.parent().isValid():
            painter.fillRect(QRect(0, box.top(), self.viewport().width(), HAIRLINE), QColor(current().line))
        if self.selectionModel().isSelected(index):
            painter.fillRect(QRect(0, box.top(), FOCUS_RING + 1, box.height()), QColor(current().accent))

    def drawBranches(  # noqa: N802
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The arrow lies on the ground of its row; a style sheet would paint one or the other."""
        palette = current()
        is_shown, is_hovered = self.selectionModel().isSelected(index), index == self._hovered
        state = (
            _State.State_Selected if is_shown else _State.State_MouseOver if is_hovered else _State.State_None
        )
        if (colour := ground(palette, state, self)) is not None:
            painter.fillRect(rect, QColor(colour))
        if self.rows.hasChildren(index):
            place = QRect(0, 0, MARK, MARK)
            place.moveCenter(rect.center())
            place.moveLeft(rect.right() + 1 - (self.indentation() + MARK) // 2)
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            paint(painter, place, name, palette.text_quiet)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint what is in sight."""
        mouse = self.viewport().mapFromGlobal(QCursor.pos())
        self._hovered = self.indexAt(mouse) if self.viewport().underMouse() else QModelIndex()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another font, another theme."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._painter.dress()
        super().changeEvent(event)

    def _activate(self, index: QModelIndex, *, narrows: bool) -> None:
        node = self.rows.node(index)
        if node.query is not None:
            self.shown.emit(node, narrows)
        elif node.kind is Kind.GROUP:
            self.setExpanded(index, not self.isExpanded(index))

    def _remove(self, node: Node) -> None:
        if node.kind in REMOVED:
            self.removed.emit(node)

    def _open_above(self, index: QModelIndex) -> None:
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()

    def _plus_at(self, at: QPoint) -> QModelIndex | None:
        index = self.indexAt(at)
        if index.isValid() and has_plus(self.rows.node(index)):
            return index if plus_box(self.visualRect(index)).contains(at) else None
        return None

    def _is_typing(self) -> bool:
        return bool(self._typed) and self._typing.elapsed() < QApplication.keyboardInputInterval()
