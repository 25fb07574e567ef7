"""`Flow`: widgets one after the other, in as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from imalink_desktop.ui.theme.space import TIGHT


class Flow(QLayout):
    """Height follows width. What is hidden takes no place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(TIGHT)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """One more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """One of them; Qt asks past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """None: it is as large as it must be."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """As high as it is in this width."""
        return self._lay(QRect(0, 0, width, 0), is_real=False)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As narrow as may be."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """One line."""
        return QSize(0, max((item.minimumSize().height() for item in self._items), default=0))

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Lay them out."""
        super().setGeometry(rect)
        self._lay(rect, is_real=True)

    def _lay(self, rect: QRect, *, is_real: bool) -> int:
        x, y, line, gap = rect.x(), rect.y(), 0, self.spacing()
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            if x > rect.x() and x + width > rect.x() + rect.width():
                x, y, line = rect.x(), y + line + gap, 0
            if is_real:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x, line = x + width + gap, max(line, size.height())
        return y + line - rect.y()
