"""`imalink account` and `imalink sync`, against a real server: two libraries of one person become one."""

from __future__ import annotations

import io
import itertools
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imalink_core.codec import Shape
from imalink_desktop.app.main import main
from tests.drawing import jpeg, scene
from tests.unit.desktop.sync.family import family
from tests.unit.desktop.sync.ours import PASSWORD
from tests.unit.desktop.sync.proxy import Fault, Proxy, before
from tests.unit.desktop.sync.raw import saying, whole

pytestmark = pytest.mark.slow

Run = Callable[..., tuple[int, Any, str]]
_names = (f"dora{number}" for number in itertools.count(1))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `imalink` with the password piped in; its exit code, the document it wrote, and what it said."""

    def imalink(*words: str | Path, piped: str = PASSWORD) -> tuple[int, Any, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{piped}\n"))
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        told = capsys.readouterr()
        return code, json.loads(told.out) if told.out.startswith("{") else told.out, told.err

    return imalink


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six photos."""
    there = tmp_path / "photos"
    there.mkdir()
    for number in range(6):
        (there / f"IMG_{number}.jpg").write_bytes(jpeg(scene(320, 240, seed=number)))
    return there


def add(run: Run, library: Path, address: str, name: str, *more: str) -> tuple[int, Any, str]:
    words = ("account", "add", address, "--user", name, "--password-stdin", "--json")
    return run("--data-dir", library, *words, *more)


def sync(run: Run, library: Path, *more: str) -> dict[str, Any]:
    code, said, beside = run("--data-dir", library, "sync", "--password-stdin", "--json", *more)
    assert code == 0, (said, beside)
    document: dict[str, Any] = said
    return document


def listed(run: Run, library: Path) -> list[dict[str, Any]]:
    code, said, _ = run("--data-dir", library, "list", "--limit", "1000", "--json")
    assert code == 0
    photos: list[dict[str, Any]] = said["photos"]
    return photos


def test_two_libraries_of_one_person_become_one(run: Run, folder: Path, tmp_path: Path, address: str) -> None:
    one, other, name = tmp_path / "one", tmp_path / "other", next(_names)
    code, said, beside = add(run, one, address, name, "--register", f"{name}@example.org")
    assert code == 0, beside
    assert said == {"url": address, "user": name, "kept": False, "cannot": []}
    assert "no keyring" in beside
    assert run("--data-dir", one, "import", folder)[0] == 0
    first = sync(run, one)
    assert (first["pending"], first["parked"], first["conflicts"], first["asks"]) == (0, 0, 0, None)
    assert first["pushed"] >= 6

    assert add(run, other, address, name)[0] == 0
    assert sync(run, other)["pulled"] == 6
    there = listed(run, other)
    assert {each["uid"] for each in there} == {each["uid"] for each in listed(run, one)}
    assert [each["files"] for each in there] == [[]] * 6  # the originals are elsewhere

    rated = there[0]
    run("--data-dir", other, "rate", "5", str(rated["id"]))
    sync(run, other)
    sync(run, one)
    (same,) = [each for each in listed(run, one) if each["uid"] == rated["uid"]]
    assert same["rating"] == 5


def test_no_token_is_in_any_file(run: Run, tmp_path: Path, address: str) -> None:
    library, name = tmp_path / "one", next(_names)
    add(run, library, address, name, "--register", f"{name}@example.org")
    sync(run, library)
    for file in library.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"eyJ" not in content, file
            assert PASSWORD.encode() not in content, file


def test_accounts_are_listed_and_removed(run: Run, tmp_path: Path, address: str) -> None:
    library, name = tmp_path / "one", next(_names)
    assert run("--data-dir", library, "account", "list", "--json")[0] == 3  # there is no library yet
    add(run, library, address, name, "--register", f"{name}@example.org")
    _, said, _ = run("--data-dir", library, "account", "list", "--json")
    assert said == {"accounts": [{"url": address, "user": name, "home": True, "kept": False}]}
    assert run("--data-dir", library, "account", "remove")[0] == 0
    assert run("--data-dir", library, "account", "list", "--json")[1] == {"accounts": []}
    code, _, beside = run("--data-dir", library, "sync", "--password-stdin")
    assert code == 3
    assert "Nobody is signed in" in beside
    assert run("--data-dir", library, "account", "remove")[0] == 3


def test_a_library_belongs_to_one_account_unless_another_is_to_take_its_place(
    run: Run, tmp_path: Path, address: str
) -> None:
    library, one, two = tmp_path / "one", next(_names), next(_names)
    add(run, library, address, one, "--register", f"{one}@example.org")
    code, _, beside = add(run, library, address, two, "--register", f"{two}@example.org")
    assert code == 3
    assert f"belongs to {one}" in beside
    assert add(run, library, address, two, "--register", f"{two}@example.org", "--instead")[0] == 0
    _, said, _ = run("--data-dir", library, "account", "list", "--json")
    assert [each["user"] for each in said["accounts"]] == [two]


def test_what_is_wrong_is_said_before_a_password_goes_anywhere(
    run: Run, tmp_path: Path, address: str
) -> None:
    library = tmp_path / "one"
    for wrong in ("http://photos.example", "https://169.254.169.254", "https://anna:x@photos.example"):
        assert add(run, library, wrong, "anna")[0] == 2
    assert run("--data-dir", library, "account", "add")[0] == 2
    words = ("--data-dir", library, "account", "add", address, "--user", "anna")
    assert run(*words)[0] == 2  # nobody is there to be asked
    code, _, beside = run(*words, "--password-stdin", piped="wrong")
    assert code == 3
    assert beside.endswith("does not let anna in: Incorrect username or password.\n")
    # No library was begun, so that the next command does not find an empty one.
    assert "A new library was begun" not in beside
    assert "There is no library" in run("--data-dir", library, "list")[2]


def test_a_sign_in_that_makes_no_sense_is_not_said_to_be_tried_again(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "one"
    for answer in (
        whole("200 OK", b'{"paths": {', "Content-Type: application/json"),
        whole("503 Service Unavailable", b"{}", "Content-Type: application/json"),
    ):
        with saying(answer) as there:
            code, _, beside = add(run, library, there.url, "anna")
        assert code == 3
        assert beside.endswith(" Try again later.\n")
    assert "There is no library" in run("--data-dir", library, "list")[2]


def test_without_a_token_or_a_password_nothing_is_lost(
    run: Run, folder: Path, tmp_path: Path, address: str
) -> None:
    library, name = tmp_path / "one", next(_names)
    add(run, library, address, name, "--register", f"{name}@example.org")
    run("--data-dir", library, "import", folder)
    code, _, beside = run("--data-dir", library, "sync", "--json")
    assert code == 2
    assert "Nobody is there to be asked for the password. Pipe it in with --password-stdin." in beside
    code, _, beside = run("--data-dir", library, "sync", "--password-stdin", piped="wrong")
    assert code == 3
    assert sync(run, library)["pending"] == 0


def test_a_broken_line_costs_nothing_but_another_try(
    run: Run, folder: Path, tmp_path: Path, address: str
) -> None:
    library, other, name = tmp_path / "one", tmp_path / "other", next(_names)
    with before(address) as proxy:
        add(run, library, proxy.url, name, "--register", f"{name}@example.org")
        run("--data-dir", library, "import", folder)
        proxy.at_random(7, 0.3, (Fault.CUT_BEFORE, Fault.DROP_ANSWER, Fault.TRUNCATE, Fault.TWICE))
        codes: list[int] = []
        while 0 not in codes and len(codes) < 40:
            codes.append(run("--data-dir", library, "sync", "--password-stdin")[0])
        assert codes[-1] == 0
        assert 3 in codes
    add(run, other, address, name)
    assert sync(run, other)["pulled"] == 6


@pytest.mark.parametrize("more", [(), ("--register", "anna@example.org")], ids=["sign in", "register"])
def test_a_server_that_is_no_photo_server_gets_no_password(
    run: Run, tmp_path: Path, more: tuple[str, ...]
) -> None:
    with saying(whole("200 OK", b"<html>Hello", "Content-Type: text/html")) as there:
        code, _, beside = add(run, tmp_path / "one", there.url, "anna", *more)
        assert code == 3
        assert "web page" in beside
        assert all(PASSWORD.encode() not in each for each in there.heard)


def test_two_titles_for_one_photo_are_both_kept(run: Run, folder: Path, tmp_path: Path, address: str) -> None:
    one, other, name = tmp_path / "one", tmp_path / "other", next(_names)
    add(run, one, address, name, "--register", f"{name}@example.org")
    run("--data-dir", one, "import", folder)
    sync(run, one)
    add(run, other, address, name)
    sync(run, other)
    photo = listed(run, one)[0]
    (same,) = [each for each in listed(run, other) if each["uid"] == photo["uid"]]
    run("--data-dir", one, "edit", str(photo["id"]), "--title", "Harbour")
    run("--data-dir", other, "edit", str(same["id"]), "--title", "Port")
    run("--data-dir", other, "rate", "4", str(same["id"]))
    for library in (one, other, one, other):
        sync(run, library)
    titles = {each["title"] for library in (one, other) for each in listed(run, library)} - {None}
    _, said, _ = run("--data-dir", other, "conflicts", "--json")
    assert "Harbour" in json.dumps(said)
    assert "Port" in json.dumps(said)
    assert titles <= {"Harbour", "Port"}
    (rated,) = [each for each in listed(run, one) if each["uid"] == photo["uid"]]
    assert rated["rating"] == 4


@pytest.mark.parametrize("shape", list(Shape))
def test_an_older_server_keeps_what_it_can_and_the_rest_stays_here(
    run: Run, folder: Path, tmp_path: Path, shape: Shape
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    with family(shape) as there:
        code, said, beside = run(
            *("--data-dir", one, "account", "add", there.url, "--user", "anna"),
            *("--password-stdin", "--json"),
            piped="right",
        )
        assert code == 0, beside
        assert "This server cannot store titles." in said["cannot"]
        run("--data-dir", one, "import", folder)
        first = str(listed(run, one)[0]["id"])
        run("--data-dir", one, "rate", "3", first)
        run("--data-dir", one, "edit", first, "--title", "Only here")
        code, said, beside = run("--data-dir", one, "sync", "--password-stdin", "--json", piped="right")
        assert code == 0, beside
        assert (said["pending"], said["parked"]) == (0, 0)
        assert len(there.photos) == 6
        assert sorted(each["rating"] for each in there.photos.values()) == [0] * 5 + [3]

        words = ("account", "add", there.url, "--user", "anna", "--password-stdin")
        assert run("--data-dir", other, *words, piped="right")[0] == 0
        code, said, beside = run("--data-dir", other, "sync", "--password-stdin", "--json", piped="right")
        assert code == 0, beside
        assert said["pulled"] == 6
        assert {each["hothash"] for each in listed(run, other)} == set(there.photos)
    assert "Only here" in {each["title"] for each in listed(run, one)}


def test_killed_at_any_request_it_goes_on_and_sends_nothing_twice(
    run: Run, folder: Path, tmp_path: Path, address: str
) -> None:
    library, other, name = tmp_path / "one", tmp_path / "other", next(_names)
    with before(address) as proxy:
        add(run, library, proxy.url, name, "--register", f"{name}@example.org")
        run("--data-dir", library, "import", folder)
        for killed_at in (2, 5, 6, 8):
            killed(library, proxy, killed_at)
        proxy.choose = lambda: Fault.NONE
        assert sync(run, library)["pending"] == 0
        run("--data-dir", library, "visibility", "private", "1-6")
        assert sync(run, library)["pending"] == 0
    add(run, other, address, name)
    assert sync(run, other)["pulled"] == 6
    assert {each["uid"] for each in listed(run, other)} == {each["uid"] for each in listed(run, library)}


def killed(library: Path, proxy: Proxy, at: int) -> None:
    """Sync in a process that is killed when the server has done so many requests of its."""
    command = "import sys; from imalink_desktop.app.main import main; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "--data-dir", str(library), "sync", "--password-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    asked = itertools.count(1)

    def choose() -> Fault:
        if next(asked) < at:
            return Fault.NONE
        process.kill()
        return Fault.DROP_ANSWER

    proxy.choose = choose
    process.communicate(f"{PASSWORD}\n".encode(), timeout=120)
