"""What opens under the search box: what may be meant, or what cannot be understood and what would help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.ui.plain import tip
from imalink_desktop.ui.searching.floating import Floating
from imalink_desktop.ui.searching.suggesting import Suggestion
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import ROW, SNUG, STEP, TIGHT
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _

_MOST_ROWS = 10
_NARROWEST, _WIDEST = 80 * STEP, 160 * STEP
_WORDS = Qt.ItemDataRole.UserRole


class Below(Floating):
    """It never takes the keyboard: that stays in the box."""

    picked = Signal(int)
    """A click on one of the suggestions."""

    def __init__(self, box: QWidget) -> None:
        flags = Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint
        super().__init__(box, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = box
        self._model = QStandardItemModel(self)
        self._view = QListView(self)
        self._view.setModel(self._model)
        self._view.setItemDelegate(_TwoWords(self._view))
        self._view.setUniformItemSizes(True)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName(_("Suggestions"))
        self._view.clicked.connect(lambda index: self.picked.emit(index.row()))
        self._sentence, self._step = QLabel(self), QLabel(self)
        self._step.setProperty("quiet", True)
        layout = self.column
        layout.setContentsMargins(TIGHT, TIGHT, TIGHT, TIGHT)
        layout.setSpacing(0)
        layout.addWidget(self._view)
        for label in (self._sentence, self._step):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(SNUG, TIGHT // 2, SNUG, TIGHT // 2)
            layout.addWidget(label)

    @property
    def row(self) -> int | None:
        """The suggestion that the keys are at."""
        index = self._view.currentIndex()
        return index.row() if self.offers and index.isValid() else None

    @property
    def offers(self) -> bool:
        """Whether suggestions are shown."""
        return self.isVisible() and not self._view.isHidden()

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these."""
        self._model.clear()
        for each in suggestions:
            item = QStandardItem(each.title)
            item.setData(each.words, _WORDS)
            item.setToolTip(tip(each.title))
            self._model.appendRow(item)
        self._view.setCurrentIndex(QModelIndex())
        self._view.setFixedHeight(min(len(suggestions), _MOST_ROWS) * ROW + 2 * self._view.frameWidth())
        self._view.show()
        self._sentence.hide()
        self._step.hide()
        if suggestions:
            self._open()
        else:
            self.hide()

    def explain(self, error: QueryError) -> None:
        """Show why this is no query."""
        self._sentence.setText(error.message)
        self._step.setText(error.suggestion)
        self._view.hide()
        self._sentence.show()
        self._step.setVisible(bool(error.suggestion))
        self._open()

    def step(self, by: int) -> None:
        """Go down the suggestions, or up, and above the first back into the box."""
        row = (-1 if self.row is None else self.row) + by
        if row < self._model.rowCount():
            self._view.setCurrentIndex(self._model.index(row, 0) if row >= 0 else QModelIndex())

    def _open(self) -> None:
        box = self._box
        width = max(_NARROWEST, min(box.width(), _WIDEST))
        self.fit(width)
        place = box.mapToGlobal(QPoint(0, box.height() + TIGHT // 2))
        screen = box.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()


class _TwoWords(QStyledItemDelegate):
    """A name, and more quietly what it means."""

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
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.selection)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.hover)
        inner = rect.adjusted(SNUG, 0, -SNUG, 0)
        words, plain = str(index.data(_WORDS) or ""), font(Role.BODY, counts=True)
        metrics = QFontMetrics(plain)
        room = min(metrics.horizontalAdvance(words) + 1, inner.width() // 2)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(plain)
        painter.setPen(palette.text_quiet)
        short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | middle, short)
        right_to_left = option.direction is Qt.LayoutDirection.RightToLeft
        inner.adjust(*((room + SNUG, 0, 0, 0) if right_to_left else (0, 0, -room - SNUG, 0)))
        painter.setPen(palette.text)
        name = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, name)
