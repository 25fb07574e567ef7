"""What a server answered to is kept until its feed tells it, which proves that it has the past it had."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make room for it."""
    op.get_bind().exec_driver_sql(
        "CREATE TABLE unproved ("
        "account_id INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL, "
        "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "
        "CONSTRAINT uq_unproved_account_id_name_kind UNIQUE (account_id, name, kind), "
        "CONSTRAINT fk_unproved_account_id FOREIGN KEY(account_id) REFERENCES account (id) "
        "DEFERRABLE INITIALLY DEFERRED)"
    )
