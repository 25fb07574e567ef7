"""A PostgreSQL of our own, where Debian's package is installed: made for one run, and gone after it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

import psycopg

_SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
"""It may forget everything when the power goes: so does the run."""


def programs() -> Path | None:
    """Where the newest PostgreSQL's programs lie."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb"), key=lambda each: int(each.parts[-3])
    )
    return found[-1].parent if found else None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running PostgreSQL."""

    bin: Path
    folder: Path
    port: int

    @classmethod
    def start(cls, programs: Path, kept: Path | None = None, settings: str = _SETTINGS) -> Cluster:
        """Make one and start it, as somebody who is not root: PostgreSQL refuses that.

        One that is kept in a folder is made once.
        """
        folder = kept or Path(tempfile.mkdtemp(prefix="imalink-pg-"))
        folder.mkdir(exist_ok=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        cluster = cls(programs, folder, port)
        if not (folder / "data").exists():
            words = ("-U", "imalink", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
            cluster._run("initdb", *words)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {settings}"
        cluster._run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        return cluster

    def new_database(self, like: str = "template1") -> str:
        """Make a database, as a copy of another; give its name."""
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE {name} TEMPLATE "{like}"'.encode())
        return name

    def add(self, name: str) -> None:
        """Make a database of this name, in the place of one that is called so."""
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}".encode())
            connection.execute(f"CREATE DATABASE {name}".encode())

    def url(self, name: str) -> str:
        """The URL of a database."""
        return self._url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever still looks at it."""
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def stop(self, *, keep: bool = False) -> None:
        """End it, and leave nothing behind, unless it is to be kept."""
        self._run("pg_ctl", "-m", "fast" if keep else "immediate", "stop")
        if keep:
            return
        shutil.rmtree(self.folder, ignore_errors=True)

    def _url(self, name: str) -> str:
        return f"postgresql://imalink@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        who = "postgres" if os.getuid() == 0 else None
        done = subprocess.run(
            [self.bin / program, "-D", self.folder / "data", *arguments],
            user=who,
            group=who,
            extra_groups=[] if who else None,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert done.returncode == 0, f"{program} ended with {done.returncode}"
