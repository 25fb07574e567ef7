"""Importing a module does nothing else: no file written, no socket, no thread, no window system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import tree

# Runs in a process of its own, told the names of the packages to import.
IMPORT_ALL = """
import importlib, os, pkgutil, sys, threading
import PySide6.QtCore, numpy  # sets a variable for its own library; that is not our noise

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
LOUD = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.mkdir", "os.rename",
    "os.remove", "os.rmdir", "os.putenv", "shutil.", "sqlite3.connect", "tempfile.",
    "signal.", "sys.setswitchinterval",
)
heard, module = [], ""

def hear(event, args):
    if event == "open" and isinstance(args[2], int) and args[2] & WRITING:
        heard.append(f"{module}: open {args[0]!r} for writing")
    elif event.startswith(LOUD):
        heard.append(f"{module}: {event} {args!r}")

sys.addaudithook(hear)
threading.Thread.start = lambda thread: heard.append(f"{module}: starts a thread")
for package in sys.argv[1:]:
    module = package
    found = importlib.import_module(package)
    for each in pkgutil.walk_packages(found.__path__, package + "."):
        module = each.name
        # What Alembic runs and what `python -m` runs is no module to import.
        if ".migrations." not in module and not module.endswith(".__main__"):
            importlib.import_module(module)
if "PySide6.QtCore" in sys.modules:
    module = "all"
    if sys.modules["PySide6.QtCore"].QCoreApplication.instance() is not None:
        heard.append("an application was made")
print(*heard, sep="\\n", end="")
"""


def heard_from(packages: list[str], where: Path) -> str:
    command = [sys.executable, "-B", "-c", IMPORT_ALL, *packages]
    said = subprocess.run(command, cwd=where, capture_output=True, text=True)
    return said.stdout + said.stderr


def test_our_modules_are_quiet() -> None:
    assert heard_from(list(tree.PROGRAMS), tree.ROOT) == ""


@pytest.mark.parametrize(
    ("deed", "noise"),
    [
        ("open('x', 'w').close()", "for writing"),
        ("import socket; socket.socket().close()", "socket.__new__"),
        ("import threading; threading.Thread(target=print).start()", "starts a thread"),
        ("import sqlite3; sqlite3.connect('x.db').close()", "sqlite3.connect"),
        ("from PySide6.QtCore import QCoreApplication; app = QCoreApplication()", "application was made"),
    ],
    ids=["file", "socket", "thread", "database", "application"],
)
def test_a_loud_module_is_heard(tmp_path: Path, deed: str, noise: str) -> None:
    (tmp_path / "loud").mkdir()
    (tmp_path / "loud" / "__init__.py").touch()
    (tmp_path / "loud" / "one.py").write_text(deed)
    assert noise in heard_from(["loud"], tmp_path)
