"""Where photos lie that share a view: arithmetic, without a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRect

from imalink_desktop.ui.loupe.zoom import Size

_UNKNOWN = (3, 2)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A cell for each photo, all of one size, in so many columns."""

    cells: tuple[QRect, ...]
    columns: int

    def at(self, x: int, y: int) -> int | None:
        """The cell under a point."""
        return next((at for at, cell in enumerate(self.cells) if cell.contains(x, y)), None)


def arrange(shapes: Sequence[Size | None], room: Size, gap: int) -> Arrangement:
    """The arrangement that shows most of the photos; a last row that is not full stands in the middle."""
    if not shapes:
        return Arrangement((), 1)
    known = [shape or _UNKNOWN for shape in shapes]
    columns = max(
        range(1, len(known) + 1), key=lambda columns: _seen(known, _cell(len(known), room, gap, columns))
    )
    width, height = _cell(len(known), room, gap, columns)
    cells = []
    for at in range(len(known)):
        row, column = divmod(at, columns)
        in_row = min(columns, len(known) - row * columns)
        spare = (columns - in_row) * (width + gap) // 2
        cells.append(QRect(spare + column * (width + gap), row * (height + gap), width, height))
    return Arrangement(tuple(cells), columns)


def _cell(photos: int, room: Size, gap: int, columns: int) -> Size:
    rows = ceil(photos / columns)
    return (
        max(1, (room[0] - gap * (columns - 1)) // columns),
        max(1, (room[1] - gap * (rows - 1)) // rows),
    )


def _seen(shapes: Sequence[Size], cell: Size) -> float:
    """How much of the screen shows photos."""
    scales = [min(cell[0] / width, cell[1] / height) for width, height in shapes]
    return sum(width * height * scale**2 for (width, height), scale in zip(shapes, scales, strict=True))
