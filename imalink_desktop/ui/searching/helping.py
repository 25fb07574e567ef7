"""What can be asked, told from the table of fields; a click puts the example into the box."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QWidget

from imalink_desktop.catalog.query.fields import STATES, TABLE, Field
from imalink_desktop.catalog.query.kinds import Choice
from imalink_desktop.ui.searching.floating import Floating
from imalink_desktop.ui.searching.keys import PRESSING, OwnKeys
from imalink_desktop.ui.theme.space import ROW, SNUG, STEP, TIGHT
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _

_SIZE = QSize(150 * STEP, 120 * STEP)
_EXAMPLES = 58 * STEP


class Help(Floating):
    """A panel under the box. It closes when something is chosen, or with Escape."""

    chosen = Signal(str)
    """An example, for the box."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("What can be searched for"))
        title = QLabel(_("What can be searched for"), self)
        title.setFont(font(Role.HEADING))
        hint = QLabel(_("Choose a line to put its example into the search box."), self)
        hint.setProperty("quiet", True)
        self._lines = QTreeWidget(self)
        self._lines.setColumnCount(2)
        self._lines.setHeaderHidden(True)
        self._lines.setRootIsDecorated(False)
        self._lines.setUniformRowHeights(True)
        self._lines.setIndentation(0)
        self._lines.setAccessibleName(_("Examples"))
        self._lines.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._lines.header().resizeSection(0, _EXAMPLES)
        self._lines.header().setStretchLastSection(True)
        self._lines.itemClicked.connect(self._take)
        self._lines.itemActivated.connect(self._take)
        OwnKeys((*PRESSING, Qt.Key.Key_Escape), self).give(self._lines)
        for heading, lines in (
            (_("Words"), _writing()),
            (_("Facts"), _fields()),
            (_("What a photo is"), ((f"is:{state}", _(words)) for state, words in STATES.items())),
        ):
            self._add(heading, lines)
        layout = self.column
        layout.setContentsMargins(SNUG, SNUG, SNUG, SNUG)
        layout.setSpacing(TIGHT)
        for part in (title, hint):
            part.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(part)
        layout.addWidget(self._lines)

    def open_below(self, box: QWidget) -> None:
        """Open under the box, as large as the screen allows."""
        screen = box.screen().availableGeometry()
        place = box.mapToGlobal(QPoint(0, box.height() + TIGHT))
        room = max(8 * ROW, screen.bottom() - place.y() - SNUG)
        self.resize(_SIZE.boundedTo(QSize(screen.width(), room)))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        self._lines.setFocus()
        self._lines.setCurrentIndex(self._lines.model().index(1, 0))

    def _add(self, heading: str, lines: Iterable[tuple[str, str]]) -> None:
        head = QTreeWidgetItem([heading])
        head.setFont(0, font(Role.HEADING))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._lines.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for example, words in lines:
            item = QTreeWidgetItem([example, words])
            item.setToolTip(1, words)
            self._lines.addTopLevelItem(item)

    def _take(self, item: QTreeWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.chosen.emit(item.text(0))
            self.close()


def _writing() -> tuple[tuple[str, str], ...]:
    return (
        (_("sun beach"), _("both, anywhere: titles, tags, places, cameras …")),
        (_('"midnight sun"'), _("these words one after the other")),
        (_("sun OR beach"), _("one of them, or both")),
        (_("-beach"), _("without it")),
        (_("(sun OR moon) -beach"), _("brackets, as in sums")),
        (_("*each*"), _("anywhere in a word")),
    )


def _fields() -> Iterable[tuple[str, str]]:
    """All but the states, which have lines of their own."""
    return ((field.example, _told(field)) for field in TABLE if field.name != "is")


def _told(field: Field) -> str:
    words = _(field.words)
    match field.kind:
        case Choice():
            return f"{words}: {', '.join(field.kind.options)}"
        case _:
            return words
