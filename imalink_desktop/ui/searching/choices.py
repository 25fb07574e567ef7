"""A button that opens a list of names, each with its count, of which any may be ticked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)

from imalink_desktop.catalog.query.folding import fold
from imalink_desktop.ui.plain import on_button, tip
from imalink_desktop.ui.searching import wording
from imalink_desktop.ui.searching.floating import Floating
from imalink_desktop.ui.searching.keys import PRESSING, OwnKeys
from imalink_desktop.ui.theme.icons import icon, paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import CONTROL, MARK, ROW, SMALL_ICON, SNUG, STEP, TIGHT
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _, number

_WIDTH = 75 * STEP
_MOST_ROWS = 12
_WIDEST = 40 * STEP
"""Of what is said on the button."""
_VALUE = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1


class ChoiceButton(QToolButton):
    """Says what is chosen. The list stays open while one is ticked after the other."""

    wanted = Signal(object)
    """Those that are ticked, as a frozenset."""
    opened = Signal()

    def __init__(
        self, name: str, symbol: str, words: Callable[[Hashable], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._symbol, self._words = name, symbol, words
        self._chosen: frozenset[Hashable] = frozenset()
        self._counts: Mapping[Hashable, int | None] = {}
        self._list: _Choices | None = None
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(SMALL_ICON + TIGHT, SMALL_ICON))  # Qt leaves no room before the words
        self.setFixedHeight(CONTROL)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.clicked.connect(self._open)
        self._say()

    def show_on(self, values: Collection[Hashable]) -> None:
        """These are chosen."""
        self._chosen = frozenset(values)
        self._say()
        if self._list is not None:
            self._list.tick(self._chosen)

    def show_counts(self, counts: Mapping[Any, int | None]) -> None:
        """There are these, with so many photos each as far as that is known, in this order."""
        self._counts = counts
        if self._list is not None:
            self._list.show_rows(self._rows())
            self._list.tick(self._chosen)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as others below
        """Room for the arrow."""
        return super().sizeHint() + QSize(MARK, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """An arrow says that it opens."""
        super().paintEvent(event)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = TIGHT if right_to_left else self.width() - MARK - TIGHT
        painter = QPainter(self)
        paint(
            painter,
            QRect(left, (self.height() - MARK) // 2, MARK, MARK),
            "chevron-down",
            current().text_quiet,
        )
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Down opens the list."""
        if event.key() == Qt.Key.Key_Down:
            self._open()
        else:
            super().keyPressEvent(event)

    def _rows(self) -> list[tuple[Hashable, str, int | None]]:
        counts = {**self._counts, **{value: 0 for value in self._chosen if value not in self._counts}}
        return [(value, self._words(value), count) for value, count in counts.items()]

    def _say(self) -> None:
        """What is chosen, or the name of the whole."""
        self.setChecked(bool(self._chosen))
        names = sorted(map(self._words, self._chosen), key=str.casefold)
        said = wording.also_chosen(names[0], len(names) - 1) if names else self._name
        short = QFontMetrics(self.font()).elidedText(said, Qt.TextElideMode.ElideMiddle, _WIDEST)
        self.setText(on_button(short))
        self.setIcon(icon(self._symbol, "accent" if names else "icon"))
        whole = "\n".join([self._name, *names])
        self.setToolTip(tip(whole) if names else self._name)
        self.setAccessibleDescription(", ".join(names))

    def _open(self) -> None:
        self._say()  # A click has switched it, which says nothing here.
        chosen = _Choices(self._name, self)
        chosen.show_rows(self._rows())
        chosen.tick(self._chosen)
        chosen.ticked.connect(self.wanted.emit)
        chosen.destroyed.connect(self._closed)
        self._list = chosen
        chosen.open_below(self)
        self.opened.emit()

    def _closed(self) -> None:
        self._list = None


class _Choices(Floating):
    """The list, with a field to find a name when there are many."""

    ticked = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(name)
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(_("Find a name"))
        self._field.setAccessibleName(_("Find a name"))
        self._field.textEdited.connect(self._narrow)
        self._model = QStandardItemModel(self)
        self._view = QListView(self)
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Counted(self._view))
        self._view.setUniformItemSizes(True)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.setAccessibleName(name)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(self._toggle)
        self._view.activated.connect(self._toggle)
        OwnKeys((*PRESSING, Qt.Key.Key_Escape), self).give(self._view, self._field)
        self._empty = QLabel(_("No photo here says so."), self)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setProperty("quiet", True)
        self._empty.setWordWrap(True)
        layout = self.column
        layout.setContentsMargins(TIGHT, TIGHT, TIGHT, TIGHT)
        layout.setSpacing(TIGHT)
        for part in (self._field, self._view, self._empty):
            layout.addWidget(part)

    def show_rows(self, rows: Collection[tuple[Hashable, str, int | None]]) -> None:
        """There are these."""
        items = {item.data(_VALUE): item for item in self._items()}
        for value, words, count in rows:
            item = items.pop(value, None)
            if item is None:
                item = QStandardItem(words)
                item.setData(value, _VALUE)
                item.setEditable(False)
                item.setCheckable(True)
                item.setToolTip(tip(words))
                self._model.appendRow(item)
            item.setData(count, _COUNT)
        for item in items.values():  # They are none now; they stay where they are, so that nothing jumps.
            item.setData(0, _COUNT)
        count = self._model.rowCount()
        self._field.setVisible(count > _MOST_ROWS)
        self._empty.setVisible(count == 0)
        self._view.setVisible(count > 0)
        frame = 2 * self._view.frameWidth()
        self._view.setFixedHeight(min(count, _MOST_ROWS) * ROW + frame)

    def tick(self, values: Collection[Hashable]) -> None:
        """These are chosen."""
        for item in self._items():
            is_on = item.data(_VALUE) in values
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def open_below(self, button: QWidget) -> None:
        """Open under a button, or above it where the screen ends."""
        self.fit(_WIDTH)
        place = button.mapToGlobal(QPoint(0, button.height() + TIGHT))
        screen = button.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = button.mapToGlobal(QPoint(0, -self.height() - TIGHT))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        (self._field if self._field.isVisible() else self._view).setFocus()
        self._view.setCurrentIndex(self._model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """From the field down into the list; Enter and Escape close."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Down and self._field.hasFocus():
            self._view.setFocus()
        else:
            super().keyPressEvent(event)

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(row) for row in range(self._model.rowCount())]

    def _toggle(self, index: QModelIndex | QPersistentModelIndex) -> None:
        item = self._model.item(index.row())
        is_on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        on = (item for item in self._items() if item.checkState() is Qt.CheckState.Checked)
        self.ticked.emit(frozenset(item.data(_VALUE) for item in on))

    def _narrow(self, typed: str) -> None:
        for row, item in enumerate(self._items()):
            self._view.setRowHidden(row, fold(typed) not in fold(item.text()))


class _Counted(QStyledItemDelegate):
    """A tick, a name and a count. The tick is drawn only: a click anywhere on the row sets it."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """A row."""
        del option, index
        return QSize(0, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row."""
        palette, rect, state = current(), QRect(option.rect), option.state
        is_lit = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        if is_lit:
            is_chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.fillRect(rect, palette.selection if is_chosen else palette.hover)
        box = QStyleOptionViewItem(option)
        box.rect = QRect(rect.left() + SNUG, rect.top() + (ROW - SMALL_ICON) // 2, SMALL_ICON, SMALL_ICON)
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        box.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if checked else QStyle.StateFlag.State_Off
        )
        right_to_left = option.direction is Qt.LayoutDirection.RightToLeft
        if right_to_left:
            box.rect.moveRight(rect.right() - SNUG)
        element = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        QApplication.style().drawPrimitive(element, box, painter)
        self._words(painter, rect, index, right_to_left=right_to_left)

    def _words(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        *,
        right_to_left: bool,
    ) -> None:
        palette, count = current(), index.data(_COUNT)
        told = "" if count is None else number(count)
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        before, after = 2 * SNUG + SMALL_ICON, SNUG
        if right_to_left:
            near, far, before, after = far, near, after, before
        inner = rect.adjusted(before, 0, -after, 0)
        figures = font(Role.BODY, counts=True)
        painter.setFont(figures)
        painter.setPen(palette.text_quiet)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, far | middle | Qt.AlignmentFlag.AlignAbsolute, told)
        room = QFontMetrics(figures).horizontalAdvance(told) + SNUG
        inner.adjust(*((room, 0, 0, 0) if right_to_left else (0, 0, -room, 0)))
        painter.setFont(font())
        painter.setPen(palette.text_quiet if count == 0 else palette.text)
        words = QFontMetrics(font()).elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideMiddle, inner.width()
        )
        painter.drawText(inner, near | middle | Qt.AlignmentFlag.AlignAbsolute, words)
