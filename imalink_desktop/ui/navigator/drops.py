"""What can be dropped on the tree, and where: photos on tags and collections, rows on rows of their kind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QMimeData

from imalink_desktop.ui.navigator.nodes import COLLECTIONS, DRAGGED, TAGS, Kind

PHOTOS: Final = "application/x-imalink-photos"
"""The numbers of photos, as a list in JSON."""
ROW: Final = "application/x-imalink-row"
"""The key of a row of the tree."""

_TOPS = {Kind.TAG: TAGS, Kind.COLLECTION: COLLECTIONS}


def of_photos(photos: Iterable[int]) -> QMimeData:
    """Photos, for whoever lets them be dragged."""
    data = QMimeData()
    data.setData(PHOTOS, json.dumps(list(photos)).encode())
    return data


def photos_in(data: QMimeData) -> list[int]:
    """The photos that are dragged; none where there is anything else."""
    try:
        found = json.loads(bytes(data.data(PHOTOS).data()) or b"[]")
    except ValueError:
        return []
    are_photos = isinstance(found, list) and all(type(each) is int for each in found)
    return found if are_photos else []


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
    return kind in DRAGGED


def takes_row(kind: Kind, key: str, moved: Kind) -> bool:
    """Whether a row can be dropped on another: on one of its kind, or on the top of all of them."""
    return moved in DRAGGED and (kind is moved or key == _TOPS[moved])


def takes_any(kind: Kind, key: str) -> bool:
    """Whether anything at all can be dropped on a row."""
    return kind in DRAGGED or key in _TOPS.values()
