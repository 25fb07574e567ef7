"""The key list: every key there is, by menu, made of the table; and those that the photos themselves take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.actions.table import Group, Row
from imalink_desktop.ui.pieces import label
from imalink_desktop.ui.theme.space import DIALOG, STEP, TIGHT, WIDE
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.window.menus import title_of
from imalink_desktop.ui.wording import _

_NATIVE = QKeySequence.SequenceFormat.NativeText
_BETWEEN = 7 * STEP
_ON_ONE_LINE = 11


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the list: keys as the system writes them, and what they do."""

    keys: str
    words: str


class KeyList(QDialog):
    """One page to look at; Escape closes it. Where words need more room than the screen has, it scrolls."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(_BETWEEN)
        for parts in _columns(list(actions.rows())):
            columns.addLayout(_column(parts))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(WIDE)
        column.addWidget(area)
        column.addWidget(buttons)
        room = self.screen().availableGeometry().size()
        wanted = page.sizeHint() + buttons.sizeHint().grownBy(column.contentsMargins())
        high = wanted.height() + column.spacing()
        self.resize(min(wanted.width(), room.width()), min(high, room.height()))
        area.setMinimumWidth(min(page.sizeHint().width(), room.width() - 2 * DIALOG))


def _columns(rows: list[Row]) -> Iterator[list[tuple[str, list[Told]]]]:
    def of(group: Group) -> tuple[str, list[Told]]:
        return title_of(group), [Told(_written(row.keys), _plain(row)) for row in rows if _is_of(row, group)]

    decide, lines = of(Group.CULL)
    yield [(decide, [*lines, *_going_on()])]
    yield [of(Group.VIEW), of(Group.HELP)]
    yield [of(Group.EDIT), of(Group.PHOTO), of(Group.FILE)]
    yield [of(Group.GO), (_("Among the photos"), list(_moving()))]


def _going_on() -> Iterator[Told]:
    yield Told(_("{shift} + key").format(shift=_name("Shift")), _("Decide, and go on to the next photo"))
    yield Told(_written(("CapsLock",)), _("Go on after each decision"))


def _moving() -> Iterator[Told]:
    """What the views do by themselves, in the grid most of all."""
    shift, control = _name("Shift"), _name("Ctrl")
    yield Told("←  →  ↑  ↓", _("Move the frame"))
    yield Told(_("{shift} + arrow").format(shift=shift), _("Select as it moves"))
    yield Told(_("{control} + arrow").format(control=control), _("Move it, select nothing else"))
    yield Told(_written(("Ctrl+Space",)), _("Select it too, or no more"))
    yield Told(_written(("PgUp", "PgDown")), _("A page up or down"))
    yield Told(_written(("Home", "End")), _("First and last photo"))
    yield Told(_written(("Return",)), _("Open the photo"))
    yield Told(_written(("/",)), _("Leave it out, beside others"))
    yield Told(_written(("Menu",)), _("What can be done with it"))


def _column(parts: Iterable[tuple[str, list[Told]]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(WIDE)
    grid.setVerticalSpacing(TIGHT)
    for title, lines in parts:
        if grid.count():
            grid.setRowMinimumHeight(grid.rowCount(), WIDE)
        grid.addWidget(label(title, role=Role.HEADING, wraps=False), grid.rowCount(), 0, 1, 2)
        for line in lines:
            place = grid.rowCount()
            grid.addWidget(label(line.keys, quiet=True, wraps=False), place, 0)
            grid.addWidget(label(line.words, wraps=False), place, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(grid.rowCount(), 1)
    grid.setColumnStretch(1, 1)
    return grid


def _is_of(row: Row, group: Group) -> bool:
    return row.group is group and bool(row.keys)


def _plain(row: Row) -> str:
    return row.text.rstrip("…")


def _written(keys: Iterable[str]) -> str:
    """Beside each other as many as fit, the others below: else the list would be too wide."""
    lines: list[list[str]] = []
    for name in (QKeySequence(key).toString(_NATIVE) for key in keys):
        if lines and sum(map(len, lines[-1])) + len(name) <= _ON_ONE_LINE:
            lines[-1].append(name)
        else:
            lines.append([name])
    return "\n".join("   ".join(line) for line in lines)


def _name(key: str) -> str:
    """A key that is held, as the system calls it."""
    return QKeySequence(f"{key}+A").toString(_NATIVE).removesuffix("+A").removesuffix("A") or key
