"""How a row is painted: icon, text, a quiet note, and the count at the right, where counts line up."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from imalink_desktop.ui.navigator.model import NODE, NavigatorModel
from imalink_desktop.ui.navigator.nodes import COLLECTIONS, SEARCHES, Kind, Node
from imalink_desktop.ui.theme.icons import paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.palette import Palette
from imalink_desktop.ui.theme.space import FOCUS_RING, ROW, SMALL_ICON, SNUG, TIGHT
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _, number

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_State = QStyle.StateFlag
_Index = QModelIndex | QPersistentModelIndex
_GROWING = frozenset({COLLECTIONS, SEARCHES})
"""The groups to which the photographer adds rows."""


def has_plus(node: Node) -> bool:
    """Whether a + stands at the end of a row."""
    return node.key in _GROWING


def plus_box(row: QRect) -> QRect:
    """Where it stands."""
    side = SMALL_ICON
    return QRect(row.right() - SNUG - side + 1, row.top() + (row.height() - side) // 2, side, side)


def ground(palette: Palette, state: QStyle.StateFlag, view: QWidget) -> str | None:
    """The colour behind a row that is shown or under the mouse."""
    if state & _State.State_Selected:
        return palette.selection if view.isActiveWindow() else palette.selection_idle
    return palette.hover if state & _State.State_MouseOver else None


class RowPainter(QStyledItemDelegate):
    """Paints the rows of the tree, and edits their names."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.dress()

    def dress(self) -> None:
        """Take the fonts of now."""
        self._fonts = {
            role: (made := font(role), QFontMetrics(made)) for role in (Role.BODY, Role.HEADING, Role.CAPTION)
        }
        self._figures = font(Role.CAPTION, counts=True)
        self._figures_metrics = QFontMetrics(self._figures)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """All rows are equally high."""
        del option, index
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        node: Node = index.data(NODE)
        palette, box, state = current(), option.rect, option.state
        is_shown = bool(state & _State.State_Selected)
        painter.save()
        self._ground(painter, palette, option)
        model = index.model()
        photos = model.count_of(index) if isinstance(model, NavigatorModel) else None
        left = box.left() + TIGHT
        right = self._end(painter, palette, box, node, photos, is_shown=is_shown)
        if node.icon:
            plain = "text_off" if node.is_quiet else "text" if is_shown else "icon"
            token = plain if node.tint == "icon" else node.tint
            at = QRect(left, box.top() + (box.height() - SMALL_ICON) // 2, SMALL_ICON, SMALL_ICON)
            paint(painter, at, node.icon, *palette.ink(token))
            left += SMALL_ICON + SNUG - 2
        self._words(
            painter, palette, QRect(left, box.top(), right - left, box.height()), node, is_shown=is_shown
        )
        painter.restore()

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """A field for the name."""
        del option
        node: Node = index.data(NODE)
        editor = QLineEdit(parent)
        editor.setAccessibleName(_("Name"))
        editor.setMaxLength(500)
        if node.kind is Kind.DRAFT:
            editor.setPlaceholderText(node.note)
        return editor

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Over the text, and not over the icon."""
        del index
        box = option.rect.adjusted(TIGHT + SMALL_ICON, 0, -TIGHT, 0)
        height = max(editor.minimumSizeHint().height(), box.height())
        editor.setGeometry(box.left(), box.center().y() - height // 2 + 1, box.width(), height)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802
        """The name as it is; a draft has none. What is being typed is left alone."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            node: Node = index.data(NODE)
            editor.setText("" if node.kind is Kind.DRAFT else node.text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:  # noqa: N802
        """Tell the model."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def _ground(self, painter: QPainter, palette: Palette, option: QStyleOptionViewItem) -> None:
        """What lies behind a row, and the ring around it when the keyboard is there."""
        box, state = option.rect, option.state
        if (colour := ground(palette, state, option.widget)) is not None:
            painter.fillRect(box, QColor(colour))
        if state & _State.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QColor(palette.focus))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            if FOCUS_RING > 1:
                painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _end(
        self,
        painter: QPainter,
        palette: Palette,
        box: QRect,
        node: Node,
        photos: int | None,
        *,
        is_shown: bool,
    ) -> int:
        """What stands at the end of a row; answers where the words must end."""
        if has_plus(node):
            place = plus_box(box)
            paint(painter, place, "plus", palette.text_quiet)
            return place.left() - TIGHT
        if not photos:
            return int(box.right() - SNUG)
        told = number(photos)
        painter.setFont(self._figures)
        painter.setPen(QColor(palette.text if is_shown else palette.text_quiet))
        painter.drawText(box.adjusted(0, 0, -SNUG, 0), _RIGHT, told)
        return int(box.right() - SNUG - self._figures_metrics.horizontalAdvance(told) - SNUG)

    def _words(self, painter: QPainter, palette: Palette, box: QRect, node: Node, *, is_shown: bool) -> None:
        is_group = node.kind is Kind.GROUP
        role = Role.HEADING if is_group else Role.CAPTION if node.kind is Kind.HINT else Role.BODY
        face, metrics = self._fonts[role]
        quiet = palette.text_quiet if node.kind is Kind.HINT else palette.offline
        self._say(
            painter, face, palette.text if is_shown or not node.is_quiet else quiet, box, node.text, metrics
        )
        if node.note:
            face, small = self._fonts[Role.CAPTION]
            rest = box.adjusted(metrics.horizontalAdvance(node.text) + SNUG, 0, 0, 0)
            if rest.width() >= small.horizontalAdvance(node.note):  # half a date says nothing; the tip has it
                self._say(painter, face, palette.text_quiet, rest, node.note, small)

    @staticmethod
    def _say(
        painter: QPainter, face: QFont, colour: str, box: QRect, text: str, metrics: QFontMetrics
    ) -> None:
        painter.setFont(face)
        painter.setPen(QColor(colour))
        painter.drawText(box, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()))
