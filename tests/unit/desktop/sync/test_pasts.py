"""What is and what was, against a real server: another address, somebody else, backups of either side."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from imalink_core.codec.checks import MOST_WHOLE, whole
from imalink_core.codec.fields import Fields as Told
from imalink_desktop.app.library import to_change
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.commands.discarding import purge
from imalink_desktop.sync.accounts import Badge
from imalink_desktop.sync.answers import document
from imalink_desktop.sync.http import Http
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.transport import Request
from tests.unit.desktop.sync.ours import PASSWORD, Purse, serving
from tests.unit.desktop.sync.proxy import Fault, before
from tests.unit.desktop.sync.test_sync_command import Run, _names, add, folder, listed, run, sync

__all__ = ["folder", "run"]

pytestmark = pytest.mark.slow

Library = tuple[Path, str]


@pytest.fixture
def library(run: Run, folder: Path, tmp_path: Path, address: str) -> Library:
    """Six photos that the server has, and whose they are."""
    one, name = tmp_path / "one", next(_names)
    add(run, one, address, name, "--register", f"{name}@example.org")
    run("--data-dir", one, "import", folder)
    sync(run, one)
    return one, name


def seen(address: str, name: str, uid: str) -> bool:
    """Whether a stranger sees a photo."""
    with Http(address, stalling=30) as way:
        badge = Badge(address, name, Purse())
        badge.sign_in(way, PASSWORD)
        there = Server(way, badge).photo(uid)
        if there is None:
            return False
        own = Request("GET", f"/api/v1/photos/{uid}", headers={"Authorization": f"Bearer {badge.token}"})
        number = Told(document(way.send(own))).need("id", whole(0, MOST_WHOLE))
        return way.send(Request("GET", f"/api/v1/photos/{number}")).status == 200


def uid_of(run: Run, library: Path, number: int) -> str:
    (found,) = (each["uid"] for each in listed(run, library) if each["id"] == number)
    return str(found)


def show(run: Run, library: Path, level: str, *numbers: int) -> None:
    assert run("--data-dir", library, "visibility", level, *map(str, numbers))[0] == 0


def visible(run: Run, library: Path, uid: str) -> str:
    (found,) = (each["visibility"] for each in listed(run, library) if each["uid"] == uid)
    return str(found)


def test_made_private_after_a_lost_answer_it_is_private_everywhere(
    run: Run, library: Library, address: str
) -> None:
    one, name = library
    with before(address) as proxy:
        add(run, one, proxy.url, name, "--instead")
        sync(run, one)
        show(run, one, "public", 1)
        uid = uid_of(run, one, 1)
        lost = False

        def choose() -> Fault:
            nonlocal lost
            if lost:
                return Fault.CUT_BEFORE
            lost = proxy.heard[-1].startswith("PUT")
            return Fault.DROP_ANSWER if lost else Fault.NONE

        proxy.choose = choose
        assert run("--data-dir", one, "sync", "--password-stdin")[0] == 3
        assert seen(address, name, uid)
        show(run, one, "private", 1)
        proxy.choose = lambda: Fault.NONE
        sync(run, one)
        assert sync(run, one)["pending"] == 0
    assert not seen(address, name, uid)
    assert visible(run, one, uid) == "private"


@pytest.mark.parametrize("by", ["address", "e-mail"])
def test_what_waits_moves_along_to_another_address_or_another_name(
    run: Run, library: Library, address: str, by: str
) -> None:
    one, name = library
    show(run, one, "public", 1, 2)
    sync(run, one)
    uid = uid_of(run, one, 1)
    assert seen(address, name, uid)
    show(run, one, "private", 1)
    there = address.replace("127.0.0.1", "localhost") if by == "address" else address
    who = f"{name}@example.org" if by == "e-mail" else name
    code, _, beside = add(run, one, there, who, "--instead")
    assert code == 0, beside
    assert sync(run, one)["asks"] is None
    assert not seen(address, name, uid)
    assert visible(run, one, uid) == "private"


def test_somebody_else_of_the_same_name_is_asked_about(
    run: Run, tmp_path: Path, address: str, library: Library
) -> None:
    one, name = library
    with Http(address, stalling=30) as way:
        badge = Badge(address, name, Purse())
        badge.sign_in(way, PASSWORD)
        gone = Request.of_json("DELETE", "/api/v1/users/me", {"password": PASSWORD})
        head = {"Authorization": f"Bearer {badge.token}"}
        assert way.send(replace(gone, headers=head)).status < 300
    run("--data-dir", one, "account", "remove")
    assert add(run, one, address, name, "--register", f"{name}@example.org")[0] == 0
    run("--data-dir", one, "edit", "1", "--title", "Harbour")
    code, said, beside = run("--data-dir", one, "sync", "--password-stdin", "--json")
    assert (code, said["asks"], said["pushed"]) == (1, "other past", 0)
    assert "--keep" in beside
    sync(run, one, "--keep")
    other = tmp_path / "other"
    add(run, other, address, name)
    assert sync(run, other)["pulled"] == 6
    assert sync(run, one)["asks"] is None


def copied_by_hand(_run: Run, library: Path) -> None:
    """As by somebody who knows nothing of `restore`."""
    catalog = library / "data" / "catalog.db"
    backup = max((library / "data" / "backups").glob("catalog *.db"))
    for end in ("-wal", "-shm", ".seal"):
        catalog.with_name(catalog.name + end).unlink(missing_ok=True)
    shutil.copyfile(backup, catalog)


def restored(run: Run, library: Path) -> None:
    assert run("--data-dir", library, "restore", "latest")[0] == 0


@pytest.mark.parametrize("put_back", [restored, copied_by_hand])
def test_after_a_backup_was_put_back_what_is_made_private_is_private(
    run: Run, library: Library, address: str, put_back: Callable[[Run, Path], None]
) -> None:
    one, name = library
    show(run, one, "public", 1)
    sync(run, one)
    uid = uid_of(run, one, 1)
    assert run("--data-dir", one, "backup")[0] == 0
    for level in ("private", "public"):
        show(run, one, level, 1)
        sync(run, one)
    assert seen(address, name, uid)
    put_back(run, one)
    show(run, one, "private", 1)
    code, said, beside = run("--data-dir", one, "sync", "--password-stdin", "--json")
    assert (code, said["asks"], said["pending"]) == (1, "put back", 1)
    assert "--go-on" in beside
    sync(run, one, "--go-on")
    assert sync(run, one)["asks"] is None
    assert not seen(address, name, uid)
    assert visible(run, one, uid) == "private"


def test_what_is_purged_once_more_after_a_backup_was_put_back_is_gone_there(
    run: Run, library: Library, address: str, tmp_path: Path
) -> None:
    one, name = library
    assert run("--data-dir", one, "backup")[0] == 0
    uid = uid_of(run, one, 3)
    throw_away(run, one, 3)
    sync(run, one)
    assert run("--data-dir", one, "restore", "latest")[0] == 0
    sync(run, one, "--go-on")
    run("--data-dir", one, "bring-back", "3")
    show(run, one, "public", 3)
    sync(run, one)
    assert seen(address, name, uid)
    throw_away(run, one, 3)
    sync(run, one)
    assert not seen(address, name, uid)
    other = tmp_path / "other"
    add(run, other, address, name)
    assert sync(run, other)["pulled"] == 5


def throw_away(run: Run, library: Path, number: int) -> None:
    run("--data-dir", library, "discard", str(number))
    with to_change(Paths.below(library)) as catalog:
        purge(catalog, [number])


def test_a_server_that_was_put_back_file_by_file_is_noticed_by_all(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """Also by who comes when it has gone on so far that all numbers have come again."""
    there, copy, name = tmp_path / "server", tmp_path / "copy", next(_names)
    there.mkdir()
    libraries = one, other = tmp_path / "one", tmp_path / "other"
    with before("") as proxy:
        with serving(there) as proxy.upstream:
            add(run, one, proxy.url, name, "--register", f"{name}@example.org")
            run("--data-dir", one, "import", folder)
            sync(run, one)
            add(run, other, proxy.url, name)
            sync(run, other)
        shutil.copytree(there, copy)
        with serving(there) as proxy.upstream:
            run("--data-dir", one, "edit", "1", "--title", "After the copy")
            sync(run, one)
            run("--data-dir", other, "edit", "2", "--title", "There after the copy")
            for library in (other, one):
                sync(run, library)
        shutil.rmtree(there)
        shutil.copytree(copy, there)
        with serving(there) as proxy.upstream:
            run("--data-dir", one, "edit", "1", "--title", "After it was put back")
            run("--data-dir", one, "rate", "3", "4-6")
            for library in libraries:
                said = run("--data-dir", library, "sync", "--password-stdin", "--json")[1]
                assert said["asks"] == "other past", library
                sync(run, library, "--keep")
            for library in (*libraries, *libraries):
                sync(run, library)
            titles = [{each["uid"]: each["title"] for each in listed(run, library)} for library in libraries]
            assert titles[0] == titles[1]


def test_a_server_put_back_after_it_said_yes_and_the_round_broke_off_is_noticed(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    there, copy, name = tmp_path / "server", tmp_path / "copy", next(_names)
    there.mkdir()
    one = tmp_path / "one"
    with before("") as proxy:
        with serving(there) as proxy.upstream:
            add(run, one, proxy.url, name, "--register", f"{name}@example.org")
            run("--data-dir", one, "import", folder)
            show(run, one, "public", 1, 2)
            sync(run, one)
            uid = uid_of(run, one, 1)
        shutil.copytree(there, copy)
        with serving(there) as proxy.upstream:
            show(run, one, "private", 1)
            run("--data-dir", one, "rate", "5", "3")
            has_said_yes = False

            def choose() -> Fault:
                nonlocal has_said_yes
                if has_said_yes:
                    return Fault.CUT_BEFORE
                has_said_yes = proxy.heard[-1].startswith("PUT")
                return Fault.NONE

            proxy.choose = choose
            assert run("--data-dir", one, "sync", "--password-stdin")[0] == 3
            assert not seen(proxy.upstream, name, uid)
        proxy.choose = lambda: Fault.NONE
        shutil.rmtree(there)
        shutil.copytree(copy, there)
        with serving(there) as proxy.upstream:
            assert seen(proxy.upstream, name, uid)
            said = run("--data-dir", one, "sync", "--password-stdin", "--json")[1]
            assert said["asks"] == "other past"
            sync(run, one, "--keep")
            assert sync(run, one)["pending"] == 0
            assert not seen(proxy.upstream, name, uid)
            assert visible(run, one, uid) == "private"
