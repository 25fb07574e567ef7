"""What can be set, from where, and who may register when nobody said."""

from __future__ import annotations

import pickle
from ipaddress import ip_network
from pathlib import Path

import pytest

from imalink_server.base.errors import Expected
from imalink_server.base.settings import Registration, Settings

STRONG = "Zk3-9vQx_7LmP2rTy8Wd4Nf6Hb1Jc5Gs"


@pytest.fixture(autouse=True)
def _no_settings_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("IMALINK_")]:
        monkeypatch.delenv(name)


def test_nothing_has_to_be_set() -> None:
    settings = Settings.of({})
    assert settings.host == "127.0.0.1"
    assert settings.data_dir.is_absolute()
    assert settings.database == f"sqlite:///{settings.data_dir / 'imalink.db'}"


def test_the_command_line_comes_before_the_environment_and_that_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "server.toml").write_text('port = 1\nworkers = 2\nhost = "file"\n')
    monkeypatch.setenv("IMALINK_PORT", "3")
    monkeypatch.setenv("IMALINK_WORKERS", "4")
    settings = Settings.of({"data_dir": tmp_path, "port": 5, "workers": None})
    assert (settings.port, settings.workers, settings.host) == (5, 4, "file")


def test_the_folder_itself_may_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "server.toml").write_text("port = 1\n")
    monkeypatch.setenv("IMALINK_DATA_DIR", str(tmp_path))
    assert Settings.of({}).port == 1


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMALINK_TRUSTED_PROXIES", "10.0.0.0/8, fd00::/8")
    assert Settings.of({}).trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


def test_a_word_that_is_no_setting_is_named(tmp_path: Path) -> None:
    (tmp_path / "server.toml").write_text("prot = 1\n")
    with pytest.raises(Expected, match="prot"):
        Settings.of({"data_dir": tmp_path})


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "server.toml").write_text("port\n")
    with pytest.raises(Expected, match=r"server\.toml"):
        Settings.of({"data_dir": tmp_path})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "http"),
        ("port", "70000"),
        ("workers", "0"),
        ("registration", "sometimes"),
        ("database_url", "mysql://user:hidden@host/name"),
        ("secret", "hidden"),
        ("secret", "hidden-changeme-hidden-changeme-hidden"),
        ("secret", "h" * 40),
        ("public_url", "ftp://hidden"),
        ("cors_origins", "*"),
        ("trusted_proxies", "everybody"),
        ("password_rounds", "1"),
        ("password_memory_kib", "8"),
    ],
)
def test_what_cannot_be_is_named_and_never_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"IMALINK_{name.upper()}", value)
    with pytest.raises(Expected) as trouble:
        Settings.of({})
    assert name in str(trouble.value)
    assert f"IMALINK_{name.upper()}" in trouble.value.next_step
    assert "hidden" not in str(trouble.value)


def test_settings_show_no_secret_and_go_to_other_processes() -> None:
    settings = Settings.of({"secret": STRONG, "database_url": "postgresql://user:hidden@host/name"})
    assert STRONG not in repr(settings)
    assert "hidden" not in repr(settings)
    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("given", "forwarded", "rule"),
    [
        ({}, False, Registration.OPEN),
        ({"host": "::1"}, False, Registration.OPEN),
        ({"host": "localhost"}, False, Registration.OPEN),
        ({}, True, Registration.INVITE),
        ({"host": "0.0.0.0"}, False, Registration.INVITE),  # noqa: S104 - that is the point
        ({"host": "::"}, False, Registration.INVITE),
        ({"host": "photos.example"}, False, Registration.INVITE),
        ({"trusted_proxies": "127.0.0.1"}, False, Registration.INVITE),
        ({"registration": "open", "host": "::"}, True, Registration.OPEN),
        ({"registration": "closed"}, False, Registration.CLOSED),
    ],
)
def test_registration_is_open_only_at_home_unless_somebody_says_so(
    given: dict[str, object], forwarded: bool, rule: Registration
) -> None:
    assert Settings.of(given).registration_for(forwarded=forwarded) is rule
