"""`Carrying`: photos dragged out of the grid: onto tags and collections, and as files into other programs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer
from PySide6.QtGui import QDrag, QPixmap

from imalink_desktop.base.errors import Trouble
from imalink_desktop.ui import carried
from imalink_desktop.ui.grid.contents import Contents
from imalink_desktop.ui.grid.fan import MOST, fan
from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.grid.view import GridView
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.window.originals import files_here

_FILES = 1000
"""Of more photos no files go along: no other program would like to open so many."""
_PATIENCE = 300
"""Milliseconds after which a drag begins without the files: a drive that sleeps must not hold the mouse."""


class Carrying:
    """Begins a drag. What is dragged is copied, never moved: originals stay where they are."""

    def __init__(self, library: Library, grid: GridView, contents: Contents) -> None:
        self._library = library
        self._grid = grid
        self._contents = contents
        self._photos: Sequence[int] = ()
        self._waiting = soon(grid, partial(self._begin, ()), _PATIENCE)
        grid.dragged.connect(self._look_for_files)

    def what(self, files: Sequence[Path]) -> QMimeData:
        """What is dragged: our photos for ourselves, their files for others."""
        data = carried.of_photos(self._photos)
        if files:
            # As Python writes them: Qt would lose names that are no text.
            data.setData("text/uri-list", "\r\n".join(file.as_uri() for file in files).encode())
        return data

    def _look_for_files(self) -> None:
        self._photos = self._grid.hit()
        if len(self._photos) > _FILES:
            self._begin(())
            return
        self._waiting.start()
        question = partial(files_here, self._photos)
        self._library.ask((self, "files"), question, self._begin, self._begin_without)

    def _begin_without(self, _trouble: Trouble) -> None:
        self._begin(())

    def _begin(self, files: Sequence[Path]) -> None:
        if not self._photos:
            return  # It has begun already, without them.
        data, count = self.what(files), len(self._photos)
        self._photos = ()
        self._waiting.stop()
        # Not from within an answer: the drag lasts, and other answers come meanwhile.
        QTimer.singleShot(0, self._grid, partial(self._drag, data, count))

    def _drag(self, data: QMimeData, count: int) -> None:
        if not self._grid.is_held:
            return
        self._grid.let_go()
        drag = QDrag(self._grid)
        drag.setMimeData(data)
        picture = fan(self._pictures(), count, Look(), self._grid.devicePixelRatioF())
        drag.setPixmap(picture)
        size = picture.deviceIndependentSize()
        drag.setHotSpot(QPoint(round(size.width() / 2), round(size.height() / 2)))
        drag.exec(Qt.DropAction.CopyAction)

    def _pictures(self) -> list[QPixmap]:
        """Of the photo under the mouse and others that are dragged, as far as they are here."""
        selection = self._grid.selection
        target = () if self._grid.target is None else (self._grid.target,)
        others = (self._grid.photos[place] for place in islice(selection.places(), 40))
        found = (self._contents.picture(photo) for photo in dict.fromkeys(chain(target, others)))
        return list(islice((picture for picture in found if picture is not None), MOST))
