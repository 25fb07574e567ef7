"""What a server let go is not what somebody threw away; files that are elsewhere are known when they come."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

_TABLES = """
CREATE TABLE departed (
    account_id INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    base TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_departed_account_id_photo_id UNIQUE (account_id, photo_id),
    CONSTRAINT fk_departed_account_id FOREIGN KEY(account_id) REFERENCES account (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_departed_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_departed_photo_id ON departed (photo_id);
CREATE TABLE far_digest (
    photo_id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_far_digest_photo_id_sha256 UNIQUE (photo_id, sha256),
    CONSTRAINT fk_far_digest_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_far_digest_sha256 ON far_digest (sha256)
"""


def upgrade() -> None:
    """Make room for both."""
    for statement in _TABLES.split(";"):
        op.get_bind().exec_driver_sql(statement)
