"""The filmstrip gets its pictures where the grid has them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtGui import QPixmap

from imalink_desktop.base.events import Signal
from imalink_desktop.ui.grid.contents import LibraryContents, Sight
from imalink_desktop.ui.loupe.zoom import Size


class StripPictures:
    """The grid's contents, as the filmstrip asks for them."""

    def __init__(self, contents: LibraryContents) -> None:
        self.arrived: Signal[Collection[int]] = contents.arrived
        self._contents = contents

    def pixmap(self, photo: int, size: Size) -> QPixmap | None:
        """The picture of a photo, if it is here."""
        del size
        return self._contents.picture(photo)

    def want(self, photos: Sequence[int], size: Size) -> None:
        """Fetch these, and nothing else any more."""
        self._contents.look(Sight(tuple(photos), (), size, 1.0))
