"""Where there is no library: a drive that is unplugged, a slip of the keys, a folder of somebody else's."""

from __future__ import annotations

import errno
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from imalink_desktop.app.running import in_words
from imalink_desktop.base.paths import Paths
from tests.drawing import jpeg, scene
from tests.unit.desktop.app.conftest import Run

_ASKING = (
    ("list",),
    ("timeline",),
    ("imports",),
    ("imports", "1"),
    ("history",),
    ("conflicts",),
    ("alike",),
    ("drives",),
    ("verify",),
    ("doctor",),
    ("doctor", "--recount"),
    ("doctor", "--trust"),
    ("restore",),
    ("restore", "latest"),
    ("backup",),
    ("backup", "--list"),
    ("account", "list"),
    ("space", "list"),
)
_CHANGING = (("rate", "5", "1"), ("undo",), ("imports", "1", "--undo"), ("resolve", "1", "title", "mine"))


@pytest.mark.parametrize("words", [*_ASKING, *_CHANGING], ids=" ".join)
def test_none_is_begun_by_who_asks_or_changes(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    away = tmp_path / "media" / "photos"
    code, out, err = run("--data-dir", away, *words)
    assert (code, out) == (3, "")
    assert err.startswith(f"There is no library in {Paths.below(away).data}. ")
    assert not away.parent.exists()


def test_the_words_of_the_search_need_none(run: Run, tmp_path: Path) -> None:
    assert run("--data-dir", tmp_path / "away", "search-help")[0] == 0
    assert not (tmp_path / "away").exists()


def test_an_import_begins_one_and_says_so(run: Run, tmp_path: Path) -> None:
    card, new = tmp_path / "card", tmp_path / "new"
    card.mkdir()
    (card / "1.jpg").write_bytes(jpeg(scene(40, 30, seed=1)))
    code, out, _ = run("--data-dir", new, "import", card, "--dry-run", "--json")
    assert (code, json.loads(out)["new"]) == (0, 1)
    assert not new.exists()
    begun = f"A new library was begun in {Paths.below(new).data}.\n"
    assert run("--data-dir", new, "import", card)[::2] == (0, begun)
    assert run("--data-dir", new, "import", card)[::2] == (0, "")


def test_what_the_system_refuses_is_told_with_the_place() -> None:
    refused = PermissionError(errno.EACCES, "Permission denied", "/home/anna/library/data")
    assert in_words(refused) == "Permission denied: /home/anna/library/data"
    assert in_words(OSError(errno.EIO, "Input/output error")) == "Input/output error"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such rights")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="to root nothing is forbidden")
def test_the_library_of_somebody_else_is_named(run: Run, library: Path) -> None:
    data = Paths.below(library).data
    data.chmod(0)
    try:
        code, _, err = run("--data-dir", library, "list")
    finally:
        data.chmod(0o700)
    assert code == 3
    assert f"Permission denied: {data}" in err


@pytest.mark.skipif(sys.platform == "win32", reason="lets root and others write alike")
def test_why_there_is_no_backup_is_told_once_and_in_words(library: Path) -> None:
    Paths.below(library).backups.write_bytes(b"a file where the folder should be")
    words = [sys.executable, "-m", "imalink_desktop.app.main", "--data-dir", str(library), "rate", "5", "1"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "1 photo rated.\n")
    assert done.stderr.count("where a folder is needed") == 1
    assert "why=" not in done.stderr


def test_a_fault_of_ours_still_reaches_the_terminal(run: Run, library: Path) -> None:
    run("--data-dir", library, "list")
    assert logging.lastResort is not None
    assert logging.lastResort.level == logging.ERROR
