"""Everything that can be read in a widget and below it: texts, tips, names for those who hear the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTabWidget,
    QTextEdit,
    QWidget,
)

_ROLES = {
    Qt.ItemDataRole.DisplayRole: "text",
    Qt.ItemDataRole.ToolTipRole: "tip",
    Qt.ItemDataRole.AccessibleTextRole: "name",
    Qt.ItemDataRole.AccessibleDescriptionRole: "description",
}
_MOST_ROWS, _DEEPEST = 300, 6


@dataclass(frozen=True, slots=True)
class Seen:
    """A text, and where it stands."""

    where: str
    text: str


def seen(root: QWidget) -> Iterator[Seen]:
    """All texts of a widget, of what lies in it, of its menus and its models; empty ones are left out."""
    for widget in (root, *root.findChildren(QWidget)):
        if _is_qts_own(widget):
            continue
        where = path_of(widget)
        for what, text in (*_of(widget), *_by_kind(widget)):
            if text.strip():
                yield Seen(f"{where} {what}", text)
    for action in root.findChildren(QAction):
        for what, text in (("text", action.text()), ("tip", action.toolTip()), ("hint", action.statusTip())):
            if text.strip() and not action.isSeparator():
                yield Seen(f"{path_of(action)} {what}", text)


def path_of(thing: QObject) -> str:
    """Where it lies, for a person to find."""
    names: list[str] = []
    at: QObject | None = thing
    while at is not None:
        names.append(at.objectName() or type(at).__name__)
        at = at.parent()
    return "/".join(reversed(names[:5]))


def _is_qts_own(widget: QWidget) -> bool:
    """The editor within a box, the buttons of a bar: what they say is said by those they are part of."""
    parent = widget.parentWidget()
    return isinstance(widget, QLineEdit) and isinstance(parent, QComboBox | QAbstractSpinBox)


def _of(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tip", widget.toolTip()
    yield "hint", widget.statusTip()
    yield "help", widget.whatsThis()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    if widget.isWindow():
        yield "title", widget.windowTitle()


def _by_kind(widget: QWidget) -> Iterator[tuple[str, str]]:
    match widget:
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QLineEdit() | QPlainTextEdit() | QTextEdit():
            yield "placeholder", widget.placeholderText()
        case QGroupBox() | QMenu():
            yield "title", widget.title()
        case QSpinBox():
            yield from (("prefix", widget.prefix()), ("suffix", widget.suffix()))
            yield "zero", widget.specialValueText()
        case QComboBox():
            yield from (("item", widget.itemText(row)) for row in range(widget.count()))
        case QTabWidget():
            yield from (("tab", widget.tabText(tab)) for tab in range(widget.count()))
        case QAbstractItemView():
            yield from _in_model(widget.model(), QModelIndex(), 0)


def _in_model(model: QAbstractItemModel | None, above: QModelIndex, depth: int) -> Iterator[tuple[str, str]]:
    if model is None or depth > _DEEPEST:
        return
    for row in range(min(model.rowCount(above), _MOST_ROWS)):
        for column in range(model.columnCount(above)):
            index = model.index(row, column, above)
            for role, what in _ROLES.items():
                told = index.data(role)
                if isinstance(told, str):
                    yield f"row {row} {what}", told
            if column == 0:
                yield from _in_model(model, index, depth + 1)
