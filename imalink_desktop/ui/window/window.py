"""`MainWindow`: where everything is. Left, where to look; in the middle, the photos; right, what they are.

It can be seen before its parts are made, or even imported: an empty frame, at its place and in its colours.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeGuard

from PySide6.QtCore import QByteArray, QEvent, QEventLoop, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QSplitter, QStyle, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from imalink_desktop.ui.actions.actions import Actions
    from imalink_desktop.ui.stage import Stage
    from imalink_desktop.ui.window.centre import Centre
    from imalink_desktop.ui.window.message import Message
    from imalink_desktop.ui.window.status import Status

_SIZE = (1280, 800)
_TITLE, _EDGE = 40, 4
"""What systems put around a window, where they take most; how much it is, is only known when it is shown."""
_SIDES = (240, 740, 300)
_LEAST_LEFT, _LEAST_RIGHT = 200, 296
"""Narrower, words and rows of buttons are cut off."""
_WIDEST = 100_000
_SWITCHES = ("left panel", "right panel", "bottom panel", "advance")
"""What is kept of the actions that are on or off."""
_PATIENCE = 0.2
"""Seconds for the system to show a frame; where it takes longer, the parts come with it."""


@dataclass(frozen=True, slots=True)
class Panels:
    """What stands around the middle."""

    left: QWidget
    right: QWidget
    top: QWidget
    bottom: QWidget


class MainWindow(QMainWindow):
    """Made of its parts; it knows where they stand and when they are hidden, and nothing of what they do."""

    closing = Signal()
    """Somebody closes it: work has to be stopped, and how it was left kept."""
    theme_changed = Signal()
    levels_opened = Signal(QMenu)
    """A menu that says who may see the photos, to be filled with the spaces that there are."""

    deeds: Actions
    message: Message
    status: Status
    _centre: Centre

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("ImaLink")
        self.resize(*_SIZE)
        self._lone = self._has_parts = False
        self._widths = list(_SIDES)
        self.ways_out: list[Callable[[], bool]] = []
        """What Escape leads out of before it lets go of what is chosen; each says whether it did."""

    def appear(self, state: Mapping[str, Any]) -> None:
        """Be seen, where it was left. Nobody can do anything in it until it is furnished."""
        self._place(state)
        self.show()
        handle, end = self.windowHandle(), monotonic() + _PATIENCE
        kind = QEventLoop.ProcessEventsFlag
        only_paint = kind.ExcludeUserInputEvents | kind.ExcludeSocketNotifiers
        while not handle.isExposed() and monotonic() < end:
            QApplication.processEvents(only_paint, 10)

    def open_up(self) -> None:
        """Be seen with all parts, at once; whether there was a frame before or not."""
        for part in (self.menuBar(), self._page, self.status):
            part.show()
        self.show()

    def receive(self, stage: Stage, centre: Centre) -> None:
        """Have a middle, and what all parts tell of and are told by."""
        from imalink_desktop.ui.actions.actions import Actions
        from imalink_desktop.ui.window.message import Message
        from imalink_desktop.ui.window.status import Status

        self.deeds = Actions(self)
        self._centre = centre
        self.message = Message(centre)
        self.status = Status(stage, centre.grid)
        centre.menu_asked.connect(self._open_menu)
        centre.view_changed.connect(self._view_changed)

    def furnish(self, panels: Panels) -> None:
        """Put the parts in their places, and carry out what is the window's to do."""
        from imalink_desktop.ui.window.keys import KeyList
        from imalink_desktop.ui.window.menus import fill_menu_bar, open_first
        from imalink_desktop.ui.window.walking import Walking

        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._page = QWidget()
        whole = QVBoxLayout(self._page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        self.setCentralWidget(self._page)
        self.setStatusBar(self.status)
        self._has_parts = True
        self._panels = panels
        panels.left.setMinimumWidth(_LEAST_LEFT)
        panels.right.setMinimumWidth(_LEAST_RIGHT)
        middle = _stacked(panels.top, self._centre, panels.bottom)
        for place, part in enumerate((panels.left, middle, panels.right)):
            self._split.addWidget(part)
            self._split.setStretchFactor(place, int(part is middle))
        self._split.setSizes(list(_SIDES))
        actions = self.deeds
        for name, panel in (
            ("left panel", panels.left),
            ("right panel", panels.right),
            ("bottom panel", panels.bottom),
        ):
            actions.on_switch(name, panel.setVisible)
            actions[name].setChecked(True)
        actions.on("panels", self._toggle_panels)
        actions.on("full screen", self.toggle_full_screen)
        actions.on("loupe", lambda: self._centre.look_at("loupe"))
        actions.on("compare", self._centre.compare)
        actions.on("survey", self._centre.survey_chosen)
        actions.on("next", lambda: self._centre.step(1))
        actions.on("previous", lambda: self._centre.step(-1))
        actions.on("out", self._step_out)
        actions.on("zoom", self._centre.toggle_zoom)
        actions.on("zoom in", lambda: self._centre.zoom_by(1))
        actions.on("zoom out", lambda: self._centre.zoom_by(-1))
        actions.on("overlay", self._centre.cycle_words)
        actions.on("keys", lambda: KeyList(actions, self).show())
        actions.on("quit", self.close)
        ways = (panels.left, panels.top, self._centre, panels.bottom, panels.right, self.status)
        walking = Walking(self, ways, self._centre.take_focus)
        actions.on("next panel", lambda: walking.go(1))
        actions.on("previous panel", lambda: walking.go(-1))
        actions.on("menus", lambda: open_first(self.menuBar()))
        fill_menu_bar(self.menuBar(), actions)

    def toggle_full_screen(self) -> None:
        """The photo alone, on black; and back."""
        if self.isFullScreen():
            self.showNormal()
            self._hide_all(lone=False)
        else:
            if self._centre.view == "grid":
                self._centre.look_at("loupe")
            if self._centre.view != "grid":  # Where there is no photo there is nothing to show alone.
                self._hide_all(lone=True)
                self.showFullScreen()

    def show_panels(self) -> None:
        """Whoever is to type somewhere has to see where."""
        if self.isFullScreen():
            self.toggle_full_screen()

    def state(self) -> dict[str, Any]:
        """How it is left."""
        return {
            "geometry": b64encode(self.saveGeometry().data()).decode(),
            "sides": self._widths if self._lone else self._split.sizes(),
            "switches": {name: self.deeds[name].isChecked() for name in _SWITCHES},
            "cell": self._centre.grid.cell_size,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Be as it was left, as far as that makes sense: another version may have kept it, or anybody."""
        if not self.isVisible():
            self._place(state)
        sides, cell = state.get("sides"), state.get("cell")
        if isinstance(sides, list) and len(sides) == len(_SIDES) and all(map(_is_width, sides)):
            self._split.setSizes(sides)
        if _is_width(cell):
            self._centre.grid.set_cell_size(cell)
        switches = state.get("switches")
        for name in _SWITCHES:
            if isinstance(switches, dict) and isinstance(on := switches.get(name), bool):
                self.deeds[name].setChecked(on)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Say so to whoever has work under way."""
        self.closing.emit()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The theme may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._has_parts:
            self._centre.wear_theme()
            self.theme_changed.emit()

    def _place(self, state: Mapping[str, Any]) -> None:
        """Full screen is for one sitting: whoever starts anew sees where everything is."""
        kept = _geometry(state.get("geometry"))
        if kept is None or not self.restoreGeometry(kept):
            self._fit_the_screen()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)

    def _fit_the_screen(self) -> None:
        """At the first start: what the system puts around the window has to be seen as well."""
        title = max(self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight), _TITLE)
        room = self.screen().availableGeometry().size() - QSize(2 * _EDGE, title + _EDGE)
        self.resize(room.boundedTo(QSize(*_SIZE)))

    def _toggle_panels(self) -> None:
        names = ("left panel", "right panel", "bottom panel")
        shown = any(self.deeds[name].isChecked() for name in names)
        for name in names:
            self.deeds[name].setChecked(not shown)

    def _hide_all(self, *, lone: bool) -> None:
        """Everything but the middle, without forgetting what was shown."""
        if lone and not self._lone:
            self._widths = self._split.sizes()
        self._lone = lone
        for name, panel in (
            ("left panel", self._panels.left),
            ("right panel", self._panels.right),
            ("bottom panel", self._panels.bottom),
        ):
            panel.setVisible(not lone and self.deeds[name].isChecked())
        self._panels.top.setVisible(not lone)
        self._centre.strip.setVisible(not lone)
        self.menuBar().setVisible(not lone)
        self.status.setVisible(not lone)
        self._place_bottom()

    def _step_out(self) -> None:
        """Escape leads one step out: of a panel, of full screen, to the grid, of what is chosen."""
        if self._is_in_a_panel():
            self._centre.take_focus()
        elif self.isFullScreen():
            self.toggle_full_screen()
        elif self._centre.view != "grid":
            self._centre.look_at("grid")
        elif not any(way() for way in self.ways_out):
            self._centre.grid.choose(self._centre.grid.selection.nothing())

    def _is_in_a_panel(self) -> bool:
        focused: QWidget | None = self.focusWidget()
        around = (self._panels.left, self._panels.top, self._panels.right, self._panels.bottom, self.status)
        return focused is not None and any(
            panel is focused or panel.isAncestorOf(focused) for panel in around
        )

    def _view_changed(self, view: str) -> None:
        self.status.hide_zoom(view != "grid")
        self._place_bottom()

    def _place_bottom(self) -> None:
        """The strip of time belongs to the grid; the loupe has its filmstrip there."""
        wanted = self.deeds["bottom panel"].isChecked() and not self._lone
        self._panels.bottom.setVisible(wanted and self._centre.view == "grid")
        self._centre.strip.setVisible(wanted)

    def _open_menu(self, where: QPoint) -> None:
        from imalink_desktop.ui.window.menus import LEVELS, photo_menu

        menu = photo_menu(self.deeds, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.levels_opened.emit(menu.findChild(QMenu, LEVELS))
        menu.popup(where)


def _geometry(kept: object) -> QByteArray | None:
    try:
        return QByteArray(b64decode(kept, validate=True)) if isinstance(kept, str) else None
    except ValueError:
        return None


def _is_width(kept: object) -> TypeGuard[int]:
    return isinstance(kept, int) and 0 <= kept <= _WIDEST


def in_column(*parts: QWidget) -> QWidget:
    """Parts that stand in one place, each as high as it has to be."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return page


def _stacked(top: QWidget, middle: QWidget, bottom: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(top)
    column.addWidget(middle, 1)
    column.addWidget(bottom)
    return page
