"""`PlanView`: what an import would do, counted by outcome, and which files those are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QProgressBar,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from imalink_desktop.importing.accounting import report_path
from imalink_desktop.importing.foreseeing import Foreseen, Outlook
from imalink_desktop.jobs.ticket import Status
from imalink_desktop.ui.bringing.lines import FileTable, HeldLines, Line
from imalink_desktop.ui.bringing.prospect import Prospect
from imalink_desktop.ui.bringing.wording import amount, folder_and_name, outlooks, reason, short
from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.pieces import label
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _, many, number

_OUTLOOK = Qt.ItemDataRole.UserRole


class PlanView(QWidget):
    """First a thin bar while it is looked; then the counts, and below them the files of the chosen one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: Mapping[Outlook, Sequence[Foreseen]] = {}
        self._title, self._how = Elided(), Elided()
        self._title.setFont(font(Role.HEADING))
        self._how.setFont(font(Role.CAPTION, counts=True))
        self._how.setProperty("caption", True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Looking through the files"))
        self._kinds = QTreeWidget()
        self._kinds.setAccessibleName(_("What becomes of the files"))
        self._kinds.setColumnCount(2)
        self._kinds.setHeaderHidden(True)
        self._kinds.setRootIsDecorated(False)
        self._kinds.setUniformRowHeights(True)
        self._kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._kinds.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._kinds.header().setStretchLastSection(False)
        self._kinds.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._kinds.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._kinds.currentItemChanged.connect(lambda *_: self._show_files())
        self._lines: HeldLines[Foreseen] = HeldLines(_said, self)
        self._table = FileTable(self._lines)
        self._hint = label(quiet=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        counted = QWidget()
        inside = QVBoxLayout(counted)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(space.SNUG)
        inside.addWidget(self._kinds)
        inside.addWidget(self._table, 1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._hint)
        self._stack.addWidget(counted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.TIGHT)
        layout.addWidget(self._title)
        layout.addWidget(self._bar)
        layout.addWidget(self._how)
        layout.addSpacing(space.TIGHT)
        layout.addLayout(self._stack, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """There are no sources yet."""
        self._wait(_("Nothing chosen yet"), _("Add a folder, or drop folders and files here."))

    def show_looking(self, status: Status[Prospect]) -> None:
        """It is looked at; the last plan stays until there is a new one."""
        self._bar.setRange(0, 0)
        self._bar.show()
        self._how.show()
        if status.progress is not None:
            part = status.progress.part
            self._bar.setRange(0, 0 if part is None else 1_000)
            self._bar.setValue(round((part or 0) * 1_000))
            self._how.say(amount(status.progress))
        if not self._files:
            self._title.say(_("Looking what there is…"))
            self._hint.setText(
                _("You can begin to import at once: everything new comes in, and nothing twice.")
            )
            self._stack.setCurrentIndex(0)

    def show_prospect(self, prospect: Prospect) -> None:
        """Show what would become of every file."""
        self._files = prospect.files
        self._bar.hide()
        self._how.hide()
        if not prospect.total:
            self._wait(_("There are no files"), _("There is nothing to import in what was chosen."))
            return
        new = len(prospect.files.get(Outlook.NEW, ()))
        told = many("{n} new photo", "{n} new photos", new) if new else _("Nothing new")
        self._title.say(f"{told} · {many('{n} file in all', '{n} files in all', prospect.total)}")
        self._fill()
        self._stack.setCurrentIndex(1)

    def show_trouble(self, sentence: str) -> None:
        """It could not be looked at."""
        self._wait(_("The files cannot be looked at"), sentence)

    def _wait(self, title: str, hint: str) -> None:
        self._files = {}
        self._title.say(title)
        self._hint.setText(hint)
        self._bar.hide()
        self._how.hide()
        self._stack.setCurrentIndex(0)

    def _fill(self) -> None:
        chosen = self._outlook()
        self._kinds.clear()
        for outlook, kind in outlooks().items():
            if not (count := len(self._files.get(outlook, ()))):
                continue
            item = QTreeWidgetItem([kind.words, number(count)])
            item.setIcon(0, icon(kind.icon, kind.tint))
            item.setToolTip(0, kind.hint)
            item.setData(0, _OUTLOOK, outlook)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(1, font(counts=True))
            item.setSizeHint(0, QSize(0, space.ROW))
            self._kinds.addTopLevelItem(item)
            if outlook is chosen:
                self._kinds.setCurrentItem(item)
        first = self._kinds.topLevelItem(0)
        if self._kinds.currentItem() is None and first is not None:
            self._kinds.setCurrentItem(first)
        self._kinds.setFixedHeight(space.ROW * self._kinds.topLevelItemCount() + 2)
        self._show_files()

    def _outlook(self) -> Outlook | None:
        item = self._kinds.currentItem()
        return None if item is None else Outlook(item.data(0, _OUTLOOK))

    def _show_files(self) -> None:
        outlook = self._outlook()
        self._table.give_reasons(outlook not in (None, Outlook.NEW))
        self._lines.show(self._files.get(outlook, ()) if outlook is not None else ())


def _said(one: Foreseen) -> Line:
    kind = outlooks()[one.outlook]
    path = report_path(one.met)
    folder, name = folder_and_name(path)
    why = "" if one.outlook is Outlook.NEW else reason(None, one.reason)
    if one.of is not None:
        why = f"{folder_and_name(one.of)[1]}: {why}"
    return Line(path, name, short(folder), why, kind.icon, kind.tint, kind.words)
