"""`imalink-server backup`, `restore` and `check`: on both databases, and from each to the other."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import pytest
from sqlalchemy import select

from imalink_server.base.errors import Expected
from imalink_server.base.settings import Settings
from imalink_server.cli import main
from imalink_server.db.carrier import LEFT_OUT, Carrier, _count_in, _open, carried
from imalink_server.db.database import Database
from tests.unit.server.asking import Client, running
from tests.unit.server.cluster import Cluster
from tests.unit.server.conftest import CHEAP
from tests.unit.server.sending import PHOTOS, egg, jpeg, send, somebody

API = "/api/v1"
KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Place:
    """Where a server is, or may be."""

    folder: Path
    url: str | None

    @property
    def settings(self) -> Settings:
        return Settings.of({"data_dir": self.folder, "database_url": self.url, **CHEAP})

    @property
    def database(self) -> str:
        return self.settings.database

    def bytes_kept(self) -> list[Path]:
        return [path for path in (self.folder / "storage").rglob("*") if path.is_file()]


MakePlace: TypeAlias = Callable[[str, str], Place]
Run: TypeAlias = Callable[..., int]


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakePlace]:
    made: list[Callable[[], None]] = []

    def make(name: str, kind: str) -> Place:
        if kind == "sqlite":
            return Place(tmp_path / name, None)
        cluster: Cluster = request.getfixturevalue("cluster")
        database = cluster.new_database()
        made.append(lambda: cluster.drop(database))
        return Place(tmp_path / name, cluster.url(database))

    yield make
    for drop in made:
        drop()


@pytest.fixture(params=KINDS)
def here(request: pytest.FixtureRequest, place: MakePlace) -> Place:
    """A server with people and photos, which does not run."""
    made = place("here", request.param)
    with running(made.settings) as client:
        fill(client)
    return made


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(at: Place, *words: object) -> int:
        monkeypatch.delenv("IMALINK_DATABASE_URL", raising=False)
        if at.url is not None:
            monkeypatch.setenv("IMALINK_DATABASE_URL", at.url)
        for name, value in CHEAP.items():
            monkeypatch.setenv(f"IMALINK_{name}".upper(), str(value))
        return main([*map(str, words), "--data-dir", str(at.folder)])

    return run


def fill(client: Client) -> None:
    """Two people, and some of everything."""
    anna, bert = somebody(client), somebody(client, "bert")
    first = [send(anna, egg(n, cold=jpeg(n, (600, 400)), tags=["sea"], rating=n)) for n in range(1, 4)]
    send(bert, egg(1, cold=jpeg(1, (600, 400)), visibility="public"))
    upper = anna.post(f"{API}/collections", {"name": "Travel"}).json()["id"]
    lower = anna.post(f"{API}/collections", {"name": "Norway", "hothashes": [first[0]["hothash"]]}).json()
    # The upper one refers to one that comes after it.
    moved = anna.ask("PATCH", f"{API}/collections/{upper}", json={"parent_id": lower["id"]})
    assert moved.status_code == 200, moved.text
    space = anna.post(f"{API}/spaces", {"name": "Family"}).json()["id"]
    answer = anna.put(
        f"{PHOTOS}/{first[1]['id']}", {"visibility": "space", "space_ids": [space], "title": "Ø 💧"}
    )
    assert answer.status_code == 200, answer.text
    assert anna.delete(f"{PHOTOS}/{first[2]['id']}").status_code == 200


def everything(at: Place) -> dict[str, list[tuple[object, ...]]]:
    """All rows, but for what is another after a backup was restored."""
    found = {}
    with Database.open(at.database) as database, database.reading() as session:
        for table in carried():
            columns = [each for each in table.columns if each.name != "epoch"]
            rows = session.execute(select(*columns).order_by(table.c.id))
            found[table.name] = [tuple(row) for row in rows]
    return found


def keys(at: Place) -> set[str]:
    return {path.name for path in at.bytes_kept()}


@pytest.mark.parametrize("to", KINDS)
def test_a_backup_becomes_the_same_server_anywhere(
    here: Place, place: MakePlace, run: Run, tmp_path: Path, to: str
) -> None:
    file = tmp_path / "all.imalink"
    assert run(here, "backup", file) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    there = place("there", to)
    assert run(there, "restore", file) == 0
    assert everything(there) == everything(here)
    assert keys(there) == keys(here)
    assert len(keys(there)) == 3
    assert run(there, "check") == 0
    with running(there.settings) as client:
        anna = client.signed_in("anna")
        photos = anna.get(PHOTOS).json()["data"]
        assert anna.get(f"{PHOTOS}/{photos[0]['id']}/coldpreview").status_code == 200
        assert send(anna, egg(9))["is_duplicate"] is False  # numbers go on where they were


def test_who_was_here_before_notices_another_past(here: Place, run: Run, tmp_path: Path) -> None:
    with running(here.settings) as client:
        anna = client.signed_in("anna")
        before = anna.get(f"{API}/changes").json()
    assert run(here, "backup", tmp_path) == 0
    (file,) = tmp_path.glob("imalink-server-*.imalink")
    assert run(here, "restore", file, "--replace") == 0
    with running(here.settings) as client:
        again = replace(anna, app=client.app, portal=client.portal)
        assert again.get(f"{API}/changes").status_code == 401  # nobody is signed in by a backup
        new = client.signed_in("anna")
        assert new.get(f"{API}/changes", params={"since": before["cursor"]}).status_code == 410
        after = new.get(f"{API}/changes").json()
        assert (after["server_id"], after["epoch"] == before["epoch"]) == (before["server_id"], False)


def test_what_is_there_is_lost_only_if_that_is_meant(
    here: Place, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "all.imalink"
    assert run(here, "backup", file) == 0
    before, kept = everything(here), keys(here)
    with running(here.settings) as client:
        send(somebody(client, "carl"), egg(77, cold=jpeg(77, (600, 400))))
    assert run(here, "restore", file) == 3
    assert "--replace" in capsys.readouterr().err
    assert len(keys(here)) == len(kept) + 1
    assert run(here, "restore", file, "--replace") == 0
    assert (everything(here), keys(here)) == (before, kept)


def test_a_server_that_runs_is_not_replaced(
    here: Place, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "all.imalink"
    with running(here.settings) as client:
        assert run(here, "backup", file) == 0
        before = client.signed_in("anna").get(PHOTOS).json()
        assert run(here, "restore", file, "--replace") == 3
        assert "Stop it first" in capsys.readouterr().err
        assert client.signed_in("anna").get(PHOTOS).json() == before


def test_no_letter_of_a_backup_can_be_another(
    here: Place, place: MakePlace, run: Run, tmp_path: Path
) -> None:
    file, there = tmp_path / "all.imalink", place("there", "sqlite")
    assert run(here, "backup", file) == 0
    whole, moments = file.read_bytes(), random.Random(1)  # noqa: S311 - no secret
    used = [at for at, byte in enumerate(whole) if byte]
    for at in moments.sample(used, 12):
        file.write_bytes(whole[:at] + bytes((whole[at] ^ 0x41,)) + whole[at + 1 :])
        if run(there, "restore", file) == 0:  # a letter that nobody reads
            assert everything(there) == everything(here)
            assert keys(there) == keys(here)
            shutil.rmtree(there.folder)
    file.write_bytes(whole[: len(whole) // 2])
    assert run(there, "restore", file) == 3
    file.write_bytes(b"no backup")
    assert run(there, "restore", file) == 3
    assert run(there, "restore", tmp_path / "none") == 3


def test_bytes_that_are_lost_are_told_and_no_older_backup_goes(
    here: Place, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "good.imalink"
    assert run(here, "backup", good) == 0
    before = good.read_bytes()
    lost, spoilt, *_ = sorted(here.bytes_kept())
    lost.unlink()
    spoilt.write_bytes(b"nonsense")
    assert run(here, "backup", good) == 3
    assert good.read_bytes() == before
    assert run(here, "backup", tmp_path / "poorer.imalink") == 1
    assert lost.name in capsys.readouterr().err
    assert run(here, "check") == 1
    told = capsys.readouterr().out
    assert f"missing in the store: {lost.relative_to(here.folder / 'storage').parts[0]}/{lost.name}" in told
    assert "damaged in the store" in told
    assert sorted(path.name for path in tmp_path.glob("*.imalink")) == ["good.imalink", "poorer.imalink"]
    assert list(tmp_path.glob(".*")) == []


def test_a_backup_that_cannot_be_written_leaves_nothing(here: Place, run: Run, tmp_path: Path) -> None:
    assert run(here, "backup", tmp_path / "no such folder" / "file") == 3
    assert run(here, "backup", "/dev/full/file") == 3


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    here: Place, place: MakePlace, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, there = tmp_path / "all.imalink", place("there", "sqlite")
    assert run(here, "backup", file) == 0

    def say(revision: str) -> None:
        with closing(sqlite3.connect(file)) as backup, backup:
            backup.execute("UPDATE backup SET value = ? WHERE name = 'revision'", (revision,))

    with closing(sqlite3.connect(file)) as backup, backup:
        known = {name for (name,) in backup.execute("SELECT name FROM backup_table")}
        later = known - OF_STEP_6
        backup.executemany("DELETE FROM backup_table WHERE name = ?", [(name,) for name in later])
        for column in ("visibility_since", "place_since", "names_since", "spaces_since"):
            backup.execute(f"ALTER TABLE photo DROP COLUMN {column}")
    say("0006")
    counted_anew(file)
    sealed(file)
    assert run(there, "restore", file) == 0
    assert run(there, "check") == 0
    say("9999")
    sealed(file)
    assert run(there, "restore", file, "--replace") == 3
    assert "newer ImaLink" in capsys.readouterr().err


def sealed(file: Path) -> None:
    """As if it had been made so."""
    with _open(file, writing=True) as connection:
        Carrier(connection).seal()


DAMAGE = {
    "no table": "DELETE FROM backup_table",
    "no photos": "DELETE FROM backup_table WHERE name LIKE 'photo%'",
    "a table twice": "INSERT INTO backup_table SELECT 99, name, rows, sha256 FROM backup_table LIMIT 1",
    "another table": "INSERT INTO backup_table SELECT 99, 'device', rows, sha256 FROM backup_table LIMIT 1",
    "a column less": "ALTER TABLE photo DROP COLUMN title",
    "no bytes": "DELETE FROM backup_bytes",
    "somebody's bytes": "DELETE FROM backup_bytes WHERE owner = (SELECT min(owner) FROM backup_bytes)",
    "a way out of the folder": (
        "UPDATE backup_bytes SET owner = '../../../../tmp/imalink-was-here'"
        " WHERE rowid = (SELECT min(rowid) FROM backup_bytes)"
    ),
    "a name that is a place": "UPDATE account SET uid = '../../../../imalink-was-here' WHERE id = 1",
    "nobody's photo": "UPDATE photo SET owner_id = 999 WHERE id = 1",
    "a living one deleted": (
        "INSERT INTO deleted_account (id, uid, deleted_at)"
        " SELECT 1, uid, created_at FROM account WHERE id = 1"
    ),
}


@pytest.mark.parametrize(
    ("here", "damage"),
    [
        *(("sqlite", damage) for damage in DAMAGE),
        ("postgresql", "no bytes"),
        ("postgresql", "nobody's photo"),
    ],
    indirect=["here"],
)
def test_what_lacks_a_part_replaces_nothing(here: Place, run: Run, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "all.imalink"
    assert run(here, "backup", file) == 0
    before, kept = everything(here), keys(here)
    with closing(sqlite3.connect(file)) as backup, backup:
        assert backup.execute(DAMAGE[damage]).rowcount != 0
    for is_sealed in (False, True):
        if is_sealed:
            counted_anew(file)
            sealed(file)
        assert run(here, "restore", file, "--replace") == 3
        assert (everything(here), keys(here)) == (before, kept)
    assert run(here, "check") == 0


def counted_anew(file: Path) -> None:
    """As if its rows had been these when they were taken."""
    with _open(file, writing=True) as connection:
        carrier = Carrier(connection)
        for name, _ in carrier.said().tables:
            rows, digest = 0, hashlib.sha256()
            with suppress(Expected):
                for some in carrier.rows(name):
                    rows += len(some)
                    _count_in(digest, some)
            connection.exec_driver_sql(
                "UPDATE backup_table SET rows = ?, sha256 = ? WHERE name = ?",
                (rows, digest.hexdigest(), name),
            )


def test_a_backup_that_lacks_files_is_taken_if_that_is_meant(
    here: Place, place: MakePlace, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, there = tmp_path / "poor.imalink", place("there", "sqlite")
    lost = here.bytes_kept()[0]
    lost.unlink()
    assert run(here, "backup", file) == 1
    assert run(there, "restore", file) == 3
    assert "--incomplete" in capsys.readouterr().err
    assert run(there, "restore", file, "--incomplete") == 1
    assert lost.name in capsys.readouterr().err
    assert everything(there) == everything(here)
    assert not (there.folder / lost.relative_to(here.folder)).exists()
    assert len(there.bytes_kept()) == 3


OF_STEP_6 = {
    "about", "account", "answered", "author", "change", "collection", "collection_photo", "deleted_account",
    "image_file", "import_session", "invitation", "loose_bytes", "photo", "photo_exif", "photo_preview",
    "photo_tag", "saved_search", "shoot", "shoot_photo", "space", "space_invitation", "space_member",
    "space_photo", "stack", "story", "tag",
}  # fmt: skip


def test_check_tells_what_is_well(here: Place, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    orphan = here.bytes_kept()[0].parent / ("ab" * 32)
    orphan.parent.with_name("ab").mkdir(exist_ok=True)
    orphan.parent.with_name("ab").joinpath(orphan.name).write_bytes(b"nobody's")
    assert run(here, "check", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["faults"], told["files"]) == (True, [], 4)
    assert [key.rpartition("/")[2] for key in told["orphans"]] == [orphan.name]
    assert run(here, "migrate", "down", "0004", "--yes") == 0
    assert run(here, "check") == 1
    assert "steps are left to take: 0005" in capsys.readouterr().out


def test_check_finds_rows_that_cannot_be(
    place: MakePlace, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    here = place("here", "sqlite")
    with running(here.settings) as client:
        fill(client)
    with closing(sqlite3.connect(here.folder / "imalink.db")) as file, file:
        file.execute("UPDATE photo_tag SET tag_id = 999 WHERE id = 1")
        file.execute("UPDATE photo SET hothash = ? WHERE id = 2", ("0" * 64,))
    assert run(here, "check") == 1
    told = capsys.readouterr().out
    assert "1 rows of photo_tag refer by tag_id" in told
    assert "photo 2: its small preview is not its own" in told


def test_check_makes_no_server(place: MakePlace, run: Run) -> None:
    nowhere = place("nowhere", "sqlite")
    assert run(nowhere, "check") == 3
    assert not nowhere.folder.exists()


def test_nobody_is_signed_in_by_a_backup(here: Place, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "all.imalink"
    assert run(here, "backup", file) == 0
    with closing(sqlite3.connect(file)) as backup:
        tables = {name for (name,) in backup.execute("SELECT name FROM sqlite_master")}
    assert not tables & set(LEFT_OUT)
    assert (here.folder / "secret").read_bytes() not in file.read_bytes()
