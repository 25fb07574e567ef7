"""Databases of both kinds for every test that asks for one, and a server upon them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from imalink_server.base.settings import Settings
from imalink_server.db import migrate
from imalink_server.db.database import Database
from tests.unit.server.asking import Client, running
from tests.unit.server.cluster import Cluster, programs

MakeSettings: TypeAlias = Callable[..., Settings]

CHEAP = {"password_memory_kib": 19 * 1024, "password_rounds": 2}
"""The cheapest hashing that the settings allow."""


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    cluster = Cluster.start(found)
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SQLite with all tables, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "imalink.db"
    with Database.open(f"sqlite:///{file}") as database:
        migrate.up(database)
    return file


@pytest.fixture(scope="session")
def migrated_name(cluster: Cluster) -> str:
    """The same in PostgreSQL."""
    name = cluster.new_database()
    with Database.open(cluster.url(name)) as database:
        migrate.up(database)
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'imalink.db'}"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = cluster.new_database()
    yield cluster.url(name)
    cluster.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with all tables, and nothing in them."""
    if request.param == "sqlite":
        yield sqlite_copy(request.getfixturevalue("migrated_file"), tmp_path)
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = cluster.new_database(request.getfixturevalue("migrated_name"))
    yield cluster.url(name)
    cluster.drop(name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with Database.open(database_url) as database:
        yield database


@pytest.fixture
def settings(tmp_path: Path, migrated_file: Path) -> MakeSettings:
    """Settings of a server on SQLite, with what a test wants otherwise."""

    def make(**otherwise: object) -> Settings:
        usual: dict[str, object] = {
            "data_dir": tmp_path,
            "database_url": sqlite_copy(migrated_file, tmp_path),
            **CHEAP,
        }
        return Settings.of({**usual, **otherwise})

    return make


@pytest.fixture
def client(settings: MakeSettings) -> Iterator[Client]:
    """Somebody at a server on SQLite."""
    with running(settings()) as client:
        yield client


@pytest.fixture
def anywhere(settings: MakeSettings, database_url: str) -> Iterator[Client]:
    """Somebody at a server on either kind of database."""
    with running(settings(database_url=database_url)) as client:
        yield client


def sqlite_copy(migrated: Path, folder: Path) -> str:
    """The URL of a copy, made unless it is there."""
    file = folder / "imalink.db"
    if not file.exists():
        shutil.copy(migrated, file)
    return f"sqlite:///{file}"
