"""What the one who runs the server can set, in one table; everything works when nothing is set.

A value is taken from the command line, else from the environment (`IMALINK_PORT=8000`), else
from `server.toml` in the data folder, else it is the one below.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from imalink_server.base.errors import Expected
from imalink_server.base.paths import Paths, usual_folder
from imalink_server.base.secret import strong

Network: TypeAlias = IPv4Network | IPv6Network

_ENV = "IMALINK_"
_SCHEMES = ("sqlite", "postgresql", "postgres", "postgresql+psycopg")


class Registration(StrEnum):
    """Who may make an account by themselves."""

    OPEN = "open"
    INVITE = "invite"
    """Whoever has an invitation."""
    CLOSED = "closed"
    """Nobody: `imalink-server user add` makes them."""


def _split(value: object) -> object:
    """Read a list as people write it in an environment: with commas."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _known_database(url: SecretStr) -> SecretStr:
    if url.get_secret_value().partition(":")[0] not in _SCHEMES:
        raise ValueError("begins with sqlite:/// or postgresql://")
    return url


def _strong(secret: SecretStr) -> SecretStr:
    try:
        strong(secret.get_secret_value(), "it")
    except Expected as weak:
        raise ValueError(str(weak)) from None
    return secret


def _named(origins: tuple[str, ...]) -> tuple[str, ...]:
    if "*" in origins:
        raise ValueError("name the pages that may ask; everybody is nobody's choice")
    return origins


Networks: TypeAlias = Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_split)]
Names: TypeAlias = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """The settings of one server, which do not change while it runs."""

    model_config = SettingsConfigDict(
        env_prefix=_ENV, extra="forbid", frozen=True, hide_input_in_errors=True, validate_default=True
    )

    data_dir: Path = Field(default_factory=usual_folder)
    """The folder of all that no URL puts elsewhere."""
    database_url: Annotated[SecretStr, AfterValidator(_known_database)] | None = None
    """SQLite in the data folder, unless `postgresql://user:password@host/name`."""
    storage_url: SecretStr | None = None
    """A folder in the data folder, unless `s3://bucket/prefix`."""
    secret: Annotated[SecretStr, AfterValidator(_strong)] | None = None
    """What tokens are signed with; one is made and kept in the data folder. Replicas need the same."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    shutdown_seconds: Annotated[int, Field(ge=0, le=600)] = 20
    """How long those whose question is being answered are waited for."""

    registration: Registration | None = None
    """Nothing chosen: see `registration_for`."""
    public_url: Annotated[str, Field(pattern=r"^https?://[^/?#\s]+[^?#\s]*$")] | None = None
    """Where others find this server, when something stands before it."""
    trusted_proxies: Networks = ()
    """Those whose word is taken on who is asking, such as `10.0.0.0/8`."""
    allowed_hosts: Names = ()
    """The names this server answers to; all, unless some are given."""
    cors_origins: Annotated[Names, AfterValidator(_named)] = ()
    """Pages of others that may ask from within a browser, such as `https://photos.example`."""
    metrics_from: Networks = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))
    """Who may read `/metrics`."""

    access_minutes: Annotated[int, Field(ge=1, le=24 * 60)] = 60
    """How long an access token holds; a device gets a new one by itself."""
    refresh_days: Annotated[int, Field(ge=1, le=3650)] = 90
    """How long a device may stay away before it has to sign in again."""
    invitation_days: Annotated[int, Field(ge=1, le=365)] = 14
    password_memory_kib: Annotated[int, Field(ge=19 * 1024, le=4 << 20)] = 64 * 1024
    password_rounds: Annotated[int, Field(ge=2, le=20)] = 3
    """What guessing one password costs, whoever does it."""

    largest_question: Annotated[int, Field(ge=1 << 16)] = 1 << 20
    """Bytes of one request, where no photos are sent."""
    largest_upload: Annotated[int, Field(ge=1 << 20)] = 64 << 20
    """Bytes of one request with photos."""
    largest_picture: Annotated[int, Field(ge=1 << 20)] = 512 << 20
    """Bytes of a picture that is sent whole, to be made an egg of."""
    hatching_at_once: Annotated[int, Field(ge=1, le=64)] = 2
    """Pictures sent whole that one process makes eggs of at the same time."""
    largest_original: Annotated[int, Field(ge=1 << 20)] = 16 << 30
    """Bytes of an original or a video that is sent here to be kept."""
    originals_quota: Annotated[int, Field(ge=0)] | None = None
    """Bytes that the originals of one account may take; as many as there are, unless it is given."""
    spare_disk: Annotated[int, Field(ge=0)] = 256 << 20
    """Bytes of each disk that no photo gets: who wants to sign in, or to delete something, needs some too."""
    upload_hours: Annotated[int, Field(ge=1, le=24 * 365)] = 48
    """How long an original may be on its way."""
    jobs: Literal["here", "worker"] = "here"
    """Who looks at originals that have come: whoever answers too, or only `imalink-server worker`."""
    database_connections: Annotated[int, Field(ge=2, le=1000)] = 20

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic names them
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Ask the command line, the environment and the file, in this order."""
        folder = init_settings().get("data_dir") or env_settings().get("data_dir") or usual_folder()
        file = TomlConfigSettingsSource(settings_cls, toml_file=Paths(Path(folder)).settings)
        return init_settings, env_settings, file

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """Read all settings; what is `None` here was not given."""
        try:
            read = cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as wrong:
            raise _in_words(wrong) from None
        except (ValueError, OSError) as wrong:
            raise Expected(f"The settings cannot be read ({wrong}).", "Look into server.toml.") from wrong
        return read.model_copy(update={"data_dir": read.data_dir.absolute()})

    @property
    def paths(self) -> Paths:
        """Where everything lies."""
        return Paths(self.data_dir)

    @property
    def database(self) -> str:
        """The database's URL, with its password: for no log."""
        if self.database_url is None:
            return f"sqlite:///{self.paths.database}"
        return self.database_url.get_secret_value()

    def registration_for(self, *, forwarded: bool) -> Registration:
        """Who may make an account, for a question that others have passed on, or one that came directly.

        Open only for those at this very machine, unless the one who runs the server said something else.
        """
        if self.registration is not None:
            return self.registration
        at_home = is_loopback(self.host) and not self.trusted_proxies and not forwarded
        return Registration.OPEN if at_home else Registration.INVITE


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _in_words(wrong: ValidationError) -> Expected:
    """Name what is wrong, and never the value: it may be a secret."""
    said = "; ".join(
        f"{'.'.join(map(str, each['loc'][:1]))}: {each['msg'].removeprefix('Value error, ')}"
        for each in wrong.errors()
    )
    names = sorted({f"{_ENV}{each['loc'][0]}".upper() for each in wrong.errors() if each["loc"]})
    where = ", ".join(name for name in names if name in os.environ)
    return Expected(f"A setting is wrong: {said}.", f"Look at {where or 'the options and server.toml'}.")
