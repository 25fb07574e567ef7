"""`Walk`: goes from view to view in a window, and leaves a picture of each. What goes wrong is a flaw."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.errors import Trouble
from imalink_desktop.ui.theme.icons import app_icon
from imalink_desktop.ui.theme.style import apply
from tests.tour.picture import cut_off, picture_of
from tests.tour.rest import rest

THEMES = ("dark", "light")
_OF_NO_SCREEN = "This plugin does not support"
_FAST = 60
"""How PNGs are written: quickly rather than as small as can be."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture that was taken."""

    file: str
    view: str
    caption: str
    theme: str
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class View:
    """One thing to see: how to come to it, and back."""

    name: str
    caption: str
    show: Callable[[Walk], AbstractContextManager[None]]


@dataclass
class Walk:
    """One walk at one size."""

    folder: Path
    size: tuple[int, int]
    originals: Path
    shots: list[Shot] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)
    theme: str = THEMES[0]
    _program: Program | None = None

    @property
    def program(self) -> Program:
        """The program that is open."""
        assert self._program is not None
        return self._program

    @contextmanager
    def inside(self, program: Program) -> Iterator[None]:
        """Walk in this program from now on."""
        self._program = program
        with program:
            heard = program.library.trouble.connect(self._hear)
            program.window.resize(*self.size)
            program.show()
            program.window.resize(*self.size)
            rest(program)
            yield
            heard.disconnect()

    def see(self, views: Iterable[View], themes: Iterable[str] = THEMES) -> None:
        """Go to each of these in each theme."""
        views = tuple(views)
        for theme in themes:
            self.wear(theme)
            for view in views:
                try:
                    with view.show(self):
                        self.snap(view.name, view.caption)
                except Exception as error:  # noqa: BLE001 - one view that fails costs nothing but itself
                    self.flaws.append(f"{view.name}, {theme}: {type(error).__name__}: {error}")

    def wear(self, theme: str) -> None:
        """Put this theme on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.theme = theme
        apply(app, "light" if theme == "light" else "dark")

    def snap(self, name: str, caption: str) -> None:
        """Take a picture when nothing moves any more."""
        rest(self.program)
        file = f"{name}-{self.theme}-{self.size[0]}.png"
        picture_of(self.program.window).save(str(self.folder / file), "PNG", _FAST)
        self.shots.append(Shot(file, name, caption, self.theme, self.size))
        where = f"{name}, {self.theme}, {self.size[0]}"
        self.flaws += [f"{where}: {words}" for words in cut_off(self.program.window)]

    def write(self, file: Path) -> None:
        """Keep what was seen for the page, which another process makes."""
        told = {"shots": [asdict(shot) for shot in self.shots], "flaws": self.flaws}
        file.write_text(json.dumps(told), encoding="utf-8")

    def hear_qt(self, kind: QtMsgType, _where: object, words: str) -> None:
        """What Qt complains of is a flaw, but not what it says of every window without a screen."""
        if kind is not QtMsgType.QtDebugMsg and _OF_NO_SCREEN not in words:
            self.flaws.append(f"Qt says: {words}")

    def _hear(self, trouble: Trouble) -> None:
        self.flaws.append(f"the window says: {trouble}")


def make_application(size: tuple[int, int], folder: Path, walk: Walk) -> QApplication:
    """An application on a screen of this size that nobody sees."""
    screen = folder / f"screen-{size[0]}.json"
    told = {"name": "tour", "x": 0, "y": 0, "width": size[0], "height": size[1], "logicalDpi": 96, "dpr": 1}
    screen.write_text(json.dumps({"screens": [told]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    qInstallMessageHandler(walk.hear_qt)
    app = QApplication([])
    app.setApplicationName("ImaLink")
    app.setWindowIcon(app_icon())
    apply(app, "dark")
    return app
