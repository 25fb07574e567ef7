"""Backing up and restoring: a backup is proved before it takes the place of an older one, or of anything."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from imalink_server.base.clock import as_text
from imalink_server.base.errors import Expected
from imalink_server.base.settings import Settings
from imalink_server.db import carrying, loose, migrate
from imalink_server.db.carrier import Carrier, Said, broken
from imalink_server.services.server import Server, open_database, store_of
from imalink_server.storage.store import Store

SUFFIX = ".imalink"
_TRIES = 3


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made and proved."""

    file: Path
    said: Said
    bytes_kept: int
    missing: tuple[str, ...]
    """Keys of bytes that the store has lost; they are missing in the backup too."""


def back_up(server: Server, place: Path) -> BackedUp:
    """Make a backup, while the server runs or not; in a folder it gets the name of this moment."""
    file = place
    if place.is_dir():
        file = place / f"imalink-server-{server.clock().strftime('%Y%m%dT%H%M%SZ')}{SUFFIX}"
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as error:
        raise _cannot(file, error.strerror) from error
    os.close(handle)
    beside = Path(name)
    try:
        with Carrier.new(beside) as carrier:
            missing = _fill(server, carrier)
        with Carrier.opened(beside) as carrier:
            said, count = carrier.prove(), carrier.count()
            if {f"{owner}/{sha256}" for owner, sha256 in carrier.lacking()} != set(missing):
                raise broken("its bytes are not those that its rows refer to")
        if missing and file.exists():
            raise Expected(
                f"The store has lost {len(missing)} of its files, so {file} is not replaced.",
                "“imalink-server check” names them. Back up into a new file.",
            )
        _settle(beside)
        beside.replace(file)
        _settle(file.parent)
    except OSError as error:
        raise _cannot(file, error.strerror) from error
    finally:
        beside.unlink(missing_ok=True)
    return BackedUp(file, said, count, missing)


def _fill(server: Server, carrier: Carrier) -> tuple[str, ...]:
    """Take rows and bytes; once more, if something was let go between the two."""
    missing: set[tuple[str, str]] = set()
    for _ in range(_TRIES):
        with server.database.reading() as session:
            carrier.take(session, as_text(server.clock()), migrate.latest())
            referred_to = loose.all_referred_to(session)
        carrier.drop_others(referred_to)
        missing = set()
        for owner, sha256 in sorted(referred_to):
            if not (carrier.has(owner, sha256) or _carry(server.store, carrier, owner, sha256)):
                missing.add((owner, sha256))
        with server.database.reading() as session:
            if missing <= loose.all_referred_to(session):
                break
    return tuple(f"{owner}/{sha256}" for owner, sha256 in sorted(missing))


def _carry(store: Store, carrier: Carrier, owner: str, sha256: str) -> bool:
    with store.local(owner, sha256) as path:
        if path is None:
            return False
        with path.open("rb") as file:
            return carrier.keep(owner, sha256, file)


def _unload(store: Store, carrier: Carrier, owner: str, sha256: str) -> None:
    with tempfile.TemporaryDirectory(prefix="imalink-") as folder:
        path = Path(folder) / sha256
        with path.open("xb") as file:
            file.writelines(carrier.pieces(owner, sha256))
        store.keep_file(owner, sha256, path)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a server was made of."""

    said: Said
    missing: tuple[str, ...]
    """Keys of bytes that the backup did not have."""


def restore(settings: Settings, file: Path, *, replace: bool, incomplete: bool = False) -> Restored:
    """Put a backup where nothing is, or in the place of what is there: once all of it is proved."""
    with Carrier.opened(file) as carrier:
        said = carrier.prove()
        if not migrate.is_known(said.revision):
            raise Expected("A newer ImaLink has made this backup.", "Install that version.")
        carrying.check_whole(carrier, said)
        missing = carrier.lacking()
        if missing and not incomplete:
            raise Expected(
                f"This backup lacks {len(missing)} of the files that its photos have.",
                "Take another; or add --incomplete, and these are lost.",
            )
        store = store_of(settings)
        with open_database(settings) as database:
            carrying.check_alone(database)
            empty = carrying.is_empty(database) and next(iter(store.everything()), None) is None
            if not (empty or replace):
                raise Expected(
                    "There is a server already, with people or photos.",
                    "Choose an empty --data-dir; or add --replace, and all that is there is lost.",
                )
            # Bytes first: whoever refers to them has to find them. They never take others' place.
            for owner, sha256 in carrier.bytes_kept():
                _unload(store, carrier, owner, sha256)
            carrying.put(database, carrier, said)
            with database.reading() as session:
                referred_to = loose.all_referred_to(session)
            for owner, sha256 in list(store.everything()):
                if (owner, sha256) not in referred_to:
                    store.drop(owner, sha256)
    return Restored(said, tuple(f"{owner}/{sha256}" for owner, sha256 in sorted(missing)))


def _cannot(file: Path, why: str | None) -> Expected:
    return Expected(f"The backup {file} cannot be written ({why}).", "Choose another place.")


def _settle(path: Path) -> None:
    """Have it on the disk, where a system knows how."""
    if path.is_dir() and os.name != "posix":
        return
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
