"""`Flow`: widgets in a row, and in as many more rows as the width asks for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from imalink_desktop.ui.theme.space import TIGHT


class Flow(QLayout):
    """From left to right, then below; the other way round where people read so.

    What is hidden takes no place.
    `gives_way`: what is wider than a row is cut to it, so that it never asks for more width than there is.
    """

    def __init__(self, parent: QWidget | None = None, *, apart: int = TIGHT, gives_way: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._apart, self._gives_way = apart, gives_way
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name, as others below
        """Put it last."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """The one in this place, or none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Take it out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Width is not taken from others."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """More rows when it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """How high all rows are."""
        return self._arrange(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Put everything into its place."""
        super().setGeometry(rect)
        self._arrange(rect, really=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As little as it can do with."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """One row, as wide as the widest of them."""
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        if self._gives_way:
            size.setWidth(0)
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, really: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        x, y, row = inner.x(), inner.y(), 0
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if self._gives_way:
                size.setWidth(min(size.width(), inner.width()))
            if x > inner.x() and x + size.width() > inner.right() + 1:
                x, y, row = inner.x(), y + row + TIGHT, 0
            if really:
                place = QRect(QPoint(x, y), size)
                if direction is Qt.LayoutDirection.RightToLeft:
                    place.moveRight(inner.right() - (x - inner.x()))
                item.setGeometry(place)
            x += size.width() + self._apart
            row = max(row, size.height())
        return y + row + margins.bottom() - rect.y()
