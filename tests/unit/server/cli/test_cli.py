"""The command `imalink-server`, but for serving."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from imalink_core.version import VERSION
from imalink_server.cli import main
from tests.unit.server.asking import PASSWORD, running
from tests.unit.server.conftest import MakeSettings


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMALINK_PASSWORD_MEMORY_KIB", str(19 * 1024))
    monkeypatch.setenv("IMALINK_PASSWORD_ROUNDS", "2")


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, *words: str, typed: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main([*words, "--data-dir", str(folder)])


def test_it_knows_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert VERSION in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["bake"], ["migrate"], ["user", "add"], ["serve", "--port", "http"]])
def test_wrong_use_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert "usage" in capsys.readouterr().err


def test_somebody_is_added_and_can_sign_in(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    settings: MakeSettings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    add = ("user", "add", "anna", "--email", "anna@example.org", "--password-stdin")
    assert run(monkeypatch, tmp_path, *add, typed=f"{PASSWORD}\n") == 0
    assert run(monkeypatch, tmp_path, *add, typed=f"{PASSWORD}\n") == 3
    assert "cannot be used" in capsys.readouterr().err
    assert run(monkeypatch, tmp_path, "user", "list") == 0
    assert "anna\tanna@example.org" in capsys.readouterr().out
    with running(settings()) as client:
        assert client.login().status_code == 200


def test_another_password_signs_out_everywhere(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    settings: MakeSettings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with running(settings()) as client:
        client.register()
        me = client.signed_in()
        # From another process' point of view, while the server runs.
        change = ("user", "password", "Anna", "--password-stdin")
        assert run(monkeypatch, tmp_path, *change, typed="another long one\n") == 0
        assert "1 device signed out" in capsys.readouterr().out
        assert me.get("/api/v1/users/me").status_code == 401
        assert client.login("anna", "another long one").status_code == 200


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("add", "anna", "--email", "anna@example.org"), "short", "8 characters"),
        (("add", "anna", "--email", "anna@example.org"), "anna2026", "one's own name"),
        (("add", "an na", "--email", "anna@example.org"), PASSWORD, "username"),
        (("add", "anna", "--email", "nobody"), PASSWORD, "email"),
    ],
)
def test_what_cannot_be_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    typed: str,
    said: str,
) -> None:
    assert run(monkeypatch, tmp_path, "user", *words, "--password-stdin", typed=f"{typed}\n") == 3
    told = capsys.readouterr().err
    assert said in told
    assert PASSWORD not in told


def test_a_password_that_is_typed_twice_has_to_be_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter([PASSWORD, "another one", PASSWORD, PASSWORD])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    add = ("user", "add", "anna", "--email", "anna@example.org")
    assert run(monkeypatch, tmp_path, *add) == 3
    assert "two passwords" in capsys.readouterr().err
    assert run(monkeypatch, tmp_path, *add) == 0


def test_an_invitation_is_printed_and_holds(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    settings: MakeSettings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with running(settings()):
        pass
    assert run(monkeypatch, tmp_path, "user", "invite") == 0
    code = capsys.readouterr().out.strip()
    with running(settings(registration="invite")) as client:
        assert client.register(invitation_code=code).status_code == 201


def test_steps_are_taken_listed_and_taken_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def taken() -> list[str]:
        capsys.readouterr()
        assert run(monkeypatch, tmp_path, "migrate", "history") == 0
        return [line[:4] for line in capsys.readouterr().out.splitlines() if "taken" in line]

    assert run(monkeypatch, tmp_path, "migrate", "up") == 0
    everything = taken()
    assert everything == sorted(everything)
    assert len(everything) >= 5
    assert run(monkeypatch, tmp_path, "migrate", "down", "0002") == 3
    assert "--yes" in capsys.readouterr().err
    assert run(monkeypatch, tmp_path, "migrate", "down", "0002", "--yes") == 0
    assert taken() == ["0001", "0002"]
    assert run(monkeypatch, tmp_path, "migrate", "down", "base", "--yes") == 0
    assert taken() == []


def test_a_wrong_setting_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IMALINK_WORKERS", "many")
    assert run(monkeypatch, tmp_path, "user", "list") == 3
    assert "IMALINK_WORKERS" in capsys.readouterr().err


def test_nobody_has_no_password_to_change(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path, "migrate", "up") == 0
    words = ("user", "password", "nobody", "--password-stdin")
    assert run(monkeypatch, tmp_path, *words, typed=f"{PASSWORD}\n") == 3
    assert "Nobody here is called" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "kept.imalink"),
        ("check",),
        ("user", "list"),
        ("user", "invite"),
        ("user", "password", "anna", "--password-stdin"),
        ("migrate", "history"),
        ("migrate", "down", "base", "--yes"),
        ("worker",),
    ],
)
def test_where_nothing_has_begun_nothing_is_begun_by_a_question(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mistyped"
    assert run(monkeypatch, folder, *words, typed=f"{PASSWORD}\n") == 3
    assert f"There is no server in {folder}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_who_adds_the_first_person_is_told_where(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, is_told in (("anna", True), ("bo", False)):
        words = ("user", "add", name, "--email", f"{name}@example.org", "--password-stdin")
        assert run(monkeypatch, tmp_path / "new", *words, typed=f"{PASSWORD}\n") == 0
        assert (f"A new server was begun in {tmp_path / 'new'}." in capsys.readouterr().out) is is_told
