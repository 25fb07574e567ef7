"""A home of its own for the test run, without a screen, a keyring or a session of the user's."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}
_OF_THE_USER = (
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "DBUS_SESSION_BUS_ADDRESS",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR",
)
_homes: list[Path] = []


def pytest_configure() -> None:
    """Point every variable that leads home to an empty folder, before any test is looked at."""
    home = Path(tempfile.mkdtemp(prefix="imalink-tests-"))
    _homes.append(home)
    for name, folder in _FOLDERS.items():
        place = home / folder
        place.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(place)
    for name in _OF_THE_USER:
        os.environ.pop(name, None)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"


def pytest_unconfigure() -> None:
    """Leave nothing in the folder for temporary files."""
    while _homes:
        shutil.rmtree(_homes.pop(), ignore_errors=True)
