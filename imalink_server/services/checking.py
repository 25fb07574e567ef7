"""Checking a server: its tables, what its rows refer to, and every byte in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from imalink_server.base.settings import Settings
from imalink_server.db import inspection, loose, migrate
from imalink_server.db.database import Database
from imalink_server.services.server import open_database, store_of
from imalink_server.storage.store import Store


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found."""

    faults: tuple[str, ...]
    orphans: tuple[str, ...]
    """Keys of bytes in the store that nothing refers to: they take room, and harm nobody."""
    bytes_read: int


def check(settings: Settings) -> Checked:
    """Look at everything, and change nothing."""
    store = store_of(settings)
    with open_database(settings) as database:
        faults = list(_of_steps(database))
        if faults:
            return Checked(tuple(faults), (), 0)
        with database.reading() as session:
            faults += inspection.faults(session)
            faults += [
                f"photo {id_}: its small preview is not its own" for id_ in inspection.wrong_looks(session)
            ]
        # First what is there, then what is referred to: what comes meanwhile is in both or in the second.
        kept = set(store.everything())
        with database.reading() as session:
            referred_to = loose.all_referred_to(session)
        faults += _of_bytes(database, store, referred_to)
    orphans = tuple(f"{owner}/{sha256}" for owner, sha256 in sorted(kept - referred_to))
    return Checked(tuple(faults), orphans, len(referred_to))


def _of_steps(database: Database) -> Iterator[str]:
    steps = migrate.history(database)
    left = [step.revision for step in steps if not step.taken]
    if len(left) == len(steps):
        yield "there are no tables yet"
    elif left:
        yield f"steps are left to take: {', '.join(left)} (“imalink-server migrate up”)"


def _of_bytes(database: Database, store: Store, referred_to: Collection[tuple[str, str]]) -> Iterator[str]:
    amiss = [(owner, sha256) for owner, sha256 in sorted(referred_to) if not _is_whole(store, owner, sha256)]
    if not amiss:
        return
    with database.reading() as session:
        still = loose.all_referred_to(session)  # something may have been let go meanwhile
    for owner, sha256 in amiss:
        if (owner, sha256) in still:
            what = "damaged" if store.has(owner, sha256) else "missing"
            yield f"bytes are {what} in the store: {owner}/{sha256}"


def _is_whole(store: Store, owner: str, sha256: str) -> bool:
    # An original may be larger than any memory.
    with store.local(owner, sha256) as path:
        if path is None:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
