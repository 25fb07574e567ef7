"""The style: every state of every widget can be seen, in both themes and on any screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QSplitter,
    QTabBar,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.look import Theme, current
from imalink_desktop.ui.theme.palette import DARK
from imalink_desktop.ui.theme.style import apply, primary

# Windows without a screen have no frame, and Qt says so of each.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SCHEME = Qt.ColorScheme


def tabs() -> QTabBar:
    bar = QTabBar()
    bar.addTab("One")
    bar.addTab("Two")
    return bar


def tool() -> QToolButton:
    made = QToolButton()
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setIcon(icon("grid"))
    return made


def main_button() -> QPushButton:
    button = QPushButton("Import")
    primary(button)
    return button


KINDS: dict[str, Callable[[], QWidget]] = {
    "button": lambda: QPushButton("Press"),
    "primary": main_button,
    "tool": tool,
    "line": QLineEdit,
    "text": QPlainTextEdit,
    "choice": QComboBox,
    "number": QSpinBox,
    "tick": lambda: QCheckBox("Tick"),
    "radio": lambda: QRadioButton("One of"),
    "slider": lambda: QSlider(Qt.Orientation.Horizontal),
    "tabs": tabs,
}


def seen(widget: QWidget, scale: float = 1.0) -> QImage:
    """What a widget looks like on a screen of that scale."""
    image = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.magenta)
    widget.render(image, QPoint())
    return image


def count(image: QImage, colour: str) -> int:
    """How many dots have exactly this colour."""
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    """A window on which other widgets stand."""
    window = QWidget()
    window.resize(260, 160)
    column = QVBoxLayout(window)
    first = QPushButton("First")
    column.addWidget(first)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus()
    return window


def put(window: QWidget, widget: QWidget) -> QWidget:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()
    QApplication.processEvents()
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)  # wherever another test left the mouse
    return widget


def moved_onto(widget: QWidget) -> QMouseEvent:
    """What a button waits for before it believes that the mouse is there."""
    near, none = QPointF(12, widget.height() / 2), Qt.MouseButton.NoButton
    far = widget.mapToGlobal(near)
    return QMouseEvent(QEvent.Type.MouseMove, near, far, none, none, Qt.KeyboardModifier.NoModifier)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_is_seen_wherever_it_is(
    app: QApplication, place: QWidget, kind: str, theme: Theme, scale: float
) -> None:
    apply(app, theme)
    widget = put(place, KINDS[kind]())
    ring = current().text if kind == "primary" else current().focus
    before = count(seen(widget, scale), ring)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    app.processEvents()
    assert count(seen(widget, scale), ring) > before + 8


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_disabled_looks_so(app: QApplication, place: QWidget, kind: str, theme: Theme) -> None:
    apply(app, theme)
    widget = put(place, KINDS[kind]())
    before = seen(widget)
    widget.setEnabled(False)
    assert seen(widget) != before


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("kind", ["button", "primary", "tool"])
def test_a_button_shows_that_it_is_pressed(
    app: QApplication, place: QWidget, kind: str, theme: Theme
) -> None:
    apply(app, theme)
    button = put(place, KINDS[kind]())
    assert isinstance(button, QPushButton | QToolButton)
    before = seen(button)
    button.setDown(True)
    assert seen(button) != before


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("kind", ["button", "primary", "tool", "line", "choice", "number", "tick", "radio"])
def test_what_lies_under_the_mouse_says_so(
    app: QApplication, place: QWidget, kind: str, theme: Theme
) -> None:
    apply(app, theme)
    widget = put(place, KINDS[kind]())
    before = seen(widget)
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    app.sendEvent(widget, moved_onto(widget))
    assert seen(widget) != before


def test_the_one_button_that_most_people_want_stands_out(app: QApplication, place: QWidget) -> None:
    apply(app, "dark")
    assert count(seen(put(place, main_button())), DARK.accent_fill) > 500
    assert count(seen(put(place, QPushButton("Other"))), DARK.accent_fill) == 0


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_off_on_and_mixed_are_three_pictures(app: QApplication, place: QWidget, theme: Theme) -> None:
    apply(app, theme)
    box = put(place, QCheckBox("Tick"))
    assert isinstance(box, QCheckBox)
    box.setTristate(True)
    pictures = []
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked):
        box.setCheckState(state)
        pictures.append(seen(box))
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]
    assert count(pictures[0], current().accent_fill) == 0
    assert count(pictures[2], current().accent_fill) > 50


def test_what_stands_in_one_row_has_one_height(app: QApplication, place: QWidget) -> None:
    apply(app, "dark")
    heights = {
        kind: put(place, KINDS[kind]()).sizeHint().height() for kind in ("button", "line", "choice", "number")
    }
    assert set(heights.values()) == {space.CONTROL}, heights


def test_rows_have_one_height_even_before_they_are_shown(app: QApplication, qtbot: QtBot) -> None:
    apply(app, "dark")
    rows = QListWidget()
    qtbot.addWidget(rows)
    rows.addItems(["one", "two"])
    assert [rows.visualItemRect(rows.item(number)).height() for number in range(2)] == [space.ROW] * 2


def test_a_branch_says_whether_it_is_open(app: QApplication, place: QWidget) -> None:
    apply(app, "dark")
    tree = QTreeWidget()
    QTreeWidgetItem(QTreeWidgetItem(tree, ["2024"]), ["June"])
    put(place, tree)
    tree.setHeaderHidden(True)
    shut = seen(tree).copy(0, 0, 18, space.ROW)
    tree.expandAll()
    assert seen(tree).copy(0, 0, 18, space.ROW) != shut


def test_panels_are_parted_by_one_dot_that_is_easily_grabbed(app: QApplication, place: QWidget) -> None:
    apply(app, "dark")
    parts = QSplitter()
    parts.addWidget(QWidget())
    parts.addWidget(QWidget())
    put(place, parts)
    assert parts.handleWidth() == 1
    assert parts.handle(1).width() >= 5


def test_progress_is_a_thin_bar_of_the_accent(app: QApplication, place: QWidget) -> None:
    apply(app, "dark")
    bar = put(place, QProgressBar())
    assert isinstance(bar, QProgressBar)
    bar.setValue(50)
    assert bar.height() <= 8
    share = count(seen(bar), DARK.accent) / (bar.width() * 6)
    assert share == pytest.approx(0.5, abs=0.05)
