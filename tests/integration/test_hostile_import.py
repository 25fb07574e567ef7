"""Whatever lies in a folder, an import of it ends, accounts for everything, and writes nothing there."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from imalink_core.errors import PROBLEMS
from imalink_desktop.base.names import kept_path
from imalink_desktop.importing.left_out import FOLDERS
from tests.drawing import jpeg, scene
from tests.drawing.card import draw_card
from tests.drawing.hostile import hostile_files
from tests.drawing.traps import free, traps
from tests.house.originals import look
from tests.house.peaks import run_and_weigh

PICTURE = jpeg(scene(32, 24))


@dataclass(frozen=True, slots=True)
class Said:
    """What an import in a process of its own came to; `peak` is its memory in MB, and of each helper."""

    code: int
    document: dict[str, Any]
    peak: int


def imported(home: Path, source: Path, before: Sequence[str] = ()) -> Said:
    """Import a folder in a process of its own, by way of other commands if so asked."""
    ended = run_and_weigh("--data-dir", str(home), "import", str(source), "--json", before=before)
    begun = f"A new library was begun in {home.absolute() / 'data'}."
    assert ended.err in ("", begun)
    return Said(ended.code, json.loads(ended.out), ended.peak)


def fates(home: Path) -> dict[str, tuple[str, str | None]]:
    """The fate of each file of the first import."""
    words = [sys.executable, "-m", "imalink_desktop.app.main", "--data-dir", str(home)]
    done = subprocess.run([*words, "imports", "1", "--json"], capture_output=True, check=True)
    files = json.loads(done.stdout)["files"]
    assert len({one["path"] for one in files}) == len(files)
    return {one["path"]: (one["fate"], one["code"]) for one in files}


def things(folder: Path) -> Iterator[Path]:
    """All that is to be accounted for: files of every kind, and folders that cannot be entered."""
    for here, folders, files in os.walk(folder):
        yield from (Path(here, name) for name in files)
        for name in tuple(folders):
            inside = Path(here, name)
            if inside.is_symlink() or not os.access(inside, os.R_OK) or name.casefold() in FOLDERS:
                folders.remove(name)
                yield inside


def check(said: Said, told: dict[str, tuple[str, str | None]], folder: Path) -> None:
    document = said.document
    assert sorted(told) == sorted(map(kept_path, things(folder)))
    counted = [document[name] for name in ("imported", "duplicates", "unchanged")]
    assert sum(counted) + len(document["skipped"]) + len(document["failed"]) == document["found"] == len(told)
    assert {code for _, code in told.values()} <= PROBLEMS.keys() | {None, "system", "hidden", "lone_sidecar"}
    assert document["waiting"] == 0
    assert said.peak < 1024


def test_every_hostile_file_is_accounted_for(tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "folder"
    folder.mkdir()
    for path in hostile_files(folder, seed=3, count=200):
        if path.name.endswith("scans.jpg"):
            path.unlink()  # which takes its twenty seconds in another test
    before = look(folder)
    said = imported(tmp_path / "home", folder)
    check(said, fates(tmp_path / "home"), folder)
    assert said.code == 1
    assert look(folder) == before
    again = imported(tmp_path / "home", folder)
    assert (again.document["imported"], again.document["duplicates"]) == (0, 0)


def spelled_alike(folder: Path) -> None:
    """Names that differ in capitals or accents alone, as far as this file system keeps them apart."""
    for name in ("IMG_1.JPG", "img_1.jpg", "e\u0301t\u00e9.jpg", "\u00e9te\u0301.jpg", "x" * 251 + ".jpg"):
        (folder / name).write_bytes(PICTURE + name.encode())


def test_an_import_falls_into_no_trap(tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "folder"
    folder.mkdir()
    built = traps(folder)
    spelled_alike(folder)
    (folder / "inside").symlink_to(tmp_path)
    try:
        said = imported(tmp_path / "home", folder)
        told = fates(tmp_path / "home")
        check(said, told, folder)
    finally:
        free(built)
    expected = {
        **dict.fromkeys(("fifo", "socket", "device"), ("skipped", "not_a_file")),
        **dict.fromkeys(("broken link", "link loop", "folder loop"), ("skipped", "link")),
        **dict.fromkeys(("unreadable", "unreadable folder"), ("failed", "unreadable")),
        "sparse": ("failed", "too_large"),
    }
    met = {name: told[kept_path(built[name])] for name in expected if name in built}
    assert met == {name: expected[name] for name in met}
    assert told[str(folder / "inside")] == ("skipped", "link")
    # All drawn pictures of the other traps are the same bytes: one photo in many places.
    sound = built.keys() - expected.keys()
    assert {told[kept_path(built[name])][0] for name in sound} <= {"imported", "duplicate"}
    assert {"not utf-8", "composed", "deep"} <= sound
    spelled = [told[str(path)][0] for path in folder.glob("*[gG]") if path.name.casefold() == "img_1.jpg"]
    assert spelled == ["imported"] * len(spelled)


def test_a_card_that_can_only_be_read_is_imported(tmp_path: Path) -> None:
    """Where nothing can be written, an import that tried would say so."""
    folder = tmp_path.resolve() / "card"
    files = draw_card(folder, 20, size=(96, 64))
    before = look(folder)
    said = imported(tmp_path / "home", folder, _read_only(folder))
    assert (said.code, said.document["found"], said.document["failed"]) == (0, files, [])
    assert said.document["photos"] == 20
    assert look(folder) == before


def _read_only(folder: Path) -> list[str]:
    """Words that run a command where a folder is mounted so that it can only be read, for it alone."""
    place = shlex.quote(str(folder))
    mount = f"mount --bind {place} {place} && mount -o remount,bind,ro {place} && [ ! -w {place} ]"
    words = ["unshare", "--map-root-user", "--mount", "sh", "-c", f'{mount} && exec "$@"', "sh"]
    if sys.platform != "linux" or shutil.which("unshare") is None:
        pytest.skip("no mounting here")
    if subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    return words


@pytest.mark.soak
def test_thousands_of_hostile_files_are_accounted_for(tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "folder"
    folder.mkdir()
    hostile_files(folder, seed=4, count=6_000)
    said = imported(tmp_path / "home", folder)
    check(said, fates(tmp_path / "home"), folder)
