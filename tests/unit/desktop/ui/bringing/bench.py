"""What the tests work at, and wait for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from imalink_desktop.base.errors import Trouble
from imalink_desktop.catalog.reads.sessions import Session, sessions
from imalink_desktop.importing.hatching import READING
from imalink_desktop.ui.bringing.errand import Ended, Errand
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from tests.unit.desktop.importing.studio import Studio
from tests.unit.desktop.jobs.waiting import until


@dataclass
class Bench:
    """All that the window has before its widgets, and what was told."""

    studio: Studio
    library: Library
    stage: Stage
    importer: Importer
    ended: list[Ended] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.importer.ended.connect(self.ended.append)
        self.library.trouble.connect(self.troubles.append)

    @property
    def card(self) -> Path:
        return self.studio.card

    def wait(self, ready: Callable[[], object]) -> None:
        """Be at home until something is so."""
        until(self.studio.room, ready)

    def is_idle(self) -> bool:
        """Whether nothing runs, waits or has been asked."""
        importer, room = self.importer, self.studio.room
        busy = importer.at or importer.waiting or room.tickets or importer._asks_for_rest
        return not busy and not any(desk.left for desk in room._desks)

    def settle(self) -> None:
        """Be at home until all is done."""
        self.wait(self.is_idle)

    def bring(self, *sources: Path, **asked: Any) -> None:  # noqa: ANN401 - whatever an errand takes
        """Import these, or the card, to the end."""
        self.importer.bring(Errand(sources or (self.card,), **asked))
        self.settle()

    def leave_unread(self) -> None:
        """Import the card, and die before a file is read whole."""
        job = self.studio.job()
        for progress in job:
            if progress.what == READING:
                break
        job.close()

    def sessions(self) -> list[Session]:
        """All imports, the newest first."""
        with self.studio.catalog.reading() as look:
            return sessions(look)


def away(*widgets: QWidget) -> None:
    """Leave none behind."""
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
