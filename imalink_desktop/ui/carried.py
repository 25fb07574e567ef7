"""Photos that are dragged from one part of the window to another, by their numbers in this catalog."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QMimeData

PHOTOS: Final = "application/x-imalink-photos"
"""Whose they are, and after it the numbers of the photos as a list in JSON."""
_OURS: Final = uuid4().hex.encode() + b"\n"
"""Another ImaLink may show another catalog, where the same numbers are other photos."""


def of_photos(photos: Iterable[int]) -> QMimeData:
    """Photos, for whoever lets them be dragged."""
    data = QMimeData()
    data.setData(PHOTOS, _OURS + json.dumps(list(photos)).encode())
    return data


def are_photos(data: QMimeData) -> bool:
    """Whether photos of this window are dragged; asked with every move of the mouse."""
    return data.data(PHOTOS).startsWith(_OURS)


def photos_in(data: QMimeData) -> list[int]:
    """The photos that are dragged; none where there is anything else."""
    if not are_photos(data):
        return []
    found: list[int] = json.loads(bytes(data.data(PHOTOS).data()).removeprefix(_OURS))
    return found
