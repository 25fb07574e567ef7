"""Every place the server writes to, below one folder."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """Where everything lies that no URL puts elsewhere. Nothing is made before it is needed."""

    folder: Path

    @property
    def settings(self) -> Path:
        """What the one who runs the server has set, as TOML."""
        return self.folder / "server.toml"

    @property
    def secret(self) -> Path:
        """What tokens are signed with."""
        return self.folder / "secret"

    @property
    def database(self) -> Path:
        """All that is known of people and photos."""
        return self.folder / "imalink.db"

    @property
    def storage(self) -> Path:
        """The folder of previews and originals."""
        return self.folder / "storage"

    @property
    def turns(self) -> Path:
        """Files by which those wait for each other who write to the same upload."""
        return self.folder / "turns"

    @property
    def uploads(self) -> Path:
        """Originals on their way. On one disk with the folder above, a whole one is only moved."""
        return self.folder / "uploads"


def usual_folder() -> Path:
    """Where a program of this system keeps such things, when nobody says otherwise."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "imalink-server"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "imalink-server"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "imalink-server"
