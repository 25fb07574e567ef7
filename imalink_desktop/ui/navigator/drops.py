"""What can be dropped on the tree, and where: photos on tags, collections, the trash; rows on their kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData

from imalink_desktop.ui.navigator.nodes import COLLECTIONS, DRAGGED, TAGS, Kind

ROW: Final = "application/x-imalink-row"
"""The key of a row of the tree."""

_TOPS = {Kind.TAG: TAGS, Kind.COLLECTION: COLLECTIONS}


def of_row(keys: Sequence[str]) -> QMimeData:
    """A row of the tree."""
    data = QMimeData()
    data.setData(ROW, "".join(keys[:1]).encode())
    return data


def row_in(data: QMimeData) -> str | None:
    """The key of the row that is dragged."""
    return bytes(data.data(ROW).data()).decode(errors="replace") or None


def takes_photos(kind: Kind) -> bool:
    """Whether photos can be dropped on a row."""
    return kind in DRAGGED or kind is Kind.TRASH


def takes_row(kind: Kind, key: str, moved: Kind) -> bool:
    """Whether a row can be dropped on another: on one of its kind, or on the top of all of them."""
    return moved in DRAGGED and (kind is moved or key == _TOPS[moved])


def takes_any(kind: Kind, key: str) -> bool:
    """Whether anything at all can be dropped on a row."""
    return takes_photos(kind) or key in _TOPS.values()
