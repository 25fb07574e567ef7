"""Bringing a catalog's tables up to date: all steps in one transaction, or none."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.engine import APPLICATION_ID

_STEPS = Path(__file__).parent / "migrations"


class Age(StrEnum):
    """How a catalog's tables compare with those that this program knows."""

    NEW = "new"
    OLDER = "older"
    SAME = "same"
    NEWER = "newer"


def age_of(revision: str | None) -> Age:
    """Tell how old tables of this revision are. One that we have never heard of is newer."""
    steps = ScriptDirectory.from_config(_config())
    if revision is None:
        return Age.NEW
    if revision == steps.get_current_head():
        return Age.SAME
    return Age.OLDER if revision in {step.revision for step in steps.walk_revisions()} else Age.NEWER


def newer() -> Expected:
    """The sentence for a catalog that we do not know how to write."""
    return Expected(
        "A newer ImaLink made this catalog: it can be looked at but not changed.",
        "Install that version, or restore an older backup.",
    )


def migrate(connection: Connection, to: str = "head") -> None:
    """Run the steps that this catalog has not seen yet, in the transaction of this connection."""
    config = _config()
    steps = ScriptDirectory.from_config(config)
    seen = MigrationContext.configure(connection).get_current_revision()
    if seen == steps.get_current_head():
        return
    if seen is None:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    elif seen not in {step.revision for step in steps.walk_revisions()}:
        raise newer()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    config.set_main_option("path_separator", "os")
    return config
