"""A token is in a real keyring or in memory, and never anywhere else."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.core import load_keyring

from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.settings.secrets import LONGEST_ON_WINDOWS, Keyring, Secrets, deserves_the_name

CANARY = "k4n4ri-token"
SERVER, USER = "https://photos.example.org", "anna"


class Shelf:
    """A keyring that works, for as long as the test runs, unless it is locked."""

    def __init__(self, *, locked: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        self._open("reading")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open(f"writing {password}")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open("deleting")
        del self.kept[service, username]

    def _open(self, deed: str) -> None:
        if self.locked:
            raise RuntimeError(f"locked while {deed}")


class Shortening(Shelf):
    """Keeps the first half."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[: len(password) // 2])


class Clinging(Shelf):
    """Never lets go."""

    def delete_password(self, service: str, username: str) -> None:
        raise OSError(f"{service} and {username} stay")


def shipped(name: str) -> Keyring:
    """Make a backend of the library itself."""
    return load_keyring(f"keyring.backends.{name}.Keyring")


def test_a_token_lasts_in_a_keyring() -> None:
    shelf = Shelf()
    secrets = Secrets(shelf)
    secrets.set(SERVER, USER, CANARY)
    assert secrets.is_lasting
    assert Secrets(shelf).get(SERVER, USER) == CANARY


def test_each_user_of_each_server_has_their_own() -> None:
    secrets = Secrets(Shelf())
    accounts = [(SERVER, USER), (SERVER, "bo"), ("https://other.example.org", USER)]
    for number, account in enumerate(accounts):
        secrets.set(*account, f"token {number}")
    secrets.delete(*accounts[0])
    assert [secrets.get(*account) for account in accounts] == [None, "token 1", "token 2"]


def test_forgetting_what_was_never_known_is_no_trouble() -> None:
    for keyring, lasting in ((Shelf(), True), (None, False), (Shelf(locked=True), False)):
        secrets = Secrets(keyring)
        secrets.delete(SERVER, USER)
        assert secrets.get(SERVER, USER) is None
        assert secrets.is_lasting == lasting


@pytest.mark.parametrize(
    "keyring", [None, Shelf(locked=True), Shortening(), shipped("fail"), shipped("null")]
)
def test_without_a_keyring_that_keeps_it_a_token_lives_in_memory(keyring: Keyring | None) -> None:
    secrets = Secrets(keyring)
    secrets.set(SERVER, USER, CANARY)
    assert not secrets.is_lasting
    assert secrets.get(SERVER, USER) == CANARY
    assert Secrets(keyring).get(SERVER, USER) is None, "nothing half is left in it"
    secrets.delete(SERVER, USER)
    assert secrets.get(SERVER, USER) is None


def test_a_new_token_replaces_the_one_in_memory_too() -> None:
    secrets = Secrets(None)
    for token in ("old", "new"):
        secrets.set(SERVER, USER, token)
    assert secrets.get(SERVER, USER) == "new"


def test_a_keyring_that_is_unlocked_later_is_used_again() -> None:
    shelf = Shelf(locked=True)
    secrets = Secrets(shelf)
    secrets.set(SERVER, USER, CANARY)
    lasting = [secrets.is_lasting]
    shelf.locked = False
    secrets.set(SERVER, USER, "new")
    assert [*lasting, secrets.is_lasting] == [False, True]
    assert secrets.get(SERVER, USER) == Secrets(shelf).get(SERVER, USER) == "new"


def test_a_keyring_that_will_not_forget_is_told_of() -> None:
    secrets = Secrets(Clinging())
    secrets.set(SERVER, USER, CANARY)
    with pytest.raises(Expected, match="would not forget") as told:
        secrets.delete(SERVER, USER)
    assert CANARY not in str(told.value)


def test_no_repr_and_no_log_tells_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for keyring in (Shelf(), Shelf(locked=True), None):
            secrets = Secrets(keyring)
            secrets.set(SERVER, USER, CANARY)
            assert CANARY not in f"{secrets} {secrets!r}"
    assert "the keyring refused" in caplog.text
    assert CANARY not in caplog.text


def test_a_token_too_long_for_windows_is_told_of_and_the_old_one_stays() -> None:
    secrets = Secrets(Shelf(), LONGEST_ON_WINDOWS)
    secrets.set(SERVER, USER, "x" * 1_280)
    for too_long in ("x" * 1_281, "🐣" * 641):
        with pytest.raises(Expected, match="at most 1,280") as told:
            secrets.set(SERVER, USER, too_long)
        assert told.value.next_step
    assert secrets.get(SERVER, USER) == "x" * 1_280
    in_memory = Secrets(None, LONGEST_ON_WINDOWS)
    in_memory.set(SERVER, USER, "x" * 5_000)
    assert in_memory.get(SERVER, USER) == "x" * 5_000


def test_a_token_without_a_user_is_our_mistake() -> None:
    for account in (("", USER), (SERVER, "")):
        with pytest.raises(Bug):
            Secrets(None).set(*account, CANARY)


def named(module: str, name: str, priority: float) -> object:
    return type(name, (), {"__module__": module, "priority": priority})()


def test_which_keyrings_deserve_the_name() -> None:
    assert deserves_the_name(named("keyring.backends.SecretService", "Keyring", 5))
    assert deserves_the_name(named("keyring_pass", "PasswordStoreBackend", 1))
    for refused in (
        shipped("fail"),
        shipped("null"),
        named("keyrings.alt.file", "PlaintextKeyring", 9),
        named("someone.else", "PlainTextKeyring", 9),
        named("keyrings.alt.file", "EncryptedKeyring", 9),
        named("keyring.backends.fail", "Keyring", 9),
        named("keyring.backends.null", "Keyring", 9),
        named("someone.else", "Keyring", 0.5),
        object(),
    ):
        assert not deserves_the_name(refused)


@pytest.mark.parametrize(
    "backend",
    ["keyring.backends.fail.Keyring", "keyring.backends.null.Keyring", "no.such.Thing", "keyring.nothing"],
)
def test_what_is_chosen_by_the_environment_is_judged_too(backend: str, tmp_path: Path) -> None:
    program = (
        "from imalink_desktop.settings.secrets import open_secrets\n"
        "secrets = open_secrets()\n"
        f"secrets.set('server', 'anna', {CANARY!r})\n"
        "print(secrets.is_lasting, secrets.get('server', 'anna'))\n"
    )
    surroundings = {**os.environ, "PYTHON_KEYRING_BACKEND": backend, "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], env=surroundings, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"False {CANARY}\n", "")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
