"""The dialog: what is changed is kept when it is closed with OK, and forgotten otherwise."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from imalink_desktop.base.errors import Expected, Trouble
from imalink_desktop.settings.schema import Choice, Entry, Number, Settings, Switch, Value, entries
from imalink_desktop.settings.store import Store
from imalink_desktop.ui.pieces import field_label
from imalink_desktop.ui.preferences.words import Told, pages, told
from imalink_desktop.ui.theme.space import DIALOG, SNUG
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.wording import _

_WIDTH = 520


class Preferences(QDialog):
    """A page for each part of the program."""

    def __init__(self, store: Store, tell: Callable[[Trouble], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._store = store
        self._tell = tell
        self._fields: dict[str, tuple[Entry, Callable[[], Value]]] = {}
        self._shown: dict[str, Value] = {}
        tabs = QTabWidget()
        for page, title in pages().items():
            tabs.addTab(self._page(page), title)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        primary(buttons.button(QDialogButtonBox.StandardButton.Ok))
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(DIALOG)
        column.addWidget(tabs)
        column.addWidget(buttons)

    @property
    def wanted(self) -> Settings:
        """The settings as they are by now, with what was changed here: others change them too."""
        settings = self._store.settings
        for key, (entry, value) in self._fields.items():
            if (set_to := value()) != self._shown[key]:
                settings = entry.put(settings, set_to)
        return settings

    def _page(self, name: str) -> QWidget:
        page, words = QWidget(), told()
        form = QFormLayout(page)
        form.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        form.setVerticalSpacing(SNUG)
        for entry in entries():
            if entry.page == name:
                field, value = _field(entry, words[entry.key], entry.value(self._store.settings))
                field.setObjectName(entry.key)
                self._fields[entry.key] = (entry, value)
                self._shown[entry.key] = value()
                before = "" if isinstance(entry.rule, Switch) else words[entry.key].name
                if before:
                    field.setAccessibleName(before)
                form.addRow(field_label(before), field)
        return page

    def _keep(self) -> None:
        try:
            self._store.save(self.wanted)
        except Expected as trouble:
            self._tell(trouble)  # and what was typed stays
        else:
            self.accept()


def _field(entry: Entry, words: Told, value: Value) -> tuple[QWidget, Callable[[], Value]]:
    """Something to set it with, and how to ask what it is set to."""
    match entry.rule:
        case Switch():
            box = QCheckBox(words.name)
            box.setChecked(bool(value))
            return box, box.isChecked
        case Number(least, most):
            spin = QSpinBox()
            spin.setRange(least, most)
            spin.setSuffix(f" {words.unit}" if words.unit else "")
            if words.zero and least == 0:
                spin.setSpecialValueText(words.zero)
            spin.setValue(int(value))
            return spin, spin.value
        case Choice(choices):
            list_ = QComboBox()
            for choice in choices:
                list_.addItem(words.choices.get(choice, choice), choice)
            list_.setCurrentIndex(choices.index(str(value)))
            return list_, lambda: str(list_.currentData())
