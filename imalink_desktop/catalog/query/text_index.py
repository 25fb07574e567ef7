"""The full text index: a row of folded words for each photo.

Whatever changes a text, a tag or a file name, in whatever way, is noted by the database itself, and
`settle` renews the rows before the change commits. The words are ours (`folding.words`), so the index
and Python agree on what a word is; FTS5's own tokenizer only has to split at blanks. Between two values
of one column stands a dot that is no word, so that no phrase reaches from one into the next.

FTS5 finds words by their beginning. `word` has every word that the index ever saw, once: a part of
a word is looked for there first. A word that no photo has any more does no harm.
"""

from __future__ import annotations

from sqlalchemy import Connection

COLUMNS = ("title", "description", "place", "file", "tag")
"""What the index knows of a photo. Cameras and lenses are few and have tables of their own."""

_WORDS = """
CREATE VIEW photo_words AS SELECT
    id,
    words(title) AS title,
    words(description) AS description,
    words(place) AS place,
    (SELECT group_concat(words(name), ' · ') FROM image_file WHERE photo_id = photo.id) AS file,
    (SELECT group_concat(words(path), ' · ') FROM tag
        WHERE id IN (SELECT tag_id FROM photo_tag WHERE photo_id = photo.id)) AS tag
FROM photo
"""
_INDEX = """
CREATE VIRTUAL TABLE photo_text
USING fts5(title, description, place, file, tag, tokenize = 'ascii', prefix = '1 2 3')
"""
_DICTIONARY = "CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID"
_STALE = "CREATE TABLE stale_text (photo_id INTEGER PRIMARY KEY)"
_FILL = (
    "INSERT INTO photo_text (rowid, title, description, place, file, tag)"
    " SELECT id, title, description, place, file, tag FROM photo_words"
)
_LEARN = (
    "INSERT OR IGNORE INTO word SELECT value FROM photo_text,"
    " json_each(word_list(title, description, place, file, tag))"
)
_THEIRS = "IN (SELECT photo_id FROM stale_text)"
_EVENTS = {
    "photo_new": ("INSERT ON photo", "NEW.id"),
    "photo_set": ("UPDATE OF title, description, place ON photo", "NEW.id"),
    "photo_gone": ("DELETE ON photo", "OLD.id"),
    "file_new": ("INSERT ON image_file", "NEW.photo_id"),
    "file_set": ("UPDATE OF name, photo_id ON image_file", "OLD.photo_id, NEW.photo_id"),
    "file_gone": ("DELETE ON image_file", "OLD.photo_id"),
    "tag_given": ("INSERT ON photo_tag", "NEW.photo_id"),
    "tag_moved": ("UPDATE ON photo_tag", "OLD.photo_id, NEW.photo_id"),
    "tag_taken": ("DELETE ON photo_tag", "OLD.photo_id"),
    "tag_named": ("UPDATE OF path ON tag", "SELECT photo_id FROM photo_tag WHERE tag_id = NEW.id"),
}
"""What makes a row old, and whose row it is."""


def statements() -> list[str]:
    """All that makes an empty index, and notes from then on what `settle` has to renew."""
    return [_WORDS, _INDEX, _DICTIONARY, _STALE, *(_noting(name, *event) for name, event in _EVENTS.items())]


def settle(connection: Connection) -> None:
    """Renew what is old: once for each photo, however many of its files and tags came or went."""
    if connection.exec_driver_sql("SELECT 1 FROM stale_text LIMIT 1").first() is None:
        return
    for statement in (
        f"DELETE FROM photo_text WHERE rowid {_THEIRS}",  # noqa: S608 - our own words
        f"{_FILL} WHERE id {_THEIRS}",
        f"{_LEARN} WHERE photo_text.rowid {_THEIRS}",
        "DELETE FROM stale_text",
    ):
        connection.exec_driver_sql(statement)


def create(connection: Connection) -> None:
    """Make the index of a catalog that has none, and fill it."""
    for statement in [*statements(), _FILL, _LEARN]:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Take the index away; `create` makes it anew, should the folding ever change."""
    for name in _EVENTS:
        connection.exec_driver_sql(f"DROP TRIGGER photo_text_{name}")
    connection.exec_driver_sql("DROP TABLE photo_text")
    connection.exec_driver_sql("DROP TABLE word")
    connection.exec_driver_sql("DROP TABLE stale_text")
    connection.exec_driver_sql("DROP VIEW photo_words")


def _noting(name: str, event: str, photos: str) -> str:
    each = [photos] if photos.startswith("SELECT") else [f"SELECT {photo}" for photo in photos.split(", ")]
    note = f"INSERT OR IGNORE INTO stale_text {' UNION '.join(each)};"
    return f"CREATE TRIGGER photo_text_{name} AFTER {event} BEGIN {note} END"
