"""The full text index: a row of folded words for each photo.

Whatever changes a text, a tag or a file name, in whatever way, is noted by the database itself (in
`stale_text`, by triggers of the steps in `migrations`), and `settle` renews the rows before the change
commits. A photo none of whose files is here is known by the name it came with.

Should the folding ever change, all photos are noted there. The words are ours (`folding.words`),
so the index and Python agree on what a word is; FTS5's own tokenizer only has to split at blanks. Between
two values of one column stands a dot that is no word, so that no phrase reaches from one into the next.

FTS5 finds words by their beginning. `word` has every word that the index ever saw, once: a part of
a word is looked for there first. A word that no photo has any more does no harm.
"""

from __future__ import annotations

from sqlalchemy import Connection

COLUMNS = ("title", "description", "place", "file", "tag")
"""What the index knows of a photo. Cameras and lenses are few and have tables of their own."""

_FILL = (
    "INSERT INTO photo_text (rowid, title, description, place, file, tag)"
    " SELECT id, title, description, place, file, tag FROM photo_words"
)
_LEARN = (
    "INSERT OR IGNORE INTO word SELECT value FROM photo_text,"
    " json_each(word_list(title, description, place, file, tag))"
)
_THEIRS = "IN (SELECT photo_id FROM stale_text)"


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
