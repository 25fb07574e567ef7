"""A backup goes into either kind of database; what only one of them takes is said in words."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from imalink_server.base.errors import Expected
from imalink_server.db import carrying, migrate
from imalink_server.db.about import identity
from imalink_server.db.carrier import Carrier
from imalink_server.db.database import Database
from imalink_server.db.models import Base, Photo, Tag
from tests.unit.server.asking import Clock
from tests.unit.server.conftest import sqlite_copy
from tests.unit.server.db.test_policy import account

AT = "2026-11-21T09:00:00.000000Z"
_DICE = random.Random(1)  # noqa: S311 - the same each time
LONG = "".join(chr(_DICE.randrange(0x20000, 0x2A6D0)) for _ in range(1000))
"""Longer than there may be any more, and nothing in it comes again."""
OF_ANNA = {"uid": "it", "owner_id": 1, "created_at": AT, "updated_at": AT}


@pytest.mark.parametrize(
    "row",
    [
        Tag(name=LONG, folded=LONG, **OF_ANNA),
        Photo(hothash="", width=1, height=1, label=LONG, **OF_ANNA),
    ],
    ids=["tag", "label"],
)
def test_what_only_the_other_database_takes_is_said(
    migrated_file: Path, tmp_path: Path, empty_url: str, row: Base
) -> None:
    file = tmp_path / "all.imalink"
    file.touch()
    folder = tmp_path / "there"
    folder.mkdir()
    with Database.open(sqlite_copy(migrated_file, folder)) as there:
        with there.writing() as session:
            identity(session, Clock()())
            session.add(account(1))
            session.flush()
            session.merge(row)
        with there.reading() as session, Carrier.new(file) as carrier:
            carrier.take(session, AT, migrate.latest())
    with Database.open(empty_url) as here, Carrier.opened(file) as carrier:
        if here.kind == "sqlite":
            carrying.put(here, carrier, carrier.prove())
            return
        with pytest.raises(Expected, match=r"does not take .* too long"):
            carrying.put(here, carrier, carrier.prove())
        assert carrying.is_empty(here)
