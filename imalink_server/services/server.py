"""All that a running server holds: settings, database, keys and clock; put together here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from imalink_server.base.clock import Clock, now
from imalink_server.base.private import private_folder
from imalink_server.base.secret import kept_secret, key_for
from imalink_server.base.settings import Settings
from imalink_server.db import filling, migrate
from imalink_server.db.about import Identity, identity
from imalink_server.db.counters import Counters
from imalink_server.db.database import Database
from imalink_server.security.attempts import Attempts
from imalink_server.security.passwords import Passwords
from imalink_server.security.tokens import Tokens
from imalink_server.storage.opening import open_store
from imalink_server.storage.spool import Spool
from imalink_server.storage.store import Store


@dataclass(frozen=True, slots=True)
class Server:
    """What every service needs, handed to it as its first argument."""

    settings: Settings
    identity: Identity
    clock: Clock
    database: Database
    store: Store
    spool: Spool
    passwords: Passwords
    tokens: Tokens
    attempts: Attempts


@contextmanager
def open_server(settings: Settings, clock: Clock = now) -> Iterator[Server]:
    """Open a server: what is missing is made, and the tables are brought up to date."""
    private_folder(settings.data_dir)
    secret = settings.secret.get_secret_value().strip().encode() if settings.secret else None
    secret = secret or kept_secret(settings.paths.secret)
    store = store_of(settings)
    with open_database(settings) as database:
        migrate.up(database)
        filling.look(database)
        with database.writing() as session:
            who = identity(session, clock())
        lifetime = timedelta(minutes=settings.access_minutes)
        yield Server(
            settings=settings,
            identity=who,
            clock=clock,
            database=database,
            store=store,
            spool=Spool(settings.paths.uploads, settings.paths.turns),
            passwords=Passwords(settings.password_memory_kib, settings.password_rounds),
            tokens=Tokens(key_for("access tokens", secret), who.server_id, lifetime, clock),
            attempts=Attempts(Counters(database, clock), clock),
        )


def store_of(settings: Settings) -> Store:
    """The store alone."""
    url = settings.storage_url.get_secret_value() if settings.storage_url else None
    return open_store(url, settings.paths.storage, settings.spare_disk)


def open_database(settings: Settings) -> Database:
    """The database alone, as it is."""
    return Database.open(settings.database, settings.database_connections)
