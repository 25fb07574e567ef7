"""Bringing a catalog's tables up to date: all steps in one transaction, or none."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.engine import APPLICATION_ID

_STEPS = Path(__file__).parent / "migrations"


def migrate(connection: Connection) -> None:
    """Run the steps that this catalog has not seen yet, in the transaction of this connection."""
    config = _config()
    steps = ScriptDirectory.from_config(config)
    seen = MigrationContext.configure(connection).get_current_revision()
    if seen == steps.get_current_head():
        return
    if seen is None:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    elif seen not in {step.revision for step in steps.walk_revisions()}:
        raise Expected(
            "A newer ImaLink made this catalog.", "Install that version, or restore an older backup."
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    config.set_main_option("path_separator", "os")
    return config
