"""The sample photos: who tries the program on them does not want them on a server.

They are known by the folder that they lie in. What else is imported out of it is taken for one of them.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select

from imalink_desktop.catalog.models import ImportSession, Photo

FOLDER = "ImaLink sample photos"
"""What that folder is called, wherever it lies."""


def is_sample() -> ColumnElement[bool]:
    """Whether a photo was imported as one of them."""
    theirs = select(ImportSession.id).where(ImportSession.source.endswith(FOLDER))
    return func.coalesce(Photo.session_id, 0).in_(theirs)
