"""`CopyPage`: copy mode. Where the copies go, under which names, and whether there is room for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from imalink_desktop.base.disks import disk_of
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.importing.copying.template import DEFAULT, FIELDS, PhotoFacts, Template
from imalink_desktop.importing.from_card import CopyWish
from imalink_desktop.ui.bringing.sources import Choose
from imalink_desktop.ui.bringing.wording import room
from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.pieces import field_label
from imalink_desktop.ui.plain import one_line
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.style import mark_wrong
from imalink_desktop.ui.wording import _

_TYPED = 250


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder for copies, as it is now."""

    is_there: bool
    free: int | None
    disk: str


class CopyPage(QWidget):
    """A tick, and behind it what copying needs to know."""

    changed = Signal()

    def __init__(self, library: Library, choose: Choose, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._choose = library, choose
        self._needed: int | None = None
        self._title = ""
        self._trouble = self._wrong_template = ""
        self._places: list[_Place] = []
        self._on = QCheckBox(_("Copy first, and import the copies"))
        self._on.setToolTip(_("For memory cards: each copy is read back and compared before it counts."))
        self._folder, folder = self._field(_("Folder for the copies"))
        self._backup, backup = self._field(_("Second folder for the copies"))
        self._backup.setPlaceholderText(_("None; best on another drive"))
        self._template = QLineEdit(DEFAULT)
        self._template.setAccessibleName(_("Names of the copies"))
        self._template.setToolTip("\n".join(f"{{{name}}}: {_(what)}" for name, what in FIELDS.items()))
        self._example, self._room = QLabel(), Elided()
        self._example.setTextFormat(Qt.TextFormat.PlainText)
        self._example.setWordWrap(True)
        for label in (self._example, self._room):
            label.setProperty("caption", True)
        inside = self._inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(space.DIALOG, 0, 0, 0)
        form.setSpacing(space.SNUG)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(field_label(_("To")), folder)
        form.addRow(field_label(_("And to")), backup)
        form.addRow(field_label(_("Names")), self._template)
        form.addRow("", self._example)
        form.addRow("", self._room)
        inside.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.SNUG)
        layout.addWidget(self._on)
        layout.addWidget(inside)
        self._on.toggled.connect(inside.setVisible)
        self._on.toggled.connect(lambda _on: self._look())
        self._typed = soon(self, self._look, _TYPED)
        for edit in (self._folder, self._backup):
            edit.textChanged.connect(lambda _text: self._typed.start())
        self._template.textChanged.connect(lambda _text: self._show_example())
        self._show_example()

    @property
    def wish(self) -> CopyWish | None:
        """What is wished for; None where nothing is to be copied."""
        if not self._on.isChecked():
            return None
        backup = self._backup.text().strip()
        return CopyWish(
            Path(self._folder.text().strip()).absolute(),
            Path(backup).absolute() if backup else None,
            self._template.text(),
        )

    @property
    def trouble(self) -> str:
        """Why copying could not begin like this, in a sentence; empty where it could."""
        if not self._on.isChecked():
            return ""
        if not self._folder.text().strip():
            return _("Choose a folder for the copies.")
        return self._trouble

    def set_title(self, title: str) -> None:
        """The title of the import, which may be part of the names."""
        self._title = title
        self._show_example()

    def set_needed(self, size: int | None) -> None:
        """How many bytes are to be copied, as soon as that is known."""
        self._needed = size
        self._look()

    def suggest(self, wish: CopyWish) -> None:
        """Have this stand there when somebody ticks it: copies go where they went the last time."""
        self._folder.setText(str(wish.folder))
        self._backup.setText(str(wish.backup) if wish.backup is not None else "")
        self._template.setText(wish.template)

    def _field(self, name: str) -> tuple[QLineEdit, QHBoxLayout]:
        edit, button = QLineEdit(), QToolButton()
        edit.setAccessibleName(name)
        button.setIcon(icon("folder"))
        button.setToolTip(_("Choose a folder"))
        button.setAccessibleName(_("Choose: {what}").format(what=name))
        button.clicked.connect(lambda _checked=False: self._ask(edit, name))
        row = QHBoxLayout()
        row.setSpacing(space.TIGHT)
        row.addWidget(edit, 1)
        row.addWidget(button)
        return edit, row

    def _ask(self, edit: QLineEdit, name: str) -> None:
        if (chosen := self._choose(self, name)) is not None:
            edit.setText(str(chosen))

    def _show_example(self) -> None:
        """With a photo that everybody can imagine; and what is wrong, while it is typed."""
        taken = datetime(2024, 6, 1, 14, 30, 5)
        facts = PhotoFacts("DSC_0042.NEF", "DSC_0042", ".NEF", taken, "Nikon Z 8", self._title, 1)
        try:
            said = _("For example {place}").format(place=Template.parse(self._template.text()).place(facts))
            wrong = ""
        except Expected as error:
            said, wrong = f"{error.sentence} {error.next_step}".strip(), error.sentence
        self._example.setText(one_line(said))
        mark_wrong(self._template, is_wrong=bool(wrong))
        self._wrong_template = wrong
        self._say()

    def _look(self) -> None:
        """See whether there is room; beside the window, since a share may take its time to answer."""
        folders = [Path(text) for edit in (self._folder, self._backup) if (text := edit.text().strip())]
        if not self._on.isChecked() or not folders:
            self._take([])
            return

        def look(_look: Look) -> list[_Place]:
            return [_place(folder) for folder in folders]

        self._library.ask((id(self), "room"), look, self._take)

    def _take(self, places: list[_Place]) -> None:
        if not isValid(self):
            return
        self._places = places
        self._say()

    def _say(self) -> None:
        places, needed = self._places, self._needed
        wrong = self._wrong_template
        told = ""
        if any(not place.is_there for place in places):
            told = wrong = wrong or _("There is no such folder. Plug in its drive, or choose another.")
        elif places and needed is not None:
            tight = min(places, key=lambda place: float("inf") if place.free is None else place.free)
            told = room(needed, tight.free, tight.disk)
            if tight.free is not None and tight.free < needed:
                wrong = wrong or told
        self._room.say(told)
        self._room.setVisible(bool(told))
        self._trouble = wrong
        self.changed.emit()


def _place(folder: Path) -> _Place:
    disk = disk_of(folder)
    return _Place(folder.is_dir(), disk.free, disk.name)
