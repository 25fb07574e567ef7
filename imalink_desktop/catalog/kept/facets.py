"""How many photos have each star, flag, camera, tag, folder …, without those in the trash.

A row of `facet` is a kind, a key (a rating, the number of a tag) and a count. Triggers add and
subtract: a photo counts for what hangs on it (tags, folders, drives) while it is in sight, so it is
added and taken away with all of that when it comes, goes, or moves to the trash and back.
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

_FOLDERS = "SELECT DISTINCT folder_id FROM image_file WHERE photo_id = {photo}"
_DRIVES = (
    "SELECT DISTINCT drive_id FROM folder WHERE id IN"
    " (SELECT folder_id FROM image_file WHERE photo_id = {photo})"
)
_TABLE = (
    "CREATE TABLE facet (kind TEXT NOT NULL, key NOT NULL, count INTEGER NOT NULL,"
    " PRIMARY KEY (kind, key)) WITHOUT ROWID"
)
_UNDATED = (
    "SELECT 'undated', 0, count(*) FROM photo"
    " WHERE trashed_at IS NULL AND shown_at IS NULL HAVING count(*) > 0"
)
_IN_SIGHT = "EXISTS (SELECT 1 FROM photo WHERE id = {photo} AND trashed_at IS NULL)"


def statements() -> list[str]:
    """The table and its triggers."""
    return [
        _TABLE,
        _trigger("photo_new", "INSERT ON photo", "NEW.trashed_at IS NULL", _whole_photo("NEW", 1)),
        _trigger("photo_gone", "DELETE ON photo", "OLD.trashed_at IS NULL", _whole_photo("OLD", -1)),
        _trigger(
            "photo_to_trash",
            "UPDATE OF trashed_at ON photo",
            "OLD.trashed_at IS NULL AND NEW.trashed_at IS NOT NULL",
            _whole_photo("OLD", -1),
        ),
        _trigger(
            "photo_from_trash",
            "UPDATE OF trashed_at ON photo",
            "OLD.trashed_at IS NOT NULL AND NEW.trashed_at IS NULL",
            _whole_photo("NEW", 1),
        ),
        _trigger(
            "undated_set",
            "UPDATE OF taken_at, corrected_at ON photo",
            "(OLD.shown_at IS NULL) != (NEW.shown_at IS NULL)"
            " AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL",
            [
                _add_all("undated", "SELECT 0 WHERE OLD.shown_at IS NULL", -1),
                _add_all("undated", "SELECT 0 WHERE NEW.shown_at IS NULL", 1),
            ],
        ),
        *(_own_trigger(kind, column) for kind, column in _OWN.items()),
        *(
            trigger
            for kind, (table, column) in _HANGING.items()
            for trigger in _hanging_triggers(kind, table, column)
        ),
        *_file_triggers(),
        *_folder_triggers(),
    ]


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
    files = "FROM image_file JOIN photo ON photo.id = photo_id WHERE trashed_at IS NULL"
    return [
        "SELECT 'all', 0, count(*) FROM photo WHERE trashed_at IS NULL HAVING count(*) > 0",
        _UNDATED,
        *own,
        *hanging,
        f"SELECT 'folder', folder_id, count(DISTINCT photo_id) {files} GROUP BY folder_id",
        _drives_counted(),
    ]


def _drives_counted() -> str:
    return (
        "SELECT 'drive', drive_id, count(DISTINCT photo_id) FROM image_file"
        " JOIN folder ON folder.id = folder_id JOIN photo ON photo.id = photo_id"
        " WHERE trashed_at IS NULL GROUP BY drive_id"
    )


def _drives_anew() -> str:
    return f"DELETE FROM facet WHERE kind = 'drive'; INSERT INTO facet {_drives_counted()};"


def _add(kind: str, key: str, change: int) -> str:
    """One photo more or less for one key; an unknown key counts for nothing."""
    return _add_all(kind, f"SELECT {key} WHERE {key} IS NOT NULL", change)


def _add_all(kind: str, keys: str, change: int) -> str:
    """One photo more or less for each of some keys.

    In a trigger `WITH` must stand inside; `WHERE TRUE` tells SQLite that the `ON` begins no join.
    """
    return (
        f"INSERT INTO facet SELECT '{kind}', key, {change}"
        f" FROM (WITH found(key) AS ({keys}) SELECT key FROM found) WHERE TRUE"
        f" ON CONFLICT (kind, key) DO UPDATE SET count = count + {change};"
    )


def _whole_photo(row: str, change: int) -> list[str]:
    """A photo comes or goes, with all that it has and all that hangs on it."""
    photo = f"{row}.id"
    return [
        _add("all", "0", change),
        _add_all("undated", f"SELECT 0 WHERE {row}.shown_at IS NULL", change),
        *(_add(kind, f"{row}.{column}", change) for kind, column in _OWN.items()),
        *(
            _add_all(kind, f"SELECT {column} FROM {table} WHERE photo_id = {photo}", change)
            for kind, (table, column) in _HANGING.items()
        ),
        _add_all("folder", _FOLDERS.format(photo=photo), change),
        _add_all("drive", _DRIVES.format(photo=photo), change),
    ]


def _own_trigger(kind: str, column: str) -> str:
    when = f"OLD.{column} IS NOT NEW.{column} AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL"
    body = [_add(kind, f"OLD.{column}", -1), _add(kind, f"NEW.{column}", 1)]
    return _trigger(f"{kind}_set", f"UPDATE OF {column} ON photo", when, body)


def _hanging_triggers(kind: str, table: str, column: str) -> list[str]:
    new, old = _IN_SIGHT.format(photo="NEW.photo_id"), _IN_SIGHT.format(photo="OLD.photo_id")
    gone = f"SELECT OLD.{column} WHERE {old}"
    come = f"SELECT NEW.{column} WHERE {new}"
    return [
        _trigger(f"{kind}_given", f"INSERT ON {table}", new, [_add(kind, f"NEW.{column}", 1)]),
        _trigger(f"{kind}_taken", f"DELETE ON {table}", old, [_add(kind, f"OLD.{column}", -1)]),
        _trigger(
            f"{kind}_moved",
            f"UPDATE OF photo_id, {column} ON {table}",
            "TRUE",
            [_add_all(kind, gone, -1), _add_all(kind, come, 1)],
        ),
    ]


def _file_triggers() -> list[str]:
    """A photo counts once in a folder and on a drive, however many of its files lie there."""
    return [
        _trigger("file_new", "INSERT ON image_file", "TRUE", _file_counts("NEW", 1)),
        _trigger("file_gone", "DELETE ON image_file", "TRUE", _file_counts("OLD", -1)),
        _trigger(
            "file_moved",
            "UPDATE OF photo_id, folder_id ON image_file",
            "OLD.photo_id IS NOT NEW.photo_id OR OLD.folder_id IS NOT NEW.folder_id",
            [*_file_counts("OLD", -1), *_file_counts("NEW", 1)],
        ),
    ]


def _file_counts(row: str, change: int) -> list[str]:
    """For this file alone: no other file of its photo lies in the same place.

    When a file moves, the row has moved already: so for where it was, and for where it is, only
    the other files are looked at.
    """
    seen = _IN_SIGHT.format(photo=f"{row}.photo_id")
    others = f"image_file.photo_id = {row}.photo_id AND image_file.id != {row}.id"
    alone = f"NOT EXISTS (SELECT 1 FROM image_file WHERE {others} AND folder_id = {row}.folder_id)"
    drive = f"(SELECT drive_id FROM folder WHERE id = {row}.folder_id)"
    nowhere_else = (
        "NOT EXISTS (SELECT 1 FROM image_file JOIN folder ON folder.id = image_file.folder_id"
        f" WHERE {others} AND folder.drive_id = {drive})"
    )
    return [
        _add_all("folder", f"SELECT {row}.folder_id WHERE {seen} AND {alone}", change),
        _add_all("drive", f"SELECT {drive} WHERE {drive} IS NOT NULL AND {seen} AND {nowhere_else}", change),
    ]


def _folder_triggers() -> list[str]:
    """Within a command, a folder may come after the files in it, or go before them."""
    holds = "EXISTS (SELECT 1 FROM image_file WHERE folder_id = {row}.id)"
    return [
        _trigger("folder_new", "INSERT ON folder", holds.format(row="NEW"), [_drives_anew()]),
        _trigger("folder_gone", "DELETE ON folder", holds.format(row="OLD"), [_drives_anew()]),
        _trigger("folder_moved", "UPDATE OF drive_id ON folder", holds.format(row="NEW"), [_drives_anew()]),
    ]


def _trigger(name: str, event: str, when: str, body: list[str]) -> str:
    return f"CREATE TRIGGER facet_{name} AFTER {event} WHEN {when} BEGIN {' '.join(body)} END"
