"""Out of a backup: its rows into empty tables, made as they were then and brought up to date."""

from __future__ import annotations

import re
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from imalink_server.base.errors import Expected
from imalink_server.db import migrate, words
from imalink_server.db.carrier import UUID, Carrier, Said, broken, carried
from imalink_server.db.database import Database
from imalink_server.db.models import About, Account
from imalink_server.db.trouble import in_words

_UID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def is_empty(database: Database) -> bool:
    """Whether nobody has been here yet."""
    with database.reading() as session:
        if not inspect(session.connection()).has_table(Account.__tablename__):
            return True
        return not session.scalar(select(func.count()).select_from(Account))


def check_whole(carrier: Carrier, said: Said) -> None:
    """Let a backup pass that has all that a server had by then, table by table and column by column.

    The steps themselves say what that was: they are taken in a database of their own, which is empty.
    """
    with (
        tempfile.TemporaryDirectory(prefix="imalink-") as folder,
        Database.open(f"sqlite:///{Path(folder) / 'empty.db'}") as database,
        database.migrating() as connection,
    ):
        migrate.rebuild(connection, said.revision)
        wanted = _columns_of(connection)
    if {name for name, _ in said.tables} != wanted.keys() or len(said.tables) != len(wanted):
        raise broken("its tables are not those of a server")
    for name, columns in wanted.items():
        if {each.name for each in carrier.columns(name)} != columns:
            raise broken(f"its columns of {name} are not those of a server")
    people, gone = (_uids(carrier, name, UUID) for name in ("account", "deleted_account"))
    if people & gone:  # or the bytes of the one would go as those of the other
        raise broken("somebody in it is deleted, and is not")
    for name, columns in wanted.items():
        if "uid" in columns:
            _uids(carrier, name, _UID)


def _columns_of(connection: Connection) -> dict[str, set[str]]:
    asked = inspect(connection)
    kept = [name for name in asked.get_table_names() if name in {each.name for each in carried()}]
    return {
        name: {each["name"] for each in asked.get_columns(name) if not each.get("computed")} for name in kept
    }


def _uids(carrier: Carrier, name: str, rule: re.Pattern[str]) -> set[str]:
    found = [row["uid"] for some in carrier.rows(name) for row in some]
    if not all(isinstance(uid, str) and rule.fullmatch(uid) for uid in found):
        raise broken(f"something in {name} is called what nothing is called")
    return set(found)


def put(database: Database, carrier: Carrier, said: Said) -> None:
    """Put a backup in the place of all that is there: everything, or nothing if anything goes wrong.

    The server gets another epoch, by which machines notice that its past is another now.
    """
    with database.migrating() as connection:
        migrate.rebuild(connection, said.revision)
        with _refused_in_words():
            for name, _ in said.tables:
                _fill(connection, carrier, name)
            migrate.finish(connection)
            with Session(connection, join_transaction_mode="create_savepoint") as session:
                words.renew_all(session)
                session.commit()
        connection.execute(sa.update(About).values(epoch=str(uuid.uuid4())))
        sqlite = connection.dialect.name == "sqlite"
        if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise Expected("In this backup something refers to what is not there.", "Take another.")


@contextmanager
def _refused_in_words() -> Iterator[None]:
    """Say what a database does not take: what no server can have, or what only another kind of it can."""
    try:
        yield
    except (DataError, IntegrityError) as error:
        raise broken("its rows are none that a server can have") from error
    except OperationalError as error:
        if in_words(error) is not None:  # it is away, or full
            raise
        why = str(error.orig).partition("\n")[0]
        raise Expected(
            f"This database does not take all that is in the backup ({why}).",
            "Restore it into one of the other kind, make shorter there what is too long, and back up anew.",
        ) from error


def check_alone(database: Database) -> None:
    """Let pass where no other program has the database open; asked before anything else is."""
    with database.migrating() as connection:
        if connection.dialect.name != "sqlite":
            others = connection.scalar(
                text(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND application_name = 'imalink-server' AND pid <> pg_backend_pid()"
                )
            )
            if others:
                raise _in_use()
            return
    if not database.is_alone_with_file():
        raise _in_use()


def _in_use() -> Expected:
    return Expected("A server runs upon this database.", "Stop it first.")


def _fill(connection: Connection, carrier: Carrier, name: str) -> None:
    columns = carrier.columns(name)
    table = sa.table(name, *(sa.column(each.name, each.type) for each in columns))
    # What refers to its own table may refer to a row that comes later.
    own = {
        key["constrained_columns"][0]
        for key in inspect(connection).get_foreign_keys(name)
        if key["referred_table"] == name
    }
    later = []
    for some in carrier.rows(name):
        later += [{"id": row["id"], **{each: row[each] for each in own}} for row in some if own]
        connection.execute(sa.insert(table), [{**row, **dict.fromkeys(own)} for row in some])
    for row in later:
        connection.execute(
            sa.update(table).where(table.c.id == row["id"]).values({each: row[each] for each in own})
        )
    if connection.dialect.name != "sqlite":
        highest = select(func.coalesce(func.max(table.c.id), 0) + 1).select_from(table).scalar_subquery()
        connection.execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), highest, False)))
