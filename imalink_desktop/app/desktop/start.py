"""`imalink` without a command: the window opens, or the one that is open comes to the front."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from imalink_desktop.app.exits import Exit
from imalink_desktop.app.library import settings_of
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths


def run(paths: Paths, to_import: Sequence[Path] = ()) -> int:
    """Show the window until it is closed."""
    _must_have_a_screen()
    from PySide6.QtWidgets import QApplication

    from imalink_desktop.app.desktop.crash import catch_faults
    from imalink_desktop.app.desktop.one_of_us import hand_over
    from imalink_desktop.app.desktop.program import Program
    from imalink_desktop.ui.theme.icons import app_icon
    from imalink_desktop.ui.theme.style import apply

    app = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(app, QApplication):
        raise Expected("A window cannot be shown here.")
    if hand_over(paths.socket, to_import):
        return Exit.DONE
    gettext.textdomain("imalink")
    app.setApplicationName("ImaLink")
    app.setDesktopFileName("imalink")
    app.setWindowIcon(app_icon())
    apply(app, settings_of(paths).general.theme)
    with Program(paths) as program:
        catch_faults(program.library.trouble.emit)
        program.show()
        if to_import:
            program.bring_in(to_import)
        return app.exec()


def _must_have_a_screen() -> None:
    """Qt would end the program with a message for programmers."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise Expected(
            "There is no screen to show a window on.",
            "“imalink --help” lists what can be done without one.",
        )
