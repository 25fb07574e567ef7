"""Every place the program writes to. The user's originals are in none of them."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import platformdirs

from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Bug

_LONGEST_ADDRESS = 100
"""Bytes. The systems take 104 or 108, and cut off what is longer, or refuse it."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Where everything lies. Nothing is made before it is needed: see `private_folder`."""

    data: Path
    """The user's work: what a backup of the computer must have."""
    cache: Path
    """What can be made again."""
    config: Path
    """The settings."""
    state: Path
    """The log, what is of use while the program runs, and by what a catalog put back by hand is known."""

    @classmethod
    def of_the_user(cls) -> Self:
        """Lie where programs of this system keep such things."""
        usual = platformdirs.PlatformDirs("imalink", appauthor=False)
        return cls(usual.user_data_path, usual.user_cache_path, usual.user_config_path, usual.user_state_path)

    @classmethod
    def below(cls, folder: Path) -> Self:
        """Lie in one folder, as `--data-dir` asks for."""
        here = folder.absolute()
        return cls(here / "data", here / "cache", here / "config", here / "state")

    @property
    def catalog(self) -> Path:
        """The user's work, in one file."""
        return self.data / "catalog.db"

    @property
    def backups(self) -> Path:
        """The folder of verified copies of the catalog."""
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        """What the user has set, as TOML."""
        return self.config / "settings.toml"

    @property
    def logs(self) -> Path:
        """The folder of the log."""
        return self.state / "logs"

    @property
    def socket(self) -> str:
        """The address at which the running program of this catalog listens to later ones."""
        named = "imalink-" + hashlib.sha256(os.fsencode(self.catalog)).hexdigest()[:24]
        if sys.platform == "win32":  # a pipe there has a name, and lies in no folder
            return named
        here = self.state / "imalink.sock"
        fits = len(os.fsencode(here)) <= _LONGEST_ADDRESS
        return str(here if fits else _short_lived() / f"{named}.sock")


def _short_lived() -> Path:
    """A folder of the user's own with a short name, the same for a desktop and for a bare shell."""
    if sys.platform == "win32":
        raise Bug("a pipe lies in no folder")
    of_the_user = Path(f"/run/user/{os.getuid()}")
    if is_ours(of_the_user):
        return of_the_user / "imalink"
    return Path("/tmp") / f"imalink-{os.getuid()}"  # noqa: S108 - see `is_ours`


def is_ours(folder: Path) -> bool:
    """Whether no stranger has made a folder, nor puts anything into it: `/tmp` is for everybody."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return sys.platform == "win32" or (
        stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & stat.S_IWOTH
    )


def private_folder(folder: Path) -> Path:
    """Make a folder, and those it lies in, for nobody else to look into; one that is there stays as it is."""
    try:
        _make(folder)
    except OSError as error:
        # What stands in the way may be further up.
        raise disk_trouble(error, Path(error.filename or folder)) from error
    return folder


def private_file(path: Path) -> None:
    """Begin a file for nobody else to look into; one that is there stays as it is.

    Where that cannot be, whoever then opens it says why. Windows looks at the folder alone.
    """
    if sys.platform != "win32":
        with suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))


def _make(folder: Path) -> None:
    if not folder.is_dir():
        # mkdir(parents=True) would make the upper ones for everybody.
        if folder.parent != folder:
            _make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
