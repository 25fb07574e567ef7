"""A photo none of whose files is here is found by the name it came with."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

_VIEW = """
CREATE VIEW photo_words AS SELECT
    id,
    words(title) AS title,
    words(description) AS description,
    words(place) AS place,
    coalesce(
        (SELECT group_concat(words(name), ' · ') FROM image_file WHERE photo_id = photo.id), words(name)
    ) AS file,
    (SELECT group_concat(words(path), ' · ') FROM tag
        WHERE id IN (SELECT tag_id FROM photo_tag WHERE photo_id = photo.id)) AS tag
FROM photo
"""

_NOTED = """
CREATE TRIGGER photo_text_photo_set AFTER UPDATE OF title, description, place, name ON photo
BEGIN INSERT OR IGNORE INTO stale_text SELECT NEW.id; END
"""

_THOSE_ELSEWHERE = """
INSERT OR IGNORE INTO stale_text SELECT id FROM photo
WHERE name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM image_file WHERE photo_id = photo.id)
"""


def upgrade() -> None:
    """Read the name where there is no file, and note all photos of which that is so."""
    run = op.get_bind().exec_driver_sql
    run("DROP VIEW photo_words")
    run(_VIEW)
    run("DROP TRIGGER photo_text_photo_set")
    run(_NOTED)
    run(_THOSE_ELSEWHERE)
