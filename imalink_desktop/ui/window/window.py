"""`MainWindow`: where everything is. Left, where to look; in the middle, the photos; right, what they are."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.window.centre import Centre
from imalink_desktop.ui.window.keys import KeyList
from imalink_desktop.ui.window.menus import fill_menu_bar, photo_menu
from imalink_desktop.ui.window.message import Message
from imalink_desktop.ui.window.status import Status

_SIZE = (1280, 800)
_SIDES = (240, 740, 300)
_LEAST_LEFT, _LEAST_RIGHT = 200, 296
"""Narrower, words and rows of buttons are cut off."""


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

    def __init__(self, stage: Stage, centre: Centre) -> None:
        super().__init__()
        self.setWindowTitle("ImaLink")
        self.resize(*_SIZE)
        self.deeds = Actions(self)
        self._centre = centre
        self._lone = False
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        self.setCentralWidget(page)
        self.message = Message(page)
        self.status = Status(stage, centre.grid)
        self.setStatusBar(self.status)
        centre.menu_asked.connect(self._open_menu)
        centre.view_changed.connect(self._view_changed)
        centre.full_screen_wanted.connect(self.toggle_full_screen)

    def furnish(self, panels: Panels) -> None:
        """Put the parts in their places, and carry out what is the window's to do."""
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
        actions.on("grid", lambda: self._centre.look_at("grid"))
        actions.on("loupe", lambda: self._centre.look_at("loupe"))
        actions.on("next", lambda: self._centre.step(1))
        actions.on("previous", lambda: self._centre.step(-1))
        actions.on("out", self._step_out)
        actions.on("zoom", self._centre.loupe.toggle_zoom)
        actions.on("zoom in", lambda: self._zoom(1))
        actions.on("zoom out", lambda: self._zoom(-1))
        actions.on("overlay", self._centre.loupe.cycle_words)
        actions.on("keys", lambda: KeyList(actions, self).show())
        actions.on("quit", self.close)
        actions.on_switch("advance", lambda _on: None)
        fill_menu_bar(self.menuBar(), actions)

    def toggle_full_screen(self) -> None:
        """The photo alone, on black; and back."""
        if self.isFullScreen():
            self.showNormal()
            self._hide_all(lone=False)
        else:
            self._centre.look_at("loupe")
            self._hide_all(lone=True)
            self.showFullScreen()

    def state(self) -> dict[str, Any]:
        """How it is left."""
        names = ("left panel", "right panel", "bottom panel", "advance")
        return {
            "geometry": b64encode(self.saveGeometry().data()).decode(),
            "sides": self._split.sizes(),
            "switches": {name: self.deeds[name].isChecked() for name in names},
            "cell": self._centre.grid.cell_size,
            "view": self._centre.view,
            "photo": self._centre.grid.target,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Be as it was left, as far as that makes sense today."""
        geometry, sides, cell = state.get("geometry"), state.get("sides"), state.get("cell")
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray(b64decode(geometry)))
        if isinstance(sides, list) and len(sides) == len(_SIDES):
            self._split.setSizes([int(side) for side in sides])
        if isinstance(cell, int):
            self._centre.grid.set_cell_size(cell)
        switches = state.get("switches")
        for name, on in switches.items() if isinstance(switches, dict) else ():
            self.deeds[name].setChecked(bool(on))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Say so to whoever has work under way."""
        self.closing.emit()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The theme may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._centre.wear_theme()
            self.theme_changed.emit()

    def _toggle_panels(self) -> None:
        names = ("left panel", "right panel", "bottom panel")
        shown = any(self.deeds[name].isChecked() for name in names)
        for name in names:
            self.deeds[name].setChecked(not shown)

    def _hide_all(self, *, lone: bool) -> None:
        """Everything but the middle, without forgetting what was shown."""
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
        """Escape leads one step out: of full screen, of the loupe, of what is chosen."""
        if self.isFullScreen():
            self.toggle_full_screen()
        elif self._centre.view == "loupe":
            self._centre.look_at("grid")
        else:
            self._centre.grid.choose(self._centre.grid.selection.nothing())

    def _zoom(self, steps: int) -> None:
        if self._centre.view == "loupe":
            self._centre.loupe.zoom_by(steps)
        else:
            self._centre.grid.zoom(steps)

    def _view_changed(self, view: str) -> None:
        self.status.hide_zoom(view == "loupe")
        self._place_bottom()

    def _place_bottom(self) -> None:
        """The strip of time belongs to the grid; the loupe has its filmstrip there."""
        wanted = self.deeds["bottom panel"].isChecked() and not self._lone
        self._panels.bottom.setVisible(wanted and self._centre.view == "grid")
        self._centre.strip.setVisible(wanted)

    def _open_menu(self, where: QPoint) -> None:
        menu = photo_menu(self.deeds, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)


def _stacked(top: QWidget, middle: QWidget, bottom: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(top)
    column.addWidget(middle, 1)
    column.addWidget(bottom)
    return page
