"""Every kind of widget, in every state that can be set without a mouse, for the gallery."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role, font

MARKS = {
    "star": "star",
    "flag": "pick",
    "reject": "reject",
    "lock": "visibility_private",
    "group": "visibility_space",
    "people": "visibility_authenticated",
    "globe": "visibility_public",
    "drive-offline": "offline",
    "warning": "warning",
    "error": "error",
    "cloud-check": "good",
}
"""Icons that stand for what a photo carries, and their tints."""


def widgets() -> QWidget:
    """Every kind of widget: at rest, disabled, and in the states that can be set from here."""
    page = QWidget()
    page.resize(1000, 640)
    columns = QHBoxLayout(page)
    columns.setContentsMargins(*[space.DIALOG] * 4)
    columns.setSpacing(space.DIALOG)
    left, right = QVBoxLayout(), QVBoxLayout()
    columns.addLayout(left, 1)
    columns.addLayout(right, 1)
    for role in Role:
        words = QLabel(f"{role.name.capitalize()} – 1,204 photos of 87,311")
        words.setFont(font(role, counts=True))
        left.addWidget(words)
    quiet = QLabel("Quiet words beside a number")
    quiet.setProperty("quiet", True)
    left.addWidget(quiet)
    left.addLayout(_buttons())
    left.addLayout(_tools())
    left.addLayout(_ticks())
    left.addLayout(_sliders())
    left.addStretch()
    right.addLayout(_fields())
    right.addWidget(_tabs())
    right.addStretch()
    row = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    primary(row.button(QDialogButtonBox.StandardButton.Ok))
    right.addWidget(row)
    return page


def _buttons() -> QGridLayout:
    grid = QGridLayout()
    for column, (name, is_primary) in enumerate((("Import", True), ("Choose folder…", False), ("OK", False))):
        for line, enabled in enumerate((True, False)):
            button = QPushButton(name)
            button.setEnabled(enabled)
            if is_primary:
                primary(button)
            grid.addWidget(button, line, column)
    with_icon = QPushButton(icon("folder"), "Folder")
    grid.addWidget(with_icon, 0, 3)
    down = QPushButton("Pressed")
    down.setDown(True)
    grid.addWidget(down, 1, 3)
    return grid


def _tools() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2)
    for name, checked, enabled in (
        ("grid", True, True),
        ("loupe", False, True),
        ("compare", False, True),
        ("rotate-left", False, True),
        ("undo", False, True),
        ("redo", False, False),
        ("trash", False, False),
    ):
        tool = QToolButton()
        tool.setIcon(icon(name, on="accent"))
        tool.setIconSize(QSize(space.ICON, space.ICON))
        tool.setCheckable(True)
        tool.setChecked(checked)
        tool.setEnabled(enabled)
        row.addWidget(tool)
    words = QToolButton()
    words.setIcon(icon("sort"))
    words.setText("Capture time")
    words.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    words.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    words.setMenu(QMenu(words))
    row.addWidget(words)
    for name, tint in MARKS.items():
        mark = QLabel()
        mark.setPixmap(icon(name, tint).pixmap(QSize(16, 16), mark.devicePixelRatioF()))
        row.addWidget(mark)
    row.addStretch()
    return row


def _ticks() -> QGridLayout:
    grid = QGridLayout()
    states = (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked)
    for column, state in enumerate(states):
        for line, enabled in enumerate((True, False)):
            box = QCheckBox(("Off", "Mixed", "On")[column])
            box.setTristate(True)
            box.setCheckState(state)
            box.setEnabled(enabled)
            grid.addWidget(box, line, column)
    for column, on in enumerate((False, True), 3):
        for line, enabled in enumerate((True, False)):
            holder = QWidget()
            inside = QHBoxLayout(holder)
            inside.setContentsMargins(0, 0, 0, 0)
            choice = QRadioButton("Chosen" if on else "Other")
            choice.setChecked(on)
            choice.setEnabled(enabled)
            inside.addWidget(choice)
            grid.addWidget(holder, line, column)
    return grid


def _sliders() -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(space.WIDE)
    for line, enabled in enumerate((True, False)):
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setValue(40)
        slider.setEnabled(enabled)
        bar = QProgressBar()
        bar.setValue(62)
        bar.setTextVisible(False)
        bar.setEnabled(enabled)
        grid.addWidget(slider, line, 0)
        grid.addWidget(bar, line, 1)
    return grid


def _fields() -> QFormLayout:
    form = QFormLayout()
    form.setVerticalSpacing(space.SNUG)
    title = QLineEdit("First light over the fjord")
    title.setSelection(6, 5)
    form.addRow(_name("Title"), title)
    search = QLineEdit()
    search.setPlaceholderText("Search photos")
    search.addAction(icon("search", "text_quiet"), QLineEdit.ActionPosition.LeadingPosition)
    search.setClearButtonEnabled(True)
    form.addRow(_name("Search"), search)
    wrong = QLineEdit("rating>>4")
    wrong.setProperty("wrong", True)
    form.addRow(_name("Wrong"), wrong)
    off = QLineEdit("Cannot be changed")
    off.setEnabled(False)
    form.addRow(_name("Off"), off)
    for enabled in (True, False):
        box = QComboBox()
        box.addItems(["Everyone signed in", "Only me"])
        box.setEnabled(enabled)
        form.addRow(_name("Seen by"), box)
    number = QSpinBox()
    number.setRange(0, 10_000)
    number.setValue(1920)
    number.setSuffix(" px")
    form.addRow(_name("Longest side"), number)
    words = QPlainTextEdit("The boat came in at six.\nNobody was on the pier but us.")
    words.setMaximumHeight(60)
    form.addRow(_name("Description"), words)
    return form


def _name(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("field", True)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _tabs() -> QTabBar:
    bar = QTabBar()
    for name in ("General", "Importing", "Sync", "Catalog"):
        bar.addTab(name)
    bar.setTabEnabled(3, False)
    return bar


def menu() -> QMenu:
    """A menu with all that may stand in one."""
    made = QMenu()
    for name, words, keys in (("undo", "Undo rating", "Ctrl+Z"), ("redo", "Redo", "Ctrl+Y")):
        action = QAction(icon(name), words, made)
        action.setShortcut(keys)
        action.setEnabled(name == "undo")
        made.addAction(action)
    made.addSeparator()
    for words, checked in (("Show badges", True), ("Show file names", False)):
        action = made.addAction(words)
        action.setCheckable(True)
        action.setChecked(checked)
    made.addMenu(icon("label"), "Colour label").addAction("Red")
    made.setActiveAction(made.actions()[0])
    return made
