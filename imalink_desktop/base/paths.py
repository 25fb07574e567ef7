"""Every place the program writes to. The user's originals are in none of them."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import platformdirs

from imalink_desktop.base.disks import disk_trouble


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
    """The log, and what is only of use while the program runs."""

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
    def lock(self) -> Path:
        """Held by the one program that writes the catalog; lies where the catalog lies."""
        return self.data / "catalog.lock"

    @property
    def backups(self) -> Path:
        """The folder of verified copies of the catalog."""
        return self.data / "backups"

    @property
    def previews(self) -> Path:
        """Hot and grid previews, in one file."""
        return self.cache / "previews.db"

    @property
    def cold_previews(self) -> Path:
        """The folder of large previews."""
        return self.cache / "cold"

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
        if sys.platform == "win32":  # a pipe there has a name, and lies in no folder
            return "imalink-" + hashlib.sha256(os.fsencode(self.catalog)).hexdigest()[:24]
        return str(self.state / "imalink.sock")


def private_folder(folder: Path) -> Path:
    """Make a folder, and those it lies in, for nobody else to look into; one that is there stays as it is."""
    try:
        _make(folder)
    except OSError as error:
        raise disk_trouble(error, folder) from error
    return folder


def _make(folder: Path) -> None:
    if not folder.is_dir():
        # mkdir(parents=True) would make the upper ones for everybody.
        if folder.parent != folder:
            _make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
