"""Another program, for dragging: `python -m tests.integration.dragging FOLDER X Y`."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

SIDE = 160
LIT = (10, 120, 250)
"""Its colour while something is over it that it takes."""


class Folder(QLabel):
    """A folder as a file manager shows one: it can be dragged away, and takes what is dropped on it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder.name)
        self._folder = folder
        self.setWindowTitle("Another program")
        self.setFixedSize(SIDE, SIDE)
        self.setAcceptDrops(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag it."""
        del event
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(self._folder))])
        drag = QDrag(self)
        drag.setMimeData(mime)
        told = drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)
        print(told.name, flush=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """It would move files if it were let to, as file managers do."""
        if event.mimeData().hasUrls() and event.source() is None:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.setStyleSheet(f"background: rgb{LIT}")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Say what was dropped, and whether it is to be copied or moved."""
        print(event.dropAction().name, *(url.toLocalFile() for url in event.mimeData().urls()), flush=True)
        event.accept()


if __name__ == "__main__":
    app = QApplication([])
    shown = Folder(Path(sys.argv[1]))
    shown.move(int(sys.argv[2]), int(sys.argv[3]))
    shown.show()
    sys.exit(app.exec())
