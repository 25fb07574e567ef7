"""`imalink` without a command: the window opens, or the one that is open comes to the front.

Its frame is seen first: what the parts of the window stand on takes longer to import than all that is done
with them until there is a picture. So little is imported at the top of this page, and of those it names.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from imalink_desktop.app.exits import Exit
from imalink_desktop.app.preferred import store_of
from imalink_desktop.app.telling import tell_of
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.log import Logbook, logger
from imalink_desktop.base.paths import Paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from imalink_desktop.settings.store import Store
    from imalink_desktop.ui.window.window import MainWindow

log = logger(__name__)

_PATIENCE = 5.0
_A_MOMENT = 0.1
"""Seconds: so long, and so often, one rings at a program that has the catalog and does not listen yet."""


def run(paths: Paths, to_import: Sequence[Path] = ()) -> int:
    """Show the window until it is closed."""
    _must_have_a_screen()
    gc.disable()  # as long as anything of Qt's is there: see `Sweeper`
    from PySide6.QtWidgets import QApplication

    from imalink_desktop.app.desktop.application import Application
    from imalink_desktop.app.desktop.one_of_us import hand_over
    from imalink_desktop.app.desktop.told_to_end import ToldToEnd
    from imalink_desktop.ui.theme.icons import app_icon
    from imalink_desktop.ui.theme.style import apply

    app = QApplication.instance() or Application([sys.argv[0]])
    if not isinstance(app, QApplication):
        raise Expected("A window cannot be shown here.")
    if hand_over(paths.socket, to_import):
        return Exit.DONE
    app.setApplicationName("ImaLink")
    app.setDesktopFileName("org.imalink.Desktop")
    app.setWindowIcon(app_icon())
    apply(app, "follow")
    with ToldToEnd(lambda: _end(app)):
        ring = partial(hand_over, paths.socket, to_import)
        return until_it_starts(lambda: _show(app, paths, to_import), ring, paths)


def until_it_starts(start: Callable[[], int], ring: Callable[[], bool], paths: Paths) -> int:
    """Try as often as is asked for, and say on the terminal too what stood in the way."""
    while True:
        try:
            return start()
        except Expected as trouble:
            from imalink_desktop.app.desktop.stumbling import Stumble
            from imalink_desktop.catalog.lock import InUse

            if isinstance(trouble, InUse) and _answers_soon(ring):
                return Exit.DONE
            tell_of(trouble)
            if Stumble(trouble, paths).exec() != Stumble.DialogCode.Accepted:
                return Exit.COULD_NOT


def _answers_soon(ring: Callable[[], bool]) -> bool:
    """Who has the catalog may be starting as well: a double click is two starts sometimes."""
    end = monotonic() + _PATIENCE
    while not (answered := ring()) and monotonic() < end:
        sleep(_A_MOMENT)
    return answered


def _end(app: QApplication) -> None:
    """As if somebody had closed the window, and whatever lies over it."""
    app.closeAllWindows()
    app.quit()


def _show(app: QApplication, paths: Paths, to_import: Sequence[Path]) -> int:
    """From the opening of the catalog to its closing. Raises what stands in the way of the opening."""
    from imalink_desktop.ui.theme.style import apply
    from imalink_desktop.ui.window.memory import Memory
    from imalink_desktop.ui.window.window import MainWindow

    store = store_of(paths)
    apply(app, store.settings.general.theme)
    frame = MainWindow()
    frame.appear(Memory(paths.state / "window.json").of("window"))
    try:
        return _furnish(app, frame, paths, store, to_import)
    except Expected:
        _take_away(frame)
        raise


def _furnish(
    app: QApplication, frame: MainWindow, paths: Paths, store: Store, to_import: Sequence[Path]
) -> int:
    from imalink_desktop.app.desktop.application import Application
    from imalink_desktop.app.desktop.crash import Faults, LastWords, hearing_qt
    from imalink_desktop.app.desktop.language import choose_language
    from imalink_desktop.app.desktop.program import Program
    from imalink_desktop.app.desktop.teller import Teller, tell_alone
    from imalink_desktop.app.desktop.unheard import Unheard

    choose_language(app, store.settings.general.language)
    with ExitStack() as opened:
        book = opened.enter_context(Logbook(paths.logs, Path.home()))
        opened.enter_context(hearing_qt())
        faults = opened.enter_context(Faults(book.lines))
        try:
            program = opened.enter_context(Program(paths, store, frame))
            program.show()
        except Expected:
            raise
        except Exception as error:
            log.exception("the window cannot be opened")
            _take_away(frame)
            tell_alone(error, book.lines())
            return Exit.COULD_NOT
        last = opened.enter_context(LastWords(paths.state / "last-words.txt"))
        teller = Teller(faults, program.window)
        opened.callback(teller.close)
        if last.of_last_time:
            teller.tell_of_last_time(last.of_last_time, program.window.message)
        if to_import:
            program.bring_in(to_import)
        if isinstance(app, Application):
            app.open_with(program.bring_in)
            opened.callback(app.open_with, None)
        Unheard(app)
        code = app.exec()
        program.close()
        if program.left:
            os._exit(code)  # Neither Qt nor Python ends in order while a thread runs.
    return code


def _take_away(frame: MainWindow) -> None:
    frame.hide()
    frame.deleteLater()


def _must_have_a_screen() -> None:
    """Qt would end the program with a message for programmers."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise Expected(
            "There is no screen to show a window on.",
            "“imalink --help” lists what can be done without one.",
        )
