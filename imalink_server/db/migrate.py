"""Bringing the tables up to date, or back: all steps in one transaction, or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from imalink_server.base.errors import Expected
from imalink_server.db.database import Database

_STEPS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Step:
    """One step, and whether this database has taken it."""

    revision: str
    what: str
    taken: bool


def up(database: Database) -> None:
    """Take all steps that this database has not taken yet."""
    with database.migrating() as connection:
        if _revision(connection) != _directory().get_current_head():
            command.upgrade(_config(connection), "head")


def down(database: Database, to: str) -> None:
    """Go back to after a step, or to before the first (`base`). What later steps made is lost."""
    known = [step.revision for step in _directory().walk_revisions()]
    if to not in (*known, "base"):
        raise Expected(f"There is no step “{to}”.", "“imalink-server migrate history” names them.")
    with database.migrating() as connection:
        revision = _revision(connection)
        if revision is None or (to != "base" and known.index(to) < known.index(revision)):
            raise Expected(f"The database is not as far as “{to}”.", "“imalink-server migrate up” goes on.")
        command.downgrade(_config(connection), to)


def rebuild(connection: Connection, revision: str) -> None:
    """Drop all tables, and make them anew as they were after a step."""
    if _revision(connection) is not None:
        command.downgrade(_config(connection), "base")
    command.upgrade(_config(connection), revision)


def finish(connection: Connection) -> None:
    """Take the steps that are left."""
    command.upgrade(_config(connection), "head")


def latest() -> str:
    """The step after which the tables are as this program knows them."""
    return str(_directory().get_current_head())


def is_known(revision: str) -> bool:
    """Whether there is such a step."""
    return revision in {step.revision for step in _directory().walk_revisions()}


def history(database: Database) -> tuple[Step, ...]:
    """All steps, the first one first."""
    with database.reading() as session:
        revision = _revision(session.connection())
    steps = list(_directory().walk_revisions())[::-1]
    names = [step.revision for step in steps]
    taken = names.index(revision) + 1 if revision else 0
    return tuple(Step(step.revision, step.doc, at < taken) for at, step in enumerate(steps))


def _revision(connection: Connection) -> str | None:
    """The step that was taken last."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in {step.revision for step in _directory().walk_revisions()}:
        raise Expected(
            f"A newer ImaLink has been at this database (step “{revision}”).",
            "Install that version, or restore an older backup.",
        )
    return revision


def _directory() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(None))


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
