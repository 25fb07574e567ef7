"""`Teller`: one page for all faults, not a storm of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from imalink_desktop.app.desktop.crash import Faults
from imalink_desktop.app.desktop.report import report_of, told_of
from imalink_desktop.base.log import Line
from imalink_desktop.ui.window.crash_dialog import CrashDialog
from imalink_desktop.ui.window.message import Message
from imalink_desktop.ui.wording import _


class Teller(QObject):
    """Shows what `Faults` hears, over the window."""

    def __init__(self, faults: Faults, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.page: CrashDialog | None = None
        self._faults = faults
        faults.met.connect(self._tell)
        faults.again.connect(self._count)

    def tell_of_last_time(self, report: str, message: Message) -> None:
        """The program was ended by the system: say so, and offer the report."""

        def look() -> None:
            page = CrashDialog(self._window, of_last_time=True)
            page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            page.tell(report)
            page.open()

        message.say(_("ImaLink ended unexpectedly last time. Nothing was lost."), (_("Report…"), look))

    def close(self) -> None:
        """Tell no more."""
        self._faults.met.disconnect(self._tell)
        self._faults.again.disconnect(self._count)
        if self.page is not None:
            self.page.close()

    def _tell(self, report: str) -> None:
        if self.page is None:
            self.page = CrashDialog(self._window)
            self.page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.page.finished.connect(self._gone)
            self.page.quit_wanted.connect(self._window.close)
            self.page.open()
        self.page.tell(report)

    def _count(self, times: int) -> None:
        if self.page is not None:
            self.page.count(times)

    def _gone(self, _code: int) -> None:
        self.page = None


def tell_alone(error: BaseException, lines: Iterable[Line]) -> None:
    """Where there is no window to tell it over."""
    page = CrashDialog()
    page.tell(report_of(told_of(error), lines))
    page.exec()
