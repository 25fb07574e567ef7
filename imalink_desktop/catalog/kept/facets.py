"""How many photos have each star, flag, camera, tag, folder …, without those in the trash.

A row of `facet` is a kind, a key (a rating, the number of a tag) and a count. Triggers add and
subtract: a photo counts for what hangs on it (tags, folders, drives) while it is in sight, so it is
added and taken away with all of that when it comes, goes, or moves to the trash and back. It counts once
in a folder and on a drive, however many of its files lie there. A new kind needs triggers of its own,
from the step of `migrations` that brings it; the first step has those of the kinds here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

_OWN: Mapping[str, str] = {
    "rating": "rating",
    "flag": "flag",
    "label": "label",
    "visibility": "visibility",
    "camera": "camera_id",
    "lens": "lens_id",
    "author": "author_id",
    "session": "session_id",
    "format": "image_format",
}
"""Kinds whose key is a column of the photo's."""

_HANGING: Mapping[str, tuple[str, str]] = {
    "tag": ("photo_tag", "tag_id"),
    "collection": ("collection_photo", "collection_id"),
    "shoot": ("shoot_photo", "shoot_id"),
}
"""Kinds whose key is in a row of another table, at most one for each photo and key."""

_UNDATED = (
    "SELECT 'undated', 0, count(*) FROM photo"
    " WHERE trashed_at IS NULL AND shown_at IS NULL HAVING count(*) > 0"
)


def drift(connection: Connection) -> Iterator[str]:
    """A sentence for each count that is wrong."""
    kept = _rows(connection, "SELECT kind, key, count FROM facet WHERE count != 0")
    counted = _rows(connection, " UNION ALL ".join(_countings()))
    for kind, key in sorted(kept.keys() | counted.keys(), key=str):
        here, there = kept.get((kind, key), 0), counted.get((kind, key), 0)
        if here != there:
            yield f"{kind} {key}: {here} photos are kept, {there} are there."


def recount(connection: Connection) -> None:
    """Count everything anew."""
    connection.exec_driver_sql("DELETE FROM facet")
    for counting in _countings():
        connection.exec_driver_sql(f"INSERT INTO facet {counting}")


def _rows(connection: Connection, statement: str) -> dict[tuple[str, object], int]:
    return {(row[0], row[1]): row[2] for row in connection.exec_driver_sql(statement)}


def _countings() -> list[str]:
    """A `SELECT kind, key, count` for each kind."""
    own = [
        f"SELECT '{kind}', {column}, count(*) FROM photo"
        f" WHERE trashed_at IS NULL AND {column} IS NOT NULL GROUP BY {column}"
        for kind, column in _OWN.items()
    ]
    hanging = [
        f"SELECT '{kind}', {column}, count(*) FROM {table} JOIN photo ON photo.id = photo_id"
        f" WHERE trashed_at IS NULL GROUP BY {column}"
        for kind, (table, column) in _HANGING.items()
    ]
    lying = [
        f"SELECT '{kind}', {column}, count(DISTINCT photo_id) FROM image_file"
        " JOIN folder ON folder.id = folder_id JOIN photo ON photo.id = photo_id"
        f" WHERE trashed_at IS NULL GROUP BY {column}"
        for kind, column in (("folder", "folder_id"), ("drive", "drive_id"))
    ]
    return [
        "SELECT 'all', 0, count(*) FROM photo WHERE trashed_at IS NULL HAVING count(*) > 0",
        _UNDATED,
        *own,
        *hanging,
        *lying,
    ]
