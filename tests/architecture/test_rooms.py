"""Each contract about the rooms is seen to fail: one forbidden import, one broken contract."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import tree

CONTRACTS = configparser.ConfigParser()
CONTRACTS.read(tree.ROOT / ".importlinter", encoding="utf-8")
NAMES = {key.rpartition(":")[2]: CONTRACTS[key]["name"] for key in CONTRACTS.sections() if ":" in key}

BREACHES: dict[str, list[tuple[str, str | None]]] = {
    "core-rooms": [
        ("imalink_core.containers", "imalink_core.decode"),
        ("imalink_core.decode", "imalink_core.metadata"),
        ("imalink_core.codec", "imalink_core.pairing"),
        ("imalink_core.utils", None),
    ],
    "core-outside": [("imalink_core.metadata", "PySide6"), ("imalink_core.formats", "sqlite3")],
    "core-programs": [("imalink_core.formats", "imalink_desktop.base")],
    "strangers": [("imalink_desktop.sync", "imalink_server.schemas")],
    "desktop-rooms": [
        ("imalink_desktop.catalog", "imalink_desktop.ui"),
        ("imalink_desktop.importing", "imalink_desktop.sync"),
        ("imalink_desktop.importing", "imalink_desktop.settings"),
        ("imalink_desktop.utils", None),
    ],
    "desktop-catalog": [("imalink_desktop.jobs", "imalink_desktop.catalog")],
    "desktop-qt": [("imalink_desktop.catalog", "PySide6")],
    "desktop-sql": [("imalink_desktop.ui", "sqlalchemy")],
    "desktop-network": [("imalink_desktop.ui", "httpx")],
    "desktop-secrets": [("imalink_desktop.sync", "keyring")],
    "desktop-outside": [("imalink_desktop.app", "fastapi")],
    "server-rooms": [
        ("imalink_server.storage", "imalink_server.db"),
        ("imalink_server.worker", "imalink_server.api"),
        ("imalink_server.utils", None),
    ],
    "server-http": [("imalink_server.services", "fastapi")],
    "server-sql": [("imalink_server.api", "sqlalchemy")],
    "server-wire": [("imalink_server.schemas", "imalink_server.db")],
    "server-pydantic": [("imalink_server.services", "pydantic")],
    "server-storage": [("imalink_server.api", "obstore")],
    "server-outside": [("imalink_server.worker", "PySide6")],
}
"""For each contract: the modules that break it by what they import, or by being there at all."""

CASES = [(contract, room, wish) for contract, breaches in BREACHES.items() for room, wish in breaches]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Our contracts, and every room they name, empty."""
    shutil.copy(tree.ROOT / ".importlinter", tmp_path)
    for section in CONTRACTS.sections():
        for layer in CONTRACTS[section].get("layers", "").splitlines():
            for room in layer.split("|"):
                _build(tmp_path, f"{CONTRACTS[section]['containers']}.{room.strip(' ()')}")
    return tmp_path


def _build(house: Path, module: str) -> Path:
    """Make a room, and what it lies in; give its file."""
    folder = house
    for part in module.split("."):
        folder /= part
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
    return folder / "__init__.py"


def _broken(house: Path) -> set[str]:
    """Ask import-linter which contracts are broken."""
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", lint, "--no-cache", "--no-logo"]
    said = " ".join(subprocess.run(command, cwd=house, capture_output=True, text=True).stdout.split())
    assert "Contracts:" in said, said
    return {key for key, name in NAMES.items() if f"{name} BROKEN" in said}


def test_empty_rooms_break_nothing(house: Path) -> None:
    assert _broken(house) == set()


@pytest.mark.parametrize(("contract", "room", "wish"), CASES)
def test_a_forbidden_import_breaks_its_contract(
    house: Path, contract: str, room: str, wish: str | None
) -> None:
    _build(house, room).write_text(f"import {wish}\n" if wish else "")
    assert _broken(house) == {contract}


def test_every_contract_is_tried() -> None:
    assert NAMES.keys() == BREACHES.keys()
