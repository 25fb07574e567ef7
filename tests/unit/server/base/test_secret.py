"""The secret is made once, for nobody else to read, and a weak one is not taken."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from imalink_server.base.errors import Expected
from imalink_server.base.private import private_folder
from imalink_server.base.secret import kept_secret, key_for, strong


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    secret = kept_secret(tmp_path / "secret")
    assert len(secret) >= 48
    assert kept_secret(tmp_path / "secret") == secret
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
    assert kept_secret(tmp_path / "another") != secret


@pytest.mark.skipif(os.name != "posix", reason="only there can it be told")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    kept_secret(tmp_path / "secret")
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_many_that_start_at_once_have_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: kept_secret(tmp_path / "secret"), range(16)))
    assert made == {(tmp_path / "secret").read_bytes()}


@pytest.mark.skipif(os.name != "posix", reason="only there can it be told")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_one_that_others_can_read_is_not_taken(tmp_path: Path, mode: int) -> None:
    kept_secret(tmp_path / "secret")
    (tmp_path / "secret").chmod(mode)
    with pytest.raises(Expected, match="Others on this machine"):
        kept_secret(tmp_path / "secret")


@pytest.mark.parametrize(
    "weak", ["", "hidden", "a" * 64, "changeme" * 8, "your-secret-key-goes-here-1234567890"]
)
def test_a_weak_one_is_not_taken(tmp_path: Path, weak: str) -> None:
    with pytest.raises(Expected):
        strong(weak)
    path = tmp_path / "secret"
    path.write_text(weak)
    path.chmod(0o600)
    with pytest.raises(Expected) as trouble:
        kept_secret(path)
    assert not weak or weak not in str(trouble.value)


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert key_for("tokens", b"secret") != key_for("uploads", b"secret")
    assert key_for("tokens", b"secret") == key_for("tokens", b"secret")


def test_a_private_folder_is_private_all_the_way(tmp_path: Path) -> None:
    private_folder(tmp_path / "a" / "b")
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "a/b")} == {0o700}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Expected, match="cannot be made"):
        private_folder(tmp_path / "file" / "below")


def test_it_is_kept_on_a_disk_without_links_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    assert kept_secret(tmp_path / "secret") == kept_secret(tmp_path / "secret")
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
